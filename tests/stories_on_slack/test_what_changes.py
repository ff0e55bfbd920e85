"""What changes on Slack, or in the programme, shows: zones are followed, and Home is kept as things are."""

import pytest

from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.faults import Fault, RateLimit, Status
from tests.slack_world import Someone, Town, a_slack_world

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
MORNING = utc("2026-09-07 13:01")


async def with_lesson(town: Town) -> Someone:
    """Ana in New York, who has her first lesson."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance_to(MORNING)
    return ana


async def test_somebody_who_moves_is_followed_once() -> None:
    """Ana's profile says Manila now, and Slack tells it twice: the next lesson comes at nine there."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        count = len(ana.messages())
        ana.hands.changes_zone("Asia/Manila")
        town.slack.again()
        await town.told()
        await town.advance_to(utc("2026-09-14 00:59"))
        assert ana.sees("Lesson 2") == 0
        assert sum("Manila" in words for words in ana.messages()[count:]) <= 1
        await town.advance_to(utc("2026-09-14 01:01"))

        assert ana.sees("Lesson 2") == 1


async def test_home_is_kept_as_things_are() -> None:
    """Ana has it open, and does her lesson: it says so, and is published at most once a minute."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        before = await ana.opens_home()
        published = len(town.calls("views.publish"))
        await ana.presses("Done", on="Lesson 1")
        await ana.uses("program goal A film")
        await town.advance(minutes=2)

        assert ana.hands.home is not None
        assert ana.hands.home.content != before.content
        assert len(town.calls("views.publish")) - published <= 2


@pytest.mark.parametrize("fault", [RateLimit(after=1), Status(status=503)], ids=str)
async def test_a_first_look_at_home_while_slack_takes_none(fault: Fault) -> None:
    """Ana looks, and does nothing further: her page comes as soon as Slack takes it."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        town.slack.faults.script(fault, method="views.publish")
        shown = await ana.hands.opens_home()

        assert "Lesson 1" in shown.content
        assert town.calls("views.publish")[1:] == ["ok"]


async def test_a_limit_of_home_stops_no_lesson() -> None:
    """Slack wants no more pages for ten minutes: the next lesson is on time, and Home follows later."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        before = await ana.opens_home()
        await town.advance_to(utc("2026-09-14 12:58"))
        await ana.opens_home()
        await town.advance(minutes=1)
        town.slack.faults.script(RateLimit(after=600), method="views.publish")
        limited = len(town.calls("views.publish"))
        await ana.presses("Done", on="Lesson 1")
        await town.advance_to(utc("2026-09-14 13:01"))
        assert ana.sees("Lesson 2") == 1
        await town.advance(minutes=15)

        assert town.calls("views.publish")[limited:][:2] == ["ratelimited", "ok"]
        assert ana.hands.home is not None
        assert ana.hands.home.content != before.content
