"""The community: the real bot over a real database file, with a chat and a clock that do as they are told."""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from adapters.memory.world import World
from bot.app.build import App, build
from bot.app.filling import Filling
from bot.chat.adapter import Pace, Shown
from bot.chat.message import File
from bot.chat.place import Account, Channel, Place, Platform
from bot.domain.cohort import Cohort
from bot.domain.keys import cohort_key
from bot.domain.people import EnrolmentState, QuietHours, Setting
from bot.domain.programme import Programme
from bot.engine.plans import CohortPlan, Plans
from bot.features.codes import make_joining_code
from bot.store.inbox import Inbox
from bot.store.tx import Tx
from schedules.pulse import simulate
from tests.builders import a_person, an_enrolment
from tests.world.mortal import Life, MortalChat, MortalStore
from tests.world.person import Someone
from tests.world.record import Record
from tests.world.watched_clock import WatchedClock

DISCORD, SLACK = Platform("discord"), Platform("slack")
HOME = (Place(at=Channel(platform=DISCORD, id="cohort")), Place(at=Channel(platform=SLACK, id="cohort")))
NEVER_QUIET = QuietHours(start=datetime.min.time(), end=datetime.min.time())


class Community(Record):
    """One cohort, its people, and the bot; every act and every move of time lets the bot do its work."""

    def __init__(
        self,
        file: Path,
        cohort: Cohort,
        programme: Programme,
        at: datetime,
        pace: Pace,
        mentors: Iterable[str],
        admins: Iterable[str],
        leading: Mapping[str, Any],
    ) -> None:
        self.file = file
        self.cohort = cohort
        self.programme = programme
        self.mentors = frozenset(mentors)
        self.admins = frozenset(admins)
        self.leading = leading
        self._mentor_of: dict[str, str] = {}
        self._on_record: dict[str, int] = {}
        self._unnamed: set[str] = set()
        self.clock = WatchedClock(at)
        self.chat = World(start=at)
        self.shown: list[Shown] = []
        self.beside: list[CohortPlan] = []
        """Further cohorts, which the bot knows from its next start on."""
        self.inbox: Inbox | None = None
        """Where the border keeps what it must, from the bot's next start on."""
        self.pages: str | None = None
        """Where pages are served, from the bot's next start on."""
        self._pace = pace
        self._newcomers: list[Someone] = []
        self._numbers = count(1)
        self.start()

    def start(self, life: Life | None = None) -> None:
        """The bot's process begins."""
        self.life = life or Life()
        self.store = MortalStore(self.file, self.life)
        self.chats = {
            name: MortalChat(
                self.chat,
                platform=name,
                clock=self.clock.now,
                watch=self.shown.append,
                life=self.life,
                pace=self._pace,
            )
            for name in (DISCORD, SLACK)
        }
        self.app: App = build(
            plans=Plans([self.plan(), *self.beside], pages=self.pages),
            store=self.store,
            clock=self.clock,
            adapters=self.chats,
            inbox=self.inbox,
        )

    def plan(self) -> CohortPlan:
        """What the admins wrote."""
        fingerprint = hashlib.sha256(repr((self.cohort, self.programme)).encode()).hexdigest()
        plan = CohortPlan(
            cohort=self.cohort,
            programme=self.programme,
            fingerprint=fingerprint,
            home=HOME,
            mentors=self.mentors,
            admins=self.admins,
        )
        return replace(plan, **self.leading)

    async def contents(self, file: File) -> str:
        """What is in a file, when somebody fetches it now."""
        filling = Filling(self.file, Plans([self.plan(), *self.beside]), self.clock)
        return (await filling.fill(file)).decode("utf-8-sig")

    @property
    def now(self) -> datetime:
        """What time it is, in UTC."""
        return self.clock.now()

    def local(self, at: datetime, someone: Someone) -> datetime:
        """An instant by the clocks where someone lived at first."""
        return at.astimezone(ZoneInfo(someone.enrolment.person.zone))

    def number(self) -> int:
        """One that was not given before."""
        return next(self._numbers)

    def creator(
        self,
        name: str,
        *,
        zone: str = "America/New_York",
        working_days: Iterable[int] = range(5),
        chats: tuple[Platform, ...] = (DISCORD,),
        track: str = "education",
        language: str = "en",
        never_quiet: bool = False,
        mentor: str | None = None,
        names_language: bool = True,
    ) -> Someone:
        """Somebody whom the roster invites; the mentor comes to the world before.

        Where the roster names no language, `language` is what the configuration says of everybody.
        """
        if not names_language:
            self._unnamed.add(name)
        if mentor is not None:
            self._mentor_of[name] = mentor
        quiet = NEVER_QUIET if never_quiet else None
        person = a_person(name, zone=zone, language=language, working_days=working_days, quiet=quiet)
        enrolment = an_enrolment(
            person=person, state=EnrolmentState.INVITED, track=track, joined_at=None, cohort=self.cohort.name
        )
        return self._comes(name, replace(enrolment, platform=chats[0] if chats else ""), chats)

    def staff(self, name: str) -> Someone:
        """One of the `mentors` or `admins` of the world, who has no programme of their own."""
        return self._comes(name, an_enrolment(person=a_person(name)), (DISCORD,))

    def stranger(self, name: str, *, chat: Platform = DISCORD) -> Someone:
        """An account that the roster does not know; perhaps somebody has been put on record without it."""
        enrolment = an_enrolment(person=a_person(name), cohort=self.cohort.name)
        return Someone(self, enrolment, (Account(platform=chat, user=name.casefold()),))

    async def joining_code(self, name: str) -> str:
        """The code that an admin makes for somebody on record."""
        await self._put_on_record()
        number, now = self._on_record[name], self.now
        return await self.store.write(lambda tx: make_joining_code(tx, number, now))

    def _comes(self, name: str, enrolment: Any, chats: tuple[Platform, ...]) -> Someone:
        someone = Someone(
            self, enrolment, tuple(Account(platform=chat, user=name.casefold()) for chat in chats)
        )
        self._newcomers.append(someone)
        return someone

    async def settle(self) -> None:
        """Let the bot do what is due now."""
        await self._put_on_record()
        await self.app.door.quiet()
        await self.app.beats.quiet()
        await simulate(self.clock, self.app.beats, self.now)

    async def advance(self, **span: float) -> None:
        """Let time pass: days=, hours=, minutes=, seconds=."""
        await self.advance_to(self.now + timedelta(**span))

    async def advance_to(self, at: datetime) -> None:
        """Let time pass until then."""
        await self._put_on_record()
        await simulate(self.clock, self.app.beats, at)

    async def _put_on_record(self) -> None:
        if self._newcomers or not self._is_on_record:
            some, self._newcomers = self._newcomers, []
            await self.store.write(lambda tx: self._enrol(tx, some))

    _is_on_record = False

    def _enrol(self, tx: Tx, some: list[Someone]) -> None:
        name = self.cohort.name
        row = tx.cohorts.by_name(name) or tx.cohorts.add(
            key=cohort_key(name), name=name, fingerprint=self.plan().fingerprint
        )
        self._is_on_record = True
        for someone in some:
            unsaid = (Setting.LANGUAGE,) if someone.name in self._unnamed else ()
            number = tx.people.add(someone.enrolment.person, unsaid)
            for account in someone.accounts:
                tx.people.add_account(number, account, preferred=account is someone.accounts[0])
            self._on_record[someone.name] = number
            if someone.name not in self.mentors | self.admins:
                mentor = self._on_record.get(self._mentor_of.get(someone.name, ""))
                tx.enrolments.add(row.id, number, someone.enrolment, mentor)

    async def restart(self, **off: float) -> None:
        """Stop the bot, leave it off for a while (days=, hours= ...), and start it again."""
        await self.stop()
        await self.lives_again(**off)

    async def stop(self) -> None:
        """Stop the bot in good order."""
        await self.app.beats.quiet()
        await self.store.close()

    async def connect(self) -> None:
        """The chats know the bot, and the bot the chats."""
        for chat in self.chats.values():
            await chat.connect(self.app.commands, self.app.door)

    async def edit(self, **changes: Any) -> None:
        """The admins change the programme (steps=...) or the cohort (its fields); the bot starts anew."""
        if "steps" in changes:
            self.programme = replace(self.programme, steps=tuple(changes.pop("steps")))
        self.cohort = replace(self.cohort, **changes)
        self._is_on_record = self._is_on_record and "name" not in changes
        await self.restart()

    async def led_by(self, **leading: Any) -> None:
        """The admins name others: mentors=, admins=, safety_contact= ...; the bot starts anew."""
        self.mentors = frozenset(leading.pop("mentors", self.mentors))
        self.admins = frozenset(leading.pop("admins", self.admins))
        self.leading = {**self.leading, **leading}
        await self.restart()

    async def killed(self, moment: int, *, off: timedelta = timedelta(), **span: float) -> bool:
        """Start anew, let time pass, and kill the bot at the n-th moment; False if it lived to the end."""
        await self.stop()
        self.clock.move_to(self.now + off)
        return await self._killed(moment, lambda: self.advance(**span))

    async def killed_while(self, moment: int, act: Coroutine[Any, Any, object]) -> bool:
        """Start anew, let somebody act, and kill the bot at the n-th moment of it."""
        await self.stop()
        return await self._killed(moment, lambda: act)

    async def _killed(self, moment: int, happens: Callable[[], Coroutine[Any, Any, object]]) -> bool:
        others = asyncio.all_tasks()
        self.start(Life(moment))
        await self.connect()
        happening = asyncio.create_task(happens())
        dying = asyncio.create_task(self.life.ended.wait())
        await asyncio.wait({happening, dying}, return_when=asyncio.FIRST_COMPLETED)
        # Again and again: who is dead does not get to settle anything first.
        while left := asyncio.all_tasks() - others:
            for task in left:
                task.cancel()
            await asyncio.wait(left, timeout=0)
        await self.store.close()
        if not self.life.ended.is_set():
            happening.result()
        return self.life.ended.is_set()

    async def lives_again(self, **off: float) -> None:
        """Start the bot that was killed or stopped, after a while."""
        self.clock.move_to(self.now + timedelta(**off))
        self.start()
        await self.connect()
        await self.settle()

    async def release(self) -> None:
        """An admin has looked, and lets the cohort go on."""
        row = await self.store.read(lambda tx: tx.cohorts.by_name(self.cohort.name))
        assert row is not None
        await self.store.write(lambda tx: tx.cohorts.release(row.id))
        await self.settle()

    async def beats_until(self, holds: Callable[[], bool]) -> None:
        """Let the bot work at this instant, waiting for nobody, until something holds."""
        async with asyncio.timeout(5):
            while not holds():
                if self.app.beats.any_due(self.now):
                    await self.app.beats.run_due(self.now)
                await self.store.read(lambda _tx: None)
