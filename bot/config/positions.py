"""Positions say on which line of a TOML text a key stands, since tomllib forgets it.

The text is scanned when a line is first asked for, without recursion: tables, arrays of tables, dotted
and quoted keys, and the elements of an array. What is inside an inline table, or deeper in an array, has
the line of what holds it. A text that tomllib refuses still gets the lines that could be made out; nothing
here raises.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

KeyPath = tuple[str | int, ...]

_KEY: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")'
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BLANKS: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_INDENT: Final = re.compile(r"[ \t]*")
_PLAIN: Final = re.compile(r"""[^\[\]{},"'#\n]+""")
_REST_OF_LINE: Final = re.compile(r"[^\n]*")


class Positions:
    """The lines of a text's keys, and where a table begins that holds no such key."""

    def __init__(self, text: str, *, first_line: int = 1) -> None:
        self._text = text
        self._first_line = first_line

    def line(self, path: KeyPath) -> int:
        """The line of the key, or of the nearest thing around it that has one."""
        for length in range(len(path), 0, -1):
            found = self._lines.get(path[:length])
            if found is not None:
                return found
        return self._first_line

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        # Most texts have no fault, so nobody asks for a line of them.
        return _Scanner(self._text.replace("\r\n", "\n"), self._first_line).scan()


class _Scanner:
    """One pass over a text."""

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._at = 0
        self._line = line
        self._table: KeyPath = ()
        self._counts: dict[KeyPath, int] = {}
        self._lines: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, int]:
        """The line of every key path that has one."""
        self._skip(_BLANKS)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                self._header()
            else:
                self._pair()
            self._skip(_REST_OF_LINE)
            self._skip(_BLANKS)
        return self._lines

    def _skip(self, pattern: re.Pattern[str]) -> str:
        """Go past what matches here, keeping count of the lines."""
        found = pattern.match(self._text, self._at)
        passed = found[0] if found else ""
        self._at += len(passed)
        self._line += passed.count("\n")
        return passed

    def _header(self) -> None:
        line, array = self._line, self._text.startswith("[[", self._at)
        self._at += 2 if array else 1
        parts = tuple(self._dotted())
        if not parts:
            return
        path = self._resolve(parts[:-1]) + parts[-1:]
        if array:
            self._lines.setdefault(path, line)
            index = self._counts.get(path, 0)
            self._counts[path] = index + 1
            path += (index,)
        else:
            path = self._resolve(parts)
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], line)
        self._table = path

    def _resolve(self, parts: tuple[str, ...]) -> KeyPath:
        """The path of a table's name: inside an array of tables it means the last one so far."""
        path: KeyPath = ()
        for part in parts:
            path += (part,)
            if path in self._counts:
                path += (self._counts[path] - 1,)
        return path

    def _dotted(self) -> Iterator[str]:
        """The parts of the dotted key that begins here."""
        while True:
            self._skip(_INDENT)
            part = self._skip(_KEY)
            if not part:
                return
            yield _unquote(part)
            self._skip(_INDENT)
            if not self._text.startswith(".", self._at):
                return
            self._at += 1

    def _pair(self) -> None:
        line, path = self._line, self._table
        for part in self._dotted():
            path += (part,)
            self._lines.setdefault(path, line)
        if self._text.startswith("=", self._at):
            self._at += 1
            self._value(path)

    def _value(self, path: KeyPath) -> None:
        """Go past a value; the elements of an array that opens it get their lines."""
        self._skip(_INDENT)
        open_brackets, index, expecting = "", 0, False
        while self._at < len(self._text):
            sign = self._text[self._at]
            if not open_brackets and sign in "\n#":
                return
            if sign in " \t\n#":
                # Outside of brackets a value ends with its line, and so does what is blank after it.
                self._skip(_BLANKS if open_brackets else _INDENT)
                continue
            if open_brackets == "[" and expecting and sign not in ",]":
                self._lines.setdefault((*path, index), self._line)
                expecting = False
            if sign in "[{":
                open_brackets += sign
                expecting = expecting or open_brackets == "["
                self._at += 1
            elif sign in "]}":
                open_brackets = open_brackets[:-1]
                self._at += 1
            elif sign == "," and open_brackets == "[":
                index, expecting = index + 1, True
                self._at += 1
            elif not self._skip(_STRING) and not self._skip(_PLAIN):
                self._at += 1


def _unquote(part: str) -> str:
    if part[0] not in "\"'":
        return part
    try:
        return str(tomllib.loads(f"key = {part}")["key"])
    except ValueError:
        return part
