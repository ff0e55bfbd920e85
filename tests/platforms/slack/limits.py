"""What a call may not do: each limit with the error that Slack has for it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.platforms.slack import block_limits, view_limits

POSTS = ("chat.postMessage", "chat.postEphemeral", "chat.update", "response_url")
VIEWS = ("views.open", "views.push", "views.update", "views.publish")
LONGEST = 40_000
CHANGED = 4_000
"""Characters of the text of a message that is changed."""
LARGEST = 250_000
METADATA = 8_000
"""Characters of metadata; what Slack's own limit is, it does not tell."""
RESPONSE_KEYS = frozenset(
    {
        "text",
        "blocks",
        "attachments",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "unfurl_links",
        "unfurl_media",
        "metadata",
        "mrkdwn",
        "secret",
    }
)
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """`error` is Slack's word for it, `what` the sentence."""

    error: str
    what: str


def breaches_of(method: str, said: Said) -> list[Breach]:
    """Every breach of one call."""
    if method in POSTS:
        return list(_post(method, said))
    if method in VIEWS:
        return list(_view(said.get("view")))
    if method == "files.completeUploadExternal":
        return list(_share(said))
    if method == "files.getUploadURLExternal" and len(str(said.get("alt_txt", ""))) > 1000:
        return [Breach(error="invalid_arguments", what="alt_txt: more than 1000 characters")]
    return []


def _view(view: Any) -> Iterator[Breach]:
    for each in view_limits.of(view):
        yield Breach(error="invalid_arguments", what=f"view{each}")
    if len(json.dumps(view)) > LARGEST:
        yield Breach(error="view_too_large", what=f"view: more than {LARGEST} bytes")


def _post(method: str, said: Said) -> Iterator[Breach]:
    if method == "response_url":
        yield from _response(said)
        if said.get("delete_original"):
            return
    yield from _text(method, said)
    yield from _blocks(said.get("blocks"))
    if said.get("metadata"):
        yield from _metadata(said["metadata"])
    if str(said.get("channel", ""))[:1] in ("U", "W") and {"username", "icon_emoji", "icon_url"} & set(said):
        yield Breach(error="invalid_arguments", what="another name or icon sends this to Slackbot's messages")
    for name in ("ts", "thread_ts"):
        value = said.get(name)
        if value is not None and not (isinstance(value, str) and re.fullmatch(r"\d+\.\d{6}", value)):
            yield Breach(error="invalid_arguments", what=f"{name}: {value!r} is no timestamp")


def _response(said: Said) -> Iterator[Breach]:
    for key in sorted(set(said) - RESPONSE_KEYS):
        yield Breach(error="invalid_payload", what=f"{key}: is unknown here")
    if said.get("response_type", "ephemeral") not in ("ephemeral", "in_channel"):
        yield Breach(error="invalid_payload", what=f"response_type: {said['response_type']!r} is unknown")


def _text(method: str, said: Said) -> Iterator[Breach]:
    text, markdown = str(said.get("text") or ""), said.get("markdown_text")
    if markdown is not None:
        if "text" in said or "blocks" in said:
            yield Breach(error="markdown_text_conflict", what="markdown_text stands alone")
        if len(markdown) > block_limits.MARKDOWN:
            yield Breach(error="msg_too_long", what=f"markdown_text has {len(markdown)} characters")
        return
    if not text.strip():
        with_blocks = (
            " with blocks: it is what notifications and screen readers get" if said.get("blocks") else ""
        )
        yield Breach(error="no_text", what=f"text is missing{with_blocks}")
    most = CHANGED if method == "chat.update" else LONGEST
    if len(text) > most:
        yield Breach(error="msg_too_long", what=f"text has {len(text)} characters, wants at most {most}")
    if len(said.get("attachments") or ()) > 100:
        yield Breach(error="too_many_attachments", what="more than 100 attachments")


def _blocks(blocks: Any) -> Iterator[Breach]:
    if blocks is None:
        return
    for each in block_limits.in_message(blocks):
        yield Breach(error="invalid_blocks", what=f"blocks{each}")
    for each in block_limits.too_long(blocks):
        yield Breach(error="msg_blocks_too_long", what=f"blocks{each}")


def _metadata(metadata: Any) -> Iterator[Breach]:
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        yield Breach(error="invalid_metadata_format", what="metadata: wants event_type and event_payload")
        return
    if not re.fullmatch(r"[A-Za-z0-9_]{1,50}", str(metadata["event_type"])):
        yield Breach(error="invalid_metadata_format", what=f"metadata/event_type: {metadata['event_type']!r}")
    payload = metadata["event_payload"]
    if not isinstance(payload, dict) or not all(map(_is_flat, payload.values())):
        yield Breach(error="invalid_metadata_format", what="metadata/event_payload: is not flat")
    elif not all(re.fullmatch(r"[a-z0-9_]+", key) for key in payload):
        yield Breach(error="invalid_metadata_format", what="metadata/event_payload: no snake_case")
    if len(json.dumps(metadata)) > METADATA:
        yield Breach(error="metadata_too_large", what=f"metadata: more than {METADATA} characters")


def _is_flat(value: Any) -> bool:
    plain = isinstance(value, str | int | float) or value is None
    return plain or (isinstance(value, list) and all(isinstance(each, str | int | float) for each in value))


def _share(said: Said) -> Iterator[Breach]:
    if "initial_comment" in said and "blocks" in said:
        yield Breach(error="invalid_arguments", what="initial_comment and blocks: one of them")
    if len(str(said.get("initial_comment", ""))) > LONGEST:
        yield Breach(error="msg_too_long", what=f"initial_comment: more than {LONGEST} characters")
    yield from _blocks(said.get("blocks"))
