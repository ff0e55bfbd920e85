"""A long text is split at paragraph borders, never inside a link or a fenced code block."""

import re
from collections.abc import Iterator
from itertools import chain, takewhile
from typing import NamedTuple

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
# What stays in one piece: links and pictures, code, what angle brackets hold, addresses, escapes, entities.
_ATOM = re.compile(
    r"!?\[(?:\\.|[^\[\]\\])*\]\((?:[^()\\]|\\.|\([^()]*\))*\)"
    r"|`[^`\n]+`|<[^<>\n]+>|https?://[^\s<>]+|\\.|&#?\w{1,8};",
    re.DOTALL,
)
_SENTENCE = re.compile(r"[.!?…。！？]['\"”’)*_]*\s+|\n")
_SPACE = re.compile(r"\s+")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")


class _Block(NamedTuple):
    """A paragraph or a fence, and the blank space that stood before it."""

    before: str
    text: str
    fence: str
    """The line that opened it; empty for a paragraph."""


def split_markdown(text: str, limit: int) -> tuple[str, ...]:
    """The text in pieces of at most `limit` characters; only blank space at the borders is lost.

    A paragraph that is too long is split at a sentence, else a word, else anywhere but inside a link;
    a fence that is too long is closed and opened again. `limit` is at least 20.
    """
    if limit < 20:
        raise ValueError(f"a limit is at least 20 characters, not {limit}")
    if len(text) <= limit:
        return (text,)
    pieces: list[str] = []
    current = ""
    for block in _blocks(text):
        joined = f"{current}{block.before}{block.text}" if current else block.text
        if len(joined) <= limit:
            current = joined
            continue
        kept, heading = _before_heading(current, block, limit)
        if kept:
            pieces.append(kept)
        text = f"{heading}{block.before}{block.text}" if heading else block.text
        if len(text) <= limit:
            current = text
            continue
        *full, current = _fence_pieces(block, limit) if block.fence else _prose_pieces(text, limit)
        pieces.extend(full)
    return (*pieces, current) if current else tuple(pieces) or (text[:limit],)


def _before_heading(current: str, block: _Block, limit: int) -> tuple[str, str]:
    """What may stand alone, and the heading after it, which goes with the block that it stands above.

    A fence that has to be split is opened anew in each piece, so a heading can't go with it.
    """
    kept, _, last = current.rpartition("\n")
    with_it = len(last) + len(block.before) + len(block.text)
    if not kept.strip() or not _HEADING.match(last) or (block.fence and with_it > limit):
        return current, ""
    return kept.rstrip(), last


def _blocks(text: str) -> Iterator[_Block]:
    """Paragraphs and fences in order; a fence may hold blank lines, and perhaps nothing closes it."""
    before, lines, fence = "", list[str](), ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            lines.append(line)
            if mark and _closes(line, fence):
                yield _Block(before, "\n".join(lines), fence)
                before, lines, fence = "\n", [], ""
        elif mark:
            if lines:
                yield _Block(before, "\n".join(lines), "")
                before = "\n"
            lines, fence = [line], line
        elif line.strip():
            lines.append(line)
        else:
            if lines:
                yield _Block(before, "\n".join(lines), "")
                before, lines = "\n", []
            before += "\n"
    if lines:
        yield _Block(before, "\n".join(lines), fence)


def _mark(line: str) -> str:
    found = _FENCE.match(line)
    return found[1] if found else ""


def _closes(line: str, fence: str) -> bool:
    return line.strip().startswith(_mark(fence)) and not line.strip().strip(_mark(fence)[0])


def _fence_pieces(block: _Block, limit: int) -> list[str]:
    """A fence as several, each closed, each opened like the first."""
    if len(block.text) <= limit:
        return [block.text]
    opening, *lines = block.text.split("\n")
    closing = _mark(opening)
    if lines and _closes(lines[-1], opening):
        lines.pop()
    if len(opening) + len(closing) + 2 > limit // 2:
        # What follows the mark is longer than is of use: the code matters more.
        lines.insert(0, opening.strip()[len(closing) :])
        opening = closing = closing[:3]
    room = limit - len(opening) - len(closing) - 2
    pieces: list[str] = []
    held: list[str] = []
    for line in chain.from_iterable(_hard(line, room) for line in lines):
        if held and sum(map(len, held)) + len(held) + len(line) > room:
            pieces.append("\n".join((opening, *held, closing)))
            held = []
        held.append(line)
    return [*pieces, "\n".join((opening, *held, closing))]


def _hard(line: str, room: int) -> list[str]:
    return [line[start : start + room] for start in range(0, len(line), room)] or [""]


def _prose_pieces(text: str, limit: int) -> list[str]:
    pieces: list[str] = []
    while len(text) > limit:
        cut = _cut(text, limit)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [piece for piece in (*pieces, text) if piece]


def _cut(text: str, limit: int) -> int:
    """Where the first piece ends: the last border within the limit, of the best kind there is."""
    near = takewhile(lambda found: found.start() < limit, _ATOM.finditer(text))
    atoms = [(found.start(), found.end()) for found in near]
    for border in (_SENTENCE, _SPACE):
        ends = [found.end() for found in border.finditer(text, 0, limit + 1)]
        whole = [end for end in ends if 0 < end <= limit and text[:end].strip() and _whole(end, atoms)]
        if whole:
            return whole[-1]
    straddling = [start for start, end in atoms if start < limit < end]
    # A link that starts a piece and is longer than it can't be kept whole.
    return straddling[0] if straddling and straddling[0] > 0 else limit


def _whole(end: int, atoms: list[tuple[int, int]]) -> bool:
    return not any(start < end < stop for start, stop in atoms)
