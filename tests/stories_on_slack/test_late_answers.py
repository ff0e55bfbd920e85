"""What is answered late, or is not taken at first, reaches who acted in another way, or a little later."""

from typing import Any

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.faults import RateLimit, Refuse, ResetBefore, Status
from tests.slack_world import Someone, Town, a_slack_world

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
PATIENT: dict[str, Any] = {"patience": 0.3}
"""Long enough for a form to be opened, when the bot is not busy."""


async def asked(town: Town) -> Someone:
    """Ana, on the Friday of her check-in."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance_to(FRIDAY)
    return ana


async def presses_late(town: Town, ana: Someone, label: str) -> str:
    """She presses in Home while the bot is busy, and so long that no view can be opened any more."""
    home = await ana.hands.opens_home()
    before = len(ana.hands.sees())
    ana.hands.patience = 0
    async with town.bot.busy():
        await ana.hands.clicks_in(home, label)
        for trigger in town.slack.desk.triggers.values():
            trigger.at -= 3
    ana.hands.patience = 3
    await town.until(lambda: len(ana.hands.sees()) > before)
    (said,) = ana.hands.sees()[before:]
    assert said.labels
    await ana.reads(await ana.hands.clicks(said.channel_id, said.ts, said.labels[0]))
    return said.content


async def test_a_form_that_home_asks_late_is_offered_in_private() -> None:
    """Home takes no message, and no view any more: Ana finds the button in her conversation."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, adapter=PATIENT) as town:
        ana = await asked(town)
        said = await presses_late(town, ana, "Time zone")

        assert said == "Press the button to go on: Time zone"
        assert ana.modal is not None


async def test_a_page_that_home_shows_late_comes_in_private() -> None:
    """So does a page that was to open on top of it."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, adapter=PATIENT) as town:
        ana = await asked(town)
        said = await presses_late(town, ana, "friday")

        assert "What about mood?" in said
        assert ana.modal is not None


@pytest.mark.parametrize(
    "fault", [Status(status=503), RateLimit(after=1), Refuse(error="fatal_error"), ResetBefore()], ids=str
)
async def test_a_form_that_slack_does_not_open_is_offered(fault: Any) -> None:
    """Whatever went wrong with it: an open form does nothing yet, so that a button is as good as another."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        town.slack.faults.script(fault, method="views.open")
        assert await ana.presses("Answer") == "Press the button to go on: Week 1"
        await ana.presses("Open the form")
        assert ana.modal is not None

        assert "is complete" in await ana.fills(mood="4", stuck="no", followers="20")


async def test_an_answer_that_slack_wants_later_comes_later() -> None:
    """Ana sends her check-in off, and Slack wants fewer messages for a second: she reads the answer then."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.presses("Answer")
        town.slack.faults.script(RateLimit(after=1), method="chat.postMessage")

        assert "is complete" in await ana.fills(mood="4", stuck="no", followers="20")
        assert town.calls("chat.postMessage")[-2:] == ["ratelimited", "ok"]


async def test_an_answer_that_may_have_been_read_is_not_said_again() -> None:
    """It was shown, and only its answer was lost: Ana reads it once."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.presses("Answer")
        before = len(ana.hands.sees())
        town.slack.faults.script(Status(status=503, after=True), method="chat.postMessage")
        await ana.fills(mood="4", stuck="no", followers="20")
        await town.told()

        assert [one.content for one in ana.hands.sees()[before:]] == ["Thank you! “friday” is complete."]


@pytest.mark.parametrize("fault", [Status(status=503), RateLimit(after=1), ResetBefore()], ids=str)
async def test_a_change_that_slack_does_not_take_is_made_again(fault: Any) -> None:
    """The lesson that Ana has done loses its button, if only at the second try."""
    lesson = a_programme(steps=[a_step("read", title="Read this")])
    async with a_slack_world(programme=lesson) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(utc("2026-09-07 13:01"))
        town.slack.faults.script(fault, method="chat.update")
        said = await ana.presses("Done")

        assert "Well done!" in said
        assert "Done" not in ana.letters()[-1].labels
