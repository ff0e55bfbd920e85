"""Ctrl-C and SIGTERM at random points: the bot settles what is under way, ends soon, and goes on well."""

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGTERM, Signals

import pytest

from schedules.actors.chance import between
from tests.killing.bot import born
from tests.killing.kill import Kill, Moment, drawn
from tests.killing.stage import ROOT, Stage, stage
from tests.killing.story import CONFIG, story
from tests.killing.test_kill import is_whole
from tests.killing.test_setting_up import an_example, planned

REQUESTS = 120
"""A story of one week has more."""
CODES = {SIGINT: {130}, SIGTERM: {143}}
SOON = 5.0


def under_way(database: Path) -> int:
    """How many deliveries are said to be being sent."""
    with closing(sqlite3.connect(database)) as connection:
        count: int = connection.execute("SELECT count(*) FROM deliveries WHERE state = 'sending'").fetchone()[
            0
        ]
        return count


async def is_stopped(on: Stage, kill: Kill) -> None:
    """A bot lives until it is told to stop, and has stopped within five seconds."""
    bot = await on.starts(kill=kill)
    await on.line.struck.wait()
    async with asyncio.timeout(SOON):
        code, errors = await bot.ends()
    assert code in CODES[kill.by], errors
    assert "Traceback" not in errors, errors
    assert under_way(on.database) == 0


@pytest.mark.parametrize("by", [SIGINT, SIGTERM])
async def test_a_bot_that_is_interrupted_goes_on_well(
    nursery: Path, tmp_path: Path, seed: int, by: Signals
) -> None:
    """At a random request, and while a chat never answers; later nothing is lost and nothing comes twice."""
    print(f"the seed is {seed}")  # noqa: T201 - pytest shows it on a failure.
    async with stage(nursery, tmp_path, story(5, weeks=1)) as on:
        await is_stopped(on, replace(drawn(seed + by, 1, REQUESTS)[0], moment=Moment.ANSWERED, by=by))
        await is_stopped(on, Kill(request=3, moment=Moment.UNANSWERED, method="show", by=by))
        await on.ends_well()

        await is_whole(on, at_least=20)


@pytest.mark.parametrize("by", [SIGINT, SIGTERM])
async def test_a_simulation_that_is_interrupted_leaves_nothing_behind(
    tmp_path: Path, seed: int, by: Signals
) -> None:
    """Soon after the start, while it works, wherever it is: no traceback and no file."""
    wait = between(0.3, 4, seed, "simulation", str(by))
    print(f"{by!r} after {wait} s, from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "simulate", str(CONFIG),
        stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    asyncio.get_running_loop().call_later(wait, process.send_signal, by)
    async with asyncio.timeout(wait + SOON):
        _, said = await process.communicate()
    code, errors = process.returncode, said.decode()

    # Before it has begun to listen for signals, the system ends it.
    assert code in CODES[by] | {-by}, errors
    assert "Traceback" not in errors, errors
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("by", [SIGINT, SIGTERM])
async def test_a_bot_that_is_interrupted_while_it_begins_can_begin_again(
    nursery: Path, tmp_path: Path, seed: int, by: Signals
) -> None:
    """`run`, on a database that is not there yet, ends soon and without a traceback; the next one plans."""
    config = an_example(tmp_path)
    for number in range(3):
        delay = between(0, 0.5, seed, "run", str(by), str(number))
        bot = await born(nursery, "cli", "run", config)
        bot.begins()
        asyncio.get_running_loop().call_later(delay, bot.told, by)
        async with asyncio.timeout(delay + SOON):
            code, errors = await bot.ends()
        assert code in {0, 130, -SIGKILL}, errors
        assert "Traceback" not in errors, errors
    await planned(nursery, config)

    assert under_way(config.with_name("cohortbot.db")) == 0
