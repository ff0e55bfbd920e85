"""Discord adapters that are broken in what they ask of Discord, each in one way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import discord

from adapters.discord import outbound, searching
from adapters.discord.adapter import DiscordAdapter
from adapters.discord.places import channel_of, just_before
from bot.chat.adapter import Absent, Ambiguous, Found, Retry, Search, Undeliverable
from bot.chat.message import Button, Message, Part
from bot.chat.place import MessageRef, Place
from bot.chat.token import key_of


class SendsByItself(DiscordAdapter):
    """Sends as the sound one does, in a way that can be broken."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        async with self._calling():
            channel = self._connected().get_partial_messageable(channel_of(place))
            sent = await self.create(channel, part, key)
            return MessageRef(place=place, id=str(sent.id))

    async def create(self, channel: discord.PartialMessageable, part: Part, key: str) -> discord.Message:
        return await channel.send(part.content, nonce=key, view=self.view(part.buttons, key))

    def view(self, buttons: Sequence[Button], key: str) -> discord.ui.View:
        return outbound.rows_of(
            [
                outbound.pressable(one.label, outbound.custom_id(one, key, at))
                for at, one in enumerate(buttons)
            ]
        )


class SendsNoNonce(SendsByItself):
    """Leaves it to chance that nothing is sent twice."""

    async def create(self, channel: discord.PartialMessageable, part: Part, key: str) -> discord.Message:
        return await channel.send(part.content, view=self.view(part.buttons, key))


class SendsNewNonces(SendsByItself):
    """Makes up a nonce for each attempt."""

    attempts = count()

    async def create(self, channel: discord.PartialMessageable, part: Part, key: str) -> discord.Message:
        nonce = key_of(key, str(next(self.attempts)))
        return await channel.send(part.content, nonce=nonce, view=self.view(part.buttons, key))


class LetsMentionsRing(SendsByItself):
    """Calls whom it names."""

    async def create(self, channel: discord.PartialMessageable, part: Part, key: str) -> discord.Message:
        everybody = discord.AllowedMentions.all()
        view = self.view(part.buttons, key)
        return await channel.send(part.content, nonce=key, view=view, allowed_mentions=everybody)


class ForgetsTheKey(SendsByItself):
    """Sends buttons that don't say which delivery they belong to."""

    def view(self, buttons: Sequence[Button], key: str) -> discord.ui.View:
        return super().view(buttons, "")


class SaysTooMuchOnButtons(SendsByItself):
    """Puts more into a custom_id than Discord takes."""

    def view(self, buttons: Sequence[Button], key: str) -> discord.ui.View:
        return super().view(buttons, "-".join((key,) * 3))


class NamesAnotherMessage(DiscordAdapter):
    """Takes an id for the message's that is not."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        ref = await super().send(place, part, key=key)
        return replace(ref, id=str(int(ref.id) + 1))


class SaysNothingOfPictures(DiscordAdapter):
    """Leaves those alone who do not see them."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        picture = replace(part.picture, alt="") if part.picture else None
        return await super().send(place, replace(part, picture=picture), key=key)


class TakesRefusalsForDoubt(DiscordAdapter):
    """Says that nobody knows, when Discord said no."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        try:
            return await super().send(place, part, key=key)
        except Undeliverable as error:
            raise Ambiguous(error.why) from error


class TakesDoubtForRefusal(DiscordAdapter):
    """Comes back after a 5xx as if nothing could have been shown."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        try:
            return await super().send(place, part, key=key)
        except Ambiguous as error:
            raise Retry(timedelta(seconds=5)) from error


class FindsByWordsAlone(DiscordAdapter):
    """Takes whatever reads the same for the message that it looks for."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        channel = self._connected().get_partial_messageable(channel_of(place))
        async for message in channel.history(after=just_before(since), oldest_first=True):
            if message.content == part.content:
                return Found(MessageRef(place=place, id=str(message.id)))
        return Absent()


class NeverFinds(DiscordAdapter):
    """Says that it looked."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        return Absent()


class BreaksWhenBarred(DiscordAdapter):
    """Gives up with an error when it may not look."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        async with self._calling():
            return await searching.find(self._connected(), place, part, key, since)


class DeletesOnce(DiscordAdapter):
    """Complains that what it shall take back is gone."""

    async def delete(self, ref: MessageRef) -> None:
        async with self._calling() as sending:
            await sending.delete(ref)


class LetsMarkdownThrough(DiscordAdapter):
    """Takes what people typed for markup."""

    def layout(self, message: Message) -> tuple[Part, ...]:
        return (Part(content="".join(getattr(span, "text", str(span)) for span in message.text)),)
