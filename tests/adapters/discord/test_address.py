"""Nothing but one file knows where Discord is."""

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.address import set_address, site_of


def test_requests_go_to_the_given_server() -> None:
    """A proxy with a path of its own is asked, whether its address ends with a slash or not."""
    set_address("http://127.0.0.1:8080/discord/api/", "ws://127.0.0.1:8080/gateway")

    assert Route("GET", "/users/@me").url == "http://127.0.0.1:8080/discord/api/v10/users/@me"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:8080/gateway"


@pytest.mark.parametrize("written", ["http://[::1]:8080/api", "http://[::1]:8080/api/v10/"])
def test_the_version_may_be_written_too(written: str) -> None:
    """Discord's pages write the address so; it is not asked for twice."""
    set_address(written)

    assert Route("GET", "/users/@me").url == "http://[::1]:8080/api/v10/users/@me"


def test_without_an_address_it_is_discords_own() -> None:
    """Nothing needs to be configured for Discord itself; the gateway stays what it is."""
    gateway = DiscordWebSocket.DEFAULT_GATEWAY

    set_address("http://127.0.0.1:8080/api")
    set_address(None)

    assert Route("GET", "/users/@me").url == "https://discord.com/api/v10/users/@me"
    assert gateway == DiscordWebSocket.DEFAULT_GATEWAY


def test_people_open_pages_at_the_origin() -> None:
    """The page where a bot is invited is beside the API."""
    assert site_of(None) == "https://discord.com"
    assert site_of("http://127.0.0.1:8080/discord/api") == "http://127.0.0.1:8080"
