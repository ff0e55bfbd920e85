"""The admins edit the programme while it runs: what was sent stays, what is to come follows the edit."""

from dataclasses import replace
from datetime import time, timedelta

from bot.domain.programme import Backfill, StepKind
from tests.builders import a_programme, a_step, utc
from tests.world import Community, a_world

FIRST, SECOND = a_step("w1"), a_step("w2", week=2)
TWO = a_programme(steps=[FIRST, SECOND])
AFTER_THE_FIRST = utc("2026-09-09 12:00")


async def test_a_new_title_repeats_nothing() -> None:
    """The lesson that was sent keeps its message; its buttons, and what is to come, have the new words."""
    async with a_world(programme=TWO) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(AFTER_THE_FIRST)
        await world.edit(steps=[replace(FIRST, title="Better"), replace(SECOND, title="Best")])
        await world.advance(weeks=2)

        assert ana.titles() == ["w1", "Best"]
        assert "is done" in await ana.presses("Done", on="w1")


async def test_a_step_that_moves_into_the_future_after_it_was_sent_stays_where_it_was() -> None:
    """It was seen: it does not come again."""
    async with a_world(programme=TWO) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(AFTER_THE_FIRST)
        await world.edit(steps=[replace(FIRST, week=4), SECOND])
        await world.advance(weeks=5)

        assert ana.times("w1") == ["Mon 2026-09-07 09:00"]


async def test_a_step_that_moves_before_it_was_sent_comes_at_its_new_time() -> None:
    """Later is later; earlier than now is now, and says that it is late."""
    async with a_world(programme=TWO) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(AFTER_THE_FIRST)
        await world.edit(steps=[FIRST, replace(SECOND, week=3)])
        await world.advance_to(utc("2026-09-16 15:00"))
        assert ana.sees("w2") == 0
        await world.edit(steps=[FIRST, replace(SECOND, weekday=1)])
        await world.advance(weeks=2)

        assert ana.times("w2") == ["Wed 2026-09-16 11:00"]
        assert ana.sees("This was due Tue 15 Sep 09:00") == 1


async def test_a_step_that_waits_for_the_morning_and_is_deleted_does_not_come() -> None:
    """Nobody gets what the programme has lost."""
    async with a_world(programme=a_programme(steps=[a_step("evening", at=time(22))])) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 05:00"))
        await world.edit(steps=[])
        await world.advance(weeks=1)

        assert ana.messages() == []
        assert await world.fates(ana) == {"evening": "skipped: removed"}


async def test_a_step_that_is_deleted_and_put_back_repeats_nothing() -> None:
    """Its identity is its id."""
    async with a_world(programme=TWO) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(AFTER_THE_FIRST)
        await world.edit(steps=[SECOND])
        await world.advance(days=1)
        await world.edit(steps=[FIRST, SECOND])
        await world.advance(weeks=2)

        assert ana.titles() == ["w1", "w2"]


async def _with_a_new_step(world: Community, backfill: Backfill) -> None:
    await world.advance_to(AFTER_THE_FIRST + timedelta(hours=3))
    await world.edit(steps=[FIRST, SECOND, a_step("new", weekday=1, backfill=backfill)])


async def test_a_step_that_is_added_after_its_time_is_left_out() -> None:
    """Unless the admins want something else."""
    async with a_world(programme=TWO) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await _with_a_new_step(world, Backfill.NONE)
        await world.advance(weeks=2)

        assert ana.titles() == ["w1", "w2"]
        assert (await world.fates(ana))["new"] == "skipped: added_later"


async def test_a_step_that_is_added_after_its_time_can_be_listed() -> None:
    """In the next digest: one message that lists it."""
    async with a_world(programme=TWO) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await _with_a_new_step(world, Backfill.NEXT_DIGEST)
        await world.advance(weeks=2)

        assert ana.sees("• Week 1: new") == 1
        assert ana.titles() == ["w1", "w2"]


async def test_a_step_that_is_added_after_its_time_can_be_sent() -> None:
    """Now, as what it is."""
    async with a_world(programme=TWO) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await _with_a_new_step(world, Backfill.SEND)
        await world.advance(weeks=2)

        assert ana.titles() == ["w1", "new", "w2"]


async def test_who_joined_late_is_not_told_what_was_added_later_still() -> None:
    """A step added in week 3 for week 1, with `send`, is old for somebody who joined in week 2: listed."""
    async with a_world(programme=TWO, at=utc("2026-09-16 15:00")) as world:
        ana = world.creator("Ana")
        await ana.joins()
        assert len(ana.messages()) == 1
        await world.advance(days=5)
        await world.edit(steps=[FIRST, SECOND, a_step("new", weekday=1, backfill=Backfill.SEND)])
        await world.advance(days=1)

        assert (await world.fates(ana))["new"] == "listed"
        assert ana.sees("• Week 1: new") == 1


async def test_hundreds_of_past_steps_at_once_are_held() -> None:
    """An edit gives thirty creators a week of old lessons: nobody hears of it until an admin has looked."""
    old = [a_step(f"old-{n}", weekday=0, backfill=Backfill.SEND) for n in range(9)]
    async with a_world(programme=TWO) as world:
        people = [world.creator(f"Creator {n}") for n in range(30)]
        for one in people:
            await one.joins()
        await world.advance_to(AFTER_THE_FIRST + timedelta(hours=3))
        before, seen = world.tables(), len(world.shown)
        await world.edit(steps=[FIRST, SECOND, *old])
        await world.advance(hours=1)

        assert "270 steps whose time has passed became due at once" in (await world.held() or "")
        assert world.tables() == before
        assert len(world.shown) == seen
        await world.release()
        await world.advance(hours=3)
        assert await world.held() is None
        assert len(world.shown) <= seen + 3 * len(people)
        await world.advance(weeks=1)
        assert await world.held() is None
        for one in people:
            assert [one.sees(f"old-{n}") for n in range(9)] == [1] * 9
            assert one.sees("**w2**") == 1


async def test_an_edit_that_was_held_can_be_taken_back() -> None:
    """The admins undo it and let the cohort go on: as if nothing had been."""
    old = [a_step(f"old-{n}", weekday=0, backfill=Backfill.SEND) for n in range(9)]
    async with a_world(programme=TWO) as world:
        people = [world.creator(f"Creator {n}") for n in range(5)]
        for one in people:
            await one.joins()
        await world.advance_to(AFTER_THE_FIRST)
        await world.edit(steps=[FIRST, SECOND, *old])
        assert await world.held() is not None
        await world.edit(steps=[FIRST, SECOND])
        await world.release()
        await world.advance(weeks=2)

        assert [one.titles() for one in people] == [["w1", "w2"]] * 5


async def test_new_holidays_and_breaks_move_what_is_to_come() -> None:
    """Monday of week 2 becomes a holiday."""
    async with a_world(programme=TWO) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(AFTER_THE_FIRST)
        await world.edit(holidays=frozenset([AFTER_THE_FIRST.date() + timedelta(days=5)]))
        await world.advance(weeks=2)

        assert ana.times("w2") == ["Tue 2026-09-15 09:00"]


async def test_a_check_in_with_a_new_question_keeps_the_old_answers() -> None:
    """Ana answered half of it before the edit: she is asked the rest of the new one."""
    friday = a_step("friday", StepKind.CHECK_IN)
    async with a_world(programme=a_programme(steps=[friday])) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-11 19:00"))
        await ana.presses("Answer")
        await ana.fills(mood="4", stuck="maybe", followers="")
        await world.edit(steps=[replace(friday, title="Friday!")])

        assert await ana.presses("Answer") == "Week 1\nStuck"
        assert "is complete" in await ana.fills(stuck="no")
