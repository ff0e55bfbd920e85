"""What Slack would show: the blocks of messages, as JSON has them, become messages on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from adapters.playground.look import Reader, Seen, conversation, faces, instant
from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.outward import link
from adapters.playground.slack_markdown import slack_markdown
from bot.chat.text import TimeStyle

# The JSON of a block, before anything of it is checked; it never leaves this file.
Json = Any
_DATES: Final[dict[str, TimeStyle]] = {"{time}": "time", "{ago}": "date", "{date_short_pretty}": "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackMessage:
    """The blocks of one message, and how many characters the content has that they were made of."""

    blocks: Sequence[Mapping[str, Json]]
    characters: int


def slack_look(messages: Sequence[SlackMessage], reader: Reader) -> Html:
    """The messages as Slack's readers see them."""
    seen = [
        Seen(
            said=joined(*(_block(block, reader) for block in one.blocks if block.get("type") != "actions")),
            pressable=joined(*(_actions(block) for block in one.blocks if block.get("type") == "actions")),
            characters=one.characters,
        )
        for one in messages
    ]
    return conversation("Slack", seen, reader)


def _block(block: Json, reader: Reader) -> Html:
    match block:
        case {"type": "markdown", "text": str(written)}:
            return slack_markdown(written)
        case {"type": "rich_text", "elements": [*elements]}:
            return joined(*(_rich(element, reader) for element in elements))
        case {"type": "section", "text": {"text": str(words)}}:
            return tag("p", esc(words))
        case {"type": "context", "elements": [*elements]}:
            return tag("p", *(_context(element) for element in elements), class_="small")
        case {"type": "image", "alt_text": str(words)}:
            return tag("p", esc(words), class_="picture")
        case {"type": "divider"}:
            return tag("hr")
        case _:
            return NOTHING


def _context(element: Json) -> Html:
    match element:
        case {"text": str(words)} | {"alt_text": str(words)}:
            return esc(words)
        case _:
            return NOTHING


def _rich(element: Json, reader: Reader) -> Html:
    """One part of rich text: a paragraph, code, a quote or a list."""
    match element:
        case {"type": "rich_text_preformatted", "elements": [*inside]}:
            return tag("pre", tag("code", *(_said(one, reader) for one in inside)))
        case {"type": "rich_text_quote", "elements": [*inside]}:
            return tag("blockquote", *(_said(one, reader) for one in inside))
        case {"type": "rich_text_list", "elements": [*items]}:
            name = "ol" if element.get("style") == "ordered" else "ul"
            return tag(name, *(tag("li", _rich(item, reader)) for item in items))
        case {"elements": [*inside]}:
            return tag("p", *(_said(one, reader) for one in inside), class_="as-written")
        case _:
            return NOTHING


def _said(one: Json, reader: Reader) -> Html:
    match one:
        case {"type": "user", "user_id": str(user)}:
            return tag("span", esc(f"@{user}"), class_="mention")
        case {"type": "date", "timestamp": int(at), "format": str(form)}:
            return instant(at, _style(form), reader)
        case {"type": "link", "url": str(address)}:
            return _styled(link(esc(str(one.get("text") or address)), address), one)
        case {"type": "text", "text": str(words)}:
            return _styled(esc(words), one)
        case {"type": "emoji", "name": str(name)}:
            return esc(f":{name}:")
        case _:
            return NOTHING


def _style(form: str) -> TimeStyle:
    return _DATES.get(form, "date_time")


def _styled(shown: Html, one: Json) -> Html:
    style = one.get("style") or {}
    for name, element in (("code", "code"), ("strike", "s"), ("italic", "em"), ("bold", "strong")):
        shown = tag(element, shown) if style.get(name) else shown
    return shown


def _actions(block: Json) -> Html:
    return faces([_face(one) for one in block.get("elements") or ()])


def _face(one: Json) -> tuple[str, str]:
    match one:
        case {"text": {"text": str(label)}}:
            return label, str(one.get("style") or "secondary")
        case _:
            return "", "secondary"
