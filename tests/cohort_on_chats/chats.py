"""Chats: all chats of a story as one, and everybody reads wherever they were written to."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from adapters.memory.acts import Noted
from bot.chat.adapter import Shown
from bot.chat.event import ButtonPressed, CommandUsed, Event
from bot.chat.place import Account, Place, Platform
from bot.chat.reply import Offer, Reply
from tests.cohort_on_chats.line import Line
from tests.cohort_on_chats.remote import Remote
from tests.cohort_on_chats.story import Cast, There, accounts

GIVEN_UP = Offer(())
"""What somebody gets who finds the chat down: nothing; they do something else."""


class Chats:
    """The remotes by platform. `own` are the accounts of each person by the one with which they join."""

    def __init__(
        self, remotes: Mapping[Platform, Remote], own: Mapping[Account, tuple[Account, ...]]
    ) -> None:
        self._remotes = remotes
        self._own = own
        self._first = {account: first for first, others in own.items() for account in others}
        self._seen = dict.fromkeys(remotes, 0)
        self._at: dict[Account, Platform] = {}
        self._paper = next(iter(remotes.values()))

    async def now(self) -> datetime:
        """The latest time of all."""
        return max([await remote.now() for remote in self._remotes.values()])

    async def advance(self, at: datetime) -> None:
        """Let it be later everywhere."""
        await asyncio.gather(*(remote.advance(at) for remote in self._remotes.values()))

    async def ready(self) -> None:
        """Return when the bot listens everywhere."""
        await asyncio.gather(*(remote.ready() for remote in self._remotes.values()))

    async def news(self) -> Sequence[Shown]:
        """What was shown since the last time, to those who read it by their first accounts."""
        found: list[Shown] = []
        for platform, remote in self._remotes.items():
            there = await remote.shown(self._seen[platform])
            self._seen[platform] += len(there)
            found += [self._as_read(one) for one in there]
        return sorted(found, key=lambda one: one.at)

    def _as_read(self, shown: Shown) -> Shown:
        at = shown.place.at
        if not isinstance(at, Account) or at not in self._first:
            return shown
        return replace(shown, place=Place(at=self._first[at], thread=shown.place.thread))

    async def note(self, noted: Noted) -> None:
        """Write something down that outlives the bot."""
        await self._paper.note(noted)

    async def notes(self) -> Sequence[Noted]:
        """All that was written down."""
        return await self._paper.notes()

    async def perform(self, event: Event) -> Reply | None:
        """Have somebody do it at their client of that chat, or of the chat where they were last."""
        own = self._own[event.account]
        match event:
            case ButtonPressed(ref=ref) if ref is not None:
                platform = ref.place.platform
            case CommandUsed():
                platform = own[0].platform
            case _:
                platform = self._at.get(event.account, own[0].platform)
        self._at[event.account] = platform
        if await self._remotes[platform].is_down():
            return GIVEN_UP
        account = next(one for one in own if one.platform == platform)
        return await self._remotes[platform].perform(replace(event, account=account, place=Place(at=account)))


async def joined(cast: Cast, sockets: Mapping[Platform, Path]) -> tuple[Chats, Mapping[Platform, There]]:
    """The chats behind these sockets, and where they are."""
    remotes = {platform: Remote(await Line.to(socket)) for platform, socket in sockets.items()}
    there = {platform: await remote.there() for platform, remote in remotes.items()}
    told = cast.told()
    everybody = [accounts(cast, told, there, part.name) for part in told.parts]
    return Chats(remotes, {own[0]: own for own in everybody}), there
