"""Reading a call: its arguments as JSON, as a form, or in the address."""

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.platforms.slack.call import Call
from tests.platforms.slack.refusal import Refusal

STRUCTURED = ("blocks", "attachments", "metadata", "view", "files")
"""Arguments that are JSON within a form."""


async def read(request: web.Request, method: str, secret: str) -> Call:
    """The call; what is in the address counts as much as what is in the body."""
    raw = await request.read()
    said: dict[str, Any] = dict(request.query)
    if method == "upload":
        return Call(method=method, said={"secret": secret}, raw=raw)
    if request.content_type == "application/json":
        said |= _object(raw, method)
    elif raw:
        said |= dict(parse_qsl(raw.decode(), keep_blank_values=True))
    for name in STRUCTURED:
        if isinstance(said.get(name), str):
            said[name] = _structured(said[name], name)
    return Call(method=method, said=said | ({"secret": secret} if secret else {}))


def _object(raw: bytes, method: str) -> dict[str, Any]:
    try:
        said = json.loads(raw)
    except ValueError:
        raise Refusal("invalid_json") from None
    if not isinstance(said, dict):
        raise Refusal("json_not_object")
    return said


def _structured(written: str, name: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        raise Refusal(f"invalid_{name}" if name == "blocks" else "invalid_arguments", name) from None
