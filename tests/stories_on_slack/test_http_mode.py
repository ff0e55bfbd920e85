"""Over HTTP anybody can call the bot: what Slack did not sign, now, for this workspace, changes nothing."""

import logging
from collections.abc import Awaitable, Callable

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.stranger import Answered, Stranger
from tests.slack_world import Someone, Town, a_slack_world

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
THURSDAY = utc("2026-09-10 12:00")
TABLES = ("people", "accounts", "deliveries", "events", "occurrences", "audit", "answers")
STRANGERS: dict[str, tuple[Callable[[Stranger], Awaitable[Answered]], tuple[int, ...]]] = {
    "unsigned": (Stranger.unsigned, (401,)),
    "unsigned, as if from the bot": (Stranger.posing, (401,)),
    "forged": (Stranger.forged, (401,)),
    "older than five minutes": (Stranger.stale, (401,)),
    "an old signature with a new time": (Stranger.restamped, (401,)),
    "signed at no time": (lambda stranger: stranger.stamped("soon"), (401,)),
    "signed at an empty time": (lambda stranger: stranger.stamped(""), (401,)),
    "signed when nobody counts": (lambda stranger: stranger.stamped("9" * 5_000), (401,)),
    "signed in no letters": (Stranger.scrawled, (401,)),
    "far too long": (Stranger.oversized, (413,)),
    "no JSON": (Stranger.malformed, (400,)),
    "unknown letters": (Stranger.in_no_letters, (400,)),
    "another workspace": (Stranger.other_team, (200, 401, 403)),
}


async def with_ana(town: Town) -> Someone:
    """Ana, who has joined, and has written to the bot."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await ana.types("help")
    await town.advance(minutes=1)
    return ana


@pytest.mark.parametrize("kind", STRANGERS)
async def test_a_stranger_changes_nothing(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """Refused, and told in the log without any secret; no row is more or less than before."""
    call, statuses = STRANGERS[kind]
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode="http") as town:
        await with_ana(town)
        before = {table: town.rows(table) for table in TABLES}
        heard, calls = len(town.bot.door.events), len(town.slack.calls)
        with caplog.at_level(logging.DEBUG):
            status, said = await call(town.slack.stranger)
            await town.told()

        assert status in statuses, said
        assert len(town.bot.door.events) == heard
        assert {table: town.rows(table) for table in TABLES} == before
        assert len(town.slack.calls) == calls
        assert (status == 200) or f"refused ({status})" in caplog.text
        assert ("this machine's clock" in caplog.text) == (status == 401)
        for secret in (town.slack.signing_secret, town.slack.bot_token, town.slack.app_token):
            assert secret not in caplog.text + said
        assert "Traceback" not in caplog.text + said


async def test_a_request_that_is_replayed_is_done_once() -> None:
    """Within the five minutes its signature is good: the same event has no second effect."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode="http") as town:
        ana = await with_ana(town)
        count = len(ana.messages())
        written = ana.hands.types("help")
        await town.heard(written)
        town.slack.hearing.hold()
        status, _ = await town.slack.stranger.replayed()
        await town.told()
        await town.advance(minutes=1)

        assert status == 200
        assert len(ana.messages()) == count + 1


async def test_slack_checks_the_address() -> None:
    """When it is entered on the app's page, Slack asks whether the bot is there, and is answered."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode="http") as town:
        assert await town.slack.stranger.at.verify()
        assert town.bot.door.events == []


async def test_nobody_is_asked_who_the_bot_is_meanwhile() -> None:
    """The library would ask for each click, within Slack's three seconds: it was asked at the start."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode="http") as town:
        ana = await with_ana(town)
        for _ in range(3):
            await ana.uses("program progress")

        assert len(town.calls("auth.test")) == 1


async def test_the_bot_works_on_beside_them() -> None:
    """After all of them Ana's command is answered."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode="http") as town:
        ana = await with_ana(town)
        for call, _ in STRANGERS.values():
            await call(town.slack.stranger)

        assert "A film" in await ana.uses("program goal A film")
