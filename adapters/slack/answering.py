"""Answering: the acknowledgement carries the answer, if it is ready in time; else the answer follows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, assert_never

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack import forms, modals
from adapters.slack.places import is_direct
from adapters.slack.searching import ANSWER
from adapters.slack.sending import Rendered, Sending, pictures_of
from adapters.slack.trouble import BROKEN, code_of, told
from bot.chat.adapter import Undeliverable
from bot.chat.event import CommandUsed, Event, FormSubmitted, PageOpened
from bot.chat.form import Form, reopening
from bot.chat.message import Button, Message, Part
from bot.chat.page import Page
from bot.chat.place import Account, Place
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import plain
from bot.chat.token import key_of

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]
Acknowledge = Mapping[str, Any]
Beside = Callable[[Coroutine[Any, Any, None]], None]
"""Carries on beside the acknowledgement."""
NOTHING: Acknowledge = {}
USES = 5
"""So often Slack takes an answer at the address that comes with a click."""
TOO_LATE = ("expired_trigger_id", "trigger_expired", "trigger_exchanged", "exchanged_trigger_id")


class Answering:
    """How one command, click or form is answered."""

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
        self._body = body
        self._event = event
        self._client = client
        self._sending = sending
        self._say = say
        self._beside = beside
        self._view = body.get("view") or {}
        self._message_ts = str((body.get("container") or {}).get("message_ts") or "")
        self._response_url = str(body.get("response_url") or "")
        self._channel = where_of(event.place)
        self._said = 0

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
            case CommandUsed(), Say(message=message) if message.picture is None and message.file is None:
                return await self._acknowledged_with(message)
            case CommandUsed(), Refuse():
                return await self._acknowledged_with(self._refusal(reply))
            case _:
                self._beside(self._give(reply))
                return NOTHING

    def _turned_to(self, form: Form, parts: Sequence[Part]) -> Acknowledge:
        """The modal that is open turns to the next form."""
        above = modals.words_above(parts, len(form.fields))
        prefix = self._sending.prefix
        view = forms.next_view(form, self._say, self._view, above, metadata=self._channel, prefix=prefix)
        return {"response_action": "update", "view": view}

    async def _acknowledged_with(self, message: Message) -> Acknowledge:
        """The first part goes with the acknowledgement, and the others after it."""
        first, *others = self._sending.layout(message)
        if others:
            self._beside(self._say_parts(others))
        shown = await self._sending.rendered(first, "")
        return {"response_type": self._visibility, "text": shown.text, "blocks": shown.blocks}

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
        trigger = str(self._body.get("trigger_id") or "")
        if trigger and not isinstance(self._event, FormSubmitted):
            prefix = self._sending.prefix
            view = forms.view_of(form, self._say, metadata=self._channel, prefix=prefix)
            try:
                await self._open_view(view)
                return
            except SlackApiError as error:
                if code_of(error) not in TOO_LATE:
                    raise
        text = self._say("Press the button to go on: {title}", title=form.title)
        label = plain(self._say("Open the form"))
        button = Button(label=label, token=reopening(form.token), style="primary")
        await self._say_parts(self._sending.layout(Message(text=text, buttons=(button,))))

    async def _show(self, page: Page) -> None:
        """A page of Home or a modal opens as a modal; elsewhere it is an answer, and turns in its place."""
        if self._view and not isinstance(self._event, FormSubmitted):
            images = await self._sending.images(pictures_of(page))
            await self._open_view(modals.page_modal(page, self._say, images, self._sending.prefix))
            return
        first, *others = await self._sending.page(page, "", self._say)
        if not others and isinstance(self._event, PageOpened) and self._message_ts:
            await self._put_instead(first)
            return
        for part in (first, *others):
            await self._say_one(part)

    async def _replace(self, parts: Sequence[Part]) -> None:
        """Put it in the place of the message whose button was pressed."""
        if self._view or not self._message_ts:
            await self._say_parts(parts)
            return
        first, *others = parts
        await self._put_instead(await self._sending.rendered(first, ""))
        await self._say_parts(others)

    async def _put_instead(self, shown: Rendered) -> None:
        container = self._body.get("container") or {}
        if container.get("is_ephemeral"):
            if not await self._respond(shown, replaces=True):
                await self._say_one(shown)
            return
        channel = str(container.get("channel_id") or "")
        await self._client.chat_update(
            channel=channel, ts=self._message_ts, text=shown.text, blocks=shown.blocks
        )

    async def _say_parts(self, parts: Sequence[Part]) -> None:
        """Say it where only the one who acted reads it."""
        if self._view and not isinstance(self._event, FormSubmitted):
            drawn = [part.picture for part in parts if part.picture is not None]
            images = await self._sending.images(drawn)
            await self._open_view(modals.parts_view(parts, self._say, images=images))
            return
        for part in parts:
            await self._say_one(await self._sending.rendered(part, ""))

    async def _say_one(self, part: Rendered) -> None:
        """Say it by the first of three ways that is open: to the click, in the channel, to the person."""
        self._said += 1
        if self._response_url and self._said <= USES and await self._respond(part, replaces=False):
            return
        if self._channel and not is_direct(self._channel) and await self._whispered(part):
            return
        key = key_of("answer", self._event.id, str(self._said))
        await self._client.chat_postMessage(
            channel=self._channel if is_direct(self._channel) else self._event.account.user,
            text=part.text,
            blocks=part.blocks,
            metadata={"event_type": ANSWER, "event_payload": {"key": key}},
        )

    async def _whispered(self, part: Rendered) -> bool:
        """Show it to nobody else in the channel; False where Slack lets the bot say nothing there."""
        try:
            await self._client.chat_postEphemeral(
                channel=self._channel, user=self._event.account.user, text=part.text, blocks=part.blocks
            )
        except SlackApiError as error:
            if not isinstance(told(error), Undeliverable):
                raise
            return False
        return True

    async def _respond(self, part: Rendered, *, replaces: bool) -> bool:
        """Answer at the address of the click; False where it was certainly not taken."""
        client = AsyncWebhookClient(self._response_url, session=self._client.session, retry_handlers=[])
        answer = await client.send(
            text=part.text,
            blocks=part.blocks,
            response_type=self._visibility,
            replace_original=replaces,
        )
        if answer.status_code != 200:
            log.warning("%s could not be answered at once: status %s", self._event.id, answer.status_code)
        # Of a failure of Slack's own nobody knows whether it was shown all the same.
        return answer.status_code == 200 or answer.status_code >= 500

    async def _open_view(self, view: dict[str, Any]) -> None:
        """Show it on top of where they acted: Home and modals take no messages."""
        trigger = str(self._body.get("trigger_id") or "")
        if not self._in_modal:
            await self._client.views_open(trigger_id=trigger, view=view)
        elif not self._is_third:
            await self._client.views_push(trigger_id=trigger, view=view)
        else:
            await self._client.views_update(view_id=str(self._view["id"]), view=view)

    @property
    def _is_third(self) -> bool:
        """Whether no modal may stand upon this one: Slack takes three, and this one turns in its place."""
        below, lowest = self._view.get("previous_view_id"), self._view.get("root_view_id")
        return bool(below) and below != lowest

    @property
    def _in_modal(self) -> bool:
        return self._view.get("type") == "modal"

    @property
    def _visibility(self) -> str:
        """In a conversation of their own nobody else reads, and what is ephemeral is soon gone."""
        return "in_channel" if self._channel and is_direct(self._channel) else "ephemeral"


def where_of(place: Place) -> str:
    """The channel in which somebody acted; nothing where they acted in no channel, as in Home."""
    return (place.thread or "") if isinstance(place.at, Account) else place.at.id
