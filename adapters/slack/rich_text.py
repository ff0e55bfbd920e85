"""Escaped content becomes rich text, in which nothing is read but what was meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from slack_sdk.models.blocks import RichTextBlock, RichTextElementParts
from slack_sdk.models.blocks.block_elements import (
    RichTextElement,
    RichTextPreformattedElement,
    RichTextSectionElement,
)

from adapters.slack.escape import escape, unescape

_FENCE = re.compile(r"^```\n(.*?)\n```(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MARK = re.compile(
    r"<@(?P<user>\w+)(?:\|[^<>]*)?>"
    r"|<!date\^(?P<at>-?\d+)\^(?P<form>[^|>]*)\|(?P<fallback>[^>]*)>"
    r"|<(?P<url>[^|<>]+)\|(?P<label>[^<>]*)>"
    r"|(?P<bold>\*)"
)
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,:;!?\"'”’)\]}…]", re.IGNORECASE)
_BOLD: Final = {"bold": True}
_PARTS = RichTextElementParts


def rich_text(content: str) -> RichTextBlock:
    """The block that shows the content of a part, but for the lesson in it."""
    return RichTextBlock(elements=list(_sections(content)))


def _sections(content: str) -> Iterator[RichTextElement]:
    at = 0
    for fence in _FENCE.finditer(content):
        yield from _section(content[at : fence.start()].removesuffix("\n"))
        yield RichTextPreformattedElement(elements=[_PARTS.Text(text=unescape(fence[1]))])
        at = fence.end()
    yield from _section(content[at:])


def _section(content: str) -> Iterator[RichTextElement]:
    if content:
        yield RichTextSectionElement(elements=list(_elements(content)))


def _elements(content: str) -> Iterator[RichTextElement]:
    at, bold = 0, False
    for mark in _MARK.finditer(content):
        yield from _words(content[at : mark.start()], bold=bold)
        at = mark.end()
        if mark["bold"]:
            bold = not bold
        else:
            yield _marked(mark)
    yield from _words(content[at:], bold=bold)


def _marked(mark: re.Match[str]) -> RichTextElement:
    if mark["user"]:
        return _PARTS.User(user_id=mark["user"])
    if mark["at"]:
        fallback = unescape(mark["fallback"])
        return _PARTS.Date(timestamp=int(mark["at"]), format=mark["form"], fallback=fallback)
    return _PARTS.Link(url=unescape(mark["url"]), text=unescape(mark["label"]))


def _words(content: str, *, bold: bool) -> Iterator[RichTextElement]:
    """Words as they are; the addresses among them can be clicked."""
    words, at, style = unescape(content), 0, _BOLD if bold else None
    for address in _ADDRESS.finditer(words):
        if address.start() > at:
            yield _PARTS.Text(text=words[at : address.start()], style=style)
        yield _PARTS.Link(url=address[0], style=style)
        at = address.end()
    if at < len(words):
        yield _PARTS.Text(text=words[at:], style=style)


def content_of(block: Mapping[str, Any]) -> str:
    """The content of which a block of rich text was made."""
    made = ""
    for part in block.get("elements") or ():
        words = _content(part.get("elements") or ())
        if part.get("type") == "rich_text_preformatted":
            words = f"```\n{words}\n```"
        made = f"{made}\n{words}" if made else words
    return made


def _content(elements: Sequence[Mapping[str, Any]]) -> str:
    made, bold = "", False
    for one in elements:
        marked = bool((one.get("style") or {}).get("bold"))
        made += "*" if marked is not bold else ""
        bold = marked
        made += _element(one)
    return f"{made}*" if bold else made


def _element(one: Mapping[str, Any]) -> str:
    match one.get("type"):
        case "user":
            return f"<@{one['user_id']}>"
        case "date":
            return f"<!date^{one['timestamp']}^{one['format']}|{escape(str(one.get('fallback') or ''))}>"
        case "link" if one.get("text"):
            return f"<{escape(str(one['url']))}|{escape(str(one['text']))}>"
        case _:
            return escape(str(one.get("text") or one.get("url") or ""))
