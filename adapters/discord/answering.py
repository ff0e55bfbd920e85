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
from adapters.discord.escape import unmarked
from adapters.discord.sending import Made, Sending
from adapters.discord.trouble import told
from bot.chat.event import ChoicesAsked, CommandUsed, Event, FormSubmitted, PageOpened
from bot.chat.form import Form, reopening
from bot.chat.message import Button, Message, Part
from bot.chat.page import Page
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import plain

log = logging.getLogger(__name__)

Click = discord.Interaction[discord.Client]
Act = Callable[[], Awaitable[object]]
CHOICE = 100  # Discord: the name of a choice.
TOO_LATE = (10062, 10015, 50027)
"""Unknown interaction, unknown webhook, expired token: the click can't be answered any more."""
ANSWERED = 40060
"""It was acknowledged already: by an earlier try, which arrived though its answer was lost."""
LOST = (aiohttp.ClientError, OSError)
"""Nobody knows whether the request arrived."""
UNKNOWN = (*LOST, discord.DiscordServerError)
"""Nor whether anything came of it; the library has tried what Discord's own trouble broke several times."""


class Answering:
    """How one click is answered. `private`: the answer is seen by the one who acted only."""

    def __init__(self, click: Click, event: Event, sending: Sending, say: Wording, *, private: bool) -> None:
        self._click = click
        self._event = event
        self._sending = sending
        self._say = say
        # In direct messages nobody else reads, and what is ephemeral is gone when the app is opened anew.
        self._hidden = private and click.guild_id is not None
        self._begun = False
        self._thinks = False
        self._in_doubt = False
        self._patient_until = 0.0

    async def answer(self, coming: Awaitable[Reply | None], patience: float) -> Reply | None:
        """Answer as soon as there is a reply; after `patience` seconds say that it is coming.

        What is given back came too late for Discord to show it, or all of it, or broke on its way.
        """
        reply = asyncio.ensure_future(coming)
        self._patient_until = asyncio.get_running_loop().time() + patience
        try:
            await asyncio.wait((reply,), timeout=patience)
            if not reply.done() and not isinstance(self._event, ChoicesAsked):
                await self._say_that_it_comes()
            given = await reply
            if given is not None:
                await self._give(given)
        except UNKNOWN as error:
            log.warning("%s could not be answered: %s", self._event.id, _said(error))
            # A click's answer has no key: only what is certainly not there is given in another way.
            if await self._shows_nothing():
                return await reply
        except discord.HTTPException as error:
            if error.code not in TOO_LATE:
                raise
            log.warning("%s was too old to be answered by Discord", self._event.id)
            return await reply
        finally:
            reply.cancel()
        return None

    async def _say_that_it_comes(self) -> None:
        try:
            await self._begin(self._acknowledge)
        except UNKNOWN as error:
            # What was asked for is done nevertheless, and perhaps the answer itself arrives.
            self._in_doubt = True
            log.warning("%s could not be acknowledged: %s", self._event.id, _said(error))
        else:
            self._thinks = self._waits_visibly

    async def _begin(self, first: Act) -> bool:
        """Give the first answer to the click: whatever comes after it follows.

        False where the acknowledgement is there, of which nobody knew: then this must follow, too.
        """
        try:
            await _surely(first)
        except discord.HTTPException as error:
            if error.code != ANSWERED:
                raise
            log.info("%s was answered by an earlier try", self._event.id)
            self._begun, self._thinks = True, self._in_doubt and self._waits_visibly
            return not self._in_doubt
        self._begun = True
        return True

    async def _shows_nothing(self) -> bool:
        """Whether Discord shows no answer, or still that the bot thinks."""
        try:
            shown = await self._click.original_response()
        except discord.NotFound:
            return True
        except (discord.DiscordException, *LOST):
            return False
        return shown.flags.loading

    async def _acknowledge(self) -> None:
        if self._waits_visibly:
            await self._click.response.defer(ephemeral=self._hidden, thinking=True)
        else:
            await self._click.response.defer()

    @property
    def _waits_visibly(self) -> bool:
        """Whether an acknowledgement shows that the bot thinks; the press of a button shows nothing."""
        return isinstance(self._event, CommandUsed | FormSubmitted)

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
                offered = [
                    discord.app_commands.Choice(name=unmarked(one.label, CHOICE), value=one.value)
                    for one in choices
                ]
                await self._begin(partial(self._click.response.autocomplete, offered))
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
        if not self._begun and not isinstance(self._event, FormSubmitted):
            modal = forms.modal_of(form, self._say)
            if await self._begin(partial(self._click.response.send_modal, modal)):
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
        made = await self._made(part)

        async def put() -> None:
            change = self._click.edit_original_response if self._begun else self._click.response.edit_message
            await change(content=part.content, view=view, attachments=[one.file() for one in made])

        if self._begun or not await self._begin(put):
            await _surely(put)

    async def _made(self, part: Part) -> tuple[Made, ...]:
        """The picture and the file of a part; where making them takes too long, the answer is announced."""
        if part.picture is None and part.file is None:
            return ()
        making = asyncio.ensure_future(self._sending.made(part, self._event.id))
        try:
            if not self._begun:
                left = self._patient_until - asyncio.get_running_loop().time()
                await asyncio.wait((making,), timeout=max(0.0, left))
                if not making.done():
                    await self._say_that_it_comes()
            return await making
        finally:
            making.cancel()

    async def _say_parts(self, parts: Sequence[Part]) -> None:
        for part in parts:
            await self._say_part(part, outbound.view_of(part.buttons, "") or MISSING)

    async def _say_part(self, part: Part, view: discord.ui.View = MISSING) -> None:
        """The first answer goes with the click, or takes the place of its acknowledgement; others follow."""
        made = await self._made(part)

        async def say() -> None:
            files = [one.file() for one in made]
            await self._click.response.send_message(
                part.content, view=view, files=files, ephemeral=self._hidden
            )

        if not self._begun and await self._begin(say):
            return
        if self._thinks:
            self._thinks = False
            await self._put_instead(part, view)
        else:
            # Not tried again: Discord has no key by which it would know the second copy.
            files = [one.file() for one in made]
            await self._click.followup.send(part.content, view=view, files=files, ephemeral=self._hidden)


async def _surely(act: Act) -> None:
    """Do once more what broke: it is the first answer, or a change, so that twice is as good as once."""
    try:
        await act()
    except LOST:
        await act()


def _said(error: Exception) -> str:
    """What went wrong; the words of the error may hold the address by which others could answer the click."""
    return f"{told(error)} ({type(error).__name__})"
