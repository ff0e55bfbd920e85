"""A bot that was away: nothing lives in its memory, nothing is heard twice, and nothing said is lost."""

from datetime import timedelta

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.faults import Fault, RateLimit, Refuse, ResetAfter, Slow
from tests.platforms.slack.ratelimits import Tiers
from tests.slack_world import Someone, Town, a_slack_world

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
NINE, MORNING = utc("2026-09-07 13:00"), utc("2026-09-07 13:01")


async def with_ana(town: Town) -> Someone:
    """Ana, who has joined, and got the test message."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance(seconds=2)
    return ana


async def test_buttons_of_an_earlier_process_work() -> None:
    """The invitation, the lesson, and an answer that only Ben saw."""
    async with a_slack_world(programme=LESSONS) as town:
        ana, ben = await with_ana(town), await town.creator("Ben")
        await town.advance_to(MORNING)
        await town.restarts(days=2)

        assert "You are in" in await ben.joins()
        assert "Well done!" in await ana.presses("Done", on="Lesson 1")
        await ben.presses("Yes")
        await town.restarts(minutes=1)
        assert "Nearly done" in await ben.presses("All fine")


async def test_what_was_typed_meanwhile_is_answered_once() -> None:
    """Typed while away by somebody who had never written before, and read when the bot is back."""
    async with a_slack_world(programme=CHECK_IN) as town:
        ana = await with_ana(town)
        count = len(ana.messages())
        await town.bot.stops()
        written = ana.hands.types("help")
        town.clock.move_to(town.now + timedelta(hours=3))
        await town.begins()
        await town.heard(written)
        await town.restarts(hours=1)
        await town.told()
        await town.advance(minutes=1)

        assert len(ana.messages()) == count + 1


async def test_what_was_answered_in_a_thread_meanwhile_is_heard_once() -> None:
    """Under a message of last week, and under one that was written meanwhile; what was heard is no news."""
    async with a_slack_world(programme=CHECK_IN) as town:
        ana = await with_ana(town)
        old = ana.letters()[0].ts
        heard = ana.hands.types("help", thread=old)
        await town.heard(heard)
        await town.advance(days=7)
        count = len(ana.messages())
        await town.bot.stops()
        town.slack.desk.subscribed = frozenset()
        new = ana.hands.types("help")
        written = [ana.hands.types("help", thread=ts) for ts in (old, new.ts)]
        town.clock.move_to(town.now + timedelta(minutes=3))
        await town.begins()
        for one in (new, *written):
            await town.heard(one)
        await town.restarts(minutes=1)
        await town.told()
        await town.advance(minutes=1)

        assert len(ana.messages()) == count + 3
        assert town.bot.door.heard[f"slack/{heard.channel_id}/{heard.ts}"] == 0
        assert town.calls("conversations.replies") == ["ok"] * 4


async def test_a_restricted_app_reads_later_and_reads_all() -> None:
    """Fifteen objects at once, and once a minute (here: a second): of twenty lines none is lost."""
    async with a_slack_world(programme=CHECK_IN, tiers=Tiers(window=0.5, restricted=True)) as town:
        ana = await with_ana(town)
        await town.bot.stops()
        town.slack.desk.subscribed = frozenset()
        written = [ana.hands.types("help") for _ in range(20)]
        town.clock.move_to(town.now + timedelta(minutes=10))
        await town.begins()
        for one in written:
            await town.heard(one)
        await town.advance(minutes=2)

        assert "ratelimited" in town.calls("conversations.history")
        assert len(ana.messages()) == 1 + 20


@pytest.mark.parametrize(
    "fault",
    [RateLimit(after=1), Refuse(error="service_unavailable"), Refuse(error="channel_not_found")],
    ids=str,
)
async def test_one_room_that_is_hard_to_read_keeps_no_other_from_it(fault: Fault) -> None:
    """Ana's history is refused at first: Ben's line is heard all the same."""
    async with a_slack_world(programme=CHECK_IN) as town:
        ana, ben = await with_ana(town), await town.creator("Ben")
        await ben.is_in()
        await town.advance(seconds=2)
        await town.bot.stops()
        town.slack.desk.subscribed = frozenset()
        town.slack.faults.script(fault, method="conversations.history", channel=ana.rooms()[0])
        written = ben.hands.types("help")
        await town.begins()
        await town.heard(written)


async def test_what_was_due_meanwhile_is_sent_once() -> None:
    """A lesson fell into the absence: it comes late, and not again at the next start."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_ana(town)
        await town.restarts(days=1, hours=2)
        await town.restarts(minutes=1)

        assert ana.sees("Lesson 1") == 1
        assert ana.sees("sorry that it comes late") == 1


async def test_a_message_under_way_at_the_end_is_looked_for() -> None:
    """The process ended after the connection broke: the lesson is found, not sent again."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_ana(town)
        town.slack.faults.script(ResetAfter(), method="chat.postMessage")
        await town.advance_to(NINE)
        await town.restarts(minutes=1)

        assert ana.sees("Lesson 1") == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]


async def test_the_end_comes_while_slack_hangs() -> None:
    """The answer takes longer than anybody waits at the end: at the next start the lesson is found."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_ana(town)
        await town.advance_to(utc("2026-09-07 12:59"))
        town.slack.faults.script(Slow(seconds=0.5), method="chat.postMessage")
        town.clock.move_to(NINE)
        await town.bot.app.beats.run_due(town.now)
        await town.slack.changes.until(lambda: ana.sees("Lesson 1") or None, within=3, what="it")
        await town.bot.stops(patience=0.05)
        assert [state for state, _ in town.deliveries("step/")] == ["unknown"]
        await town.begins()
        await town.advance(minutes=1)

        assert ana.sees("Lesson 1") == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]
