"""What Discord's errors mean for a message: come back, look for it, give the place up, or stop altogether."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import aiohttp
import discord

from adapters.discord.requests import LimitedEverywhere
from bot.chat.adapter import Ambiguous, Halted, Retry, Scope, Undeliverable

BROKEN = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What the library raises when something goes wrong."""
Told = Retry | Ambiguous | Undeliverable | Halted

GONE: Final = 10008
"""Discord: unknown message."""
NOT_THERE: Final = (10007, 10013, 50278)
"""Discord: unknown member, unknown user, no mutual guilds. It is not the channel that keeps them away."""

# The sources of all codes: Discord, Opcodes and Status Codes; 20026 and 50278 from its issues.
LATER: Final[Mapping[int, tuple[timedelta, Scope]]] = {
    20016: (timedelta(seconds=30), "place"),  # Slow mode.
    20028: (timedelta(minutes=1), "place"),  # Too many messages in this channel.
    20029: (timedelta(minutes=1), "place"),  # Too many messages in this server.
    20022: (timedelta(minutes=1), "method"),  # Announcements are edited too often.
    30046: (timedelta(hours=1), "method"),  # Too many edits of an old message.
    31002: (timedelta(minutes=1), "lane"),  # The resource is being rate limited.
    40003: (timedelta(minutes=10), "method"),  # Direct messages are opened too fast.
    40004: (timedelta(minutes=1), "lane"),  # Sending is switched off for a time.
    40062: (timedelta(minutes=1), "place"),  # The service is being rate limited.
    110001: (timedelta(minutes=1), "lane"),  # The application is not available yet.
    130000: (timedelta(minutes=1), "lane"),  # Discord is overloaded.
}
"""When to come back, and for whom the pause is; nothing was shown."""

CLOSED: Final[Mapping[int, str]] = {
    10003: "the channel is gone",
    10004: "the server is gone, or the bot is no longer in it",
    10007: "they are no longer in the server",
    10008: "it was posted before, and somebody took that copy away",
    10011: "the role is gone",
    10013: "the account is gone",
    10015: "the answer came too late for the click",
    10062: "the answer came too late for the click",
    20031: "a word in the name of the thread is not allowed there (20031)",
    40005: "the picture or file is too large for Discord (40005)",
    40060: "the click was answered already",
    40094: "no more answers to this click are allowed",
    50001: "the bot may not see the channel",
    50005: "the message is not the bot's own",
    50006: "the message was empty (50006)",
    50007: "direct messages are closed",
    50008: "messages can't be sent in such a channel",
    50013: "the bot lacks a permission in the channel",
    50024: "this can't be done in such a channel",
    50027: "the answer came too late for the click",
    50033: "the account can't get direct messages",
    50035: "Discord does not take the message as it is (50035)",
    50083: "the thread is archived",
    50278: "they share no server with the bot",
    160005: "the thread is locked",
    160006: "the server has as many threads as Discord allows (160006)",
    200000: "a rule of the server's AutoMod stopped it (200000)",
    200001: "a rule of the server's AutoMod stopped it (200001)",
    240000: "it has an address that Discord blocks (240000)",
}
"""Why this place can't be reached, or this message not be shown; nothing was."""

TOKEN: Final = "Discord does not accept the bot's token; its owner can reset it in the developer portal"
STOPPED: Final[Mapping[int, str]] = {
    20026: "Discord took the bot for spam and quarantined it; its owner can appeal to Discord",
    40001: TOKEN,
    40002: "Discord wants the bot's owner to verify their account",
    40333: "a firewall before Discord blocks the bot; perhaps a proxy changes its header User-Agent",
    50014: TOKEN,
}
"""Why nothing can be sent at all."""

CLOSES: Final[Mapping[int, str]] = {
    4004: TOKEN,
    4010: "Discord does not know this shard",
    4011: "the bot is in so many servers that Discord wants it in shards",
    4012: "Discord no longer speaks this version of its gateway; a newer cohortbot is needed",
    4013: "Discord does not know an intent that was asked for",
    4014: "an intent that was asked for is not switched on in Discord's developer portal",
}
"""Discord, Gateway Close Event Codes: those after which it must not be tried again."""

_CLOUDFLARE: Final = timedelta(minutes=10)  # Discord counts refused requests over ten minutes.
_GATEWAY: Final = timedelta(minutes=1)


def told(error: BaseException) -> Told:
    """What the core is told of an error; its words hold no secret, and nothing of the message."""
    match error:
        case Retry() | Ambiguous() | Undeliverable() | Halted():
            return error
        case discord.HTTPException():
            return _http(error)
        case LimitedEverywhere(retry_after=after):
            return Retry(timedelta(seconds=after), "lane")
        case discord.RateLimited(retry_after=after):
            return Retry(timedelta(seconds=after))
        case discord.GatewayNotFound():
            return Retry(_GATEWAY, "lane")
        case discord.LoginFailure():
            return Halted(STOPPED[50014])
        case discord.PrivilegedIntentsRequired():
            return Halted(CLOSES[4014])
        case discord.ConnectionClosed(code=code) if code in CLOSES:
            return Halted(CLOSES[code])
        case TimeoutError() | asyncio.CancelledError():
            return Ambiguous("Discord did not answer in time")
        case discord.ConnectionClosed() | aiohttp.ClientError() | OSError():
            return Ambiguous("the connection to Discord broke")
        case _:
            return Ambiguous(f"something unforeseen went wrong ({type(error).__name__})")


def no_thread(error: discord.HTTPException) -> Told:
    """What the core is told where direct messages were refused, and no thread could be opened either."""
    trouble = told(error)
    if isinstance(trouble, Undeliverable) and error.code not in NOT_THERE:
        return Undeliverable(
            f"direct messages are refused, and no private thread can be opened: {trouble.why}"
        )
    return trouble


def _http(error: discord.HTTPException) -> Told:
    """The code says more than the status: the same refusal comes as 400 here and as 403 there."""
    code, status = error.code, error.status
    if code in STOPPED:
        return Halted(STOPPED[code])
    if code in LATER:
        return Retry(*LATER[code])
    if code in CLOSED:
        return Undeliverable(CLOSED[code])
    return _by_status(error, f"Discord refused it (status {status}, code {code})")


def _by_status(error: discord.HTTPException, refused: str) -> Told:
    match error.status:
        case 401:
            return Halted(STOPPED[40001])
        case 429:
            return _throttled(error)
        case 403 | 404 | 405 | 407 | 451 if not error.code:
            # Discord's own refusals have a code: this is one of a firewall or proxy before it.
            return Retry(_CLOUDFLARE, "lane")
        case 408:
            return Ambiguous("Discord did not answer in time")
        case status if 400 <= status < 500:
            return Undeliverable(refused)
        case status:
            return Ambiguous(f"Discord had trouble of its own (status {status})")


def _throttled(error: discord.HTTPException) -> Retry:
    """Without the mark of Discord's own proxy it is the address of the bot that is blocked."""
    headers = error.response.headers
    asked = _seconds(headers.get("Retry-After"))
    if not headers.get("Via"):
        return Retry(max(asked, _CLOUDFLARE), "lane")
    everywhere = str(headers.get("X-RateLimit-Global", "")).lower() == "true"
    return Retry(max(asked, timedelta(seconds=1)), "lane" if everywhere else "place")


def _seconds(written: str | None) -> timedelta:
    try:
        return timedelta(seconds=float(written or 0))
    except (ValueError, OverflowError):
        return timedelta(0)


def is_gone(error: BaseException) -> bool:
    """Whether the message is not there: to delete it twice is as good as once."""
    return isinstance(error, discord.HTTPException) and error.code == GONE
