"""A lesson's Markdown becomes what Discord can show; what Discord knows stays as it was written."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from adapters.discord.inline import References, inline, words_of
from adapters.discord.tables import in_lines, table

RULE: Final = "\u2500" * 12
"""A line across, which Discord does not know."""
_LEVELS: Final = 3  # Discord shows headings of three sizes.
_DEFINED = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:\s*\S")
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_TASK = re.compile(r"^([\s>]*(?:[-*+]|\d+[.)])[ \t]+)\[([ xX])\](?=\s)")
_BULLET = re.compile(r"^([\s>]*)(?:\+|(\d+)\))(?=[ \t]+\S)")
_QUOTE = re.compile(r"^(\s{0,3}>+)(?=[^\s>])")
_BACKSLASH_AT_END = re.compile(r"(?<!\\)\\$")

# The lines that a block takes, and what stands in their place; None: they stay as they are.
_Block = tuple[int, int, str | None]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@lru_cache(maxsize=256)
def shown(body: str) -> str:
    """The body as Discord shows it best: no word is lost, and code is not touched."""
    lines = body.split("\n")
    known: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _parser().parse(body, known)
    references = {label: found["href"] for label, found in known.get("references", {}).items()}
    made: list[str] = []
    at = 0
    for start, end, instead in _blocks(tokens, lines, references):
        made += _prose(lines[at:start], references)
        if instead is None:
            made += lines[start:end]
        elif instead:
            made += instead.split("\n")
        elif made and not made[-1].strip():
            # One blank line is enough where a comment stood between two.
            made.pop()
        at = end
    made += _prose(lines[at:], references)
    return "\n".join(made)


def _blocks(tokens: Sequence[Token], lines: Sequence[str], references: References) -> list[_Block]:
    """What Discord does not know, or must not touch; in order, and apart from each other."""
    found: list[_Block] = []
    for number, token in enumerate(tokens):
        if token.map is None or (found and token.map[0] < found[-1][1]):
            continue
        start, end = token.map
        match token.type:
            case "fence" | "code_block":
                found.append((start, end, _code(token)))
            case "hr":
                found.append((start, end, _indented(lines[start], RULE)))
            case "heading_open":
                heading = _heading(token, tokens[number + 1], lines[start], references)
                if heading is not None:
                    found.append((start, end, heading))
            case "table_open" if not token.level:
                found.append((start, end, _table(tokens[number:], references)))
            case "html_block":
                found.append((start, end, _html(lines[start:end], references)))
            case _:
                pass
    return found


def _indented(line: str, instead: str) -> str:
    """The same depth in a quote or list as the line had."""
    lead = re.match(r"[>\s]*", line)
    return f"{lead[0] if lead else ''}{instead}"


def _code(token: Token) -> str | None:
    """Code as Discord fences it; as it is, where it is fenced so, or holds such a fence itself."""
    plain = token.type == "fence" and token.markup == "```"
    if plain or token.level or "```" in token.content:
        return None
    language = token.info.strip().split(" ")[0]
    return f"```{language}\n{token.content.rstrip(chr(10))}\n```"


def _heading(opening: Token, content: Token, line: str, references: References) -> str | None:
    """A deep heading in bold, one that is underlined with marks before it; None: it may stay."""
    level = int(opening.tag[1:])
    words = inline(content.content, references)
    if level > _LEVELS:
        return _indented(line, f"**{words.replace('**', '').strip()}**") if words.strip() else ""
    if opening.markup in ("=", "-"):
        return f"{'#' * level} {' '.join(words.split(chr(10)))}"
    return None


def _table(tokens: Sequence[Token], references: References) -> str:
    rows: list[list[Token]] = []
    for number, token in enumerate(tokens):
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and tokens[number - 1].type in ("th_open", "td_open"):
            rows[-1].append(token)
    if any(
        child.type in ("link_open", "image") for row in rows for cell in row for child in cell.children or ()
    ):
        # In a code block nothing can be clicked.
        return in_lines([[inline(cell.content, references) for cell in row] for row in rows])
    head, *body = [[words_of(cell) for cell in row] for row in rows]
    return table(head, body)


def _html(written: Sequence[str], references: References) -> str:
    """What HTML says, without its marks; comments say nothing to the reader."""
    said = [line.strip() for line in _prose(written, references)]
    return "\n".join(line for line in said if line)


def _prose(lines: Sequence[str], references: References) -> list[str]:
    """Lines between the blocks; those that only name addresses are shown where these are used."""
    made: list[str] = []
    for block in _paragraphs(lines):
        made += inline("\n".join(block), references).split("\n") if block[0].strip() else list(block)
    defined = [line for line in made if not (references and _DEFINED.match(line))]
    return [_line(line) for line in defined]


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """Neighbouring lines with something on them together, blank ones together."""
    found: list[list[str]] = []
    for line in lines:
        if found and bool(found[-1][0].strip()) == bool(line.strip()):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _line(line: str) -> str:
    """One line with its mark as Discord writes it: tasks, lists, quotes and footnotes."""
    line = _FOOTNOTE.sub(r"-# \[\1] ", line)
    line = _TASK.sub(lambda found: f"{found[1]}{'☐' if found[2] == ' ' else '☑'}", line)
    line = _BULLET.sub(lambda found: f"{found[1]}{f'{found[2]}.' if found[2] else '-'}", line)
    line = _QUOTE.sub(r"\1 ", line)
    return _BACKSLASH_AT_END.sub("", line)
