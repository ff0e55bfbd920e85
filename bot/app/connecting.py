"""Connecting: the chats that a configuration names become adapters, which know nothing of its files."""

import logging
from collections.abc import Callable, Mapping
from functools import partial

from bot.app.plans import plans_of
from bot.chat.adapter import ChatAdapter
from bot.chat.message import File
from bot.chat.place import Place, Platform
from bot.chat.text import Say
from bot.config.secret import Secret
from bot.config.settings import Discord
from bot.config.setup import Checked
from bot.engine.clock import SystemClock
from bot.engine.naming import in_every_language
from bot.engine.routes import Routes
from bot.engine.wording import ENGLISH, wording
from bot.errors import InputError
from bot.features import ALL
from bot.pictures.drawing import Drawing

log = logging.getLogger(__name__)

DISCORD = Platform("discord")
SLACK = Platform("slack")
Maker = Callable[[Drawing], ChatAdapter]
"""Makes an adapter that is not connected yet.

InputError for a secret that is not there, and for a chat whose library is not installed.
"""


def makers_of(checked: Checked) -> Mapping[Platform, Maker]:
    """What makes the adapter of each configured chat, by lane."""
    makers: dict[Platform, Maker] = {}
    if checked.config.discord is not None:
        makers[DISCORD] = partial(_discord, checked, checked.config.discord)
    return makers


def unspoken(checked: Checked) -> tuple[Platform, ...]:
    """The configured chats that this version can't speak to."""
    return () if checked.config.slack is None else (SLACK,)


def adapters_of(checked: Checked, drawing: Drawing) -> Mapping[Platform, ChatAdapter]:
    """The adapters by lane. InputError where one of them can't be made."""
    for platform in unspoken(checked):
        log.warning("[%s] is in the configuration, and this version does not connect to it yet", platform)
    return {platform: make(drawing) for platform, make in makers_of(checked).items()}


def _discord(checked: Checked, table: Discord, drawing: Drawing) -> ChatAdapter:
    token = secret(checked, "discord.token", table.token)
    try:
        # discord.py is an extra: who uses another chat needs none of it.
        from adapters.discord.adapter import DiscordAdapter
    except ModuleNotFoundError as missing:
        raise not_installed(checked, "discord") from missing
    adapter: ChatAdapter = DiscordAdapter(
        token,
        draw=drawing.draw,
        fill=fill,
        words=words,
        clock=SystemClock().now,
        commands=in_every_language(Routes(ALL).commands),
        api_url=table.api_url,
        guild=table.test_server,
        members=table.members,
        channels=channels_of(checked, DISCORD),
    )
    return adapter


def secret(checked: Checked, key: str, reference: Secret) -> str:
    """The secret that a key names. InputError, which names the key, when it is not there."""
    try:
        return reference.resolve()
    except InputError as missing:
        raise InputError(f"{checked.path}: {key}: {missing}") from None


def not_installed(checked: Checked, chat: str) -> InputError:
    """What is said where the library of a chat is missing."""
    return InputError(
        f"{checked.path}: {chat}: what speaks to {chat.capitalize()} is not installed; "
        f"run: pip install 'cohortbot[{chat}]'"
    )


def channels_of(checked: Checked, platform: Platform) -> tuple[Place, ...]:
    """The channels of all cohorts on a platform."""
    homes = (place for plan in plans_of(checked) for place in plan.home)
    return tuple(dict.fromkeys(place for place in homes if place.platform == platform))


def words(language: str | None) -> Say:
    """What says the few words that an adapter says by itself."""
    return wording(language or ENGLISH)


async def fill(file: File) -> bytes:
    """The bytes of a file. Raises LookupError: no feature makes any file yet."""
    raise LookupError(f"nothing makes a file of the kind {file.kind}: {file.name}")
