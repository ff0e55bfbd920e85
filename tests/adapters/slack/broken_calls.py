"""Slack adapters that are broken in what they ask of Slack, each in one way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import outbound, searching
from adapters.slack.adapter import SlackAdapter
from adapters.slack.attempts import Attempts
from adapters.slack.places import channel_of, settled, target_of
from adapters.slack.searching import EVENT
from adapters.slack.sending import Rendered, Sending
from bot.chat.adapter import Absent, Ambiguous, Found, Retry, Search, Undeliverable
from bot.chat.message import File, Message, Part
from bot.chat.place import MessageRef, Place
from bot.chat.text import Text


class PostsAgain(SlackAdapter):
    """Leaves the library as it comes, which posts once more after a broken connection and tells nobody."""

    @asynccontextmanager
    async def _web_client(self) -> AsyncIterator[AsyncWebClient]:
        handlers: list[AsyncRetryHandler] = [AsyncConnectionErrorRetryHandler()]
        async with aiohttp.ClientSession() as session:
            yield AsyncWebClient(
                token=self._bot_token, base_url=self._api_url, session=session, retry_handlers=handlers
            )


class SendsByItself(Sending):
    """Sends as the sound one does, in a way that can be broken."""

    key_in_metadata = True

    async def send(self, place: Place, part: Part, key: str) -> MessageRef:
        shown = await self.written(place, part, key)
        said: dict[str, object] = {"channel": target_of(place), "text": shown.text, "blocks": shown.blocks}
        if self.key_in_metadata:
            said["metadata"] = {"event_type": EVENT, "event_payload": {"key": key}}
        # The library's own method warns of what shall break here.
        sent = await self._client.api_call("chat.postMessage", json=said)
        return MessageRef(place=settled(place, str(sent["channel"])), id=str(sent["ts"]))

    async def written(self, place: Place, part: Part, key: str) -> Rendered:
        return await self.rendered(part if place.private else outbound.named(part), key)


class SendsNoMetadata(SendsByItself):
    """Leaves nothing by which a message could be found again."""

    key_in_metadata = False


class ForgetsTheKey(SendsByItself):
    """Sends buttons that don't say which delivery they belong to."""

    async def written(self, place: Place, part: Part, key: str) -> Rendered:
        return await self.rendered(part, "")


class LetsMentionsRing(SendsByItself):
    """Calls whom it names."""

    async def written(self, place: Place, part: Part, key: str) -> Rendered:
        return await self.rendered(part, key)


class SaysNothingToListeners(SendsByItself):
    """Leaves those alone who hear messages read."""

    async def written(self, place: Place, part: Part, key: str) -> Rendered:
        return replace(await super().written(place, part, key), text="")


class EscapesNothing(SendsByItself):
    """Hands on the words of people as Slack's own marks."""

    async def written(self, place: Place, part: Part, key: str) -> Rendered:
        shown = await super().written(place, part, key)
        return replace(shown, text=outbound.readable(part.content))


class SharesFilesBeside(Sending):
    """Lets the upload share a file, in a message of its own."""

    async def send(self, place: Place, part: Part, key: str) -> MessageRef:
        ref = await super().send(place, replace(part, file=None), key)
        if part.file is not None:
            await self._share(part.file, channel_of(ref.place))
        return ref

    async def _share(self, file: File, channel: str) -> None:
        await self._client.files_upload_v2(
            content=await self._fill(file), filename=file.name, title=file.name, channel=channel
        )


class Forgetful(Attempts):
    """Knows no key."""

    def of(self, key: str) -> MessageRef | datetime | None:
        return None


class RemembersNothing(SlackAdapter):
    """Leaves it to Slack that nothing is shown twice."""

    @property
    def _attempts(self) -> Attempts:
        return Forgetful()

    @_attempts.setter
    def _attempts(self, given: Attempts) -> None:
        """Nothing is kept."""


class NamesAnotherMessage(SlackAdapter):
    """Takes a time for the message's that is not."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        ref = await super().send(place, part, key=key)
        return replace(ref, id=f"{float(ref.id) + 1:.6f}")


class LetsMarkupThrough(SlackAdapter):
    """Takes what people typed for markup."""

    def layout(self, message: Message) -> tuple[Part, ...]:
        return (Part(content=_bare(message.text)),)


class TakesRefusalsForDoubt(SlackAdapter):
    """Says that nobody knows, when Slack said no."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        try:
            return await super().send(place, part, key=key)
        except Undeliverable as error:
            raise Ambiguous(error.why) from error


class TakesDoubtForRefusal(SlackAdapter):
    """Comes back after a 5xx as if nothing could have been shown."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        try:
            return await super().send(place, part, key=key)
        except Ambiguous as error:
            raise Retry(timedelta(seconds=5)) from error


class FindsByWordsAlone(SlackAdapter):
    """Takes whatever reads the same for the message that it looks for."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        async with self._calling() as session:
            page = await session.client.conversations_history(channel=target_of(place))
            for message in page["messages"]:
                if message["text"] == outbound.text_of(part):
                    return Found(MessageRef(place=place, id=str(message["ts"])))
        return Absent()


class LooksForNoMetadata(SlackAdapter):
    """Does not ask for what the metadata holds, and so never sees a key."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        async with self._calling() as session:
            page = await session.client.conversations_history(channel=target_of(place))
            for message in page["messages"]:
                if searching.key_of_message(message) == key:
                    return Found(MessageRef(place=place, id=str(message["ts"])))
        return Absent()


class NeverFinds(SlackAdapter):
    """Says that it looked."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        return Absent()


class BreaksWhenBarred(SlackAdapter):
    """Gives up with an error when it may not look."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        async with self._calling() as session:
            return await searching.find(session.client, place, key, since)


class DeletesOnce(SlackAdapter):
    """Complains that what it shall take back is gone."""

    async def delete(self, ref: MessageRef) -> None:
        async with self._calling() as session:
            await session.sending.delete(ref)


def sending_by(kind: type[Sending]) -> type[SlackAdapter]:
    """An adapter that sends so."""

    class Broken(SlackAdapter):
        sending_kind = kind

    Broken.__name__ = kind.__name__
    return Broken


def _bare(text: Text) -> str:
    return "".join(getattr(span, "text", str(span)) for span in text)
