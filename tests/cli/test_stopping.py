"""Being told to stop: what is under way is settled, and the exit code says by whom it was."""

import asyncio
import logging
import os
import signal
from contextlib import suppress

import pytest
import typer

from bot.cli.stopping import in_one_line, run_whole, until_stopped
from bot.errors import DatabaseError


@pytest.mark.parametrize(("by", "code"), [(signal.SIGTERM, None), (signal.SIGINT, 130)])
def test_a_service_ends_when_it_is_told(by: signal.Signals, code: int | None) -> None:
    """It hears of it, settles, and ends; for a service manager that is success."""
    settled = []

    async def serve(stop: asyncio.Event) -> None:
        os.kill(os.getpid(), by)
        await stop.wait()
        settled.append(by)

    if code is None:
        until_stopped(serve)
    else:
        with pytest.raises(typer.Exit) as ended:
            until_stopped(serve)
        assert ended.value.exit_code == code

    assert settled == [by]


def test_work_that_is_terminated_cleans_up() -> None:
    """SIGTERM cancels the work, which leaves nothing behind."""
    cleaned = []

    async def work() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        try:
            await asyncio.Event().wait()
        finally:
            cleaned.append(True)

    with pytest.raises(typer.Exit) as ended:
        run_whole(work())

    assert (ended.value.exit_code, cleaned) == (143, [True])


def test_work_that_is_interrupted_cleans_up() -> None:
    """Ctrl-C as well."""
    cleaned = []

    async def work() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        cleaned.append(True)
        raise asyncio.CancelledError

    with pytest.raises(KeyboardInterrupt):
        run_whole(work())

    assert cleaned == [True]


def test_work_that_ends_by_itself() -> None:
    """Nobody stops it, and its result is given back."""

    async def work() -> int:
        return 7

    assert run_whole(work()) == 7


@pytest.mark.parametrize(("name", "lines"), [("discord.shard", 1), ("bot.app.supervising", 3)])
def test_a_lost_connection_is_told_in_one_line(name: str, lines: int) -> None:
    """A library tells of it with each try; where in the library it was helps nobody, as in ours it does."""
    lost = ConnectionResetError("the cable\nwas 100 % pulled")
    record = logging.LogRecord(
        name, logging.ERROR, "", 0, "a reconnect in %s s", (5,), (type(lost), lost, None)
    )

    assert in_one_line(record)
    said = logging.Formatter().format(record).splitlines()
    assert len(said) == lines
    assert said[0].startswith("a reconnect in 5 s")
    assert "the cable" in said[0 if lines == 1 else 1]


@pytest.mark.parametrize("met", ["event slack/1 failed; reference 99c3", "Failed to run (error: %s)"])
def test_a_database_that_refuses_is_told_in_one_line(met: str) -> None:
    """Each event meets it again; the line says what went wrong and what to do, once."""
    full = DatabaseError("the disk is full: make room and try again")
    told = met.replace("%s", str(full))
    record = logging.LogRecord("bot", logging.ERROR, "", 0, told, (), (type(full), full, None))

    assert in_one_line(record)
    said = logging.Formatter().format(record)
    assert said.startswith(told)
    assert said.count(str(full)) == 1
    assert len(said.splitlines()) == 1
