"""The adapter of each chat, as the bot of a story has it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from adapters.discord.adapter import DiscordAdapter
from adapters.slack.adapter import SlackAdapter
from bot.app.connecting import words
from bot.chat.adapter import Absent, ChatAdapter, Fill, Search
from bot.chat.message import Part, Picture
from bot.chat.place import Place, Platform
from tests.cohort_on_chats.story import DISCORD, There
from tests.killing.story import Story
from tests.slack_world.prefix import PREFIX


class BlindDiscord(DiscordAdapter):
    """Says of everything that it was certainly not shown."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        return Absent()


class BlindSlack(SlackAdapter):
    """Says of everything that it was certainly not shown."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        return Absent()


def adapter_of(
    platform: Platform,
    there: There,
    told: Story,
    draw: Callable[[Picture], Awaitable[bytes]],
    fill: Fill,
    now: Callable[[], datetime],
    *,
    blind: bool,
) -> ChatAdapter:
    """The adapter for a chat that is there; a blind one never finds what was shown."""
    channels = tuple(place for place in told.plan.home if place.platform == platform)
    alike: dict[str, Any] = {
        "draw": draw,
        "fill": fill,
        "words": words,
        "clock": now,
        "api_url": there.api_url,
        "channels": channels,
    }
    if platform == DISCORD:
        discord = BlindDiscord if blind else DiscordAdapter
        return discord(there.tokens[0], ready_timeout=0, **alike)
    slack = BlindSlack if blind else SlackAdapter
    bot, app = there.tokens
    return slack(bot, app_token=app, prefix=PREFIX, **alike)
