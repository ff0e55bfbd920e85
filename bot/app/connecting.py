"""Connecting: the chats that a configuration names become adapters, which know nothing of its files."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from bot.app.database import database_of
from bot.app.filling import Filling
from bot.app.plans import plans_of
from bot.chat.adapter import ChatAdapter
from bot.chat.command import Command
from bot.chat.place import Place, Platform
from bot.chat.text import Say
from bot.config.secret import Secret
from bot.config.settings import Discord
from bot.config.setup import Checked
from bot.config.slack import Slack
from bot.engine.clock import Clock, SystemClock
from bot.engine.naming import in_every_language
from bot.engine.routes import Routes
from bot.engine.wording import ENGLISH, wording
from bot.errors import InputError
from bot.features import ALL
from bot.pictures.drawing import Drawing

if TYPE_CHECKING:
    from bot.app.serving_pages import Pages

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
    if checked.config.slack is not None:
        makers[SLACK] = partial(_slack, checked, checked.config.slack)
    return makers


def adapters_of(checked: Checked, drawing: Drawing) -> Mapping[Platform, ChatAdapter]:
    """The adapters by lane. InputError where one of them can't be made."""
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
        fill=_filling(checked).fill,
        words=words,
        clock=SystemClock().now,
        commands=declared(),
        api_url=table.api_url,
        guild=table.test_server,
        members=table.members,
        channels=channels_of(checked, DISCORD),
    )
    return adapter


def _slack(checked: Checked, table: Slack, drawing: Drawing) -> ChatAdapter:
    bot_token = secret(checked, "slack.bot_token", table.bot_token)
    # What the mode does without may be there, and is not looked at.
    calls = table.mode == "http"
    app_token = None if calls else _secret(checked, "slack.app_token", table.app_token)
    signing = _secret(checked, "slack.signing_secret", table.signing_secret) if calls else None
    try:
        # slack-bolt is an extra, as discord.py is.
        from adapters.slack.adapter import SlackAdapter
    except ModuleNotFoundError as missing:
        raise not_installed(checked, "slack") from missing
    adapter: ChatAdapter = SlackAdapter(
        bot_token,
        draw=drawing.draw,
        fill=_filling(checked).fill,
        words=words,
        clock=SystemClock().now,
        app_token=app_token,
        signing_secret=signing,
        listen=(table.listen.host, table.listen.port) if calls else None,
        api_url=table.api_url,
        prefix=table.prefix,
        channels=channels_of(checked, SLACK),
        commands=declared(),
    )
    return adapter


def pages_of(checked: Checked, clock: Clock) -> "Pages | None":
    """The pages, where the configuration serves them. InputError as for a chat."""
    if checked.config.playground is None or checked.config.pages is None:
        return None
    try:
        # What serves pages is an extra, as the chats are.
        from bot.app.serving_pages import Pages
    except ModuleNotFoundError as missing:
        raise InputError(
            f"{checked.path}: playground: what serves the pages is not installed; "
            "run: pip install 'cohortbot[playground]'"
        ) from missing
    return Pages(checked, checked.config.playground, clock)


def declared() -> tuple[Command, ...]:
    """All commands that the bot has, in the words of every language."""
    return in_every_language(Routes(ALL).commands)


def _secret(checked: Checked, key: str, reference: Secret | None) -> str | None:
    return None if reference is None else secret(checked, key, reference)


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


def _filling(checked: Checked) -> Filling:
    return Filling(database_of(checked), plans_of(checked), SystemClock())
