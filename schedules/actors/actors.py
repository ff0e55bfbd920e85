"""The actors see what is shown, intend things, and do them through the same door as everybody."""

import heapq
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

from bot.chat.adapter import Shown
from bot.chat.event import ButtonPressed, CommandUsed, Event, FormSubmitted
from bot.chat.message import Message
from bot.chat.place import Account, Place
from bot.chat.reply import Ask, Refuse, Replace, Reply, Say
from bot.chat.token import Token, key_of
from schedules.actors.act import Intent, Press, Use
from schedules.actors.behaviour import NOT_NOW, life, reactions
from schedules.actors.diary import Diary, Entry, Joined, entry_of
from schedules.actors.filling import fill_in
from schedules.actors.journal import Journal, Note
from schedules.actors.manner import Role

Perform = Callable[[Event], Awaitable[Reply | None]]
Tell = Callable[[Intent, Entry | None, datetime], Awaitable[None]]
ASKING = frozenset(("program leave",))
"""Commands that ask whether they are meant; the first button says yes."""
FORMS_IN_A_ROW = 9
"""A check-in that goes on longer than this has no end."""


async def _to_nobody(_intent: Intent, _entry: Entry | None, _at: datetime) -> None:
    """What was done is kept in this process only."""


class Actors:
    """A duty that plays everybody, one act at a time, in the order of time and name.

    `tell` hears of each act that was carried out, and what it put into the diary: whoever keeps that
    can let other actors go on with `remember` after an interruption. They take another `run`, since a
    form that was opened and not sent off must be opened anew.
    """

    wakes_on: frozenset[str] = frozenset()

    def __init__(
        self,
        seed: int,
        start: datetime,
        roles: Iterable[Role],
        perform: Perform,
        *,
        tell: Tell = _to_nobody,
        run: str = "",
        journal: Journal | None = None,
    ) -> None:
        self._seed = seed
        self._start = start
        self._roles = {role.name: role for role in roles}
        self._by_account = {role.account: role for role in self._roles.values()}
        self._perform = perform
        self._tell = tell
        self._run = run
        self._journal = journal or Journal()
        self._seen: list[Shown] = []
        self._intents: list[tuple[datetime, str, str, Intent]] = []
        self._intended: set[str] = set()
        self._resting: set[str] = set()
        self.diary = Diary()
        self.finished: list[str] = []

    @property
    def roles(self) -> Sequence[Role]:
        """Who is played."""
        return tuple(self._roles.values())

    def rest(self, name: str) -> None:
        """Do nothing more for this person, whatever was intended: somebody else acts for them."""
        self._resting.add(name)

    def go_on(self, name: str) -> None:
        """Act for this person again; what fell into the meantime is not made up for."""
        self._resting.discard(name)

    def watch(self, shown: Shown) -> None:
        """See a message that was shown; think about it later."""
        self._seen.append(shown)

    def remember(self, log: Sequence[Shown], finished: Iterable[str], diary: Diary) -> None:
        """Go on after an interruption: come to the same intents again, except those that were carried out."""
        self.diary = diary
        self._intended.update(finished)
        self._seen.extend(log)
        for name, entries in diary.pages.items():
            for entry in entries:
                if isinstance(entry, Joined):
                    self._intend(life(self._seed, self._roles[name], entry.at))

    async def run_once(self, now: datetime) -> datetime | None:
        """Do what was intended for now; when the next thing is."""
        self._think()
        while self._intents and self._intents[0][0] <= now:
            intent = heapq.heappop(self._intents)[3]
            if intent.who in self._resting:
                continue
            entry = await self._do(intent, now)
            if entry is not None:
                self.diary.write(intent.who, entry)
            if isinstance(entry, Joined):
                self._intend(life(self._seed, self._roles[intent.who], now))
            await self._tell(intent, entry, now)
            self.finished.append(intent.id)
            self._think()
        return self._intents[0][0] if self._intents else None

    async def quiet(self) -> None:
        """Nothing is ever in flight: each act is answered before the next."""

    def _think(self) -> None:
        seen, self._seen = self._seen, []
        for shown in seen:
            for role in self._readers(shown):
                if role.name in self._resting:
                    continue
                self._intend(reactions(self._seed, role, shown, self._start))

    def _readers(self, shown: Shown) -> Iterable[Role]:
        if isinstance(shown.place.at, Account):
            role = self._by_account.get(shown.place.at)
            return () if role is None else (role,)
        return self._roles.values()

    def _intend(self, intents: Iterable[Intent]) -> None:
        for intent in intents:
            if intent.id not in self._intended:
                self._intended.add(intent.id)
                heapq.heappush(self._intents, (intent.at, intent.who, intent.id, intent))

    async def _do(self, intent: Intent, now: datetime) -> Entry | None:
        """Carry out an act; what it means for the calendar of who acted."""
        role = self._roles[intent.who]
        match intent.does:
            case Press(token=token, key=key, ref=ref, place=place):
                event = ButtonPressed(
                    id=self._turn_of(intent, 0),
                    at=now,
                    account=role.account,
                    place=place,
                    token=token,
                    key=key,
                    ref=ref,
                )
                reply = await self._go_through(intent, role, await self._act(role, event), now)
                joined = (
                    token.feature == "join" and isinstance(reply, Say | Replace) and role.manner is not None
                )
                return Joined(at=now) if joined else None
            case Use(command=command, values=values):
                # A command that asks before it acts is given again after an interruption.
                asks = command in ASKING
                used = CommandUsed(
                    id=self._turn_of(intent, 0) if asks else key_of("act", intent.who, intent.id),
                    at=now,
                    account=role.account,
                    place=Place(at=role.account),
                    command=command,
                    values=values,
                )
                reply = await self._go_through(intent, role, await self._act(role, used), now)
                # No reply: an earlier run was interrupted after this had been done, before it was told;
                # then what was asked for is refused.
                done = (
                    reply is None or isinstance(reply, Say | Replace) or (asks and isinstance(reply, Refuse))
                )
                return entry_of(now, command, dict(values)) if done else None

    async def _go_through(
        self, intent: Intent, role: Role, reply: Reply | None, now: datetime
    ) -> Reply | None:
        """Fill in the forms that a click opens, and press on what a catch-up shows."""
        place = Place(at=role.account)
        for turn in range(1, FORMS_IN_A_ROW):
            number = self._turn_of(intent, turn)
            match reply:
                case Ask(form=form):
                    values = fill_in(self._seed, role.name, form)
                    reply = await self._act(
                        role,
                        FormSubmitted(
                            id=number,
                            at=now,
                            account=role.account,
                            place=place,
                            token=form.token,
                            values=values,
                        ),
                    )
                case Say(message=message) | Replace(message=message) if (
                    token := _goes_on(message)
                ) is not None:
                    reply = await self._act(
                        role,
                        ButtonPressed(id=number, at=now, account=role.account, place=place, token=token),
                    )
                case Refuse() | _:
                    return reply
        return reply

    async def _act(self, role: Role, event: Event) -> Reply | None:
        reply = await self._perform(event)
        self._journal.write(role.name, Note(at=event.at, event=event, reply=reply))
        return reply

    def _turn_of(self, intent: Intent, turn: int) -> str:
        """The id of one step of an act that has several, different in each run."""
        return key_of("act", self._run, intent.who, intent.id, str(turn))


def _goes_on(message: Message) -> Token | None:
    tokens = [button.token for button in message.buttons if button.token.feature not in NOT_NOW]
    return tokens[0] if tokens else None
