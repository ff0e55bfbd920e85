"""Answering: the acknowledgement carries the answer, if it is ready in time; else the answer follows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar, assert_never

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import forms, modals
from adapters.slack.pages import NO_IMAGES, Images
from adapters.slack.reaching import Reaching
from adapters.slack.sending import Sending, pictures_of
from adapters.slack.trouble import BROKEN, told
from bot.chat.event import CommandUsed, Event, FormSubmitted, PageOpened
from bot.chat.form import Form, reopening
from bot.chat.message import Button, Message, Part, Picture
from bot.chat.page import Page
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import plain

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]
Acknowledge = Mapping[str, Any]
Beside = Callable[[Coroutine[Any, Any, None]], None]
"""Carries on beside the acknowledgement."""
NOTHING: Acknowledge = {}


class Answering:
    """How one command, click or form is answered."""

    reaching_kind: ClassVar[type[Reaching]] = Reaching

    def __init__(
        self,
        body: Payload,
        event: Event,
        *,
        client: AsyncWebClient,
        sending: Sending,
        say: Wording,
        beside: Beside,
    ) -> None:
        self._event = event
        self._sending = sending
        self._say = say
        self._beside = beside
        self._view = body.get("view") or {}
        self._message_ts = str((body.get("container") or {}).get("message_ts") or "")
        self._reaching = self.reaching_kind(body, event, client, sending)

    async def answer(self, coming: Awaitable[Reply | None], patience: float) -> Acknowledge:
        """What Slack's three seconds are answered with; what is not ready in `patience` follows."""
        reply = asyncio.ensure_future(coming)
        await asyncio.wait((reply,), timeout=patience)
        if not reply.done():
            self._beside(self._later(reply))
            return NOTHING
        given = reply.result()
        return NOTHING if given is None else await self._at_once(given)

    async def _at_once(self, reply: Reply) -> Acknowledge:
        """What fits into the acknowledgement; the rest goes beside it."""
        match self._event, reply:
            case FormSubmitted(), Refuse() if errors := forms.errors_of(
                reply, self._view, self._sending.prefix
            ):
                return {"response_action": "errors", "errors": errors}
            case FormSubmitted(), Ask(form=form):
                return self._turned_to(form, ())
            case FormSubmitted(), Say(message=message, onward=Form() as form):
                return self._turned_to(form, self._sending.layout(message))
            case CommandUsed(), Say(message=message) if words := self._in_one(message):
                return await self._acknowledged_with(words)
            case CommandUsed(), Refuse() if words := self._in_one(self._refusal(reply)):
                return await self._acknowledged_with(words)
            case _:
                self._beside(self._give(reply))
                return NOTHING

    def _turned_to(self, form: Form, parts: Sequence[Part]) -> Acknowledge:
        """The modal that is open turns to the next form."""
        above = modals.words_above(parts, len(form.fields))
        prefix = self._sending.prefix
        view = forms.next_view(
            form, self._say, self._view, above, metadata=self._reaching.channel, prefix=prefix
        )
        return {"response_action": "update", "view": view}

    def _in_one(self, message: Message) -> Part | None:
        """All of it, if it is words of one part: others might be there before the acknowledgement is."""
        part, *others = self._sending.layout(message)
        return None if others or part.picture is not None or part.file is not None else part

    async def _acknowledged_with(self, part: Part) -> Acknowledge:
        shown = await self._sending.rendered(part, "")
        return {"response_type": self._reaching.visibility, "text": shown.text, "blocks": shown.blocks}

    async def _later(self, reply: Awaitable[Reply | None]) -> None:
        given = await reply
        if given is not None:
            await self._give(given)

    async def _give(self, reply: Reply) -> None:
        try:
            match reply:
                case Say(message=message):
                    await self._say_parts(self._sending.layout(message))
                case Replace(message=message):
                    await self._replace(self._sending.layout(message))
                case Ask(form=form):
                    await self._ask(form)
                case Refuse():
                    await self._say_parts(self._sending.layout(self._refusal(reply)))
                case Show(page=page):
                    await self._show(page)
                case Offer():
                    pass  # Slack asks for no values while a command is being typed.
                case _:
                    assert_never(reply)
        except BROKEN as error:
            # A click's answer has no key and is never sent twice; what it did is on record.
            log.warning("%s could not be answered: %s", self._event.id, told(error))

    def _refusal(self, refused: Refuse) -> Message:
        """What is wrong; with a form, also the way back to it."""
        if not refused.problems or not isinstance(self._event, FormSubmitted):
            return Message(text=refused.text)
        return forms.problems_message(refused, refused.labels, reopening(self._event.token), self._say)

    async def _ask(self, form: Form) -> None:
        if not self._is_submission:
            prefix = self._sending.prefix
            view = forms.view_of(form, self._say, metadata=self._reaching.channel, prefix=prefix)
            # Whoever sees the form and the button presses either: nothing comes of a form that is only open.
            with suppress(*BROKEN):
                if await self._reaching.opens(view):
                    return
        text = self._say("Press the button to go on: {title}", title=form.title)
        label = plain(self._say("Open the form"))
        button = Button(label=label, token=reopening(form.token), style="primary")
        await self._write(self._sending.layout(Message(text=text, buttons=(button,))))

    async def _show(self, page: Page) -> None:
        """A page of Home or a modal opens as a modal; elsewhere it is an answer, and turns in its place."""
        prefix = self._sending.prefix
        if self._is_in_view and await self._opened(
            lambda images: modals.page_modal(page, self._say, images, prefix), pictures_of(page)
        ):
            return
        first, *others = await self._sending.page(page, "", self._say)
        if not others and isinstance(self._event, PageOpened) and self._message_ts:
            await self._reaching.put_instead(first)
            return
        for part in (first, *others):
            await self._reaching.reach(part)

    async def _replace(self, parts: Sequence[Part]) -> None:
        """Put it in the place of the message whose button was pressed."""
        if self._view or not self._message_ts:
            await self._say_parts(parts)
            return
        first, *others = parts
        await self._reaching.put_instead(await self._sending.rendered(first, ""))
        await self._write(others)

    async def _say_parts(self, parts: Sequence[Part]) -> None:
        """Say it where only the one who acted reads it: Home and modals take no messages, but a modal."""
        if self._is_in_view and await self._opened(
            lambda images: modals.parts_view(parts, self._say, images=images),
            [part.picture for part in parts if part.picture is not None],
        ):
            return
        await self._write(parts)

    async def _opened(self, made: Callable[[Images], modals.Modal], pictures: Sequence[Picture]) -> bool:
        """Whether a modal could be opened. Its pictures follow: to draw and upload them takes too long."""
        if not await self._reaching.opens(made(NO_IMAGES)):
            return False
        if images := await self._sending.images(pictures):
            await self._reaching.turns(made(images))
        return True

    async def _write(self, parts: Sequence[Part]) -> None:
        for part in parts:
            await self._reaching.reach(await self._sending.rendered(part, ""))

    @property
    def _is_submission(self) -> bool:
        """Whether they sent a form off: its modal is closed by now."""
        return isinstance(self._event, FormSubmitted)

    @property
    def _is_in_view(self) -> bool:
        """Whether they acted in Home or in a modal, which is open."""
        return bool(self._view) and not self._is_submission
