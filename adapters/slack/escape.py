"""Strings stand for themselves: Slack's mrkdwn reads no mark, mention or date in what is escaped here."""

import html
import re
from typing import Final

from bot.chat.quoting import unsteered

BODY: Final = "\x1e"
"""What stands in the content of a part between spans, in mrkdwn, and a lesson, in Markdown."""
# Slack itself knows the first three only. The others are ours: mrkdwn has no way to write a mark that
# stands for itself, so these are turned back when a message is built of rich text, which reads no marks.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "&#42;", "`": "&#96;", "~": "&#126;"})
_OURS = re.compile(r"&#(42|96|126);")
_SLACKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SLACKS_OWN = re.compile(r"&(?:amp|lt|gt);")
_IN_BRACKETS = re.compile(r"<(?P<sign>[@#!]?)(?P<what>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_BOLD = re.compile(r"\*")
MENTION: Final = re.compile(r"<@(?P<user>\w+)(?:\|(?P<name>[^<>]*))?>")
"""A person in the content of a part: an id, and the name that stands for it where nobody is to be called."""


def escape(words: str) -> str:
    """Let words stand for themselves in the content of a part."""
    return unsteered(words).translate(_ESCAPES)


def unescape(content: str) -> str:
    """The words that were escaped."""
    return html.unescape(content)


def for_slack(words: str) -> str:
    """Words as a text of Slack's own: it reads no mention, channel or address in them."""
    return unsteered(words).translate(_SLACKS)


def as_text(content: str) -> str:
    """Escaped content, without its bold marks, as a text of Slack's own."""
    unnamed = MENTION.sub(r"<@\g<user>>", _BOLD.sub("", content))
    return _OURS.sub(lambda found: chr(int(found[1])), unnamed)


def readable(content: str) -> str:
    """The content as a reader sees it, without escapes and marks: for transcripts."""
    text, _, body = content.partition(BODY)
    words = html.unescape(_IN_BRACKETS.sub(_shown, _BOLD.sub("", text)))
    return f"{words}\n\n{body}".strip("\n") if body else words


def typed(text: str) -> str:
    """What somebody typed, of what Slack makes of it: only mentions of people stay marked, as <@U123>."""
    return _SLACKS_OWN.sub(lambda found: html.unescape(found[0]), _IN_BRACKETS.sub(_typed, text))


def _typed(found: re.Match[str]) -> str:
    return f"<@{found['what']}>" if found["sign"] == "@" else _shown(found)


def _shown(found: re.Match[str]) -> str:
    """What stands in angle brackets, as it is read."""
    label, what = found["label"], found["what"]
    match found["sign"]:
        case "@":
            return f"@{label or what}"
        case "#":
            return f"#{label or what}"
        case "!":
            return label or f"@{what}"
        case _:
            address = what.removeprefix("mailto:")
            # Slack itself puts the address there where nobody chose another label.
            same = not label or label in (address, what) or address.endswith(f"://{label}")
            return address if same else f"{label} ({address})"
