"""Asking Discord one thing: it answers, or there is a reason why not, and a remedy."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

import aiohttp
import discord
from discord.http import HTTPClient, Route
from yarl import URL

from adapters.discord.address import set_address
from adapters.discord.headers import DateHeaders

PATIENCE: Final = 10.0
"""Seconds in which an answer must be there; the library itself would wait for minutes."""
PORTAL: Final = "https://discord.com/developers/applications"
_TOKEN: Final = (
    f"Reset the token on the page Bot of the application ({PORTAL}), put the new one where "
    "[discord] token says, and start again."
)
_REMEDIES: Final = {
    20026: "Discord's anti-spam system has flagged the bot. Stop it, and appeal to Discord's support.",
    40333: "A firewall refuses the request: look whether a proxy changes the header User-Agent.",
    40001: _TOKEN,
    50014: _TOKEN,
}


class Unanswered(Exception):
    """Discord gave no answer that can be used: why, and what to do about it."""

    def __init__(self, why: str, remedy: str, *, code: int = 0, refused: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.remedy = remedy
        self.code = code
        """Discord's own number of the error, 0 where there is none."""
        self.refused = refused
        """Whether it is the token that Discord refuses."""


async def ask(http: HTTPClient, route: Route, *keys: str, patience: float = PATIENCE) -> Mapping[str, Any]:
    """An object with these keys. Raises Unanswered, and nothing else."""
    body = await _body(http, route, patience)
    if isinstance(body, dict) and all(key in body for key in keys):
        return body
    raise _strange(route)


async def ask_all(http: HTTPClient, route: Route, *, patience: float = PATIENCE) -> Sequence[dict[str, Any]]:
    """A list of objects. Raises Unanswered, and nothing else."""
    body = await _body(http, route, patience)
    if isinstance(body, list) and all(isinstance(each, dict) for each in body):
        return body
    raise _strange(route)


@contextlib.asynccontextmanager
async def logged_in(
    token: str, api_url: str | None, dates: DateHeaders | None = None, *, patience: float = PATIENCE
) -> AsyncIterator[HTTPClient]:
    """A client of the REST API alone, closed at the end. Raises Unanswered when Discord lets nobody in."""
    set_address(api_url)
    http = HTTPClient(asyncio.get_running_loop(), http_trace=dates.trace if dates else None)
    try:
        async with _understood(patience):
            await http.static_login(token)
        yield http
    finally:
        await http.close()


async def _body(http: HTTPClient, route: Route, patience: float) -> object:
    async with _understood(patience):
        return await http.request(route)


@contextlib.asynccontextmanager
async def _understood(patience: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(patience):
            yield
    # ValueError: a body that says it is JSON and is not.
    except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError) as error:
        raise understood(error) from error


def understood(error: Exception) -> Unanswered:
    """The error in an admin's words."""
    host = URL(Route.BASE).host
    match error:
        case discord.LoginFailure() | discord.HTTPException(status=401):
            return Unanswered("Discord refuses the token: it is wrong, or was revoked.", _TOKEN, refused=True)
        case discord.RateLimited() | discord.HTTPException(status=429):
            return Unanswered(
                "Discord asks for fewer requests.",
                "Wait ten minutes, and look whether another program uses the same token or address.",
            )
        case discord.HTTPException(status=status) if status >= 500:
            return Unanswered(
                f"Discord has trouble of its own ({status}).",
                "Look at https://discordstatus.com, and try again later.",
            )
        case discord.HTTPException(status=status, code=code, text=text):
            remedy = _REMEDIES.get(code, "Look the number up in Discord's list of error codes.")
            said = text.splitlines()[0].rstrip(".") if text else "no reason given"
            refused = remedy == _TOKEN
            return Unanswered(
                f"Discord refuses ({code or status}): {said}.", remedy, code=code, refused=refused
            )
        case TimeoutError():
            why = f"{host} gave no answer in time."
        case _:
            why = f"{host} can't be reached: {str(error) or type(error).__name__}."
    return Unanswered(why, "Look whether this machine is online, and whether [discord] api_url is right.")


def _strange(route: Route) -> Unanswered:
    return Unanswered(
        f"{route.url} answers something that Discord would not.",
        "Look whether [discord] api_url is the address of Discord's API or of a proxy for it.",
    )
