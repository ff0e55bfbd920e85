"""A statement as the driver takes it: SQLAlchemy wrote it once, and its types turn the values over."""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Column, Delete, Dialect, Insert, Select, Update
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import NullType, TypeEngine

from bot.store.sqlite import dialect
from bot.store.types import AnyRow, UtcDateTime, read_or_none, written_or_none

Statement = Select[Any] | Insert | Update | Delete
Values = Mapping[str, Any]
MOST_ROWS = 64
"""So many go in at once."""
MOST_KEPT = 500
"""More statements than the program has."""


@lru_cache(MOST_KEPT)
def prepared(statement: Statement, names: tuple[str, ...]) -> "Prepared":
    """The statement for values of these names; made once for all databases, since it is a constant."""
    return Prepared(statement, dialect(), names)


class Prepared:
    """The words of a statement, what its values become, and how its rows are read."""

    def __init__(self, statement: Statement, dialect: Dialect, names: tuple[str, ...]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(names))
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(f"{type(statement).__name__} is no statement about rows")
        self._compiled = compiled
        # A list that stands at several places of the statement is one value.
        self._lists = tuple(dict.fromkeys(compiled.bind_names[bind] for bind in compiled.post_compile_params))
        self._expanded: dict[tuple[int, ...], tuple[str, Mapping[str, Sequence[str]]]] = {}
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._turns = [
            (name, turn) for name, bind in binds.items() if (turn := _turn(bind.type, dialect)) is not None
        ]
        fixed = {name: bind.effective_value for name, bind in binds.items() if name not in names}
        self._fixed = fixed | {column.key: _default(column) for column in compiled.insert_prefetch}
        columns = list(statement.exported_columns)
        self._row = _row_of([column.name for column in columns])
        self._reads = [
            (number, read)
            for number, column in enumerate(columns)
            if (read := _reader(column.type, dialect)) is not None
        ]
        self.sql = str(compiled)
        self._order = tuple(compiled.bind_names.values())
        self._row_of_marks = f"({', '.join(f':{name}' for name in self._order)})"
        bare = isinstance(statement, Insert) and not columns
        self.takes_rows = bare and f" VALUES {self._row_of_marks}" in self.sql
        """Whether several rows can go in as one."""

    def filled(self, given: Values) -> tuple[str, Values]:
        """The words, with a place for each element of each list, and the values."""
        values = self.values(given)
        if not self._lists:
            return self.sql, values
        lists = {name: _padded(values.pop(name)) for name in self._lists}
        lengths = tuple(map(len, lists.values()))
        kept = self._expanded.get(lengths)
        if kept is None:
            state = self._compiled.construct_expanded_state({**values, **lists})
            kept = self._expanded[lengths] = (state.statement, state.parameter_expansion)
        sql, places = kept
        for name, several in lists.items():
            values.update(zip(places[name], several, strict=True))
        return sql, values

    def values(self, given: Values) -> dict[str, Any]:
        """The values as the driver takes them."""
        values = {**self._fixed, **given}
        for name, turn in self._turns:
            values[name] = turn(values[name])
        return values

    def portions(self, given: Sequence[Values]) -> Iterator[tuple[str, Sequence[Any]]]:
        """The words for as many rows at once as there are, and their values in order.

        A power of two each time: few lengths, so the driver knows the words again.
        """
        start = 0
        while rows := given[start : start + min(MOST_ROWS, _power_of_two(len(given) - start))]:
            marks = f"({', '.join('?' * len(self._order))})"
            words = self.sql.replace(self._row_of_marks, ", ".join([marks] * len(rows)))
            filled = map(self.values, rows)
            yield words, [values[name] for values in filled for name in self._order]
            start += len(rows)

    def rows(self, found: Sequence[tuple[Any, ...]]) -> list[AnyRow]:
        """The rows, their columns by name, each value as its column's type has it."""
        if not self._reads:
            return [self._row(values) for values in found]
        rows = []
        for values in found:
            changed = list(values)
            for number, read in self._reads:
                changed[number] = read(changed[number])
            rows.append(self._row(changed))
        return rows

    def firsts(self, found: Sequence[tuple[Any, ...]]) -> list[Any]:
        """The first value of each row, as its column's type has it."""
        read = next((read for number, read in self._reads if number == 0), None)
        return [row[0] if read is None else read(row[0]) for row in found]


def _turn(type_: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(type_, NullType):
        return _plain
    if isinstance(type_, UtcDateTime):
        return written_or_none  # The most frequent of all, without the steps between.
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _reader(type_: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(type_, UtcDateTime):
        return read_or_none
    return type_.dialect_impl(dialect).result_processor(dialect, None)


def _plain(value: object) -> object:
    """The value itself. Raises TypeError for an instant or a day whose place in the statement has no type."""
    if isinstance(value, date):
        # The driver would write it in a way of its own, which no comparison finds.
        raise TypeError(f"a statement that takes {value} says of what type it is")
    return value


def _row_of(names: Sequence[str]) -> Callable[[Sequence[Any]], AnyRow]:
    # Labels may be any words; what is no name in Python is read by its number.
    row = namedtuple("row", names, rename=True)  # type: ignore[misc] # mypy wants literal names.
    return cast("Callable[[Sequence[Any]], AnyRow]", row._make)


def _default(column: Column[Any]) -> object:
    if not isinstance(column.default, ScalarElementColumnDefault):
        raise TypeError(f"the default of {column} is no plain value")
    return column.default.arg


def _power_of_two(most: int) -> int:
    """The greatest that is no greater; 0 for 0."""
    return (1 << most.bit_length()) >> 1


def _padded(several: Sequence[Any]) -> list[Any]:
    """The last one repeated up to a power of two: few lengths, so the driver knows the words again."""
    missing = (1 << (len(several) - 1).bit_length()) - len(several) if several else 0
    return [*several, *([several[-1]] * missing if missing else ())]
