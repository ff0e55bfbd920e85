"""The bot is invited with what it needs, at the server that it works with."""

import pytest
from yarl import URL

from adapters.discord.asking import logged_in
from adapters.discord.invite import invitation, invite_url
from adapters.discord.permissions import needed
from bot.errors import PlatformError
from tests.adapters.discord.stand import APP, TOKEN, Stand


async def test_the_address_asks_for_exactly_what_is_needed(stand: Stand) -> None:
    """The application, the two scopes, the six permissions."""
    url = URL(await invitation(TOKEN, stand.url))

    assert url.path == "/oauth2/authorize"
    assert dict(url.query) == {
        "client_id": APP,
        "scope": "bot applications.commands",
        "permissions": str(needed().value),
    }
    assert url.origin() == URL(stand.url).origin()


async def test_for_discord_itself_it_is_discords_page(stand: Stand) -> None:
    """Where no other address is configured."""
    async with logged_in(TOKEN, stand.url) as http:
        url = await invite_url(http, None)

    assert url == (
        f"https://discord.com/oauth2/authorize?client_id={APP}"
        f"&scope=bot+applications.commands&permissions={needed().value}"
    )


async def test_a_wrong_token_is_said_with_what_to_do(stand: Stand) -> None:
    """One error for the reader, and never the token in it."""
    with pytest.raises(PlatformError, match=r"refuses the token: .* Reset the token") as caught:
        await invitation("another.token", stand.url)

    assert "another.token" not in str(caught.value)
