"""The town: a Slack with a server of the cohort, its people, and the bot; time moves as it is told."""

import asyncio
import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.place import Channel, Place
from bot.domain.cohort import Cohort
from bot.domain.keys import cohort_key
from bot.domain.people import EnrolmentState, QuietHours
from bot.domain.programme import Programme
from bot.engine.clock import ManualClock
from bot.engine.plans import CohortPlan, Plans
from bot.store.tx import Tx
from schedules.pulse import simulate
from tests.builders import a_person, an_enrolment
from tests.platforms.changes import TookTooLong
from tests.platforms.slack.hearing import Kind, Told
from tests.platforms.slack.people import Person
from tests.platforms.slack.seen import SeenMessage
from tests.platforms.slack.server import Slack
from tests.slack_world.bot import SLACK, Bot
from tests.slack_world.prefix import Reader
from tests.slack_world.someone import Someone

NEVER_QUIET = QuietHours(start=datetime.min.time(), end=datetime.min.time())
SOON = 0.05
WITHIN = 5.0
"""Real seconds after which a story that waits has failed."""


class Town:
    """One cohort on Slack."""

    bot: Bot

    def __init__(
        self,
        slack: Slack,
        clock: ManualClock,
        cohort: Cohort,
        programme: Programme,
        mentors: Iterable[str],
        admins: Iterable[str],
        leading: Mapping[str, Any],
        prefix: str,
    ) -> None:
        self.slack = slack
        self.prefix = prefix
        self.reader = Reader(slack, prefix)
        self.clock = clock
        self.cohort = cohort
        self.programme = programme
        self.channel = slack.channel("cohort")
        self.mentors, self.admins = frozenset(mentors), frozenset(admins)
        self._leading = leading
        self._on_record: dict[str, int] = {}

    def home(self) -> Place:
        """The cohort's channel."""
        at = Channel(platform=SLACK, workspace=self.slack.team, id=self.channel.id)
        return Place(at=at)

    def plans(self) -> Plans:
        """What the admins wrote."""
        fingerprint = hashlib.sha256(repr((self.cohort, self.programme)).encode()).hexdigest()
        plan = CohortPlan(
            cohort=self.cohort,
            programme=self.programme,
            fingerprint=fingerprint,
            home=(self.home(),),
            mentors=self.mentors,
            admins=self.admins,
        )
        return Plans([replace(plan, **self._leading)])

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def creator(
        self,
        name: str,
        *,
        mentor: str | None = None,
        language: str = "en",
        zone: str = "America/New_York",
        never_quiet: bool = True,
    ) -> Someone:
        """Somebody whom the roster invites; the mentor comes to the town before."""
        quiet = NEVER_QUIET if never_quiet else None
        person = a_person(name, zone=zone, language=language, quiet=quiet)
        enrolment = an_enrolment(
            person=person, state=EnrolmentState.INVITED, joined_at=None, cohort=self.cohort.name
        )
        return await self._comes(Someone(self, self._hands(name, zone), enrolment), mentor)

    async def staff(self, name: str) -> Someone:
        """One of the mentors or admins, who has no programme of their own."""
        enrolment = an_enrolment(person=a_person(name, quiet=NEVER_QUIET))
        return await self._comes(Someone(self, self._hands(name), enrolment), None)

    def stranger(self, name: str) -> Someone:
        """An account that the roster does not know."""
        return Someone(self, self._hands(name), an_enrolment(person=a_person(name)))

    def _hands(self, name: str, zone: str = "Europe/London") -> Person:
        """Somebody at a client in this zone, who sees the cohort's channel."""
        hands = self.slack.person(name, tz=zone)
        if hands.id not in self.channel.members:
            self.channel.members.append(hands.id)
        return hands

    async def _comes(self, someone: Someone, mentor: str | None) -> Someone:
        await self.bot.store.write(lambda tx: self._put_on_record(tx, someone, mentor))
        await self.settle()
        return someone

    def _put_on_record(self, tx: Tx, someone: Someone, mentor: str | None) -> None:
        name = self.cohort.name
        row = tx.cohorts.by_name(name)
        assert row is not None
        number = tx.people.add(someone.enrolment.person)
        tx.people.add_account(number, someone.account, preferred=True)
        self._on_record[someone.name] = number
        if someone.name not in self.mentors | self.admins:
            tx.enrolments.add(row.id, number, someone.enrolment, self._on_record.get(mentor or ""))

    def _found(self, tx: Tx) -> None:
        """The cohort is on record."""
        name, (plan,) = self.cohort.name, self.plans()
        if tx.cohorts.by_name(name) is None:
            tx.cohorts.add(key=cohort_key(name), name=name, fingerprint=plan.fingerprint)

    async def begins(self) -> None:
        """The bot is started, is connected, and has posted its invitation."""
        await self.bot.starts()
        await self.bot.store.write(self._found)
        await self.connected()
        await self.settle()

    async def connected(self, sessions: int = 1) -> None:
        """Wait until the bot hears, and has asked what to read again."""
        if self.slack.request_url is None:
            await self.slack.ready()
        await self.until(lambda: self.bot.door.opened >= sessions)

    async def restarts(self, **off: float) -> None:
        """Stop the bot, leave it off for a while (days=, hours= ...), and start it again."""
        await self.bot.stops()
        self.clock.move_to(self.now + timedelta(**off))
        await self.begins()

    async def settle(self) -> None:
        """Let the bot do what is due now, and Slack tell again what it is time to tell again."""
        self.slack.hearing.due()
        await self.bot.app.door.quiet()
        await self.bot.app.beats.quiet()
        await simulate(self.clock, self.bot.app.beats, self.now)

    async def advance(self, **span: float) -> None:
        """Let time pass: days=, hours=, minutes=, seconds=."""
        await self.advance_to(self.now + timedelta(**span))

    async def advance_to(self, at: datetime) -> None:
        """Let time pass until then."""
        await simulate(self.clock, self.bot.app.beats, at)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Let the bot work at this instant until something holds."""
        async with asyncio.timeout(WITHIN):
            while not holds():
                await self.settle()
                if not holds():
                    await self._something_happens()

    async def _something_happens(self) -> None:
        """Until something changes on Slack or on record; what else may have happened is soon looked at."""
        with contextlib.suppress(TookTooLong):
            await self.slack.changes.until(_the_second_time(), within=SOON, what="a change")

    async def heard(self, written: SeenMessage, times: int = 1) -> None:
        """Wait until the bot was told so often of what somebody wrote, and has dealt with it."""
        id = f"slack/{written.channel_id}/{written.ts}"
        await self.until(lambda: self.bot.door.heard[id] >= times)
        await self.settle()

    def event_of(self, written: SeenMessage) -> Told:
        """What Slack told of something that was written."""
        told = (each for each in reversed(self.slack.hearing.told) if each.kind is Kind.EVENT)
        return next(each for each in told if each.payload["event"].get("ts") == written.ts)

    async def told(self) -> None:
        """Wait until Slack has nothing on its way to the bot, and the bot nothing to do."""
        await self.slack.hearing.settled()
        await self.settle()

    def calls(self, method: str) -> list[str]:
        """How each call of this method was answered, in order."""
        return [outcome for name, outcome in self.slack.calls if name == method]

    def deliveries(self, name: str) -> list[tuple[str, str | None]]:
        """State and reason of the deliveries whose name begins so, in order."""
        with closing(sqlite3.connect(self.bot.file)) as connection:
            query = "SELECT state, reason FROM deliveries WHERE name LIKE ? ORDER BY id"
            return connection.execute(query, (f"{name}%",)).fetchall()

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        with closing(sqlite3.connect(self.bot.file)) as connection:
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(count)

    def local(self, at: datetime, someone: Someone) -> datetime:
        """An instant by the clocks where someone lives."""
        return at.astimezone(ZoneInfo(someone.enrolment.person.zone))


def _the_second_time() -> Callable[[], bool | None]:
    """None the first time it is asked, then True: for who waits until something is looked at again."""
    asked = iter((None,))
    return lambda: next(asked, True)
