"""Answering: a reply leaves within the click, or is acknowledged in time and follows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import assert_never

import aiohttp
import discord
from discord.utils import MISSING

from adapters.discord import forms, outbound, pages
from adapters.discord.sending import Sending
from bot.chat.event import ChoicesAsked, CommandUsed, Event, FormSubmitted, PageOpened
from bot.chat.form import Form, reopening
from bot.chat.message import Button, Message, Part
from bot.chat.page import Page
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import plain
from bot.chat.token import key_of

log = logging.getLogger(__name__)

Click = discord.Interaction[discord.Client]
TOO_LATE = (10062, 10015, 50027)
"""Unknown interaction, unknown webhook, expired token: the click can't be answered any more."""
ANSWERED = 40060
"""It was acknowledged already: by a request whose answer was lost, or when it was told the first time."""


class Answering:
    """How one click is answered. `private`: the answer is seen by the one who acted only."""

    def __init__(self, click: Click, event: Event, sending: Sending, say: Wording, *, private: bool) -> None:
        self._click = click
        self._event = event
        self._sending = sending
        self._say = say
        # In direct messages nobody else reads, and what is ephemeral is gone when the app is opened anew.
        self._hidden = private and click.guild_id is not None
        self._thinks = False
        self._patient_until = 0.0

    async def answer(self, coming: Awaitable[Reply | None], patience: float) -> None:
        """Answer as soon as there is a reply; after `patience` seconds say that it is coming."""
        reply = asyncio.ensure_future(coming)
        self._patient_until = asyncio.get_running_loop().time() + patience
        try:
            await asyncio.wait((reply,), timeout=patience)
            if not reply.done() and not isinstance(self._event, ChoicesAsked):
                await self._surely(self._acknowledge)
            given = await reply
            if given is not None:
                await self._surely(partial(self._give, given))
        except discord.HTTPException as error:
            if error.code == ANSWERED:
                log.info("%s was answered already", self._event.id)
            elif error.code in TOO_LATE:
                log.warning("%s was too old to be answered by Discord", self._event.id)
                await self._afterwards(await reply)
            else:
                raise
        finally:
            reply.cancel()

    async def _surely(self, first: Callable[[], Awaitable[None]]) -> None:
        """Answer once more where the connection broke; if it had arrived, Discord says so."""
        try:
            await first()
        except (aiohttp.ClientError, OSError):
            if self._click.response.is_done():
                raise  # The first answer is there, what follows it would come twice.
            await first()

    async def _acknowledge(self) -> None:
        self._thinks = isinstance(self._event, CommandUsed | FormSubmitted)
        if self._thinks:
            await self._click.response.defer(ephemeral=self._hidden, thinking=True)
        else:
            await self._click.response.defer()

    async def _give(self, reply: Reply) -> None:
        match reply:
            case Say(message=message):
                await self._say_parts(self._sending.layout(message))
            case Replace(message=message):
                await self._replace(self._sending.layout(message))
            case Ask(form=form):
                await self._ask(form)
            case Refuse():
                await self._say_parts(self._sending.layout(self._refusal(reply)))
            case Offer(choices=choices):
                offered = [discord.app_commands.Choice(name=one.label, value=one.value) for one in choices]
                await self._click.response.autocomplete(offered)
            case Show(page=page):
                await self._show(page)
            case _:
                assert_never(reply)

    def _refusal(self, refused: Refuse) -> Message:
        """What is wrong; with a form, also the way back to it."""
        if not refused.problems or not isinstance(self._event, FormSubmitted):
            return Message(text=refused.text)
        return forms.problems_message(refused, refused.labels, reopening(self._event.token), self._say)

    async def _ask(self, form: Form) -> None:
        if not self._click.response.is_done() and not isinstance(self._event, FormSubmitted):
            await self._click.response.send_modal(forms.modal_of(form, self._say))
            return
        # Discord: a form is the first answer to a click, and never the answer to a form.
        text = self._say("Press the button to go on: {title}", title=form.title)
        label = plain(self._say("Open the form"))
        button = Button(label=label, token=reopening(form.token), style="primary")
        await self._say_parts(self._sending.layout(Message(text=text, buttons=(button,))))

    async def _show(self, page: Page) -> None:
        *parts, last = self._sending.page(page)
        view = pages.page_view(page, self._say)
        turns = isinstance(self._event, PageOpened) and self._click.message is not None
        if turns and not parts:
            await self._put_instead(last, view)
            return
        for part in parts:
            await self._say_part(part)
        await self._say_part(last, view or MISSING)

    async def _replace(self, parts: Sequence[Part]) -> None:
        """Put it in the place of the message whose button was pressed."""
        if self._click.message is None:
            await self._say_parts(parts)
            return
        first, *others = parts
        await self._put_instead(first, outbound.view_of(first.buttons, ""))
        await self._say_parts(others)

    async def _put_instead(self, part: Part, view: discord.ui.View | None) -> None:
        files = await self._files(part)
        if self._click.response.is_done():
            await self._click.edit_original_response(content=part.content, view=view, attachments=files)
        else:
            await self._click.response.edit_message(content=part.content, view=view, attachments=files)

    async def _files(self, part: Part) -> list[discord.File]:
        """The picture and the file of a part; where making them takes too long, the answer is announced."""
        if part.picture is None and part.file is None:
            return []
        making = asyncio.ensure_future(self._sending.files(part, self._event.id))
        try:
            if not self._click.response.is_done():
                left = self._patient_until - asyncio.get_running_loop().time()
                await asyncio.wait((making,), timeout=max(0.0, left))
                if not making.done():
                    await self._acknowledge()
            return await making
        finally:
            making.cancel()

    async def _say_parts(self, parts: Sequence[Part]) -> None:
        for part in parts:
            await self._say_part(part, outbound.view_of(part.buttons, "") or MISSING)

    async def _say_part(self, part: Part, view: discord.ui.View = MISSING) -> None:
        """The first answer goes with the click, or takes the place of its acknowledgement; others follow."""
        files = await self._files(part)
        if not self._click.response.is_done():
            await self._click.response.send_message(
                part.content, view=view, files=files, ephemeral=self._hidden
            )
        elif self._thinks:
            self._thinks = False
            await self._click.edit_original_response(content=part.content, view=view, attachments=files)
        else:
            await self._click.followup.send(part.content, view=view, files=files, ephemeral=self._hidden)

    async def _afterwards(self, reply: Reply | None) -> None:
        """Who acted in a room of their own reads the answer there as a message; elsewhere it is lost."""
        place = self._event.place
        message: Message
        match reply:
            case Say(message=message) | Replace(message=message):
                pass
            case Refuse():
                message = self._refusal(reply)
            case _:
                return
        if place.private and place.thread is not None:
            for number, part in enumerate(self._sending.layout(message)):
                await self._sending.send(place, part, key_of("answer", self._event.id, str(number)))
