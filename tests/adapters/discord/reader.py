"""A reader of Discord's Markdown, as far as is needed to tell what somebody sees of a message."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

_INLINE = {
    "code block": r"```(?:[a-zA-Z_\-+.0-9]*\n)?(.*?[^\n].*?)```",
    "bold": r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)",
    "underline": r"__((?:\\.|[^\\])+?)__(?!_)",
    "italic": r"\*(?!\s)((?:\\.|\*\*|[^*\\])+?)(?<!\s) {0,2}\*(?!\*)|_((?:\\.|__|[^_\\])+?)_(?![a-zA-Z0-9_])",
    "struck": r"~~(.+?)~~(?!_)",
    "spoiler": r"\|\|(.+?)\|\|",
    "code": r"(?:`+)(.+?)(?<!`)`+(?!`)",
    "time": r"<t:-?[0-9]+(?::[tTdDfFR])?>",
    "emoji": r"<a?:\w+:[0-9]+>|:\w*[^\W\d]\w*:",
    "mention": r"<@[!&]?[0-9]+>|@everyone|@here",
    "channel": r"<#[0-9]+>",
    "command": r"</([^:>]+):[0-9]+>",
    "address": r"((?:https?|steam)://[^\s<\ufeff]+[^<.,:;\"'\]\s\ufeff])|<([^: >]+:/[^ >]+)>",
    "link": r"\[((?:\[[^\]]*\]|[^\[\]])*[^\[]*)\]\(\s*<?(?:\([^)]*\)|[^\s\\]|\\[^\n])*?>?\s*\)",
}
_AT_LINE_START = {
    "heading": r"#{1,3}\s+(?!#)([^\n]*)",
    "small": r"-# +(?!-#)([^\n]+)",
    "quote": r" *>(?:>>)? ([^\n]*)",
    "list": r" *(?:[*-]|\d+\.) +([^\n]*)",
}
_INLINE_PATTERNS = {kind: re.compile(pattern, re.DOTALL) for kind, pattern in _INLINE.items()}
_LINE_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _AT_LINE_START.items()}
_ESCAPED = re.compile(r"\\([^A-Za-z0-9\s])")
_WHOLE = ("code block", "code", "command", "address")
"""What is in these is shown as it stands."""


@dataclass(slots=True)
class Seen:
    """What somebody sees: the words, and what Discord made of them."""

    words: str = ""
    kinds: list[tuple[str, str]] = field(default_factory=list)

    def only(self, kind: str) -> list[str]:
        """What was shown in this way."""
        return [what for shown, what in self.kinds if shown == kind]


def seen(content: str) -> Seen:
    """Read a message."""
    found = Seen()
    _read(content, found, line_start=True)
    return found


def alike(words: str) -> str:
    """Words without what nobody sees: an encoded letter of an address, its case, an empty letter."""
    return unquote(words).replace("\u200b", "").casefold()


def _read(content: str, found: Seen, *, line_start: bool) -> None:
    at = 0
    while at < len(content):
        if escaped := _ESCAPED.match(content, at):
            found.words += escaped[1]
            at = escaped.end()
            continue
        starts = (line_start and at == 0) or (at > 0 and content[at - 1] == "\n")
        patterns = (_LINE_PATTERNS | _INLINE_PATTERNS) if starts else _INLINE_PATTERNS
        kind, match = next(((k, m) for k, p in patterns.items() if (m := p.match(content, at))), ("", None))
        if match is None:
            found.words += content[at]
            at += 1
            continue
        inner = next((group for group in match.groups() if group is not None), match[0])
        found.kinds.append((kind, inner))
        if kind in _WHOLE or inner == match[0]:
            found.words += inner
        else:
            _read(inner, found, line_start=False)
        at = match.end()
