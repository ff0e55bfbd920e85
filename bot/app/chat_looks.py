"""How the chats lay a message out: by the rules of their own adapters, without connecting to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from adapters.playground.slack_look import SlackMessage
from bot.app.connecting import declared
from bot.chat.message import Message, Part

OnDiscord = Callable[[Message], Sequence[Part]]
OnSlack = Callable[[Message], Sequence[SlackMessage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLooks:
    """What lays out for each chat; words instead, where that chat's library is not installed."""

    discord: OnDiscord | str
    slack: OnSlack | str


@cache
def chat_looks() -> ChatLooks:
    """The looks of the chats that are installed."""
    return ChatLooks(discord=_discord(), slack=_slack())


def not_there(chat: str) -> str:
    """What is said where the library of a chat is missing."""
    return (
        f"What lays messages out for {chat.capitalize()} is not installed here. To see them, run: "
        f"pip install 'cohortbot[{chat}]'"
    )


def _discord() -> OnDiscord | str:
    try:
        # discord.py is an extra.
        from adapters.discord.outbound import layout
    except ModuleNotFoundError:
        return not_there("discord")
    # Discord gives a command its id when it is declared there; any id makes it one that can be clicked.
    ids = {command.name: "0" for command in declared()}
    return lambda message: layout(message, ids)


def _slack() -> OnSlack | str:
    try:
        # slack-sdk is an extra, as discord.py is.
        from adapters.slack.outbound import blocks_of, layout
    except ModuleNotFoundError:
        return not_there("slack")

    def lay_out(message: Message) -> Sequence[SlackMessage]:
        return [
            SlackMessage(blocks=blocks_of(part, ""), characters=len(part.content)) for part in layout(message)
        ]

    return lay_out
