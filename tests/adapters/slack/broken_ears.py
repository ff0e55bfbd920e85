"""Slack adapters that are broken in what they hear, or do unasked, each in one way."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from adapters.slack import inbound
from adapters.slack.adapter import SlackAdapter
from adapters.slack.answering import Acknowledge
from adapters.slack.hearing import Hearing
from bot.chat.adapter import OpenPlace
from bot.chat.event import Event
from bot.chat.place import Account
from bot.chat.reply import Reply

Payload = Mapping[str, Any]


class NumbersEnvelopes(Hearing):
    """Makes the ids of acts from what is counted, which is new each time."""

    envelopes = count()

    async def _reply(self, event: Event) -> Reply | None:
        return await super()._reply(replace(event, id=f"{event.id}-{next(self.envelopes)}"))


class TrustsEventIds(Hearing):
    """Takes the id of the telling for that of what was told."""

    told = ""

    async def event(self, body: Payload) -> Acknowledge:
        self.told = str(body["event_id"])
        return await super().event(body)

    async def _keep(self, event: Event) -> None:
        await super()._keep(replace(event, id=self.told))


class NumbersWhatItReads(Hearing):
    """Makes new ids for what it reads again."""

    times = count()
    reads = False

    async def _read(self, opened: OpenPlace) -> None:
        self.reads = True
        await super()._read(opened)

    async def _reply(self, event: Event) -> Reply | None:
        new = replace(event, id=f"{event.id}-{next(self.times)}")
        return await super()._reply(new if self.reads else event)


class ReadsNothingAgain(Hearing):
    """Thinks that Slack tells everything in the end."""

    async def _read(self, opened: OpenPlace) -> None:
        """Nothing is looked for."""


class HearsItself(Hearing):
    """Takes all that stands in a conversation for the words of the one who reads there."""

    async def _read(self, opened: OpenPlace) -> None:
        account, channel = opened.place.at, opened.place.thread
        assert isinstance(account, Account)
        for message in (await self._client.conversations_history(channel=str(channel)))["messages"]:
            told = {"ts": message["ts"], "text": message["text"], "channel": channel, "user": account.user}
            event = inbound.text_of(told, self._team)
            if event is not None:
                await self._reply(event)


class ThinksBeforeItNods(Hearing):
    """Acknowledges an event once everything was done about it."""

    async def _keep(self, event: Event) -> None:
        await self._reply(event)


class GreetsEverybody(Hearing):
    """Writes to people who did nothing."""

    async def connected(self) -> None:
        members = (await self._client.users_list())["members"]
        for one in members:
            if not one["is_bot"]:
                await self._client.chat_postMessage(channel=one["id"], text="Good morning!")
        await super().connected()


def hearing_by(kind: type[Hearing]) -> type[SlackAdapter]:
    """An adapter that hears so."""

    class Broken(SlackAdapter):
        hearing_kind = kind

    Broken.__name__ = kind.__name__
    return Broken
