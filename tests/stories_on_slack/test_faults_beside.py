"""Slack fails where nobody sees it: while the bot reads again, searches, or shows a Home."""

import pytest

from tests.builders import a_programme, a_step, utc
from tests.platforms.slack import events
from tests.platforms.slack.faults import Fault, Refuse, ResetAfter, ResetBefore, Status
from tests.slack_world import a_slack_world

LESSON = a_programme(steps=[a_step("w1", title="Lesson 1")])
BEFORE, AFTER = utc("2026-09-07 12:00"), utc("2026-09-07 13:10")
HISTORY = "conversations.history"


@pytest.mark.parametrize("fault", [Status(status=503), ResetBefore(), Refuse(error="fatal_error")], ids=str)
async def test_what_was_typed_while_nobody_listened_is_read_in_the_end(fault: Fault) -> None:
    """Slack does not give the history at first; what she asked is answered all the same, once."""
    async with a_slack_world(programme=LESSON) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        before = len(ana.letters())
        await town.bot.stops()
        written = ana.hands.types("What is next?")
        await town.slack.hearing.settled()
        town.slack.faults.script(fault, method=HISTORY)
        await town.bot.starts()
        await town.heard(written)
        await town.settle()

        assert len(ana.letters()) == before + 1


@pytest.mark.parametrize("fault", [Status(status=500), Status(status=503), ResetBefore()], ids=str)
@pytest.mark.parametrize("method", [HISTORY, "conversations.open"])
async def test_a_search_that_fails_is_made_again(
    fault: Fault, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer to a message was lost, and so is that to the search for it: it comes once."""
    async with a_slack_world(programme=LESSON) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(BEFORE)
        town.slack.faults.script(ResetAfter(), method="chat.postMessage")
        town.slack.faults.script(fault, method=method)
        await town.advance_to(AFTER)

        assert ana.sees("Lesson 1") == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]
        assert "unforeseen" not in caplog.text


@pytest.mark.parametrize("fault", [Status(status=503), ResetBefore()], ids=str)
async def test_a_home_that_could_not_be_shown_is_there_when_it_is_opened_again(fault: Fault) -> None:
    """Nothing else comes of it."""
    async with a_slack_world(programme=LESSON) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        town.slack.faults.script(fault, method="views.publish")
        town.slack.desk.tell(events.home_opened(ana.hands.user, "home", town.slack.world))
        await town.until(lambda: len(town.calls("views.publish")) == 1)
        home = await ana.opens_home()

        assert "Week" in home.content
