"""What Discord's errors mean for a message."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from adapters.discord.trouble import CLOSED, CLOSES, LATER, STOPPED, is_gone, told
from bot.chat.adapter import Ambiguous, Halted, Retry, Undeliverable

SECRET = "what Ana wrote"


def refusal(status: int, code: int = 0, headers: dict[str, str] | None = None) -> discord.HTTPException:
    """An error as the library raises it."""
    response: Any = SimpleNamespace(status=status, reason="x", headers=headers or {})
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    kind = kinds.get(status, discord.DiscordServerError if status >= 500 else discord.HTTPException)
    return kind(response, {"code": code, "message": SECRET})


def closing(code: int) -> discord.ConnectionClosed:
    """The gateway was closed."""
    socket: Any = SimpleNamespace(close_code=code)
    return discord.ConnectionClosed(socket, shard_id=0, code=code)


@pytest.mark.parametrize("code", CLOSED)
def test_what_can_not_be_shown_there(code: int) -> None:
    """The code decides, whatever the status; the reason has nothing of the message."""
    for status in (400, 403, 404):
        verdict = told(refusal(status, code))
        assert isinstance(verdict, Undeliverable)
        assert verdict.why == CLOSED[code]
        assert SECRET not in str(verdict)


@pytest.mark.parametrize("code", STOPPED)
def test_what_stops_everything(code: int) -> None:
    """A bad token, a quarantine."""
    verdict = told(refusal(403, code))

    assert isinstance(verdict, Halted)
    assert verdict.why == STOPPED[code]


@pytest.mark.parametrize("code", LATER)
def test_what_may_be_tried_later(code: int) -> None:
    """After a while of its own."""
    verdict = told(refusal(400, code))

    assert isinstance(verdict, Retry)
    assert (verdict.after, verdict.scope) == LATER[code]


def test_opening_too_fast_slows_the_opening_only() -> None:
    """What is open stays open."""
    verdict = told(refusal(400, 40003))

    assert isinstance(verdict, Retry)
    assert verdict.scope == "method"


@pytest.mark.parametrize(
    ("headers", "after", "scope"),
    [
        ({}, timedelta(minutes=10), "lane"),
        ({"Retry-After": "3600"}, timedelta(hours=1), "lane"),
        ({"Via": "1.1 google", "Retry-After": "7"}, timedelta(seconds=7), "place"),
        ({"Via": "1.1 google"}, timedelta(seconds=1), "place"),
        (
            {"Via": "1.1 google", "Retry-After": "x", "X-RateLimit-Global": "true"},
            timedelta(seconds=1),
            "lane",
        ),
    ],
)
def test_too_many_requests(headers: dict[str, str], after: timedelta, scope: str) -> None:
    """Without the mark of Discord's proxy the bot's address is blocked, and everything waits."""
    verdict = told(refusal(429, headers=headers))

    assert isinstance(verdict, Retry)
    assert (verdict.after, verdict.scope) == (after, scope)


def test_the_library_says_how_long() -> None:
    """Where it does not wait by itself."""
    verdict = told(discord.RateLimited(31.5))

    assert isinstance(verdict, Retry)
    assert verdict.after == timedelta(seconds=31.5)


@pytest.mark.parametrize(
    "error",
    [
        refusal(500), refusal(502), refusal(503), refusal(504, 99), refusal(408),
        TimeoutError(), ConnectionResetError(),
        OSError(104, "reset"), aiohttp.ServerDisconnectedError(), aiohttp.ClientPayloadError(), closing(1006),
        RuntimeError(SECRET), asyncio.CancelledError(), KeyError(SECRET),
    ],
    ids=repr,
)  # fmt: skip
def test_what_nobody_knows_the_outcome_of(error: BaseException) -> None:
    """It is looked for before it is sent again."""
    verdict = told(error)

    assert isinstance(verdict, Ambiguous)
    assert SECRET not in str(verdict)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (refusal(401), Halted),
        (refusal(403), Retry),
        (refusal(404), Retry),
        (refusal(400), Undeliverable),
        (refusal(403, 99_999), Undeliverable),
        (refusal(404, 99_999), Undeliverable),
        (refusal(400, 99_999), Undeliverable),
        (discord.LoginFailure("Improper token has been passed."), Halted),
        (discord.PrivilegedIntentsRequired(0), Halted),
    ],
)
def test_codes_that_nobody_listed(error: BaseException, verdict: type[Exception]) -> None:
    """The status decides; a refusal without a code is not Discord's own."""
    assert isinstance(told(error), verdict)
    assert SECRET not in str(told(error))


def test_the_gateway_can_not_be_found() -> None:
    """Discord's address is asked again, a minute later."""
    missing: BaseException = discord.GatewayNotFound()  # type: ignore[no-untyped-call] # So discord.py wrote it.

    assert isinstance(told(missing), Retry)


@pytest.mark.parametrize("code", CLOSES)
def test_the_gateway_closes_for_good(code: int) -> None:
    """To try again would be refused again."""
    verdict = told(closing(code))

    assert isinstance(verdict, Halted)
    assert verdict.why == CLOSES[code]


@pytest.mark.parametrize("error", [Retry(timedelta(1)), Ambiguous(), Undeliverable("x"), Halted("x")])
def test_what_was_told_stays(error: Exception) -> None:
    """Nothing is told twice."""
    assert told(error) is error


def test_a_message_that_is_gone() -> None:
    """To delete it again is as good as once."""
    assert is_gone(refusal(404, 10008))
    assert not is_gone(refusal(404, 10003))
    assert not is_gone(TimeoutError())
