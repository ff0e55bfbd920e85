"""Sending: a part is posted with its key as metadata, once its picture and its file are uploaded."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import outbound, pages
from adapters.slack.places import channel_of, settled, target_of, thread_of
from adapters.slack.searching import EVENT
from adapters.slack.trouble import code_of, told
from bot.chat.adapter import Fill, Undeliverable, refuse_others
from bot.chat.message import File, Message, Part, Picture
from bot.chat.page import Page, PictureSection
from bot.chat.place import MessageRef, Place
from bot.chat.text import Say
from bot.chat.waiting import passed

log = logging.getLogger(__name__)

Draw = Callable[[Picture], Awaitable[bytes]]
"""A picture as PNG."""
Blocks = list[dict[str, Any]]
Show = Callable[[Blocks], Awaitable[AsyncSlackResponse]]
"""Asks Slack to show blocks."""
REFUSED = ("invalid_blocks", "invalid_arguments")
"""Slack: what is said of a picture that it does not show, as of other blocks."""
KEPT = 500
"""So many pictures of views are known by their files: Home is looked at often, and changes seldom."""
LOOKS = 20
"""So often it is looked whether an uploaded picture can be shown."""
BETWEEN = 0.25
"""Seconds between two of these looks."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A part as Slack takes it: what is shown, and the same in words for notifications and screen readers."""

    blocks: Blocks
    text: str


class Sending:
    """What the web client is asked to send. `prefix` is what the names of the bot's commands begin with."""

    looks: ClassVar[int] = LOOKS

    def __init__(self, client: AsyncWebClient, draw: Draw, fill: Fill, prefix: str = "") -> None:
        self.prefix: Final = prefix
        self._client = client
        self._draw = draw
        self._fill = fill
        self._shown: OrderedDict[Picture, str] = OrderedDict()

    def layout(self, message: Message) -> tuple[Part, ...]:
        """How the message splits and looks here."""
        return outbound.layout(message, self.prefix)

    async def rendered(self, part: Part, key: str) -> Rendered:
        """The part with its picture and file uploaded, which nobody sees before they stand in a message."""
        image = None if part.picture is None else await self._upload(part.picture, key)
        address = None if part.file is None else await self._address(part.file)
        return Rendered(outbound.blocks_of(part, key, image, address), outbound.text_of(part))

    async def page(self, page: Page, key: str, say: Say) -> tuple[Rendered, ...]:
        """A page as messages; what opens the pages behind it stands under the last."""
        *parts, last = pages.page_parts(page, self.prefix)
        first = [await self.rendered(part, key) for part in parts]
        end = await self.rendered(last, key)
        return (*first, Rendered([*end.blocks, *pages.page_view(page, say)], end.text))

    async def images(self, pictures: Iterable[Picture]) -> Mapping[Picture, str]:
        """The files of these pictures, for a view; those that can't be shown are left out."""
        shown = {picture: self._shown.get(picture) or await self._upload(picture, "") for picture in pictures}
        self._shown.update({picture: id for picture, id in shown.items() if id is not None})
        while len(self._shown) > KEPT:
            self._shown.popitem(last=False)
        return {picture: id for picture, id in shown.items() if id is not None}

    async def send(self, place: Place, part: Part, key: str) -> MessageRef:
        """Post the message. Slack has no key of its own: what may have been posted is looked for."""
        refuse_others(place, part)
        shown = await self.rendered(_quiet(place, part), key)

        said: dict[str, Any] = {
            "channel": target_of(place),
            "text": shown.text,
            "metadata": {"event_type": EVENT, "event_payload": {"key": key}},
            "unfurl_links": part.file is not None,
            "unfurl_media": part.file is not None,
        }
        if (thread := thread_of(place)) is not None:
            said["thread_ts"] = thread

        async def post(blocks: Blocks) -> AsyncSlackResponse:
            # By its name: `chat_postMessage` looks for objects of the library in what is plain here, which
            # takes a thirtieth of the call.
            return await self._client.api_call("chat.postMessage", json={**said, "blocks": blocks})

        sent = await self.in_words_else(post, shown.blocks)
        return MessageRef(place=settled(place, str(sent["channel"])), id=str(sent["ts"]))

    async def edit(self, ref: MessageRef, part: Part) -> None:
        """Put the part in the place of a message."""
        refuse_others(ref.place, part)
        shown = await self.rendered(_quiet(ref.place, part), "")
        await self.change(channel_of(ref.place), ref.id, shown)

    async def change(self, channel: str, ts: str, shown: Rendered) -> None:
        """Let a message read so from now on."""
        # Unlike a new one, a changed message is read for names if nothing else is said.
        text = outbound.for_change(shown.text)

        async def put(blocks: Blocks) -> AsyncSlackResponse:
            return await self._client.chat_update(
                channel=channel, ts=ts, text=text, blocks=blocks, parse="none"
            )

        await self.in_words_else(put, shown.blocks)

    async def delete(self, ref: MessageRef) -> None:
        """Take the message back."""
        await self._client.chat_delete(channel=channel_of(ref.place), ts=ref.id)

    async def in_words_else(self, show: Show, blocks: Blocks) -> AsyncSlackResponse:
        """Show these blocks, or where Slack refuses them so, what their pictures say in their place."""
        try:
            return await show(blocks)
        except SlackApiError as error:
            words = outbound.in_words(blocks)
            if code_of(error) not in REFUSED or words == blocks:
                raise
            log.warning("a picture is told in words: %s", told(error))
            self._shown.clear()  # Somebody may have deleted the file.
            return await show(words)

    async def _upload(self, picture: Picture, key: str) -> str | None:
        """The id of the picture's file, once Slack can show it; None where its words must do."""
        try:
            # Its description stands in the block. Here Slack takes a shorter one, and loses files over it.
            sent = await self._client.files_upload_v2(
                content=await self._draw(picture), filename=f"{key or 'picture'}.png", title=picture.title
            )
            id = str(sent["file"]["id"])
            for _ in range(self.looks):
                seen = await self._client.files_info(file=id)
                if (seen.get("file") or {}).get("mimetype"):
                    return id
                await passed(BETWEEN)
        except SlackApiError as error:
            if not isinstance(told(error), Undeliverable):
                raise
            log.warning("a picture is told in words: %s", told(error))
        else:
            log.warning("a picture is told in words: Slack takes long to look at it")
        return None

    async def _address(self, file: File) -> str:
        """The address of the uploaded file.

        A message of the bot that links to it shows it to whoever reads there. Shared by the upload itself,
        it would be a second message, which carries no key and may be lost or doubled by itself.
        """
        sent = await self._client.files_upload_v2(
            content=await self._fill(file), filename=file.name, title=file.name
        )
        return str(sent["file"]["permalink"])


def _quiet(place: Place, part: Part) -> Part:
    """The part as it calls nobody: where one person reads alone, no other is called by a mention."""
    return part if place.private else outbound.named(part)


def pictures_of(page: Page) -> list[Picture]:
    """The pictures of a page."""
    return [section.picture for section in page.sections if isinstance(section, PictureSection)]
