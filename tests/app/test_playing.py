"""A played cohort: visitors are whom they like, others play along, time passes when somebody says so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from adapters.playground.company import Reached, Someone, Travelling
from adapters.playground.posted import Room
from bot.app.demo import example
from bot.app.playing import PlayedCohort, played
from bot.chat.place import Platform


@asynccontextmanager
async def a_cohort(creators: int = 8) -> AsyncIterator[PlayedCohort]:
    """A few creators on their first day."""
    async with played(example(), creators=creators) as cohort:
        cohort.play_newcomer()
        yield cohort


async def under_way(cohort: PlayedCohort, span: timedelta | None) -> asyncio.Task[None]:
    """A travel on which something has been said already."""
    travel = asyncio.create_task(cohort.go(span))
    await something_is_said(cohort)
    assert cohort.under_way is not None
    return travel


async def something_is_said(cohort: PlayedCohort) -> None:
    """Wait until a later time has come, and something has changed on the board by then."""
    began, heard = cohort.now(), asyncio.Event()

    def hear(_: Room) -> None:
        if cohort.now() > began:
            heard.set()

    leave = cohort.visits.board.listen(hear)
    await heard.wait()
    leave()


async def newcomer(cohort: PlayedCohort) -> Someone:
    """Whom a visitor is at first."""
    return next(one for one in await cohort.people() if one.account == cohort.newcomer())


async def test_the_newcomer_has_something_to_read() -> None:
    """In English, on Discord; and nobody else acts for them."""
    async with a_cohort() as cohort:
        me = await newcomer(cohort)
        assert (me.role, me.language, me.by_hand, me.standing) == ("creator", "en", True, "week 1")
        assert me.account.platform == Platform("discord")
        read = [one.part.content for one in cohort.visits.board.standing(me.account, me.account)]
        assert any("Week 1 lesson" in content for content in read)


async def test_whoever_is_played_waits_for_the_visitor() -> None:
    """While the others press Done, they do not; handed back, they play along again."""
    async with a_cohort() as cohort:
        me = await newcomer(cohort)
        board = cohort.visits.board

        def done(one: Someone) -> bool:
            return any("✓ Week" in said.part.content for said in board.standing(one.account, one.account))

        await cohort.go(timedelta(weeks=1))
        creators = [one for one in await cohort.people() if one.role == "creator"]
        assert not done(me)
        assert any(done(one) for one in creators)

        cohort.hand_back(me.name)
        assert not (await newcomer(cohort)).by_hand
        await cohort.go(timedelta(weeks=2))
        assert done(me)


async def test_the_line_of_weeks_tells_who_is_where() -> None:
    """Week 1 is behind after a week; nobody is ahead of the cohort."""
    async with a_cohort() as cohort:
        await cohort.go(timedelta(weeks=1))
        line = await cohort.weeks()

    assert [one.reached for one in line[:3]] == [Reached.BEHIND, Reached.NOW, Reached.AHEAD]
    assert line[0].steps[0] == "The one change you stand for"
    assert line[1].here
    assert not any(one.here for one in line[2:])


async def test_nobody_travels_while_somebody_does() -> None:
    """Both would move the same time."""
    async with a_cohort() as cohort:
        travel = await under_way(cohort, timedelta(weeks=1))
        with pytest.raises(Travelling):
            await cohort.go(timedelta(days=1))
        await travel
        await cohort.go(timedelta(days=1))


async def test_a_travel_can_be_stopped_on_its_way() -> None:
    """It ends where it has come to; the next one starts from there."""
    async with a_cohort() as cohort:
        began = cohort.now()
        travel = await under_way(cohort, None)
        await cohort.stop()

        with pytest.raises(asyncio.CancelledError):
            await travel
        assert cohort.under_way is None
        assert began < cohort.now() < cohort.end
        stopped = cohort.now()
        await cohort.go(timedelta(hours=1))
        assert cohort.now() == stopped + timedelta(hours=1)


async def test_a_travel_goes_on_when_its_visitor_leaves() -> None:
    """A closed tab stops nothing that others see."""
    async with a_cohort() as cohort:
        visitor = await under_way(cohort, None)
        visitor.cancel()
        await asyncio.wait((visitor,))

        left = cohort.now()
        await something_is_said(cohort)
        assert cohort.under_way is not None
        assert cohort.now() > left


async def test_the_end_is_the_end() -> None:
    """Nothing more is to come, and every week is behind."""
    async with a_cohort(creators=1) as cohort:
        await cohort.go(None)
        assert cohort.is_over
        await cohort.stop()
        line = await cohort.weeks()
    assert len(line) == 26
    assert {one.reached for one in line} == {Reached.BEHIND}
