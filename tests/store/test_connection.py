"""Statements that SQLAlchemy wrote mean the same when the driver runs them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bot.store import sqlite
from bot.store.connection import Connection
from bot.store.opening import prepare
from bot.store.tables import accounts, events, people
from tests.store.conftest import NOW

KEEP = insert(events)
KEEP_NEW = sqlite_insert(events).on_conflict_do_nothing()
ALL = select(events.c.id, events.c.at).order_by(events.c.id)
NAMED = ALL.where(events.c.id.in_(bindparam("names", expanding=True)))
OTHERS = ALL.where(events.c.id.not_in(bindparam("names", expanding=True)))
FIXED = ALL.where(events.c.id.in_(["b", "c"]), events.c.at == bindparam("at"))
MOVE = update(events).where(events.c.id == bindparam("which")).values(at=bindparam("to"))
PERSON = insert(people).returning(people.c.id)
ACCOUNT = insert(accounts)
ACCOUNTS = select(accounts)


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    """A transaction in a new database in which three events are on record."""
    prepare(path, now=NOW, durability="off")
    engine = sqlite.writer(path, "off")
    with engine.begin() as begun:
        opened = Connection(begun)
        opened.execute(KEEP, [{"id": name, "at": NOW} for name in "abc"])
        yield opened
    engine.dispose()


def ids(connection: Connection, *wanted: str) -> str:
    return "".join(row.id for row in connection.execute(NAMED, {"names": wanted}))


@pytest.mark.parametrize("wanted", ["", "a", "ab", "abc", "cab", "abcxyz"])
def test_a_list_of_any_length_finds_its_own(connection: Connection, wanted: str) -> None:
    """Also the second time, and none where the list is empty."""
    found = [ids(connection, *wanted) for _ in range(2)]

    assert found == ["".join(sorted(set(wanted) & set("abc")))] * 2


@pytest.mark.parametrize("count", [2, 3, 64, 65, 200])
def test_any_number_of_rows_go_in(connection: Connection, count: int) -> None:
    """Each once; those that are there already are not counted."""
    rows = [{"id": f"{number:03}", "at": NOW} for number in range(count)]

    added = [connection.execute(KEEP_NEW, rows).rowcount for _ in range(2)]

    assert added == [count, 0]
    assert [row.id for row in connection.execute(ALL)] == [*(row["id"] for row in rows), "a", "b", "c"]


def test_who_is_on_no_list_is_found_by_all(connection: Connection) -> None:
    """An empty list excludes nobody."""
    left = [
        "".join(row.id for row in connection.execute(OTHERS, {"names": list(names)}))
        for names in ("", "a", "abc")
    ]

    assert left == ["abc", "bc", ""]


def test_what_a_statement_holds_is_kept_to(connection: Connection) -> None:
    """Values in the statement itself are as good as given ones."""
    assert [row.id for row in connection.execute(FIXED, {"at": NOW})] == ["b", "c"]


def test_values_go_in_and_come_out_as_their_columns_have_them(connection: Connection) -> None:
    """An instant is aware on both ways."""
    later = NOW.replace(hour=12)
    changed = connection.execute(MOVE, {"which": "a", "to": later}).rowcount

    assert changed == 1
    assert next(tuple(row) for row in connection.execute(ALL)) == ("a", later)
    assert connection.scalar(NAMED, {"names": ["nobody"]}) is None


def test_a_naive_instant_is_refused(connection: Connection) -> None:
    """Nobody knows what it means."""
    with pytest.raises(ValueError, match="aware"):
        connection.execute(KEEP, {"id": "d", "at": datetime(2026, 3, 2, 9)})  # noqa: DTZ001


def test_an_instant_without_a_type_is_refused(connection: Connection) -> None:
    """The driver would write an instant in its own way, which no comparison finds."""
    both = tuple_(events.c.at, events.c.id) > tuple_(bindparam("at"), bindparam("id"))

    with pytest.raises(TypeError, match="says of what type"):
        connection.execute(ALL.where(both), {"at": NOW, "id": "a"})


def test_a_column_that_nobody_gave_has_its_default(connection: Connection) -> None:
    """A new row's number is given back."""
    person = connection.scalar(
        PERSON,
        {
            "key": "k", "name": "Ana", "zone": "UTC", "language": "en", "working_days": "12345",
            "quiet_start": "22:00", "quiet_end": "08:00",
        },
    )  # fmt: skip
    row = {"person_id": person, "platform": "slack", "workspace": "T1"}
    connection.execute(ACCOUNT, [{**row, "user": "U1"}, {**row, "user": "U2"}])

    kept = connection.execute(ACCOUNTS).all()
    assert [(each.user, each.preferred, each.opened_at) for each in kept] == [
        ("U1", False, None),
        ("U2", False, None),
    ]
