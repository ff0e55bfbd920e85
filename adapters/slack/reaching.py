"""Reaching: the ways by which an answer reaches who acted, the next where the one before is closed."""

import logging
from contextlib import suppress
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack import libraries
from adapters.slack.inbound import Payload
from adapters.slack.places import is_direct
from adapters.slack.searching import ANSWER
from adapters.slack.sending import Blocks, Rendered, Sending
from adapters.slack.trouble import BROKEN, told
from adapters.slack.trying import once, surely
from bot.chat.adapter import Ambiguous, Retry, Undeliverable
from bot.chat.event import Event
from bot.chat.place import Account, Place
from bot.chat.token import key_of

log = logging.getLogger(__name__)

USES: Final = 5
"""So often Slack takes an answer at the address that comes with a click."""


class Reaching:
    """Reaches who did what Slack tells in `body`. Raises what closed the last way where all are closed."""

    def __init__(self, body: Payload, event: Event, client: AsyncWebClient, sending: Sending) -> None:
        self.channel: Final = where_of(event.place)
        """Where they acted; nothing where they acted in no channel, as in Home."""
        self._event = event
        self._client = client
        self._sending = sending
        self._view = body.get("view") or {}
        self._container = body.get("container") or {}
        self._trigger = str(body.get("trigger_id") or "")
        self._response_url = str(body.get("response_url") or "")
        self._said = 0
        self._opened = ""

    @property
    def visibility(self) -> str:
        """In a conversation of their own nobody else reads, and what is ephemeral is soon gone."""
        return "in_channel" if self.channel and is_direct(self.channel) else "ephemeral"

    async def reach(self, part: Rendered) -> None:
        """Say it by the first of three ways that is open: to the click, in the channel, to the person."""
        self._said += 1
        if self._response_url and self._said <= USES and await self._respond(part, replaces=False):
            return
        if self.channel and not is_direct(self.channel) and await self._whispered(part):
            return
        await once(lambda: self._written(part))

    async def put_instead(self, shown: Rendered) -> None:
        """Put it in the place of the message in which they acted."""
        if self._container.get("is_ephemeral"):
            if not await self._respond(shown, replaces=True):
                await self.reach(shown)
            return
        channel, ts = (str(self._container.get(key) or "") for key in ("channel_id", "message_ts"))
        await surely(lambda: self._sending.change(channel, ts, shown))

    async def opens(self, view: dict[str, Any]) -> bool:
        """Show a view on top of where they acted; False where it was certainly not shown."""
        try:
            await self._put_on_top(view)
        except BROKEN as error:
            if isinstance(told(error), Ambiguous):
                raise
            # As when the click is too old by now: Slack lets a view open for three seconds.
            return False
        return True

    async def turns(self, view: dict[str, Any]) -> None:
        """Let the view that was shown read so from now on; nothing, if it was closed meanwhile."""

        async def show(blocks: Blocks) -> AsyncSlackResponse:
            return await self._client.views_update(view_id=self._opened, view={**view, "blocks": blocks})

        with suppress(SlackApiError):
            await self._sending.in_words_else(show, view["blocks"])

    async def _written(self, part: Rendered) -> None:
        """Write it to the person."""
        key = key_of("answer", self._event.id, str(self._said))

        async def post(blocks: Blocks) -> AsyncSlackResponse:
            return await self._client.chat_postMessage(
                channel=self.channel if is_direct(self.channel) else self._event.account.user,
                text=part.text,
                blocks=blocks,
                metadata={"event_type": ANSWER, "event_payload": {"key": key}},
            )

        await self._sending.in_words_else(post, part.blocks)

    async def _whispered(self, part: Rendered) -> bool:
        """Show it to nobody else in the channel; False where Slack lets the bot say nothing there."""

        async def whisper(blocks: Blocks) -> AsyncSlackResponse:
            return await self._client.chat_postEphemeral(
                channel=self.channel, user=self._event.account.user, text=part.text, blocks=blocks
            )

        try:
            await once(lambda: self._sending.in_words_else(whisper, part.blocks))
        except SlackApiError as error:
            if not isinstance(told(error), Undeliverable):
                raise
            return False
        return True

    async def _respond(self, part: Rendered, *, replaces: bool) -> bool:
        """Answer at the address of the click; False where it was certainly not taken."""
        client = AsyncWebhookClient(
            self._response_url, session=self._client.session, retry_handlers=[], logger=libraries.calls()
        )
        try:
            answer = await client.send(
                text=part.text,
                blocks=part.blocks,
                response_type=self.visibility,
                replace_original=replaces,
            )
        except BROKEN as error:
            if not isinstance(told(error), Retry):
                raise
            return False
        if answer.status_code != 200:
            log.warning("%s could not be answered at once: status %s", self._event.id, answer.status_code)
        # Of a failure of Slack's own nobody knows whether it was shown all the same.
        return answer.status_code == 200 or answer.status_code >= 500

    async def _put_on_top(self, view: dict[str, Any]) -> None:
        if self._view.get("type") != "modal":
            shown = await self._client.views_open(trigger_id=self._trigger, view=view)
        elif not self._is_third:
            shown = await self._client.views_push(trigger_id=self._trigger, view=view)
        else:
            shown = await self._client.views_update(view_id=str(self._view["id"]), view=view)
        self._opened = str((shown.get("view") or {}).get("id") or "")

    @property
    def _is_third(self) -> bool:
        """Whether no modal may stand upon this one: Slack takes three, and this one turns in its place."""
        below, lowest = self._view.get("previous_view_id"), self._view.get("root_view_id")
        return bool(below) and below != lowest


def where_of(place: Place) -> str:
    """The channel in which somebody acted; nothing where they acted in no channel, as in Home."""
    return (place.thread or "") if isinstance(place.at, Account) else place.at.id
