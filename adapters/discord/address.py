"""Where Discord is: the one place that knows its host, or that of a proxy or a compatible server."""

from discord.gateway import DiscordWebSocket
from discord.http import INTERNAL_API_VERSION, Route
from yarl import URL

DISCORD = "https://discord.com/api"
"""Discord's own address; the version of the API is put behind it."""


def set_address(api_url: str | None, gateway: str | None = None) -> None:
    """Send every later request to `api_url` and, where it is given, every later connection to `gateway`.

    The library keeps both as class constants, so one process talks to one Discord. An address that ends
    with the API's version, as in Discord's own pages, is the same without it.
    """
    version = f"/v{INTERNAL_API_VERSION}"
    Route.BASE = f"{(api_url or DISCORD).rstrip('/').removesuffix(version)}{version}"
    if gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)


def site_of(api_url: str | None) -> str:
    """The origin of the pages that people open in a browser: https://discord.com, or the other server's."""
    return str(URL(api_url or DISCORD).origin())
