"""Inviting: the address at which somebody lets the bot into their server."""

from bot.app.connecting import not_installed, secret
from bot.config.setup import Checked
from bot.errors import InputError


async def invitation_of(checked: Checked) -> str:
    """The address for the configured Discord bot. InputError without one, PlatformError without an answer."""
    table = checked.config.discord
    if table is None:
        raise InputError(f"{checked.path}: there is no [discord] in it; add it, with the bot's token")
    token = secret(checked, "discord.token", table.token)
    try:
        from adapters.discord.invite import invitation
    except ModuleNotFoundError as missing:
        raise not_installed(checked, "discord") from missing
    return str(await invitation(token, table.api_url))
