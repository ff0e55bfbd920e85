"""Forms wait for those who were asked, as they left them, for two weeks."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.form import Field, Form
from bot.chat.place import Account, Platform
from bot.chat.token import Token
from bot.store.forms_kept import KEPT_FOR, KEPT_IN_MEMORY, FormsInMemory, FormsKept
from bot.store.inbox import open_inbox
from tests.builders import utc

ANA, BEN = (Account(platform=Platform("slack"), workspace="T1", user=user) for user in ("U1ANA", "U2BEN"))
NOW = utc("2026-09-07 09:00")


def a_form(value: str = "") -> Form:
    """A question, and what was answered so far."""
    field = Field(key="words", label="How was it?", kind="long_text", value=value)
    return Form(token=Token("test", "words"), title="A word", fields=(field,))


@asynccontextmanager
async def opened(kind: str, tmp_path: Path) -> AsyncIterator[FormsKept]:
    """One of the two places where forms are kept."""
    if kind == "memory":
        yield FormsInMemory()
        return
    async with open_inbox(tmp_path / "inbox.db") as inbox:
        yield inbox.forms


@pytest.mark.parametrize("kind", ["file", "memory"])
async def test_a_form_is_kept_as_it_was_left(kind: str, tmp_path: Path) -> None:
    """By account and key; the newest counts, and what was dropped or never there is not there."""
    async with opened(kind, tmp_path) as forms:
        await forms.keep(ANA, "k", a_form(), NOW)
        await forms.keep(ANA, "k", a_form("Fine, and… “quoted”"), NOW)
        await forms.keep(ANA, "other", a_form(), NOW)
        await forms.drop(ANA, "other")

        assert await forms.kept(ANA, "k", NOW) == a_form("Fine, and… “quoted”")
        assert await forms.kept(ANA, "other", NOW) is None
        assert await forms.kept(BEN, "k", NOW) is None


@pytest.mark.parametrize("kind", ["file", "memory"])
async def test_a_form_is_kept_for_two_weeks(kind: str, tmp_path: Path) -> None:
    """To the second; then it does not open, and leaves the file when another one comes."""
    async with opened(kind, tmp_path) as forms:
        await forms.keep(ANA, "k", a_form("to be gone"), NOW)

        assert await forms.kept(ANA, "k", NOW + KEPT_FOR) is not None
        assert await forms.kept(ANA, "k", NOW + KEPT_FOR + timedelta(seconds=1)) is None


async def test_what_is_too_old_leaves_the_file(tmp_path: Path) -> None:
    """Nobody's draft lies about for ever."""
    async with open_inbox(tmp_path / "inbox.db") as inbox:
        await inbox.forms.keep(ANA, "k", a_form(), NOW)
        await inbox.forms.keep(BEN, "k", a_form(), NOW + KEPT_FOR + timedelta(seconds=1))

    with closing(sqlite3.connect(tmp_path / "inbox.db")) as file:
        assert file.execute("SELECT count(*) FROM forms").fetchall() == [(1,)]


@pytest.mark.parametrize("kind", ["file", "memory"])
async def test_an_account_is_forgotten(kind: str, tmp_path: Path) -> None:
    """All of Ana's goes; Ben's stays."""
    async with opened(kind, tmp_path) as forms:
        for key in ("k", "l"):
            await forms.keep(ANA, key, a_form(), NOW)
            await forms.keep(BEN, key, a_form(), NOW)
        await forms.forget(ANA)

        assert [await forms.kept(ANA, key, NOW) for key in ("k", "l")] == [None, None]
        assert await forms.kept(BEN, "l", NOW) == a_form()


async def test_memory_is_bounded() -> None:
    """The oldest go first."""
    forms = FormsInMemory()
    for number in range(KEPT_IN_MEMORY + 1):
        await forms.keep(ANA, str(number), a_form(), NOW)

    assert await forms.kept(ANA, "0", NOW) is None
    assert await forms.kept(ANA, "1", NOW) is not None


async def test_an_inbox_of_an_earlier_version_takes_forms(tmp_path: Path) -> None:
    """It lacks the table; what waits in it stays."""
    async with open_inbox(tmp_path / "inbox.db") as inbox:
        await inbox.keep("e1", "typed")
    with closing(sqlite3.connect(tmp_path / "inbox.db")) as file:
        file.execute("DROP TABLE forms")

    async with open_inbox(tmp_path / "inbox.db") as inbox:
        await inbox.forms.keep(ANA, "k", a_form(), NOW)

        assert await inbox.forms.kept(ANA, "k", NOW) == a_form()
        assert [one.id for one in await inbox.waiting()] == ["e1"]


async def test_a_form_that_is_damaged_is_as_good_as_gone(tmp_path: Path) -> None:
    """Who presses is told that it is no longer open, and not of a fault."""
    async with open_inbox(tmp_path / "inbox.db") as inbox:
        await inbox.forms.keep(ANA, "k", a_form(), NOW)
        with closing(sqlite3.connect(tmp_path / "inbox.db", isolation_level=None)) as file:
            file.execute("UPDATE forms SET form = 'scribbles'")

        assert await inbox.forms.kept(ANA, "k", NOW) is None
