"""Creators of stories about flags: their programmes, and what is said of them."""

from datetime import timedelta

from bot.domain.flags import MissedCheckins, Rung
from bot.domain.programme import Programme, Questions, StepKind
from bot.domain.question import QuestionKind
from bot.features.flagging import standing_of
from bot.store.flags import Flag
from bot.store.tx import Tx
from tests.builders import a_programme, a_question, a_step, utc
from tests.world import Community, Someone

MOOD = Questions(
    questions=(a_question("mood"), a_question("followers", QuestionKind.NUMBER)),
    closes_after=timedelta(days=5),
)
TWICE = (MissedCheckins(times=2),)
CLOSED_TWICE = utc("2026-09-23 19:00")
"""Wednesday at three in the afternoon, in New York."""
FINE = "I'm fine"
BUTTONS = ["Reply", "Snooze", "Hand over", "Done"]


def check_ins(weeks: int) -> Programme:
    """One every Friday; the programme goes on for a month after the last."""
    steps = [a_step(f"w{n}", StepKind.CHECK_IN, week=n, content=MOOD) for n in range(1, weeks + 1)]
    return a_programme(weeks=weeks + 4, steps=steps)


def lessons(weeks: int) -> Programme:
    """One every Monday."""
    return a_programme(weeks=weeks, steps=[a_step(f"w{n}", week=n) for n in range(1, weeks + 1)])


async def up(world: Community, someone: Someone) -> list[Flag]:
    """The flags that are up about somebody."""

    def look(tx: Tx) -> list[Flag]:
        enrolled = tx.enrolments.by_key(someone.enrolment.key)
        assert enrolled is not None
        return standing_of(tx, enrolled)

    return await world.store.read(look)


async def in_the_digest(world: Community) -> list[str]:
    """The rules of the flags that the admins' digest lists."""

    def look(tx: Tx) -> list[str]:
        row = tx.cohorts.by_name(world.cohort.name)
        assert row is not None
        return [flag.rule for flag in tx.flags.at_rung(row.id, Rung.ADMINS)]

    return await world.store.read(look)


async def answers(someone: Someone, mood: int, followers: int = 100) -> None:
    """Answer the newest check-in."""
    await someone.presses("Answer")
    await someone.fills(mood=str(mood), followers=str(followers))
