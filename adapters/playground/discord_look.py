"""What Discord would show: the content of parts, in its own Markdown, becomes messages on a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.playground.discord_inline import inline
from adapters.playground.look import Reader, Seen, buttons, conversation
from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from bot.chat.message import Part

_FENCE = re.compile(r"(?<![\\`])```(?:(?P<language>[\w+#.-]*)\n)?(?P<code>.+?)```\n?", re.DOTALL)
_HEADING = re.compile(r"(?P<marks>#{1,3})[ \t]+(?P<words>\S.*)")
_SMALL = re.compile(r"-#[ \t]+(?P<words>\S.*)")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*]|(?P<number>\d{1,9})\.)[ \t]+(?P<words>\S.*)")
_QUOTE = re.compile(r">(?P<all>>>)? (?P<words>.*)")


def discord_look(parts: Sequence[Part], reader: Reader) -> Html:
    """The parts as Discord's adapter laid them out, as its readers see them."""
    seen = [
        Seen(said=shown(part.content, reader), pressable=_below(part), characters=len(part.content))
        for part in parts
    ]
    return conversation("Discord", seen, reader)


def _below(part: Part) -> Html:
    picture = tag("p", esc(part.picture.alt), class_="picture") if part.picture else NOTHING
    file = tag("p", esc(part.file.name), class_="picture") if part.file else NOTHING
    return joined(picture, file, buttons(part.buttons))


def shown(content: str, reader: Reader) -> Html:
    """The content of one message."""
    made: list[Html] = []
    at = 0
    for fence in _FENCE.finditer(content):
        made += _blocks(content[at : fence.start()].removesuffix("\n"), reader)
        made.append(tag("pre", tag("code", esc(fence["code"].strip("\n")))))
        at = fence.end()
    return joined(*made, *_blocks(content[at:], reader))


def _blocks(content: str, reader: Reader, *, quoted: bool = False) -> Iterator[Html]:
    lines = content.split("\n")
    at = 0
    while at < len(lines):
        taken, block = _block(lines[at:], reader, quoted=quoted)
        at += taken
        yield block


def _block(lines: Sequence[str], reader: Reader, *, quoted: bool) -> tuple[int, Html]:
    """What begins with the first of these lines, and how many of them it takes."""
    first = lines[0]
    if heading := _HEADING.fullmatch(first):
        # On a page of ours there are headings above these.
        level = str(len(heading["marks"]))
        return 1, tag("p", inline(heading["words"], reader), class_=f"heading h{level}")
    if small := _SMALL.fullmatch(first):
        return 1, tag("p", inline(small["words"], reader), class_="small")
    # Within a quote Discord knows no other.
    if not quoted and (quote := _QUOTE.fullmatch(first)):
        return _quote(lines, reader, whole=bool(quote["all"]))
    if _ITEM.fullmatch(first):
        return _items(lines, reader)
    if not first.strip():
        return 1, NOTHING
    taken = next((n for n, line in enumerate(lines) if n and _begins(line)), len(lines))
    return taken, tag("p", inline("\n".join(lines[:taken]), reader))


def _begins(line: str) -> bool:
    """Whether something other than a line of the same paragraph stands here."""
    marks = (_HEADING, _SMALL, _QUOTE, _ITEM)
    return not line.strip() or any(mark.fullmatch(line) for mark in marks)


def _quote(lines: Sequence[str], reader: Reader, *, whole: bool) -> tuple[int, Html]:
    if whole:
        inside = "\n".join((lines[0].removeprefix(">>> "), *lines[1:]))
        return len(lines), tag("blockquote", *_blocks(inside, reader, quoted=True))
    quoted = _leading(lines, _QUOTE)
    inside = "\n".join(line.removeprefix("> ") for line in quoted)
    return len(quoted), tag("blockquote", *_blocks(inside, reader, quoted=True))


def _leading(lines: Sequence[str], mark: re.Pattern[str]) -> list[str]:
    end = next((n for n, line in enumerate(lines) if not mark.fullmatch(line)), len(lines))
    return list(lines[:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    indent: int
    number: int | None
    words: str


def _items(lines: Sequence[str], reader: Reader) -> tuple[int, Html]:
    """The items that follow each other; a line that is indented below one goes on with it."""
    found: list[_Item] = []
    taken = 0
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item:
            number = int(item["number"]) if item["number"] else None
            indent = len(item["indent"].expandtabs(2))
            found.append(_Item(indent=indent, number=number, words=item["words"]))
        elif line.startswith("  ") and line.strip():
            last = found.pop()
            words = f"{last.words}\n{line.strip()}"
            found.append(_Item(indent=last.indent, number=last.number, words=words))
        else:
            break
        taken += 1
    return taken, _lists(found, reader)


def _lists(items: Sequence[_Item], reader: Reader) -> Html:
    """Lists of items of one depth, with what is deeper inside the item before it."""
    made: list[Html] = []
    kind: tuple[str, int | None] | None = None
    held: list[Html] = []
    at = 0
    while at < len(items):
        item = items[at]
        deeper = next(
            (n for n, one in enumerate(items[at + 1 :]) if one.indent <= item.indent), len(items) - at - 1
        )
        inner = items[at + 1 : at + 1 + deeper]
        name = "ul" if item.number is None else "ol"
        if kind is None or kind[0] != name:
            made += [tag(kind[0], *held, start=kind[1])] if kind else []
            kind, held = (name, item.number), []
        held.append(tag("li", inline(item.words, reader), _lists(inner, reader) if inner else NOTHING))
        at += 1 + deeper
    return joined(*made, *([tag(kind[0], *held, start=kind[1])] if kind else []))
