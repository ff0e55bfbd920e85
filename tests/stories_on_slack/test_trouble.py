"""Slack is slow, limits, breaks and fails: every message comes once, and nothing is hammered."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.programme import Lesson
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.faults import Fault, RateLimit, Refuse, ResetAfter, ResetBefore, Slow, Status
from tests.slack_world import Someone, Town, a_slack_world

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
BEFORE, NINE, MORNING = utc("2026-09-07 12:00"), utc("2026-09-07 13:00"), utc("2026-09-07 13:01")
POST = "chat.postMessage"


async def met(town: Town, *names: str) -> list[Someone]:
    """These, who joined and wait for their first lesson."""
    people = [await town.creator(name) for name in names]
    for one in people:
        await one.is_in()
    await town.advance_to(BEFORE)
    return people


def lessons(one: Someone) -> int:
    return one.sees("Lesson 1")


@pytest.mark.parametrize(
    "fault",
    [
        Status(status=500),
        Status(status=500, after=True),
        Status(status=503),
        Status(status=503, after=True),
        ResetBefore(),
        ResetAfter(),
        RateLimit(after=3),
        Slow(seconds=0.05),
        Refuse(error="service_unavailable"),
        Refuse(error="fatal_error"),
        Refuse(error="fatal_error", after=True),
    ],
    ids=str,
)
async def test_one_copy_whatever_happened(fault: Fault) -> None:
    """What nobody knows of is looked for after fifteen seconds; only what is not there is sent again."""
    async with a_slack_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.slack.faults.script(fault, method=POST)
        await town.advance_to(utc("2026-09-07 13:02"))

        assert lessons(ana) == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]


async def test_a_channel_takes_one_message_a_second() -> None:
    """Seven announcements at once: each comes a second after the one before, in their order."""
    async with a_slack_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        for number in range(7):
            await lena.uses(f'cohort announce text="Word {number}." to=channel')
            await lena.presses("Post it")
        await town.advance(minutes=1)

        posted = [one for one in town.stranger("Eve").public() if one.content.startswith("Word")]
        assert [one.content for one in posted] == [f"Word {number}." for number in range(7)]
        assert min(float(b.ts) - float(a.ts) for a, b in pairwise(posted)) >= 1


async def test_parts_keep_to_the_pace_too() -> None:
    """A lesson of several parts comes in order, a second apart, and another lesson after it."""
    long = Lesson(body="\n\n".join(f"Paragraph {n}. " + "word " * 300 for n in range(20)))
    programme = a_programme(steps=[a_step("long", content=long), a_step("short", title="A short one")])
    async with a_slack_world(programme=programme) as town:
        (ana,) = await met(town, "Ana")
        await town.advance_to(utc("2026-09-07 13:02"))

        parts = ana.letters()[1:]
        assert len(parts) >= 4
        found = [int(n) for one in parts for n in re.findall(r"Paragraph (\d+)\.", one.content)]
        assert found == sorted(set(found)) == list(range(20))
        assert "A short one" in parts[-1].content
        assert min(float(b.ts) - float(a.ts) for a, b in pairwise(parts)) >= 1


async def test_who_is_asked_to_wait_waits_alone() -> None:
    """Slack says a minute for Ana's channel: Ben's lesson is on time, and hers comes when it may."""
    async with a_slack_world(programme=LESSONS) as town:
        ana, ben = await met(town, "Ana", "Ben")
        town.slack.faults.script(RateLimit(after=60), method=POST, channel=ana.hands.id)
        asked = len(town.calls(POST))
        await town.advance_to(utc("2026-09-07 13:05"))

        assert (lessons(ana), lessons(ben)) == (1, 1)
        late, on_time = float(ana.letters()[-1].ts), float(ben.letters()[-1].ts)
        assert 60 <= late - on_time <= 62
        assert len(town.calls(POST)) == asked + 3


@pytest.mark.parametrize("method", ["chat.update", "chat.delete"])
async def test_limited_changes_stop_no_messages(method: str) -> None:
    """A 429 on changes for five minutes: the lessons are on time, and no change is tried before."""
    async with a_slack_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        (ana,) = await met(town, "Ana")
        await town.advance_to(utc("2026-09-07 12:58"))
        await announced(town, lena, "We meet on Friday.")
        town.slack.faults.script(RateLimit(after=300), method=method)
        if method == "chat.update":
            await lena.presses("Correct")
            await lena.fills(**dict.fromkeys(lena.present(), "We meet on Monday."))
        else:
            await lena.presses("Retract")
        await town.advance(seconds=2)
        await lena.uses('cohort announce text="Bring a friend." to=channel')
        await lena.presses("Post it")
        await town.advance_to(MORNING)

        assert town.calls(method) == ["ratelimited"]
        assert lessons(ana) == 1
        assert "Bring a friend." in [one.content for one in lena.public()]
        await town.advance(minutes=5)
        assert town.calls(method) == ["ratelimited", "ok"]
        assert "We meet on Friday." not in [one.content for one in lena.public()]


async def announced(town: Town, lena: Someone, words: str) -> None:
    """Lena's announcement stands in the channel."""
    await lena.uses(f'cohort announce text="{words}" to=channel')
    await lena.presses("Post it")
    await town.advance(seconds=2)
    assert words in [one.content for one in lena.public()]


async def test_a_search_that_fails_is_made_again() -> None:
    """The answer was lost, and so was the first search."""
    async with a_slack_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.slack.faults.script(ResetAfter(), method=POST)
        town.slack.faults.script(Status(status=503), method="conversations.history")
        await town.advance_to(MORNING)
        await town.advance(minutes=10)

        assert lessons(ana) == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]


async def test_a_history_that_lags_behind() -> None:
    """Slack shows what it took ten seconds later to who reads back: nobody looks before that."""
    async with a_slack_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.slack.desk.history_lag = timedelta(seconds=10)
        town.slack.faults.script(ResetAfter(), method=POST)
        await town.advance_to(utc("2026-09-07 13:02"))

        assert lessons(ana) == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]


async def test_a_search_that_is_limited_is_made_later() -> None:
    """A restricted app reads history once a minute: ten lessons are in doubt, and none comes twice."""
    async with a_slack_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.slack.faults.script(ResetAfter(), method=POST)
        town.slack.faults.script(RateLimit(after=60), method="conversations.history", times=2)
        await town.advance_to(MORNING)
        await town.advance(minutes=10)

        assert lessons(ana) == 1
        assert len(town.calls("conversations.history")) <= 3 + 1


async def test_a_press_proves_that_it_was_seen() -> None:
    """The answer was lost, but Ana presses Done before anybody has looked: nothing is looked for."""
    async with a_slack_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.slack.faults.script(Status(status=503, after=True), method=POST)
        await town.advance_to(NINE)
        assert [state for state, _ in town.deliveries("step/")] == ["unknown"]
        await ana.presses("Done")
        await town.advance(minutes=1)

        assert [state for state, _ in town.deliveries("step/")] == ["sent"]
        assert town.calls("conversations.history") == []


async def test_a_lesson_under_many_others_is_found() -> None:
    """After the lost answer Ana writes twenty lines: the lesson is found beneath them."""
    async with a_slack_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.slack.desk.history_most = 15
        town.slack.faults.script(ResetAfter(), method=POST)
        await town.advance_to(NINE)
        town.slack.hearing.hold()
        for number in range(20):
            ana.hands.types(f"line {number}")
        await town.advance(minutes=2)

        assert lessons(ana) == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]
