"""The app manifest: all that Slack must be told of the app, made from the declared commands."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from adapters.slack.commands import groups, hint
from bot.chat.command import Command

BOT_EVENTS: Final = (
    "app_home_opened",
    "app_uninstalled",
    "message.im",
    "tokens_revoked",
    "user_change",
)
"""What Slack tells the bot without being asked, and the listeners hear: just these."""

EVENT_TYPES: Final = tuple(name.partition(".")[0] for name in BOT_EVENTS)
"""What these events say that they are: a message.im comes as a message."""

SCOPES: Final[Mapping[str, str]] = {
    "chat:write": "to write",
    "commands": "to be called by commands",
    "files:read": "to know when a picture can be shown",
    "files:write": "to show pictures and files",
    "im:history": "to read what people write to it, and to find its own messages",
    "im:write": "to open the conversation with somebody",
    "users:read": "to know people's names, languages and time zones",
    "channels:read": "to look at its channels, for the doctor",
    "channels:history": "to find its own messages in channels",
    "groups:read": "to look at its private channels, for the doctor",
    "groups:history": "to find its own messages in private channels",
}
"""What the app may do, and what it needs that for: each one, and no other."""

_NAME, _SHORT, _LONG = 35, 140, 4_000  # Slack, App manifest: the name and the descriptions of an app.
_COMMAND, _SUMMARY, _HINT, _COMMANDS = 32, 2_000, 1_000, 50  # Slack: a slash command, and how many.
DESCRIPTION: Final = "Carries a cohort of creators through a programme: lessons, check-ins, mentors."


def manifest(
    commands: Sequence[Command],
    *,
    name: str = "cohortbot",
    prefix: str = "",
    socket_mode: bool = True,
    request_url: str | None = None,
) -> dict[str, Any]:
    """The whole manifest. Raises ValueError for what Slack would not take.

    Without Socket Mode Slack calls `request_url`, for events, clicks and commands alike.
    """
    if socket_mode is (request_url is not None):
        raise ValueError("without Socket Mode, and only so, Slack needs an address to call")
    address = {} if request_url is None else {"request_url": request_url}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": _within("the app's name", name, _NAME),
            "description": _within("the app's description", DESCRIPTION, _SHORT),
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "slash_commands": _slash_commands(commands, prefix, request_url),
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": sorted(BOT_EVENTS)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }


def _slash_commands(
    commands: Sequence[Command], prefix: str, request_url: str | None
) -> list[dict[str, Any]]:
    made = [_slash_command(word, group, prefix) for word, group in groups(commands).items()]
    if len(made) > _COMMANDS:
        raise ValueError(f"an app has at most {_COMMANDS} slash commands, not {len(made)}")
    return [one if request_url is None else {**one, "url": request_url} for one in made]


def _slash_command(word: str, group: Sequence[Command], prefix: str) -> dict[str, Any]:
    return {
        "command": _within("a slash command", f"/{prefix}{word}", _COMMAND),
        "description": _within("a description", description(word, group), _SUMMARY),
        "usage_hint": _within("a usage hint", usage_hint(group), _HINT),
        # Slack then writes people as <@U123>, and not as a name that anybody may have.
        "should_escape": True,
    }


def description(word: str, group: Sequence[Command]) -> str:
    """What a group of commands is for: what its own help says, else how to learn more."""
    own = next((one.summary for one in group if one.name == f"{word} help"), "")
    return own or "Type help after it to see what it can do"


def usage_hint(group: Sequence[Command]) -> str:
    """How each command of a group is typed; without their parameters where these would not fit."""
    full = " | ".join(hint(one) for one in group)
    return full if len(full) <= _HINT else " | ".join(one.name.partition(" ")[2] for one in group)


def _within(what: str, words: str, most: int) -> str:
    if not 1 <= len(words) <= most:
        raise ValueError(f"{what} has {len(words)} characters, and Slack takes 1 to {most}: {words[:40]!r}")
    return words
