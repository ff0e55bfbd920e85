"""Reading a request: its JSON, or a form of one JSON part and files."""

import json
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import BodyPartReader, web

from tests.platforms.discord import refusal

_FILE = re.compile(r"files\[(\d+)\]")


async def read(request: web.Request) -> tuple[Any, Mapping[int, bytes]]:
    """The body and the files; None where there is no body."""
    if request.content_type == "multipart/form-data":
        return await _form(request)
    if not (raw := await request.read()):
        return None, {}
    return _parsed(raw), {}


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise refusal.Refusal(400, 50109, "The request body contains invalid JSON.") from None


async def _form(request: web.Request) -> tuple[Any, Mapping[int, bytes]]:
    body: Any = None
    files: dict[int, bytes] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise refusal.invalid_form("a form within a form")
        content = bytes(await part.read())
        if part.name == "payload_json":
            body = _parsed(content)
        elif (number := _FILE.fullmatch(part.name or "")) is not None:
            files[int(number[1])] = content
        else:
            raise refusal.invalid_form(f"{part.name}: unknown form field")
    return body, files
