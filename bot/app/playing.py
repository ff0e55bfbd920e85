"""Playing: a cohort on a throw-away database whose chats are a board, and whose time somebody moves."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from typing import TypeVar

from adapters.playground.adapter import PlaygroundAdapter
from adapters.playground.board import Board
from adapters.playground.company import NamedChannel, Someone, Travelling, Week
from adapters.playground.visiting import Visits
from bot.app.acting import AFTER, CHATS, PACE, Scene, scene
from bot.app.build import App
from bot.app.company import channels_of, met_of, people_of, weeks_of
from bot.app.filling import Filling
from bot.app.people import with_creators
from bot.chat.place import Account, Platform
from bot.config.setup import Checked
from bot.domain.wall import at_time
from bot.engine.plans import Plans
from bot.engine.wording import ENGLISH
from bot.features.lessons import WORD as LESSON
from bot.store.store import Work
from schedules.actors.actors import Actors
from schedules.actors.manner import Manner, Role
from schedules.pulse import settle, simulate

Result = TypeVar("Result")
FIRST_CHAT = Platform("discord")
FIRST_DAY = time(12)
"""By noon of the first day the first lesson has come."""


class PlayedCohort:
    """The company and the journey of a demonstration; everybody who is not played by hand plays along."""

    def __init__(self, scene: Scene, app: App, actors: Actors, visits: Visits) -> None:
        self.visits = visits
        self.filling = Filling(scene.path, Plans([scene.plan]), scene.clock)
        self._board = visits.board
        self._setup = scene.setup
        self._met = met_of(scene.setup)
        self._plan = scene.plan
        self._store = scene.store
        self.clock = self._clock = scene.clock
        self._app = app
        self._actors = actors
        self._by_hand: set[str] = set()
        self._loop = asyncio.get_running_loop()
        self._moving = asyncio.Lock()
        self._travel: asyncio.Task[None] | None = None
        self._share: float | None = None
        self.end = scene.start + timedelta(weeks=len(scene.plan.programme.weeks)) + AFTER

    def now(self) -> datetime:
        """The time of the played cohort."""
        return self._clock.now()

    async def people(self) -> Sequence[Someone]:
        """The team, then the creators, by name."""
        by_hand = frozenset(self._by_hand)
        now = self.now()
        return await self._store.read(lambda tx: people_of(tx, self._met, self._plan, by_hand, now))

    def read(self, work: Work[Result]) -> Result:
        """Do this on one state of the database; for threads other than that of the event loop."""
        return asyncio.run_coroutine_threadsafe(self._store.read(work), self._loop).result()

    def channels(self, reader: Account) -> Sequence[NamedChannel]:
        """The channels of the cohort, one for each chat; whoever visits reads them all."""
        return channels_of(self._plan)

    async def settled(self) -> None:
        """Return when all that is due now is done; a travel that is under way sees to it itself."""
        await self._app.door.quiet()
        if not self._moving.locked():
            async with self._moving:
                await settle(self._clock, self._app.beats)

    @property
    def under_way(self) -> float | None:
        """The share of the travel that is behind."""
        return self._share

    @property
    def is_over(self) -> bool:
        """Whether the end has come."""
        return self.now() >= self.end

    async def weeks(self) -> Sequence[Week]:
        """The weeks of the programme, and who is where."""
        now = self.now()
        return await self._store.read(lambda tx: weeks_of(tx, self._plan, now))

    async def go(self, span: timedelta | None) -> None:
        """Let so much time pass, or all that is left. Raises Travelling while somebody travels."""
        until = self.end if span is None else self.now() + span
        if self._travel is not None:
            raise Travelling
        travel = self._travel = asyncio.create_task(self.carry(max(until, self.now())))
        travel.add_done_callback(self._arrived)
        # Whoever asked may go away: the travel goes on, and others see it.
        await asyncio.shield(travel)

    async def stop(self) -> None:
        """End the travel that is under way where it has come to."""
        if (travel := self._travel) is not None:
            travel.cancel()
            await asyncio.wait((travel,))

    def _arrived(self, travel: asyncio.Task[None]) -> None:
        if self._travel is travel:
            self._travel = None

    async def carry(self, until: datetime) -> None:
        """Let everything happen until then."""
        async with self._moving:
            began = self.now()
            whole = max(until - began, timedelta(seconds=1))

            def moved(now: datetime) -> None:
                self._share = (now - began) / whole

            self._share = 0.0
            try:
                await simulate(self._clock, self._app.beats, until, moved=moved)
            finally:
                self._share = None

    def play(self, name: str) -> None:
        """From now on nobody else acts for this person."""
        self._by_hand.add(name)
        self._actors.rest(name)

    def hand_back(self, name: str) -> None:
        """Let the played people have this one again."""
        self._by_hand.discard(name)
        self._actors.go_on(name)

    def newcomer(self) -> Account:
        """Whom a visitor is at first: a creator who takes part."""
        return self._newcomer.account

    def play_newcomer(self) -> None:
        """Leave the newcomer to the visitor: of those who take part, somebody who has something to do by now.

        If possible they read English, and on Discord, which most visitors know.
        """
        creators = [role for role in self._actors.roles if role.manner is not None]
        diligent = [role for role in creators if role.manner is Manner.DILIGENT]
        english = {row.name for row in self._setup.roster.rows if row.language == ENGLISH}

        def suits(role: Role) -> tuple[bool, bool, bool, int]:
            standing = self._board.standing(role.account, role.account)
            begun = any(button.token.feature == LESSON for one in standing for button in one.part.buttons)
            return begun, role.account.platform == FIRST_CHAT, role.name in english, len(standing)

        self._newcomer = max(diligent or creators or self._actors.roles, key=suits)
        self.play(self._newcomer.name)


@asynccontextmanager
async def played(
    checked: Checked, *, creators: int | None = None, seed: int = 1, board: Board | None = None
) -> AsyncIterator[PlayedCohort]:
    """A cohort on the first day of its programme, on a file that is thrown away at the end."""
    setup = with_creators(checked.cohorts[0], creators)
    async with scene(setup, checked.quiet, name="demo", seed=seed) as here:
        visits = Visits(board or Board(), clock=here.clock.now, session=f"demo{seed}")
        adapters = [
            PlaygroundAdapter(visits, platform=Platform(chat), watch=here.eyes, pace=PACE) for chat in CHATS
        ]
        app, actors = here.cast(adapters, visits.carry)
        visits.connect(app.commands, app.door)
        cohort = PlayedCohort(here, app, actors, visits)
        await cohort.carry(at_time(setup.cohort.start, FIRST_DAY, setup.cohort.zone))
        yield cohort
        await cohort.stop()
