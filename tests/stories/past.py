"""Somebody with a past: their words, and words about them, are in every table there is."""

import sqlite3
from contextlib import closing

from bot.domain.programme import StepKind
from bot.store.tables import metadata
from tests.builders import a_programme, a_step, utc
from tests.world.community import SLACK, Community
from tests.world.person import Someone

NAME = "Wilhelmina Quux"
PROGRAMME = a_programme(steps=[a_step("greet"), a_step("friday", StepKind.CHECK_IN), a_step("ask", week=2)])
SATURDAY = utc("2026-09-12 15:00")
WORDS = 'My "landlord" threatens me,\n=HYPERLINK(1) @everyone **bold** \\ يا'


async def a_creator_with_a_past(world: Community, mia: Someone | None = None) -> Someone:
    """Joined, confirmed, linked to Slack, answered, and with words in every table there is."""
    ana = world.creator(NAME, mentor="Mia")
    await ana.joins()
    for label in ("Yes", "All fine", "I got it"):
        await ana.presses(label)
    code = (await ana.uses("program link")).split("**")[1]
    await world.stranger(NAME, chat=SLACK).uses("program join", code=code)
    await ana.uses("program link")
    await world.advance_to(SATURDAY)
    await ana.presses("Answer")
    await ana.fills(mood="4", stuck="yes", followers="77123")
    await ana.presses("Go on")
    await ana.fills(where=WORDS)
    await ana.types("Wilhelmina types quuxotic things")
    await ana.uses("program stuck", words="quuxotic cry for help")
    await ana.uses("program goal", goal="quuxotic goal")
    await ana.uses("program share", link="https://example.org/quuxotic", words="quuxotic work")
    if mia is not None:
        await mia.uses("mentor note", creator=NAME, words="quuxotic note")
        await mia.uses("mentor reply", creator=NAME, words="quuxotic reply")
        await mia.uses("mentor nudge", creator=NAME)
    _words_everywhere(world)
    return ana


def _words_everywhere(world: Community) -> None:
    """What other features will write: her words and those about her."""
    with closing(sqlite3.connect(world.file)) as connection, connection:
        (person,) = connection.execute("SELECT id FROM people WHERE name = ?", (NAME,)).fetchone()
        (enrolment,) = connection.execute(
            "SELECT id FROM enrolments WHERE person_id = ?", (person,)
        ).fetchone()
        (occurrence,) = connection.execute("SELECT key FROM occurrences LIMIT 1").fetchone()
        filled = {
            "enrolment_id": enrolment, "person_id": person, "occurrence": occurrence, "rung": "mentor",
            "at": "2026-09-10T09:00:00.000000",
            "raised_at": "2026-09-10T09:00:00.000000", "asked_at": "2026-09-10T09:00:00.000000",
        }  # fmt: skip
        for name in ("metrics", "flags", "conversations"):
            table = metadata.tables[name]
            needed = [one for one in table.c if not one.nullable and one.name != "id"]
            row = {one.name: filled.get(one.name, f"quuxotic {name} of {NAME}") for one in needed}
            names, marks = ", ".join(row), ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO {name} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608


async def erased(someone: Someone) -> str:
    """What is said at the end of the three presses."""
    await someone.uses("program privacy")
    await someone.presses("Erase")
    return await someone.presses("Erase everything")
