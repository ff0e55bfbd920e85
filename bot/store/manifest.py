"""The manifest of an export says which schema it has, what is in it, and how to know that it is whole."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Fault, FaultyInput

NAME = "manifest.json"
_FORMAT = "cohortbot export 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One table of an export."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an export holds."""

    schema: str
    programmes: tuple[str, ...]
    tables: dict[str, Listed]


def file_of(table: str) -> str:
    """The name of the file of a table."""
    return f"{table}.csv"


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest into the folder of an export."""
    tables = {
        table: {"file": file_of(table), "rows": listed.rows, "sha256": listed.sha256}
        for table, listed in manifest.tables.items()
    }
    content = {
        "format": _FORMAT,
        "schema": manifest.schema,
        "programmes": list(manifest.programmes),
        "tables": tables,
    }
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def read(folder: Path) -> Manifest:
    """The manifest in a folder. Raises FaultyInput when there is none, or it is not one."""
    path = folder / NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _faulty(path, f"can't be read ({error.strerror})", "name a folder that `export` made") from None
    except ValueError:
        raise _faulty(path, "is not JSON", "take it from the export again") from None
    match content:
        case {
            "format": "cohortbot export 1",
            "schema": str(schema),
            "programmes": list(names),
            "tables": dict(tables),
        }:
            listed = {table: _listed(path, table, about) for table, about in tables.items()}
            return Manifest(schema=schema, programmes=tuple(str(name) for name in names), tables=listed)
        case _:
            raise _faulty(path, f"is not a manifest of {_FORMAT!r}", "take it from the export again")


def _listed(path: Path, table: str, about: object) -> Listed:
    match about:
        case {"rows": int(rows), "sha256": str(sha256)}:
            return Listed(rows=rows, sha256=sha256)
        case _:
            raise _faulty(path, f"says nothing certain of {table}", "take it from the export again")


def _faulty(path: Path, problem: str, remedy: str) -> FaultyInput:
    return FaultyInput([Fault(file=str(path), line=1, key="manifest", problem=problem, remedy=remedy)])
