"""People see what is kept about them, take it along, and have it erased, exactly as they are told."""

import pytest

from bot.chat.event import TextReceived
from bot.chat.event_codec import dump_event
from bot.engine.engine import Engine
from bot.engine.plans import Plans
from bot.engine.reception import Reception
from bot.features import ALL
from bot.store.belonging import BELONGING, NOT_ABOUT_ANYBODY
from bot.store.inbox import open_inbox
from bot.store.tables import metadata
from tests.builders import utc
from tests.stories.past import NAME, PROGRAMME, a_creator_with_a_past, erased
from tests.world import a_world
from tests.world.community import DISCORD


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
