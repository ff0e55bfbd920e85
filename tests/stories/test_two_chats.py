"""One cohort on two chats, one of which takes nothing for a week: nobody is forgotten or told twice."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from adapters.memory.acts import Use
from adapters.memory.faults import Throttle
from bot.chat.adapter import Pace
from bot.chat.place import Place, Platform
from bot.domain.programme import StepKind
from schedules.actors.diary import Joined
from schedules.carrying import ENOUGH_DOUBTS
from schedules.verdict import Down, Player, Verdict, judge
from tests.builders import JOINED, SECRET, a_programme, a_step, utc
from tests.world import DISCORD, SLACK, Community, Someone, a_world

PROGRAMME = a_programme(
    steps=[
        step
        for week in range(1, 6)
        for step in (
            a_step(f"lesson-{week}", week=week, late_after=timedelta(days=6)),
            a_step(f"word-{week}", StepKind.NOTICE, week=week, weekday=2, late_after=timedelta(days=2)),
            a_step(f"friday-{week}", StepKind.CHECK_IN, week=week),
        )
    ]
)
DOWN, UP = utc("2026-09-15 12:00"), utc("2026-09-22 12:00")
"""From the Tuesday of week 2 to that of week 3."""
END = utc("2026-10-03 12:00")
ONE_AT_A_TIME = Pace(in_flight=1)
"""A chat that refuses everything is asked less, so that a week passes sooner."""
ZONES = ("America/New_York", "Europe/Madrid", "Africa/Nairobi", "Asia/Manila", "America/Sao_Paulo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """Creators by the chats that they are on; `both` prefer the troubled one, the last of them the other."""

    world: Community
    troubled: Platform
    other: Platform
    there: Sequence[Someone]
    elsewhere: Sequence[Someone]
    both: Sequence[Someone]

    @property
    def everybody(self) -> tuple[Someone, ...]:
        """All of them."""
        return (*self.elsewhere, *self.there, *self.both)

    def verdict(self, doubted: Iterable[str] = ()) -> Verdict:
        """What should have been shown by the end, against what was."""
        players = [
            Player(
                person=one.enrolment.person,
                account=one.accounts[0],
                track=one.enrolment.track,
                diary=(Joined(at=JOINED),),
                elsewhere=one.accounts[1:],
            )
            for one in self.everybody
        ]
        down = (Down(platform=self.troubled, since=DOWN, until=UP, doubted=frozenset(doubted)),)
        return judge(self.world.plan(), SECRET, players, self.world.shown, self.world.now, down)


@asynccontextmanager
async def two_halves(each: int = 5, troubled: Platform = SLACK) -> AsyncIterator[Halves]:
    """So many creators on Discord, on Slack and on both, in five zones, all of whom have joined."""
    other = DISCORD if troubled == SLACK else SLACK
    async with a_world(programme=PROGRAMME, pace=ONE_AT_A_TIME) as world:
        zones = (ZONES * each)[:each]
        orders = [(troubled, other)] * (each - 1) + [(other, troubled)]
        halves = Halves(
            world=world,
            troubled=troubled,
            other=other,
            there=[world.creator(f"T{n}", zone=zone, chats=(troubled,)) for n, zone in enumerate(zones)],
            elsewhere=[world.creator(f"E{n}", zone=zone, chats=(other,)) for n, zone in enumerate(zones)],
            both=[
                world.creator(f"B{n}", zone=zone, chats=order)
                for n, (zone, order) in enumerate(zip(zones, orders, strict=True))
            ],
        )
        for one in halves.everybody:
            await one.joins()
        for one in halves.both:
            await looks_elsewhere(one)
        yield halves


async def looks_elsewhere(someone: Someone) -> None:
    """They use the bot on their other chat as well, once."""
    await someone.does(Use("program next"), Place(at=someone.accounts[1]))


def on(someone: Someone, chat: str) -> list[str]:
    """The titles that reached somebody on a chat."""
    shown = [one for one in someone.shown() if one.place.platform == chat]
    return [one.part.content.split("**")[1] for one in shown if " · **" in one.part.content]


@pytest.mark.parametrize(("troubled", "each"), [(SLACK, 5), (DISCORD, 2)])
async def test_a_chat_is_down_for_a_week(troubled: Platform, each: int) -> None:
    """Nothing is lost and nothing doubled; who is on both reads on within the hour, on the other one."""
    async with two_halves(each, troubled) as halves:
        world = halves.world
        await world.advance_to(DOWN)
        await world.chat.halt(troubled)
        await world.advance_to(UP)
        await world.chat.lift(troubled)
        await world.advance_to(END)
        verdict = halves.verdict()

        assert (verdict.lost, verdict.duplicates) == ((), ())
        assert verdict.expected >= 3 * each * 12 - 2 * each
        for one in halves.both[:-1]:
            assert on(one, halves.other) == ["word-2", "friday-2", "lesson-3"]
        assert on(halves.both[-1], troubled) == []
        for one in halves.there:
            assert one.sees("Here is what you missed") <= 1
            assert one.sees("word-2") == 0
        for one in halves.elsewhere:
            assert one.titles().count("word-2") == 1
            assert one.sees("Here is what you missed") == 0
        late = [name for name in verdict.late if not name.startswith("T")]
        assert late == []


@pytest.mark.parametrize(("troubled", "each"), [(SLACK, 5), (DISCORD, 2)])
async def test_a_chat_answers_nothing_that_is_of_use_for_a_week(troubled: Platform, each: int) -> None:
    """Nobody knows whether what was tried first was shown; all the rest goes round, and is not tried."""
    async with two_halves(each, troubled) as halves:
        world = halves.world
        chat = world.chats[troubled]
        await world.advance_to(DOWN)
        chat.is_unwell = True
        await world.advance_to(UP)
        chat.is_unwell = False
        await world.advance_to(END)
        verdict = halves.verdict(chat.doubted)

        assert (verdict.lost, verdict.duplicates) == ((), ())
        assert len(chat.doubted) <= ENOUGH_DOUBTS
        reads = ["word-2", "friday-2", "lesson-3"]
        read_on = [one for one in halves.both[:-1] if on(one, halves.other) == reads]
        assert len(read_on) >= len(halves.both) - 1 - len(chat.doubted)
        for one in halves.there:
            assert one.sees("Here is what you missed") <= 1


async def test_who_never_came_to_the_other_chat_is_not_written_to_there() -> None:
    """The bot begins no conversation, also when it can't go on with one."""
    async with a_world(programme=PROGRAMME, pace=ONE_AT_A_TIME) as world:
        ana = world.creator("Ana", chats=(SLACK, DISCORD))
        await ana.joins()
        await world.advance_to(DOWN)
        await world.chat.halt(SLACK)
        await world.advance(days=2)
        assert on(ana, DISCORD) == []
        await world.chat.lift(SLACK)
        await world.advance(minutes=10)

        assert on(ana, SLACK)[-1] == "word-2"


async def test_a_short_trouble_is_waited_out() -> None:
    """Within the hour Slack is back, and everybody reads on where they prefer to."""
    async with two_halves(2) as halves:
        world = halves.world
        await world.advance_to(utc("2026-09-14 12:55"))
        await world.chat.halt(SLACK)
        await world.advance(minutes=50)
        await world.chat.lift(SLACK)
        await world.advance(minutes=10)

        assert on(halves.both[0], DISCORD) == []
        assert on(halves.both[0], SLACK)[-1] == "lesson-2"


async def test_when_neither_chat_carries_anything() -> None:
    """Then nothing goes round, and it comes where it was to come."""
    async with two_halves(2) as halves:
        world = halves.world
        await world.advance_to(utc("2026-09-14 12:55"))
        await world.chat.halt(SLACK)
        await world.chat.halt(DISCORD)
        await world.advance(hours=5)
        await world.chat.lift(SLACK)
        await world.chat.lift(DISCORD)
        await world.advance(minutes=10)

        assert on(halves.both[0], DISCORD) == []
        assert on(halves.both[0], SLACK)[-1] == "lesson-2"


async def test_a_chat_that_asks_to_wait_for_hours() -> None:
    """It refuses nobody, and is as good as down: who is on both is written to on the other one."""
    async with two_halves(2) as halves:
        world, ben = halves.world, halves.both[0]
        await world.advance_to(utc("2026-09-14 12:55"))
        for _ in range(200):
            await world.chat.script(Throttle(timedelta(minutes=1), "lane"), place=ben.place)
        for one in halves.there:
            await world.chat.close(one.place)
        await world.advance(hours=2)

        assert on(ben, DISCORD) == ["lesson-2"]


async def test_an_old_failure_says_nothing_about_now() -> None:
    """A try on Monday was in vain, and none was made since: Wednesday's word comes where it should."""
    async with two_halves(2) as halves:
        world, ben = halves.world, halves.both[0]
        for one in halves.there:
            await one.uses("program pause", weeks="2")
        await world.advance_to(utc("2026-09-14 12:55"))
        await world.chat.script(Throttle(timedelta(minutes=1), "lane"), place=ben.place)
        await world.advance_to(utc("2026-09-17 12:00"))

        assert on(ben, DISCORD) == []
        assert on(ben, SLACK)[-2:] == ["lesson-2", "word-2"]
