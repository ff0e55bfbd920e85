"""Strings stand for themselves: Discord reads no Markdown, mention or timestamp in what is escaped here."""

import re

from bot.chat.quoting import unsteered

_BLANK = "\u200b"
# Discord ends an address at blank space, of which JavaScript knows one more than Python, and at "<".
_URL = r"(?P<url>(?i:https?|steam)://[^\s<>\ufeff]*)"
# A name between colons becomes an emoji; a time (10:30:15) does not.
_EMOJI = r":(?=\w*[^\W\d]\w*:|100:|1234:)"
_LINE_START = r"^[ \t]*(?:#+(?=\s|$)|-(?=\#)|[-+](?=\s|$)|\d+[.)](?=\s|$)|>)"
_SPECIAL = r"[\\*_~`|\[\]<]|@(?=everyone|here|[!&]?\d)"
_CONTROL = re.compile(rf"{_URL}|{_LINE_START}|{_SPECIAL}|{_EMOJI}", re.MULTILINE)
_PING = re.compile(r"@(?=everyone|here)")
# Discord leaves these out where an address ends with them.
_TRAILING = ".,:;\"']"
_SAFE_IN_URL = str.maketrans({"*": "%2A", "`": "%60", "|": "%7C", "\\": "%5C"})
_SAFE_ALONE = {**_SAFE_IN_URL, **str.maketrans({"_": "%5F", "~": "%7E", "[": "%5B"})}
_ESCAPED = re.compile(rf"\\([^\w\s]|_)|{_BLANK}")


def escape(words: str, *, glued: bool = False) -> str:
    """Let words stand for themselves; addresses stay whole and clickable.

    `glued`: Markdown follows without a blank, so that an address at the end must be fenced off.
    """

    def stand(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "url":
                return _address(found, glued)
            case _ if found[0] == "@":
                return f"@{_BLANK}"
            case _:
                return f"{found[0][:-1]}\\{found[0][-1]}"

    return _CONTROL.sub(stand, unsteered(words))


def _address(found: re.Match[str], glued: bool) -> str:
    """The address as it stands, or in angle brackets where Discord would take more than it for one."""
    scheme, rest = found[0].split("://", 1)
    body = rest.rstrip(_TRAILING)
    if not body:
        # No address: nor shall one come of it and the escapes that follow.
        return f"{scheme}:{_BLANK}//{rest}"
    after = rest[len(body) :]
    # Discord takes no single letter for an address, and would read this one as Markdown.
    marks = _SAFE_IN_URL if len(body) > 1 else _SAFE_ALONE
    safe = f"{scheme.lower()}://{_PING.sub('%40', body.translate(marks))}"
    following = found.string[found.end() : found.end() + 1]
    fenced = following in ("<", ">") if following else glued
    return f"<{safe}>{after}" if fenced else f"{safe}{after}"


def unmarked(words: str, most: int) -> str:
    """Words where Discord reads no Markdown, as on a button or in a list: on one line, and never none."""
    line = " ".join(unsteered(words).split()) or "…"
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def readable(content: str) -> str:
    """The content as a reader sees it, without the escapes: for transcripts."""
    return _ESCAPED.sub(r"\1", content)
