"""An app that is made from the manifest can do all that the bot does, and may do no more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from adapters.slack.adapter import SlackAdapter
from adapters.slack.manifest import SCOPES, manifest
from bot.chat.adapter import Found
from bot.chat.event import PageOpened, PersonChanged, TextReceived
from bot.chat.form import Field, Form
from bot.chat.message import File, Message, Part, Picture
from bot.chat.page import Page, PictureSection
from bot.chat.place import Account, Channel, Place, Platform
from bot.chat.reply import Ask, Say, Show
from bot.chat.token import Token
from bot.engine.wording import ENGLISH, wording
from tests.adapters.slack.test_manifest import COMMANDS
from tests.contract.door import ScriptedDoor
from tests.contract.words import PICTURE, key, says
from tests.platforms.slack.people import Person
from tests.platforms.slack.server import Slack, serving

SLACK = Platform("slack")
PREFIX = "acme-"
PAGE = Page(title="Home", sections=(PictureSection(picture=PICTURE),))
FILE = File(name="you.txt", media_type="text/plain", kind="copy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """The bot in a workspace that has nothing but the app of its manifest."""

    slack: Slack
    adapter: SlackAdapter
    door: ScriptedDoor
    ana: Person
    private: Place
    channel: Place


@pytest.fixture
async def there() -> AsyncIterator[Installed]:
    """Connected; at its end no scope was missing, and nothing was done that Slack forbids."""
    async with serving() as slack:
        slack.install(manifest(COMMANDS, prefix=PREFIX))
        ana, general = slack.person("Ana"), slack.channel("general")
        channel = Place(at=Channel(platform=SLACK, workspace=slack.team, id=general.id))
        adapter = SlackAdapter(
            slack.bot_token,
            draw=_drawn,
            fill=_filled,
            words=lambda language: wording(language or ENGLISH),
            clock=lambda: slack.now,
            app_token=slack.app_token,
            api_url=slack.api_url,
            prefix=PREFIX,
            channels=(channel,),
            commands=COMMANDS,
        )
        account = Account(platform=SLACK, workspace=slack.team, user=ana.id)
        door = ScriptedDoor()
        running = asyncio.create_task(adapter.run(COMMANDS, door))
        await slack.ready()
        yield Installed(
            slack=slack, adapter=adapter, door=door, ana=ana, private=Place(at=account), channel=channel
        )
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await slack.hearing.settled()
        assert slack.breaches == []
        assert {outcome for _, outcome in slack.calls} == {"ok"}


async def _drawn(_: Picture) -> bytes:
    return b"PNG"


async def _filled(_: File) -> bytes:
    return b"All of it."


def part(adapter: SlackAdapter, message: Message) -> Part:
    """The message, which is short enough for one part."""
    (one,) = adapter.layout(message)
    return one


async def test_the_doctor_is_content(there: Installed) -> None:
    """Nothing is missing in what the manifest asks for."""
    assert [one.text for one in await there.adapter.doctor() if not one.well] == []


@pytest.mark.parametrize("place", ["private", "channel"])
async def test_it_writes_finds_changes_and_takes_back(there: Installed, place: str) -> None:
    """In somebody's conversation, with a file, and in a channel; with pictures in both."""
    where: Place = getattr(there, place)
    message = Message(text=("Hello.",), picture=PICTURE, file=FILE if where.private else None)
    since = there.slack.now - timedelta(minutes=1)

    ref = await there.adapter.send(where, part(there.adapter, message), key=key())
    found = await there.adapter.find(where, part(there.adapter, message), key=key(), since=since)
    await there.adapter.edit(ref, part(there.adapter, says("Hello again.")))

    assert isinstance(found, Found)
    assert found.ref.id == ref.id
    assert there.slack.message(ref.id).text.startswith("Hello again.")
    await there.adapter.delete(ref)
    await there.adapter.open(_account(there), None)
    assert await there.adapter.time() == there.slack.now


async def test_it_shows_the_home(there: Installed) -> None:
    """Asked for, and when it changes."""
    there.door.answers = [Show(PAGE)]

    await there.ana.opens_home()
    await there.adapter.show(_account(there), Page(title="Anew", sections=PAGE.sections))

    assert [type(one) for one in there.door.events] == [PageOpened]


async def test_commands_forms_and_clicks_are_answered(there: Installed) -> None:
    """Under the names that the manifest gave them."""
    fields = (Field(key="mood", label="Mood", kind="text"),)
    form = Ask(Form(token=Token("checkin", "a"), title="A form", fields=fields))
    there.door.answers = [Say(says("Ready?", "Start")), form, Say(says("Thank you."))]

    shown = await there.ana.uses(f"/{PREFIX}program progress")
    opened = await there.ana.clicks_in(shown, "Start")
    closed = await there.ana.submits(opened, {"Mood": "4"})

    assert opened.modal is not None
    said: Any = closed if closed.message is not None else await closed.later()
    assert "Thank you." in said.content


async def test_it_hears_words_and_changes(there: Installed) -> None:
    """What people type to the bot, and what they change of themselves."""
    there.ana.types("Hello bot")
    await there.door.knocked(1)
    there.ana.changes_zone("Africa/Nairobi")
    await there.door.knocked(2)

    assert [type(one) for one in there.door.events] == [TextReceived, PersonChanged]


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_each_scope_has_its_reason(scope: str) -> None:
    """Which is what the doctor and the guide tell."""
    assert SCOPES[scope].startswith("to ")


def _account(there: Installed) -> Account:
    assert isinstance(there.private.at, Account)
    return there.private.at
