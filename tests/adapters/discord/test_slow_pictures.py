"""Pictures take their time to be drawn, and the answers that they belong to come in time all the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.discord.adapter import DiscordAdapter
from bot.chat.command import Command
from bot.chat.message import File, Message, Picture
from bot.chat.page import Page, PictureSection
from bot.chat.reply import Reply, Say, Show
from bot.engine.wording import ENGLISH, wording
from tests.contract.door import ScriptedDoor
from tests.platforms.discord.answer import Answer
from tests.platforms.discord.server import Discord, serving

PICTURE = Picture(kind="bars", title="Week by week", alt="Week 1: 2 done.", columns=("Week",), rows=(("1",),))
MESSAGE = Message(text=("Week 3 of 26.",), picture=PICTURE)
PAGE = Page(title="Progress", sections=(PictureSection(picture=PICTURE),))


class Pencil:
    """Draws when it is told to."""

    def __init__(self) -> None:
        self.may_draw = asyncio.Event()

    async def draw(self, picture: Picture) -> bytes:
        await self.may_draw.wait()
        return b"a picture"


@asynccontextmanager
async def asked(reply: Reply, pencil: Pencil, *, patience: float) -> AsyncIterator[Answer]:
    """Ana used a command, and has her first answer."""
    door = ScriptedDoor()
    door.answers.append(reply)
    async with serving() as discord, _connected(discord, door, pencil, patience):
        ana = discord.person("ana")
        first = await ana.uses("program progress", discord.channel("general").id)
        yield first
        assert discord.breaches == []


@asynccontextmanager
async def _connected(
    discord: Discord, door: ScriptedDoor, pencil: Pencil, patience: float
) -> AsyncIterator[None]:
    adapter = DiscordAdapter(
        discord.token,
        draw=pencil.draw,
        fill=_no_file,
        words=lambda language: wording(language or ENGLISH),
        clock=lambda: discord.now,
        api_url=discord.api_url,
        patience=patience,
        ready_timeout=0,
    )
    commands = (Command(name="program progress", summary="Where you are"),)
    running = asyncio.create_task(adapter.run(commands, door))
    try:
        await door.opened()
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _no_file(file: File) -> bytes:
    raise LookupError(file.name)


async def test_an_answer_whose_picture_takes_long_is_announced_in_time() -> None:
    """The text was there at once; Discord waits 3 s for all of it, and longer for what is announced."""
    pencil = Pencil()
    async with asked(Say(MESSAGE), pencil, patience=0) as first:
        assert first.kind == "deferred"
        assert first.ephemeral

        pencil.may_draw.set()
        answer = await first.later()
        assert answer.content == "Week 3 of 26."
        assert [file.content for file in answer.attachments] == [b"a picture"]


async def test_a_page_whose_picture_takes_long_is_announced_in_time() -> None:
    """As any other answer."""
    pencil = Pencil()
    async with asked(Show(PAGE), pencil, patience=0) as first:
        assert first.kind == "deferred"

        pencil.may_draw.set()
        assert (await first.later()).attachments[0].description == "Week 1: 2 done."


async def test_a_picture_that_is_drawn_in_time_comes_with_its_answer() -> None:
    """Nothing is announced that is there already."""
    pencil = Pencil()
    pencil.may_draw.set()
    async with asked(Say(MESSAGE), pencil, patience=2) as first:
        assert first.kind == "message"
        assert [file.content for file in first.attachments] == [b"a picture"]
