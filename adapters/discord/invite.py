"""The address at which somebody lets the bot into their server, with exactly what it needs there."""

from discord.http import HTTPClient, Route
from yarl import URL

from adapters.discord.address import site_of
from adapters.discord.asking import Unanswered, ask, logged_in
from adapters.discord.permissions import needed
from bot.errors import PlatformError

_SCOPES = "bot applications.commands"


async def invitation(token: str, api_url: str | None) -> str:
    """The address for the bot of this token. PlatformError, with the remedy, where there is no answer."""
    try:
        async with logged_in(token, api_url) as http:
            return await invite_url(http, api_url)
    except Unanswered as no:
        raise PlatformError(f"{no.why} {no.remedy}") from no


async def invite_url(http: HTTPClient, api_url: str | None) -> str:
    """The address for the bot that is logged in. Raises Unanswered."""
    app = await ask(http, Route("GET", "/applications/@me"), "id")
    page = URL(site_of(api_url)) / "oauth2" / "authorize"
    asked = {"client_id": str(app["id"]), "scope": _SCOPES, "permissions": str(needed().value)}
    return str(page.with_query(asked))
