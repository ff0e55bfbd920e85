"""kill -9 while the database is made, filled from the roster, or brought to a newer schema."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from signal import SIGKILL, SIGTERM

import pytest

from bot.store.migrations import FOLDER, newest
from schedules.actors.chance import between
from tests.killing.bot import born
from tests.killing.stage import ROOT
from tests.killing.story import CONFIG

LONGEST = 0.25
"""Seconds that setting up takes, about."""
WHOLE = {"cohorts": 1, "people": 58, "enrolments": 50}
STEP = '''
"""People may say what they like to be called, since the roster gives the whole name."""

import sqlalchemy as sa
from alembic import op

revision = "0999"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("people", recreate="always") as people:
        people.add_column(sa.Column("called", sa.Text()))
'''


async def killed(nursery: Path, delay: float, *arguments: object) -> None:
    """A process that is killed so many seconds after it began, unless it had ended."""
    process = await born(nursery, *arguments)
    process.begins()
    asyncio.get_running_loop().call_later(delay, process.told, SIGKILL)
    code, errors = await process.ends()
    assert code in (0, -SIGKILL), errors


async def ended(nursery: Path, *arguments: object) -> None:
    """A process that nobody disturbs."""
    process = await born(nursery, *arguments)
    process.begins()
    code, errors = await process.ends()
    assert code == 0, errors


async def planned(nursery: Path, config: Path) -> None:
    """The bot runs until it plans, and is told to stop."""
    process = await born(nursery, "cli", "run", config)
    process.begins()
    await process.says("planning for")
    process.told(SIGTERM)
    code, errors = await process.ends()
    assert code == 0, errors


def counted(database: Path) -> dict[str, int]:
    """How many rows of each kind there are, in a database that is sound."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in WHOLE
        }


def delays(seed: int, word: str, how_many: int) -> list[float]:
    """Points in time, by chance."""
    print(f"{word}, from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    return [between(0, LONGEST, seed, word, str(number)) for number in range(how_many)]


def an_example(folder: Path) -> Path:
    """The example's configuration, beside which there is no database yet."""
    programs = Path("schedules") / "programs"
    shutil.copytree(ROOT / programs, folder / programs)
    shutil.copy(ROOT / "roster.csv", folder)
    return Path(shutil.copy(CONFIG, folder / "config.toml"))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The same in a folder of this test's own."""
    return an_example(tmp_path)


async def begins_in_spite_of_kills(nursery: Path, config: Path, seed: int, kills: int) -> None:
    """`run` is killed so often while it makes the database and fills it; then it begins."""
    for delay in delays(seed, "run", kills):
        await killed(nursery, delay, "cli", "run", config)
    await planned(nursery, config)

    assert counted(config.with_name("cohortbot.db")) == WHOLE
    assert [name for name in os.listdir(config.parent) if "unfinished" in name] == []


async def imports_in_spite_of_kills(nursery: Path, config: Path, seed: int, kills: int) -> None:
    """`roster import` is killed so often; then it is done again."""
    command = ("cli", "roster", "import", config, config.with_name("roster.csv"))
    for delay in delays(seed, "roster import", kills):
        await killed(nursery, delay, *command)
    await ended(nursery, *command)

    assert counted(config.with_name("cohortbot.db")) == WHOLE


async def migrates_in_spite_of_kills(nursery: Path, config: Path, seed: int, kills: int) -> None:
    """A newer program is killed so often while it changes the schema; its copies are sound, too."""
    database, folder = config.with_name("cohortbot.db"), config.with_name("migrations")
    await ended(nursery, "cli", "roster", "import", config, config.with_name("roster.csv"))
    shutil.copytree(FOLDER, folder)
    (folder / "versions" / "0999_called.py").write_text(STEP.format(before=newest()))
    for delay in delays(seed, "migrate", kills):
        await killed(nursery, delay, "migrate", database, folder)
    await ended(nursery, "migrate", database, folder)

    assert counted(database) == WHOLE
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0999",)]
        assert connection.execute("SELECT count(called), count(*) FROM people").fetchall() == [(0, 58)]
    copies = list(config.parent.glob("cohortbot.before-0999.*.db"))
    assert copies
    assert all(counted(copy) == WHOLE for copy in copies)


Happens = Callable[[Path, Path, int, int], Awaitable[None]]
SETTING_UP: list[Happens] = [begins_in_spite_of_kills, imports_in_spite_of_kills, migrates_in_spite_of_kills]


@pytest.mark.parametrize("happens", SETTING_UP)
async def test_setting_up_is_whole_after_a_kill(
    nursery: Path, config: Path, seed: int, happens: Happens
) -> None:
    """One kill at a random point of each."""
    await happens(nursery, config, seed, 1)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(10))
@pytest.mark.parametrize("happens", SETTING_UP)
async def test_setting_up_is_whole_after_kills(
    nursery: Path, config: Path, seed: int, happens: Happens, number: int
) -> None:
    """Two kills, the second perhaps while the first is being mended."""
    await happens(nursery, config, seed + number, 2)
