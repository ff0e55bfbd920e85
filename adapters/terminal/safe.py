"""What people wrote is made safe for a terminal: nothing in it steers the screen or turns the line around."""

import re

# C0 but tab and newline, DEL and C1 (escape sequences begin with them); line separators; bidi controls.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def safe(words: str) -> str:
    """The words with every steering character spelled out, such as \\x1b; twice is as good as once."""
    return _STEERING.sub(_spelled, words)


def one_line(words: str) -> str:
    """The same for what must not take more than its line: a label, a title, a cell of a table."""
    return " ".join(safe(words).split())


def _spelled(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
