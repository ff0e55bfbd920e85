"""Socket Mode comes and goes: connections are refreshed, dropped and refused, and nothing is lost."""

import logging

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.faults import Refuse, Status
from tests.slack_world import Someone, Town, a_slack_world

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
MORNING = utc("2026-09-07 13:01")


async def with_lesson(town: Town) -> Someone:
    """Ana, who has her first lesson."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance_to(MORNING)
    return ana


async def anew(town: Town, opened: int) -> None:
    """Wait until the bot hears by a newer connection than the first so many, and by no older one."""
    await town.until(lambda: town.slack.socket.opened > opened and len(town.slack.socket.lines) == 1)


async def test_connections_are_refreshed_every_few_hours() -> None:
    """A warning, then the end: the bot is there again, and hears what is pressed."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        for reason in ("warning", "refresh_requested"):
            opened = town.slack.socket.opened
            await town.slack.socket.say_bye(reason, close=reason == "refresh_requested")
            await anew(town, opened)

        assert "Well done!" in await ana.presses("Done")


async def test_too_many_connections() -> None:
    """Slack ends one because there are ten: the bot gives it up before it asks for another."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        opened = town.slack.socket.opened
        await town.slack.socket.say_bye("too_many_websockets", close=True)
        await anew(town, opened)

        assert "Well done!" in await ana.presses("Done")


async def test_a_warning_alone_opens_the_next_connection_in_time() -> None:
    """The old one still stands: whatever comes by either is heard, once."""
    async with a_slack_world(programme=CHECK_IN) as town:
        ana = await with_lesson(town)
        opened, count = town.slack.socket.opened, len(ana.messages())
        await town.slack.socket.say_bye("warning", close=False)
        written = [ana.hands.types("help") for _ in range(4)]
        await anew(town, opened)
        for one in written:
            await town.heard(one)
        await town.advance(minutes=1)

        assert len(ana.messages()) == count + 4


async def test_a_dropped_connection_loses_nothing() -> None:
    """The network breaks, and Ana writes in that moment: it is heard once, when the bot is back."""
    async with a_slack_world(programme=CHECK_IN) as town:
        ana = await with_lesson(town)
        opened, count = town.slack.socket.opened, len(ana.messages())
        town.slack.socket.drop()
        written = ana.hands.types("help")
        await anew(town, opened)
        await town.heard(written)
        await town.advance(minutes=6)
        await town.told()

        assert len(ana.messages()) == count + 1


async def test_slack_gives_no_new_connection_at_first() -> None:
    """The connection broke, and apps.connections.open fails: the bot asks again until it is given one.

    It passes by itself, so no admin hears of it.
    """
    async with a_slack_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        ana = await with_lesson(town)
        opened = town.slack.socket.opened
        town.slack.faults.script(Status(status=503), method="apps.connections.open")
        town.slack.socket.drop()
        await anew(town, opened)

        assert "Well done!" in await ana.presses("Done")
        assert lena.sees("tells me nothing") == 0


async def test_socket_mode_is_switched_off(caplog: pytest.LogCaptureFixture) -> None:
    """link_disabled: what is due is still sent, the log tells why nothing is heard, and it heals."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        opened = town.slack.socket.opened
        with caplog.at_level(logging.WARNING):
            await town.slack.disable_link()
            await town.advance_to(MORNING)
            assert ana.sees("Lesson 1") == 1
            await town.until(lambda: "Slack gives no connection" in caplog.text)
        assert "Socket Mode is switched off for the app" in caplog.text
        assert town.slack.app_token not in caplog.text
        town.slack.desk.socket_mode = True
        await anew(town, opened)

        assert "Well done!" in await ana.presses("Done")


async def test_the_admins_hear_that_socket_mode_is_off() -> None:
    """Once, and on Slack itself, where messages still arrive, however often the bot asks."""
    async with a_slack_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        await town.slack.disable_link()
        await town.until(lambda: lena.sees("slack tells me nothing of what people press or write") == 1)
        assert lena.sees("Socket Mode is switched off for the app, or its workspace may not use it") == 1
        assert lena.sees("cohortbot doctor says") == 1
        asked = len(town.calls("apps.connections.open"))
        await town.until(lambda: len(town.calls("apps.connections.open")) > asked)
        await town.advance(hours=1)

        assert lena.sees("tells me nothing") == 1


async def test_an_app_token_that_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    """The bot is halted with its reason in the log, not tried for ever, and never tells the token."""
    async with a_slack_world(programme=LESSONS) as town:
        await town.bot.stops()
        lasting = town.slack.faults.last(Refuse(error="invalid_auth"), method="apps.connections.open")
        with caplog.at_level(logging.DEBUG):
            await town.bot.starts()
            await town.until(lambda: len(town.bot.waits) == 1)
        assert "slack refuses the bot: Slack does not accept the bot's token" in caplog.text
        assert town.slack.app_token not in caplog.text
        assert town.slack.bot_token not in caplog.text
        assert len(town.calls("apps.connections.open")) == 2
        town.slack.faults.lift(lasting)
        town.bot.tries_again()
        await town.connected()
