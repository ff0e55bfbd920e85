"""What Slack tells of people is kept, and what it leaves out is not forgotten."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.profiles import Profiles
from bot.chat.place import Profile
from tests.platforms.slack.people import Person
from tests.platforms.slack.server import Slack, serving

MOVED = {"profile": {"display_name": "Ana"}, "tz": "Asia/Manila"}
"""A change that says nothing of a language."""


@asynccontextmanager
async def a_workspace() -> AsyncIterator[tuple[Slack, Person, Profiles]]:
    """Ana, whose Slack speaks Spanish; and what the bot knows of people."""
    async with serving() as slack:
        ana = slack.person("Ana", tz="Europe/Madrid", locale="es-ES")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        yield slack, ana, Profiles(client)


async def test_a_change_without_a_language_leaves_it_as_it_was() -> None:
    """Ana moves, and reads Spanish as before."""
    async with a_workspace() as (slack, ana, profiles):
        await profiles.of(ana.id)
        moved = profiles.learn(ana.id, MOVED)

        assert moved == await profiles.of(ana.id) == Profile(name="Ana", locale="es-ES", zone="Asia/Manila")
        assert [method for method, _ in slack.calls] == ["users.info"]


async def test_a_change_of_somebody_unknown_does_not_hide_their_language() -> None:
    """It was the first that was heard of Ana: when she acts, Slack is asked."""
    async with a_workspace() as (_, ana, profiles):
        assert profiles.learn(ana.id, MOVED).locale is None
        assert (await profiles.of(ana.id)).locale == "es-ES"


async def test_of_some_slack_tells_neither_zone_nor_language() -> None:
    """So it is with who was deactivated: there is a name, and nobody guesses the rest."""
    async with a_workspace() as (_, ana, profiles):
        ana.deactivates()

        assert await profiles.of(ana.id) == Profile(name="ana")


async def test_a_new_language_is_taken_over() -> None:
    """So is one that comes with the change."""
    async with a_workspace() as (_, ana, profiles):
        await profiles.of(ana.id)
        profiles.learn(ana.id, MOVED | {"locale": "en-US"})

        assert (await profiles.of(ana.id)).locale == "en-US"
