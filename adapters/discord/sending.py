"""Sending: a part goes to a channel with its key as nonce, its picture and its file drawn and filled."""

import io
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import discord

from adapters.discord import opening, outbound, pages
from adapters.discord.places import channel_of
from bot.chat.adapter import Fill, refuse_others
from bot.chat.message import Message, Part, Picture
from bot.chat.page import Page
from bot.chat.place import Account, MessageRef, Place
from bot.chat.quoting import unsteered

Draw = Callable[[Picture], Awaitable[bytes]]
"""A picture as PNG."""
ALT_TEXT = 1_024  # Discord: the description of an attachment.
ARCHIVED = 50083


@dataclass(frozen=True, slots=True)
class Made:
    """A picture or a file, to be attached as often as a request is tried."""

    name: str
    data: bytes
    description: str | None = None

    def file(self) -> discord.File:
        """It as the library takes it, which can be read once."""
        return discord.File(io.BytesIO(self.data), filename=self.name, description=self.description)


class Sending:
    """What the client is asked to send. `commands` are the ids of the declared commands, by full name."""

    def __init__(self, client: discord.Client, draw: Draw, fill: Fill, commands: Mapping[str, str]) -> None:
        self._client = client
        self._draw = draw
        self._fill = fill
        self._commands = commands

    def layout(self, message: Message) -> tuple[Part, ...]:
        """How the message splits and looks here."""
        return outbound.layout(message, self._commands)

    def page(self, page: Page) -> tuple[Part, ...]:
        """A page as messages."""
        return pages.page_parts(page, self._commands)

    async def send(self, place: Place, part: Part, key: str) -> MessageRef:
        """Create the message; within some minutes the same key gives the message that is there already."""
        refuse_others(place, part)
        channel = self._client.get_partial_messageable(channel_of(place))
        await self._have_inside(place, channel.id)
        view, files = outbound.view_of(part.buttons, key), _files(await self.made(part, key))
        if view is None:
            sent = await channel.send(part.content, files=files, nonce=key)
        else:
            sent = await channel.send(part.content, view=view, files=files, nonce=key)
        return MessageRef(place=place, id=str(sent.id))

    async def edit(self, ref: MessageRef, part: Part) -> None:
        """Put the part in the place of a message."""
        refuse_others(ref.place, part)
        channel = self._client.get_partial_messageable(channel_of(ref.place))
        view, message = outbound.view_of(part.buttons, ""), channel.get_partial_message(int(ref.id))
        made = await self.made(part, ref.id)

        async def put() -> None:
            await message.edit(content=part.content, view=view, attachments=_files(made))

        await self._awake(channel.id, put)

    async def delete(self, ref: MessageRef) -> None:
        """Take the message back."""
        channel = self._client.get_partial_messageable(channel_of(ref.place))
        await channel.get_partial_message(int(ref.id)).delete()

    async def _have_inside(self, place: Place, channel: int) -> None:
        """Discord takes messages in a thread that its person has left, and nobody would read them."""
        thread = self._client.get_channel(channel)
        if isinstance(thread, discord.Thread) and isinstance(place.at, Account):
            await self._awake(channel, partial(opening.let_in, thread, place.at))

    async def _awake(self, channel: int, act: Callable[[], Awaitable[None]]) -> None:
        """Do what can't be done in a thread that rests, which is taken up again first."""
        try:
            await act()
        except discord.HTTPException as error:
            if error.code != ARCHIVED:
                raise
            await self._client.http.edit_channel(channel, archived=False)
            await act()

    async def made(self, part: Part, key: str) -> tuple[Made, ...]:
        """The picture and the file of a part, made now; their names carry the key where they have none."""
        made: list[Made] = []
        if part.picture is not None:
            drawn = await self._draw(part.picture)
            made.append(Made(f"{file_name(key)}.png", drawn, unsteered(part.picture.alt)[:ALT_TEXT]))
        if part.file is not None:
            made.append(Made(part.file.name, await self._fill(part.file)))
        return tuple(made)


def _files(made: Iterable[Made]) -> list[discord.File]:
    return [one.file() for one in made]


def file_name(key: str) -> str:
    """A key, or an event's id, as the name of a file."""
    return "".join(letter if letter.isalnum() else "-" for letter in key)
