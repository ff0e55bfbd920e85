"""A cohort is exported, imported into an empty database, and goes on there as if nothing had happened."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.domain.programme import StepKind
from bot.store.archive import export_to, import_from
from tests.builders import a_programme, a_step, utc
from tests.store.shape import INDEX
from tests.world import Team, a_team

PROGRAMME = a_programme(
    steps=[
        a_step("listen"),
        a_step("tuesday", weekday=1),
        a_step("friday", StepKind.CHECK_IN),
        a_step("next", week=2),
    ]
)
ASKED = utc("2026-09-11 19:05")
USED = (
    "accounts", "absences", "announcements", "answers", "audit", "codes", "conversations", "deliveries",
    "flags", "goals", "matters", "metrics", "notes", "occurrences", "pauses", "timers", "works",
)  # fmt: skip
"""In each of these is something when the cohort moves."""


async def lives(team: Team) -> None:
    """Everybody leaves something in every table."""
    ana, amara, lena, ben = team.ana, team.amara, team.lena, team.world.creator("Ben", mentor="Tom")
    await ben.joins()
    await ben.uses("program pause", weeks="1")
    await ana.presses("Later", on="listen")
    await ana.presses("Tomorrow")
    await ana.uses("program goal", goal="Ten readers")
    await ana.uses("program share", link="https://example.org/film", words="My film")
    await ana.uses("program metric", name="followers", value="120")
    await ana.uses("program stuck", words="My camera broke")
    await ana.uses("program link")
    await amara.uses("mentor note", creator="Ana", words="She needs a camera")
    await amara.uses("mentor flag", creator="Ana", words="Her camera broke")
    await amara.uses("mentor away", **{"from": "2026-09-21", "until": "2026-09-25", "stand-in": "Tom"})
    await lena.uses("cohort announce", text="Bring a friend")
    await team.world.advance_to(ASKED)
    await ana.types("check-in")
    await ana.types("4")


async def moves(team: Team, folder: Path) -> None:
    """Export, import into a database that is not there yet, and start the bot on that."""
    world = team.world
    await world.stop()
    export_to(world.file, folder / "export")
    import_from(folder / "export", folder / "new.db")
    export_to(folder / "new.db", folder / "again")
    for old in world.file.parent.glob(f"{world.file.name}*"):
        old.unlink()
    shutil.copy(folder / "new.db", world.file)
    await world.lives_again()


def finds_what_is_there(file: Path) -> None:
    """SQLite looks itself whether the full-text index has the words of the table, and no others."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('integrity-check', 1)")  # noqa: S608


async def test_a_cohort_that_moved_goes_on(tmp_path: Path) -> None:
    """Every table is the same; old buttons, the conversation and what was promised work on."""
    async with a_team(programme=PROGRAMME) as team:
        world, ana, amara = team.world, team.ana, team.amara
        await lives(team)
        before = world.tables()
        await moves(team, tmp_path)
        after = world.tables()

        assert [name for name in USED if not before[name]] == []
        assert {
            name
            for name in before
            # How SQLite arranges its full-text index depends on how the rows came in.
            if not name.startswith(INDEX)
            and sorted(map(repr, before[name])) != sorted(map(repr, after[name]))
        } == set()
        finds_what_is_there(world.file)
        exports = (
            {one.name: one.read_bytes() for one in (tmp_path / name).iterdir()}
            for name in ("export", "again")
        )
        assert next(exports) == next(exports)

        assert "I wrote down: no" in await ana.types("no")
        assert "Taken back: 4" in await ana.presses("Undo", on="I wrote down: 4")
        assert "“listen” is done" in await ana.presses("Done", on="listen")
        await amara.presses("Reply", on="My camera broke")
        assert "Sent to Ana" in await amara.fills(words="Take mine")
        await world.advance(weeks=1)
        assert ana.titles().count("next") == 1
        assert ana.titles().count("friday") == 1
