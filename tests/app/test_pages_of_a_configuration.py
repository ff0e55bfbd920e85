"""What is said of pages before anybody opens them: by the check, by the doctor, and at the start."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app.checking import summary
from bot.app.connecting import pages_of
from bot.app.database import database_of
from bot.app.doctoring_pages import pages
from bot.app.plans import channel_on_pages, plans_of
from bot.app.running import run
from bot.chat.adapter import Finding
from bot.chat.place import PLAYGROUND
from bot.engine.clock import ManualClock
from bot.errors import InputError
from bot.store.locks import hold_lane
from tests.builders import utc
from tests.config.desk import Desk

NOW = utc("2027-01-12 12:00")


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something else listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@pytest.fixture
def desk(tmp_path: Path, taken: int) -> Desk:
    """A configuration without a chat, whose pages Ada may open."""
    (tmp_path / "password").write_text("correct horse battery\n", encoding="utf-8")
    desk = Desk(tmp_path)
    desk.adds(
        "config.toml",
        f'\n[playground]\nlisten = "127.0.0.1:{taken}"\n'
        f'[[playground.accounts]]\nname = "Ada Admin"\npassword = "file:{tmp_path}/password"\n',
    )
    return desk


def test_the_check_says_that_the_pages_are_the_chat(desk: Desk, taken: int) -> None:
    """And that nobody needs another account."""
    assert summary(desk.loads()).splitlines()[-1] == (
        f"  No chat is connected: the pages at http://127.0.0.1:{taken} are the chat, and 1 person has a "
        "password there. The roster needs no other accounts for them."
    )


def test_a_cohort_has_a_channel_where_pages_are_served(desk: Desk, tmp_path: Path) -> None:
    """There stands the invitation; without pages there is none."""
    (plan,) = plans_of(desk.loads())
    assert [place.at for place in plan.home] == [channel_on_pages("spring")]

    (without,) = plans_of(Desk(tmp_path / "other").loads())
    assert without.home == ()


def test_the_doctor_says_that_the_port_is_taken(desk: Desk, taken: int) -> None:
    """Unless it is the bot itself that has it."""
    checked = desk.loads()
    _, ill = pages(checked, NOW)
    with hold_lane(database_of(checked), PLAYGROUND, NOW):
        served = pages(checked, NOW)

    assert ill == Finding(
        subject="pages",
        well=False,
        text=f"They can't be served at 127.0.0.1:{taken}: another program listens there.",
        remedy="Name another one: [playground] listen.",
    )
    assert [one.well for one in served] == [True]


async def test_a_port_that_is_taken_ends_the_start(desk: Desk, taken: int) -> None:
    """With the key that names it, and not as a line of a log that nobody reads."""
    with pytest.raises(InputError) as refused:
        async with asyncio.timeout(30):
            await run(desk.loads(), asyncio.Event(), clock=ManualClock(NOW))

    said = str(refused.value)
    assert said.startswith(
        f"{desk.config}: playground.listen: no page can be served at 127.0.0.1, port {taken} ("
    )
    assert said.endswith("; name another port")


def test_without_a_password_that_is_there_nothing_begins(desk: Desk, tmp_path: Path) -> None:
    """It is named before anything is opened."""
    (tmp_path / "password").unlink()
    with pytest.raises(InputError, match=r"playground\.accounts\[Ada Admin\]\.password"):
        pages_of(desk.loads(), ManualClock(NOW))
