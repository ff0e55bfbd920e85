"""A reader of Slack's blocks, as far as is needed to tell what somebody sees of a message."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Any


@dataclass(slots=True)
class Seen:
    """What somebody sees: the words, and what Slack made of them."""

    words: str = ""
    kinds: list[tuple[str, str]] = field(default_factory=list)

    def only(self, kind: str) -> list[str]:
        """What was shown in this way."""
        return [what for shown, what in self.kinds if shown == kind]


def seen(blocks: Sequence[Mapping[str, Json]]) -> Seen:
    """Read the blocks of a message or view."""
    found = Seen()
    for number, (kind, words) in enumerate(_blocks(blocks)):
        found.words += f"\n{words}" if number and kind in _OF_ITS_OWN else words
        if kind != "text":
            found.kinds.append((kind, words))
    return found


_OF_ITS_OWN = ("markdown", "code block", "button", "header", "picture", "line", "list")


def _blocks(blocks: Sequence[Mapping[str, Json]]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block["type"]:
            case "rich_text":
                for part in block["elements"]:
                    yield from _part(part)
            case "markdown":
                yield "markdown", block["text"]
            case "header":
                yield "header", block["text"]["text"]
            case "image":
                yield "picture", block["alt_text"]
            case "divider":
                yield "line", ""
            case "actions":
                for one in block["elements"]:
                    yield ("button", one["text"]["text"]) if one["type"] == "button" else ("list", "")
            case other:
                raise AssertionError(f"no reader for {other}")


def _part(part: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    if part["type"] == "rich_text_preformatted":
        yield "code block", "".join(one["text"] for one in part["elements"])
        return
    assert part["type"] == "rich_text_section"
    for one in part["elements"]:
        match one["type"]:
            case "text" if one.get("style"):
                yield "bold", one["text"]
            case "text":
                yield "text", one["text"]
            case "link":
                yield ("link" if one.get("text") else "address"), one.get("text") or one["url"]
            case "user":
                yield "mention", one["user_id"]
            case "date":
                yield "time", one["fallback"]
            case other:
                raise AssertionError(f"nothing of ours makes a {other}")
