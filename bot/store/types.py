"""Column types that let no wrong value in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Dialect, Text, TypeDecorator

RECENT = 4_096
"""Of instants that were read, so many are known again: the rows of one hour have few between them."""


class AnyRow(Protocol):
    """A row, its columns by name or in order."""

    def __getattr__(self, name: str) -> Any: ...

    def __getitem__(self, number: int) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


def written(value: datetime) -> str:
    """An instant as the database holds it: UTC, of one length, so that text sorts as time."""
    if value.tzinfo is None:
        raise ValueError(f"the store takes aware instants only, not {value!r}")
    if value.tzinfo is not UTC:
        value = value.astimezone(UTC)
    return _text(value)


# Of UTC only: in other zones the two instants of a time that comes twice count as equal.
@lru_cache(RECENT)
def _text(value: datetime) -> str:
    return value.isoformat(timespec="microseconds")[:26]


@lru_cache(RECENT)
def read(value: str) -> datetime:
    """The instant that `written` wrote."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


@lru_cache(RECENT)
def read_or_none(value: str | None) -> datetime | None:
    """The same, where there may be none."""
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


def written_or_none(value: datetime | None) -> str | None:
    """What `written` writes, where there may be none."""
    return None if value is None else written(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant; naive ones are refused, since nobody knows what they mean."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return written_or_none(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return read_or_none(value)


class Day(TypeDecorator[date]):
    """A calendar day as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)
