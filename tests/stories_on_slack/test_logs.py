"""The log tells what went wrong, and nothing that people write, whatever its level is."""

import logging

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.slack_world import a_slack_world
from tests.slack_world.world import Mode

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
WORDS = ("a quiet sorrow", "the wrong microphone", "A film about rivers")
ONES = ("slack_sdk", "slack_bolt", "adapters", "bot", "schedules")
"""Whose records these are; the others are those of the town's own side."""


def told(caplog: pytest.LogCaptureFixture) -> str:
    """All that the bot's side says."""
    ours = (one for one in caplog.records if one.name.partition(".")[0] in ONES)
    return "\n".join(f"{one.name} {one.getMessage()} {one.exc_info or ''}" for one in ours)


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_what_people_write_is_in_no_log(mode: Mode, caplog: pytest.LogCaptureFixture) -> None:
    """They type, fill in and use commands, and whatever can be logged is."""
    with caplog.at_level(logging.DEBUG):
        async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode=mode) as town:
            ana = await town.creator("Ana")
            await ana.is_in()
            await town.advance_to(FRIDAY)
            await ana.types(WORDS[0])
            await ana.uses("program stuck")
            await ana.fills(**{next(iter(ana.present())): WORDS[1]})
            assert WORDS[2] in await ana.uses(f"program goal {WORDS[2]}")

    assert not [word for word in WORDS if word in told(caplog)]
    assert "/respond/" not in told(caplog)  # Where answers go.


async def test_what_is_refused_is_not_repeated(caplog: pytest.LogCaptureFixture) -> None:
    """Where a clock is wrong, that is all that Slack tells."""
    with caplog.at_level(logging.DEBUG):
        async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode="http") as town:
            await (await town.creator("Ana")).is_in()
            for refused in (town.slack.stranger.unsigned(), town.slack.stranger.stale()):
                status, _ = await refused
                assert status == 401

    assert told(caplog).count("refused (401)") == 2
    assert "I am Slack" not in told(caplog)
