"""Loading puts the files of an export into the tables, and lists every row that can't be put there."""

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table

from bot.errors import Fault, FaultyInput
from bot.store.cells import Value, value_of
from bot.store.manifest import NAME, Listed, Manifest, file_of, sha256_of
from bot.store.migrations import newest
from bot.store.tables import metadata

_AGAIN = "take the folder from the export again"
_ENOUGH = 100  # Faults; more of them help nobody.
_LONGEST = 2**31 - 1  # Characters in a cell; the csv module refuses more than 131,072 unless told.


def load(connection: sqlite3.Connection, folder: Path, given: Manifest) -> None:
    """Insert every row, within the transaction there is. Raises FaultyInput: then it must be undone."""
    faults = list(_whole_faults(folder, given))
    if not faults:
        csv.field_size_limit(_LONGEST)
        for table in metadata.sorted_tables:
            path = folder / file_of(table.name)
            # Once something is missing, rows that refer to it would be blamed for nothing.
            faults += _Loading(connection if not faults else None, table, path).load(given.tables[table.name])
    if faults:
        raise FaultyInput(faults[:_ENOUGH])


def _whole_faults(folder: Path, given: Manifest) -> Iterator[Fault]:
    def fault(key: str, problem: str, remedy: str = _AGAIN) -> Fault:
        return Fault(file=str(folder / NAME), line=1, key=key, problem=problem, remedy=remedy)

    if given.schema != newest():
        yield fault(
            "schema",
            f"the export has schema {given.schema}, this program has {newest()}",
            "import it with the version of cohortbot that exported it, then migrate the database",
        )
        return
    for table in metadata.tables:
        if table not in given.tables:
            yield fault(table, "the export lacks this table")
        elif not (folder / file_of(table)).is_file():
            yield fault(table, f"{file_of(table)} is not there")
    for table in given.tables.keys() - metadata.tables.keys():
        yield fault(table, "this program has no such table")


class _Loading:
    """One file on its way into its table; without a connection it is only read."""

    def __init__(self, connection: sqlite3.Connection | None, table: Table, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._columns = list(table.columns)
        names = ", ".join(f'"{column.name}"' for column in self._columns)
        marks = ", ".join("?" for _ in self._columns)
        self._insert = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608

    def load(self, listed: Listed) -> list[Fault]:
        """Insert the rows; gives what is wrong with them."""
        faults: list[Fault] = []
        try:
            if sha256_of(self._path) != listed.sha256:
                faults.append(self._fault(1, "sha256", "the file is not what was exported", _AGAIN))
            rows = self._load_rows(faults)
        except UnicodeDecodeError:
            return [*faults, self._fault(1, "file", "the file is not UTF-8", _AGAIN)]
        except OSError as error:
            return [*faults, self._fault(1, "file", f"can't be read ({error.strerror})", _AGAIN)]
        if rows != listed.rows:
            problem = f"the file has {rows} rows, the manifest says {listed.rows}"
            faults.append(self._fault(1, "rows", problem, _AGAIN))
        return faults

    def _load_rows(self, faults: list[Fault]) -> int:
        expected = [column.name for column in self._columns]
        rows = 0
        with self._path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            line = 1
            try:
                if next(reader, None) != expected:
                    faults.append(self._fault(1, "columns", "wrong columns", f"write {','.join(expected)}"))
                    return rows
                line = reader.line_num + 1
                for cells in reader:
                    rows += 1
                    if len(faults) < _ENOUGH:
                        faults += self._load_row(line, cells)
                    line = reader.line_num + 1
            except csv.Error as error:
                faults.append(self._fault(line, "row", f"is not CSV ({error})", _AGAIN))
        return rows

    def _load_row(self, line: int, cells: list[str]) -> Iterator[Fault]:
        if len(cells) != len(self._columns):
            problem = f"{len(cells)} cells where {len(self._columns)} belong"
            yield self._fault(line, "row", problem, "give each column its cell")
            return
        values: list[Value] = []
        for column, cell in zip(self._columns, cells, strict=True):
            try:
                values.append(value_of(cell, column))
            except ValueError as error:
                yield self._fault(line, column.name, f"{cell[:60]!r} can't stand here", str(error))
        if self._connection is not None and len(values) == len(cells):
            try:
                self._connection.execute(self._insert, values)
            except sqlite3.IntegrityError as error:
                yield self._fault(line, "row", f"does not fit the rows before it ({error})", _AGAIN)

    def _fault(self, line: int, key: str, problem: str, remedy: str) -> Fault:
        return Fault(file=str(self._path), line=line, key=key, problem=problem, remedy=remedy)
