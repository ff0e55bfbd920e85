"""Who signs in with a password gets an account of the playground, and not before."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.playground.doorkeeper import Doorkeeper
from bot.app.doctoring import findings
from bot.app.plans import plans_of
from bot.app.running import enrol_empty
from bot.app.signing_in import (
    Keyholder,
    Porter,
    ended_sessions,
    key_of_sessions,
    keyholders_of,
    redeem,
    secret_of,
)
from bot.chat.place import PLAYGROUND, Account, Platform
from bot.config.setup import Checked
from bot.domain.links import digest_of, new_link
from bot.domain.people import Person
from bot.engine.clock import ManualClock
from bot.errors import InputError
from bot.store.opening import open_store
from bot.store.signs import sign_of_life
from bot.store.store import Store
from bot.store.tx import Tx
from tests.builders import utc
from tests.config.desk import Desk

NOW = utc("2027-01-10 12:00")
PASSWORD = "correct horse battery"
DISCORD = Account(platform=Platform("discord"), user="100000000000000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A cohort on record, and who is asked for passwords."""

    checked: Checked
    store: Store
    clock: ManualClock
    porter: Doorkeeper

    async def accounts(self, name: str) -> list[Account]:
        """Somebody's, the preferred one first."""
        known = await self.store.read(lambda tx: tx.people.by_name(name))
        assert known is not None
        return await self.store.read(lambda tx: tx.people.accounts(known.id))

    async def person(self, name: str) -> Person:
        """Somebody on record."""
        known = await self.store.read(lambda tx: tx.people.by_name(name))
        assert known is not None
        return known.person

    async def met(self, name: str) -> list[Account]:
        """Where somebody may be written to."""
        known = await self.store.read(lambda tx: tx.people.by_name(name))
        assert known is not None
        places = await self.store.read(lambda tx: tx.people.open_places(known.id))
        return [place.at for place in places if isinstance(place.at, Account)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ada has a password, written as people write."""
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    desk = Desk(tmp_path / "desk")
    desk.adds("config.toml", "\n" + account("ada  admin", tmp_path / "password"))
    return desk


def account(name: str, file: Path) -> str:
    """The lines of one account."""
    return f'[[playground.accounts]]\nname = "{name}"\npassword = "file:{file}"\n'


@asynccontextmanager
async def an_office(desk: Desk) -> AsyncIterator[Office]:
    """Opened for a story."""
    checked, clock = desk.loads(), ManualClock(NOW)
    store = open_store(desk.folder / "cohortbot.db", mode="serve", now=NOW)
    try:
        await store.write(lambda tx: enrol_empty(tx, checked))
        porter: Doorkeeper = Porter(store, clock.now, keyholders_of(checked))
        yield Office(checked=checked, store=store, clock=clock, porter=porter)
    finally:
        await store.close()


async def test_an_account_is_made_at_the_first_sign_in(desk: Desk) -> None:
    """It is the first contact, so from now on she is written to there, and only there."""
    async with an_office(desk) as office:
        assert await office.accounts("Ada Admin") == [DISCORD]
        made = await office.porter.sign_in("ADA ADMIN ", PASSWORD)
        key = (await office.person("Ada Admin")).key

        assert made == Account(platform=PLAYGROUND, user=key)
        assert await office.met("Ada Admin") == [made]
        assert await office.accounts("Ada Admin") == [made, DISCORD]


async def test_who_prefers_a_chat_that_is_connected_goes_on_doing_so(desk: Desk) -> None:
    """She is written to on her page until she has acted there."""
    async with an_office(desk) as office:
        porter = Porter(office.store, office.clock.now, keyholders_of(desk.loads()), chats=[DISCORD.platform])
        made = await porter.sign_in("Ada Admin", PASSWORD)
        assert await porter.sign_in("Ada Admin", PASSWORD) == made

        assert await office.met("Ada Admin") == [made]
        await office.store.write(lambda tx: sign_of_life(tx, DISCORD, NOW))
        assert await office.met("Ada Admin") == [DISCORD, made]


async def test_the_second_sign_in_makes_nothing(desk: Desk) -> None:
    """Both are in the audit log."""
    async with an_office(desk) as office:
        first = await office.porter.sign_in("Ada Admin", PASSWORD)
        assert await office.porter.sign_in("Ada Admin", PASSWORD) == first

        assert len(await office.accounts("Ada Admin")) == 2
        row = await office.store.read(lambda tx: tx.cohorts.by_name("spring"))
        assert row is not None
        key = (await office.person("Ada Admin")).key
        acts = await office.store.read(lambda tx: tx.audit.of_cohort(row.id, [key], limit=9))
        assert [(one.actor, one.action, one.outcome) for one in acts] == [(key, "sign in", "done")] * 2


async def test_whoever_does_not_know_both_is_not_let_in(desk: Desk) -> None:
    """And leaves no trace on record."""
    tries = (
        ("Ada Admin", "correct horse batterx"),
        ("Ada Admin", ""),
        ("Ada Admin", f"{PASSWORD} "),
        ("Mo Mentor", PASSWORD),
        ("Nobody", PASSWORD),
        ("Nobody", ""),
        ("", ""),
    )
    async with an_office(desk) as office:
        for name, password in tries:
            assert await office.porter.sign_in(name, password) is None
        assert await office.accounts("Ada Admin") == [DISCORD]


async def test_nobody_is_written_to_at_a_page_that_they_did_not_open(desk: Desk) -> None:
    """Having a password makes no account."""
    async with an_office(desk) as office:
        everybody = await office.store.read(lambda tx: tx.people.everybody())
        assert everybody
        for known in everybody:
            assert PLAYGROUND not in [one.platform for one in await office.accounts(known.person.name)]


async def test_somebody_who_was_erased_can_not_come_back_by_their_password(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Their account went with them; the log says what to do, and names nobody."""
    async with an_office(desk) as office:
        made = await office.porter.sign_in("Ada Admin", PASSWORD)
        known = await office.store.read(lambda tx: tx.people.by_name("Ada Admin"))
        assert known is not None
        assert made is not None
        await office.store.write(lambda tx: tx.erasing.erase(known, tx.people.accounts(known.id), NOW))

        with caplog.at_level(logging.WARNING):
            assert await office.porter.sign_in("Ada Admin", PASSWORD) is None
        assert await office.store.read(lambda tx: tx.people.by_account(made)) is None
        assert "is not on record" in caplog.text
        assert "Ada" not in caplog.text


async def test_ended_sessions_are_kept_as_long_as_they_would_have_lasted(desk: Desk) -> None:
    """Not longer: the next one that ends sweeps them out."""
    async with an_office(desk) as office:
        soon, later = NOW + timedelta(hours=1), NOW + timedelta(hours=12)
        await office.porter.signed_out("first", soon)
        await office.porter.signed_out("second", later)
        await office.porter.signed_out("second", later)

        assert await ended_sessions(office.store, NOW) == {"first": soon, "second": later}
        assert await ended_sessions(office.store, soon) == {"second": later}


async def test_a_link_lets_in_one_of_two_who_come_at_once(desk: Desk) -> None:
    """Also where both were told that it still works."""
    async with an_office(desk) as office:
        link = new_link()

        def ask(tx: Tx) -> None:
            known = tx.people.by_name("Ada Admin")
            assert known is not None
            tx.links.replace(known.id, DISCORD, digest_of(link, tx.meta.secret()), NOW + timedelta(minutes=9))

        await office.store.write(ask)
        let_in = await asyncio.gather(*(office.porter.redeem(link) for _ in range(2)))
        assert sorted(let_in, key=str) == [DISCORD, None]

        digest = await office.store.read(lambda tx: digest_of(link, tx.meta.secret()))
        assert await office.store.write(lambda tx: redeem(tx, digest, NOW)) is None


async def test_the_key_of_sessions_outlives_a_restart_but_no_password(desk: Desk) -> None:
    """Who changes a password ends every session; another database has another key."""
    holders = keyholders_of(desk.loads())
    async with an_office(desk) as office:
        first = await secret_of(office.store, holders)
    async with an_office(desk) as office:
        assert await secret_of(office.store, holders) == first
        assert await secret_of(office.store, [Keyholder(name="Ada Admin", password="another one")]) != first
        assert await secret_of(office.store, ()) != first

    assert key_of_sessions(b"another", holders) != first


def test_names_are_those_of_the_roster_and_passwords_stay_hidden(desk: Desk) -> None:
    """However the configuration spells them."""
    (holder,) = keyholders_of(desk.loads())

    assert (holder.name, holder.password) == ("Ada Admin", PASSWORD)
    assert "horse" not in repr(holder)


def test_a_password_that_is_not_there_or_too_short_is_refused(desk: Desk, tmp_path: Path) -> None:
    """By where it is found."""
    (tmp_path / "password").write_text("hunter2", encoding="utf-8")
    with pytest.raises(InputError, match=r"file:\S+password has less than 12 characters; choose") as short:
        keyholders_of(desk.loads())
    (tmp_path / "password").unlink()
    with pytest.raises(InputError, match=r"playground.accounts\[ada admin\].password: the file"):
        keyholders_of(desk.loads())

    assert "hunter2" not in str(short.value)


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        ("", "http://127.0.0.1:8080"),
        ("[playground]\nserve = false\n", None),
        ('[playground]\nlisten = "127.0.0.1:9000"\n', "http://127.0.0.1:9000"),
        ('[discord]\ntoken = "env:PATH"\n', None),
        (
            '[discord]\ntoken = "env:PATH"\n[playground]\nserve = true\nurl = "https://p.example"\n',
            "https://p.example",
        ),
    ],
)
def test_where_pages_are_served(desk: Desk, lines: str, pages: str | None) -> None:
    """Without a chat to those who have passwords; beside one where it is wanted."""
    text = desk.config.read_text(encoding="utf-8")
    before, accounts = text.split("[[playground", 1)
    desk.writes("config.toml", f"{before}{lines}[[playground{accounts}")

    assert plans_of(desk.loads()).pages == pages


def test_without_passwords_and_chats_no_pages_are_served(tmp_path: Path) -> None:
    """Nobody could come in."""
    assert plans_of(Desk(tmp_path).loads()).pages is None


async def test_the_doctor_looks_whether_people_can_sign_in(desk: Desk, tmp_path: Path) -> None:
    """By their passwords, of which nothing is told."""
    well = [one for one in await findings(desk.loads(), NOW) if one.subject == "pages"]
    (tmp_path / "password").unlink()
    ill = [one for one in await findings(desk.loads(), NOW) if one.subject == "pages"]

    # Whether the port is free is the machine's own matter.
    assert (well[0].well, well[0].text) == (
        True,
        "1 person signs in with a password at http://127.0.0.1:8080.",
    )
    assert [one.well for one in ill] == [False]
    assert "cannot be read" in ill[0].text
