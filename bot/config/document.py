"""A document is one TOML text of the admins: what it says, and on which line it says it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.config.findings import Findings, Where
from bot.config.positions import KeyPath, Positions
from bot.config.wording import place, problem_and_remedy

T = TypeVar("T", bound=BaseModel)
_CONFIG: Final = "config.toml"
"""What a configuration is called in the folder that `init` writes, which is easily named in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The values of a text, with lists as tuples, and the lines of their keys."""

    file: str
    values: Mapping[str, Any]
    positions: Positions

    def at(self, *path: str | int) -> Where:
        """Where a key stands, or where it would."""
        return Where(file=self.file, line=self.positions.line(path), key=self._spell(path))

    def _spell(self, path: KeyPath) -> str:
        """The path as people say it: entries of a list by their name, else by their number from 1."""
        words = ""
        value: Any = self.values
        for part in path:
            if isinstance(part, str):
                words += f".{part}" if words else part
                value = value.get(part) if isinstance(value, Mapping) else None
            else:
                value = value[part] if isinstance(value, tuple) and part < len(value) else None
                words += f"[{_name_of(value) or f'#{part + 1}'}]"
        return words or "file"


def _name_of(value: object) -> str:
    if isinstance(value, Mapping):
        for key in ("name", "id", "rule"):
            name = value.get(key)
            if isinstance(name, str) and re.fullmatch(r"[\w. -]{1,40}", name):
                return name
    return ""


def read_text(path: Path, file: str, findings: Findings) -> str | None:
    """The text of a file; None after a fault."""
    try:
        return decode(path.read_bytes(), file, findings)
    except (OSError, ValueError) as unreadable:
        why = unreadable.strerror if isinstance(unreadable, OSError) else "it is not a path"
        problem = f"cannot be read ({(why or 'no reason given').lower()})"
        meant = isinstance(unreadable, IsADirectoryError) and (path / _CONFIG).is_file()
        remedy = f"write {file.rstrip('/')}/{_CONFIG}" if meant else "check the path"
        findings.fault(Where(file=file, line=1, key="file"), problem, remedy)
        return None


def decode(raw: bytes, file: str, findings: Findings) -> str | None:
    """UTF-8, with or without a byte order mark; None after a fault."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = raw.count(b"\n", 0, broken.start) + 1
        where = Where(file=file, line=line, key="file")
        findings.fault(where, "is not UTF-8 text", "save the file with the encoding UTF-8")
        return None


def read_document(path: Path, file: str, findings: Findings) -> Document | None:
    """A TOML file; None after a fault."""
    text = read_text(path, file, findings)
    return None if text is None else parse_document(text, file, findings)


def parse_document(text: str, file: str, findings: Findings, *, first_line: int = 1) -> Document | None:
    """A TOML text whose first line is this one of its file; None after a fault."""
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as broken:
        line, problem = _syntax(str(broken), text)
        where = Where(file=file, line=first_line + line - 1, key="file")
        findings.fault(where, problem, "mend the TOML here or just above")
        return None
    return Document(file=file, values=_frozen(values), positions=Positions(text, first_line=first_line))


def _syntax(message: str, text: str) -> tuple[int, str]:
    """The line of a syntax error, and what it is."""
    found = re.search(r" \(at line ([0-9]+), column ([0-9]+)\)$", message)
    if found:
        # tomllib writes the path of a key as a tuple of Python's: ('slack',).
        said = re.sub(r"\('.*'\)|\('.*',\)", _path_of_keys, message[: found.start()])
        return int(found[1]), f"is not TOML at column {found[2]} ({said[:1].lower()}{said[1:]})"
    end = max(1, len(text.splitlines()))
    if message.endswith("(at end of document)"):
        return end, "is not TOML: the file ends in the middle of something"
    return 1, "is not TOML that can be read (a number or a nesting is too large)"


def _path_of_keys(written: re.Match[str]) -> str:
    return ".".join(re.findall("'(.*?)'", written[0]))


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def validate(
    doc: Document, model: type[T], findings: Findings, *, at: KeyPath = (), without: str = ""
) -> T | None:
    """The table at a path as a model; None after a fault for everything that is wrong in it.

    The key `without` is left to be looked at by itself.
    """
    value: Any = doc.values
    for part in at:
        value = value[part]
    if without:
        value = {key: inner for key, inner in value.items() if key != without}
    try:
        return model.model_validate(value)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            # pydantic also counts only the good entries of a list, and calls it too short.
            if error["type"] != "too_short" or error["ctx"]["actual_length"] == len(error["input"]):
                where = doc.at(*at, *place(error, model))
                findings.fault(where, *problem_and_remedy(error, model, (without,)))
        return None


def validate_each(doc: Document, key: str, model: type[T], findings: Findings) -> tuple[tuple[int, T], ...]:
    """The good tables of an array of tables, each with its index; the others become faults."""
    tables = doc.values.get(key, ())
    if not isinstance(tables, tuple):
        findings.fault(doc.at(key), "is not an array of tables", f"begin each one with [[{key}]]")
        return ()
    found = ((index, validate(doc, model, findings, at=(key, index))) for index in range(len(tables)))
    return tuple((index, table) for index, table in found if table is not None)
