"""People see what is kept about them, take it along, and have it erased, exactly as they are told."""

import json
import sqlite3
from contextlib import closing

import pytest

from bot.chat.adapter import Unmakeable
from bot.chat.event import TextReceived
from bot.chat.event_codec import dump_event
from bot.domain.programme import StepKind
from bot.engine.engine import Engine
from bot.engine.plans import Plans
from bot.engine.reception import Reception
from bot.features import ALL
from bot.store.belonging import BELONGING, NOT_ABOUT_ANYBODY
from bot.store.inbox import open_inbox
from bot.store.tables import metadata
from tests.builders import a_programme, a_step, utc
from tests.world import a_world
from tests.world.community import DISCORD, SLACK, Community
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


async def test_privacy_tells_what_is_kept() -> None:
    """In counts and words."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        said = await ana.uses("program privacy")

        assert f"This is what I keep about you, {NAME}:" in said
        for line in (
            "• Chat accounts: 2", "• Answers, earlier versions included: 4", "• Goals: 1",
            "• Notes by mentors: 1", "• Flags, with the facts behind them: 1", "• Codes: 1",
            "• Steps of the programme on record: 2",
        ):  # fmt: skip
            assert line in said
        assert "Privacy, version 1" in said
        assert ana.buttons() == ["Export", "Erase"]


async def exported(someone: Someone) -> str:
    """What is said when the copy is asked for; it has come a moment later."""
    await someone.uses("program privacy")
    return await someone.presses("Export")


async def test_the_export_is_a_file_whole_and_exact() -> None:
    """Every answer as it was given, every note, every place; one file in private."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        said = await exported(ana)
        await world.advance(minutes=5)

        assert said == "I am sending it to you in private, as a file."
        assert ana.messages()[-1].startswith("Everything that I keep about you is in this file")
        (file,) = ana.files()
        assert (file.name, file.media_type) == ("my-data-2026-09-12.json", "application/json")
        kept = json.loads(await world.contents(file))
        assert [one["name"] for one in kept["people"]] == [NAME]
        assert [one["platform"] for one in kept["accounts"]] == [DISCORD, SLACK]
        assert WORDS in [one["value"] for one in kept["answers"]]
        for word in ("77123", "quuxotic note", "quuxotic cry for help", "quuxotic flags of", "New_York"):
            assert word in str(kept)
        assert "digest" not in str(kept)


async def test_nothing_of_an_export_is_kept_on_its_way() -> None:
    """It waits for a chat that is down, and the row that waits has none of her words."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        before = world.tables()
        await world.chat.halt(DISCORD)
        await exported(ana)
        after = world.tables()

        for table in ("deliveries", "parts"):
            new = [row for row in after[table] if row not in before[table]]
            assert "quuxotic" not in str(new)
            assert "landlord" not in str(new)


async def test_an_export_of_who_is_erased_never_leaves() -> None:
    """Asked for, then erased, before it could be sent; and what was sent leads to nothing any more."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        await exported(ana)
        await world.advance(minutes=5)
        await world.chat.halt(DISCORD)
        await world.advance(minutes=5)
        await exported(ana)
        await erased(ana)
        await world.chat.lift(DISCORD)
        await world.advance(weeks=1)

        (file,) = ana.files()
        with pytest.raises(Unmakeable):
            await world.contents(file)


async def test_of_who_is_erased_nothing_is_left() -> None:
    """Neither in any table nor anywhere in the file: name, account, words."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        await ana.uses("program stuck", words="quuxotic again")
        said = await erased(ana)
        files = [world.file, world.file.with_name(f"{world.file.name}-wal")]
        raw = b"".join(file.read_bytes() for file in files if file.exists())

        assert "• Chat accounts: 2" in said
        assert "• Answers, earlier versions included: 4" in said
        assert "• Reminders promised: 1\n" in said
        assert "made up to today, 2026-09-12, still hold it" in said
        assert "The team's roster file still names you." in said
        for word in (NAME, NAME.casefold(), "Quux", "quux", "landlord", "77123", "HYPERLINK"):
            assert word.encode() not in raw, word
            assert all(word not in str(rows) for rows in world.tables().values())


async def test_the_mentor_of_who_is_erased_has_nothing_to_do_for_them() -> None:
    """The queue is empty, the name means nobody, and what had not been sent to Mia yet never comes."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        mia = world.staff("Mia")
        ana = await a_creator_with_a_past(world, mia)
        await world.chat.halt(DISCORD)
        await ana.uses("program stuck", words="quuxotic end")
        await erased(ana)
        before = len(mia.messages())
        await world.chat.lift(DISCORD)
        await world.advance(weeks=1)

        assert not [text for text in mia.messages()[before:] if NAME in text]
        assert NAME not in await mia.uses("mentor queue")
        assert "I know no creator" in await mia.uses("mentor note", creator=NAME, words="Where is she?")


async def test_the_ledger_keeps_a_number() -> None:
    """That a lesson was sent stays on record, and leads to nobody."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        before = len(world.tables()["occurrences"])
        await erased(ana)
        await world.advance(weeks=3)

        assert len(world.tables()["occurrences"]) == before
        assert ana.titles() == ["greet", "friday"]
        assert {row[0] for row in world.deliveries("erased/")} <= {"sent", "skipped"}


async def test_who_is_erased_is_a_stranger() -> None:
    """Whatever is pressed, used or typed: nobody knows the account."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        await ana.uses("program privacy")
        await ana.presses("Erase")
        erase = ana.button("Erase everything")
        await ana.does(erase)

        stranger = "I don't know this account yet."
        assert stranger in await ana.does(erase)
        assert stranger in await ana.uses("program privacy")
        assert stranger in await ana.joins()
        assert await ana.types("hello") != ""


async def test_keep_and_nothing_is_erased() -> None:
    """It is asked once, with what goes and what stays."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program privacy")
        asked = await ana.presses("Erase")
        kept = await ana.presses("Keep it")
        await world.advance(weeks=1)

        assert "This can't be undone, and you leave the programme." in asked
        assert "What stays: which steps and messages were sent" in asked
        assert kept == "Nothing was erased."
        assert ana.titles() == ["greet"]


@pytest.mark.parametrize("state", ["invited", "withdrawn"])
async def test_the_invited_and_those_who_left_have_the_same_right(state: str) -> None:
    """Ana never joined, or has left: she sees, and erases."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await world.settle()
        if state == "withdrawn":
            await ana.joins()
            await ana.uses("program leave")
            await ana.presses("Leave")

        assert "• Chat accounts: 1" in await ana.uses("program privacy")
        assert "It is done." in await erased(ana)


async def test_a_message_on_its_way_reaches_nobody_anew() -> None:
    """Nobody knows whether the lesson arrived when Ana is erased: it is not looked for any more."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.halt(ana.place.platform)
        await world.advance_to(utc("2026-09-07 14:00"))
        await erased(ana)
        await world.chat.lift(ana.place.platform)
        await world.advance(weeks=2)

        assert ana.messages() == []


async def test_a_mentor_is_erased_and_the_creator_stays() -> None:
    """Mia goes: her creator is nobody's for now, and goes on."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        mia, ana = world.staff("Mia"), world.creator("Ana", mentor="Mia")
        await ana.joins()
        said = await erased(mia)
        await world.advance(weeks=1)

        assert "It is done." in said
        assert "greet" in ana.titles()
        assert "Mia" not in str(world.tables())


async def test_only_the_person_erases_the_person() -> None:
    """Ben presses Ana's button."""
    async with a_world(programme=PROGRAMME) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ana.uses("program privacy")
        await ana.presses("Erase")

        assert await ben.does(ana.button("Erase everything")) == "That isn't yours to use."
        assert "• Chat accounts: 1" in await ana.uses("program privacy")


async def test_the_inbox_forgets_along() -> None:
    """What somebody typed a moment before is gone from the border's own file, too."""
    async with a_world(programme=PROGRAMME) as world, open_inbox(world.file.with_name("inbox.db")) as inbox:
        ana = world.creator("Ana")
        await ana.joins()
        door = Reception(Engine(world.store, world.clock, Plans(()), ALL), inbox)
        world.store.listen(door.hears)
        typed = TextReceived(id="1", at=world.now, account=ana.accounts[0], place=ana.place, text="Hi")
        await inbox.keep("1", dump_event(typed))
        await erased(ana)
        await door.quiet()

        assert await inbox.waiting() == []


def test_no_table_is_forgotten() -> None:
    """A table that is new is either about people, or said not to be."""
    known = {*BELONGING, *NOT_ABOUT_ANYBODY}

    assert known == set(metadata.tables)
