"""What people typed is quoted on one line, of a bearable length, and turns nothing around it."""

import re
import unicodedata

QUOTED = 200
"""So many characters of what somebody typed are shown again; all of them are kept."""
_ISOLATE, _END = "\u2068", "\u2069"
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the direction of what follows them."""
_RIGHT_TO_LEFT = ("R", "AL", "AN")


_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""Control characters but tab and newline, and those that turn whatever follows them around."""


def unsteered(words: str) -> str:
    """The words without what would steer a screen; every adapter shows strings only so."""
    return _STEERING.sub("", words)


def quoted(words: str, most: int = QUOTED) -> str:
    """The words as they can stand in a sentence, cut where they are longer; right-to-left ones isolated."""
    # Blanks and what is invisible may be many: nobody reads further than this to find the rest.
    line = " ".join("".join(map(_visible, words[: most * 20])).split())
    if len(line) > most:
        line = line[: most - 1].rstrip() + "…"
    turns = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in line)
    return f"{_ISOLATE}{line}{_END}" if turns else line


def _visible(letter: str) -> str:
    match unicodedata.category(letter):
        case "Cc":
            return " "
        case "Cs":
            return "\ufffd"
        case "Cf" if letter in _TURNING:
            return ""
        case _:
            return letter
