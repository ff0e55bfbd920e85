"""Nothing about one creator is ever said where others read, whatever happens to them."""

import sqlite3
from contextlib import closing

from adapters.memory.acts import press_of
from adapters.memory.outbound import readable
from bot.chat.place import Channel
from bot.domain.flags import DEFAULT_RULES
from bot.domain.programme import StepKind
from bot.features import ALL
from schedules.speeches import speeches_of
from tests.builders import a_programme, a_step, usual_steps, utc
from tests.world import DISCORD, SLACK, Community, a_world

NAMES = ("Ana", "Ben", "Cyd", "Dov")


def said_in_channels(world: Community) -> list[str]:
    """Everything that the channels were ever shown."""
    return [readable(one.part.content) for one in world.shown if not one.place.private]


def owed_in_channels(world: Community) -> list[tuple[str, str, int | None, int | None, str | None]]:
    """Kind, nature, and whom it is about, of all that was ever owed to a channel, sent or not."""
    with closing(sqlite3.connect(world.file)) as connection:
        return connection.execute(
            "SELECT kind, nature, person_id, enrolment_id, occurrence FROM deliveries "
            "WHERE place LIKE '%/channel/%'"
        ).fetchall()


async def months(world: Community) -> None:
    """Six weeks in which one is silent, one leaves, one pauses, one can't be reached; and an outage."""
    mo = world.staff("Mo")
    ana, ben, cyd = (world.creator(name, mentor="Mo") for name in NAMES[:3])
    dov = world.creator("Dov", chats=(SLACK, DISCORD), mentor="Mo")
    for one in (mo, ana, ben, cyd, dov):
        await one.joins()
    await world.advance_to(utc("2026-09-18 20:00"))
    await ben.uses("program leave")
    await ben.presses("Leave")
    await cyd.uses("program pause", weeks="1")
    await world.chat.halt(SLACK)
    await world.advance(days=2)
    await world.restart(hours=30)
    await world.chat.lift(SLACK)
    await world.advance_to(utc("2026-10-01 12:00"))
    await ana.presses("I'm fine")
    await world.advance_to(utc("2026-10-20 12:00"))


async def test_the_channels_read_nothing_about_anybody() -> None:
    """After weeks of missed check-ins, flags, nudges and catch-ups there is one invitation in each."""
    steps = [*usual_steps(5), a_step("late", StepKind.CHECK_IN, week=1)]
    programme = a_programme(weeks=5, steps=steps)
    async with a_world(programme=programme, flag_rules=DEFAULT_RULES, mentors=["Mo"]) as world:
        await months(world)

        assert len(world.tables()["flags"]) > 3
        assert {row[2] for row in world.tables()["deliveries"]} > {"nudge", "flag", "reminder", "catch-up"}
        said = said_in_channels(world)
        assert len(said) == 2
        assert not [text for text in said for name in NAMES if name in text]
        assert set(owed_in_channels(world)) == {("invitation", "public", None, None, None)}


async def test_a_click_in_a_channel_is_answered_to_who_clicked() -> None:
    """Ana presses Join in the channel: what she is told is for her eyes, and the channel stays as it was."""
    async with a_world(programme=a_programme(weeks=2), flag_rules=DEFAULT_RULES) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.joins()

        assert all(isinstance(one.place.at, Channel) for one in world.shown if not one.place.private)
        assert not [text for text in said_in_channels(world) if "Ana" in text]


def test_every_kind_of_message_was_thought_of() -> None:
    """A new kind of speech belongs into this list: in private, unless it is about nobody."""
    private = {
        *(
            "nudge",
            "flag",
            "reminder",
            "catch-up",
            "later",
            "mentor-nudge",
            "lesson-by-hand",
            "digest",
            "test-message",
        ),
        *StepKind,
    }

    assert set(speeches_of(ALL)) - {"invitation"} <= private


async def test_a_message_in_a_channel_is_never_replaced_by_words_about_one_person() -> None:
    """Were a lesson's button ever to stand in a channel, its answer would be for whoever pressed it."""
    async with a_world(programme=a_programme(steps=[a_step("listen")])) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 14:00"))
        home = next(one.place for one in world.shown if not one.place.private)
        lesson = next(one for one in ana.shown() if any(b.label == "Done" for b in one.part.buttons))
        await ana.does(press_of(lesson, "Done"), home)

        assert ana.answered == "say"
