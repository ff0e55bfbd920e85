"""The page of the chats: whoever the visitor is, the rooms that they read, and the passing of time."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from nicegui import background_tasks, ui
from nicegui.events import GenericEventArguments

from adapters.playground import chat_parts as parts
from adapters.playground import shell
from adapters.playground.company import Company, Journey, Someone, Travelling, Week
from adapters.playground.conversing import Conversation, Visitor
from adapters.playground.dialog import Dialog
from adapters.playground.done import Done, read
from adapters.playground.markup import Html, joined
from adapters.playground.page_routes import key_of
from adapters.playground.people_view import PeopleView
from adapters.playground.posted import Room
from adapters.playground.room_view import RoomView
from adapters.playground.time_bar import SPANS, TimeBar
from adapters.playground.visiting import Visits
from bot.chat.place import Account, Channel
from bot.chat.text import Say as Wording

LOOKS = 0.2
"""Seconds between two looks at what changed."""
READS = 5
"""While time passes people and weeks are read at every fifth look only."""


class ChatPage:
    """One visitor's page."""

    def __init__(
        self,
        visits: Visits,
        company: Company,
        journey: Journey | None,
        words: Callable[[str | None], Wording],
        ways: Sequence[shell.Way],
        me: Account,
    ) -> None:
        self._visits = visits
        self._board = visits.board
        self._company = company
        self._journey = journey
        self._words = words
        self._ways = ways
        self._visitor = Visitor(me, me)
        self._people: dict[Account, Someone] = {}
        self._weeks: Sequence[Week] = ()
        self._week: int | None = None
        self._changed: set[Room] = set()
        self._looks = 0
        self._travelled = False

    async def build(self) -> None:
        """Put the page together."""
        await self._learn()
        self._client = ui.context.client
        ui.add_head_html(shell.head("pages.css"))
        at, real = self._visitor.me, self._journey is None
        me, channels = self._people.get(at), self._company.channels(at)
        if real and channels and not self._board.standing(at, at):
            # Nothing was said to them yet: the invitation stands in the channel.
            self._visitor.room = channels[0].room
        who = me.name if me is not None and real else ""
        ui.html(shell.header(self._ways, "/", who, may_leave=real), sanitize=False).classes("head")
        ui.html(parts.troubles(), sanitize=False)
        self._time = None if self._journey is None else TimeBar(self._journey)
        with ui.element("div").classes("columns"):
            self._list = PeopleView(self._board, channels, alone=real)
            # Past the lists: whoever skips to the content wants to read and write.
            with ui.element("section").classes("room").props('id="content" aria-label="Conversation"'):
                ui.html(parts.fold(), sanitize=False).classes("folding")
                self._title = ui.html("", sanitize=False).classes("title")
                self._welcome = ui.html("", sanitize=False)
                self._view = RoomView(self._board, lambda: {at: one.name for at, one in self._people.items()})
                ui.html(parts.composer(), sanitize=False).classes("composing")
                hints = ui.html("", sanitize=False).classes("hints")
        self._conversation = Conversation(
            self._visits, self._company, self._visitor, self._words, self._language, Dialog(), hints
        )
        ui.on("do", self._do)
        ui.on("hint", lambda event: self._conversation.hint(str(event.args)))
        self._client.on_delete(self._board.listen(self._changed.add))
        self._draw()
        if (waiting := self._visits.brought(at)) is not None:
            await self._client.connected()
            await self._conversation.show(waiting, at, at)
        ui.timer(LOOKS, self._look)

    async def _look(self) -> None:
        """Bring the page up to date; while time passes, what is slow to read is read seldom."""
        self._looks += 1
        if self._is_travelling or self._travelled:
            ended = not self._is_travelling
            self._travelled = not ended
            if ended or self._looks % READS == 0:
                await self._refresh()
            else:
                self._draw_what_moves()
        elif self._changed:
            await self._refresh()

    @property
    def _is_travelling(self) -> bool:
        return self._journey is not None and self._journey.under_way is not None

    async def _learn(self) -> None:
        self._people = {one.account: one for one in await self._company.people()}
        rooms = (self._visitor.me, *(one.room for one in self._company.channels(self._visitor.me)))
        if self._visitor.room not in rooms:
            # They are in that cohort no more.
            self._visitor.room = self._visitor.me
        if self._journey is not None:
            self._weeks = await self._journey.weeks()

    async def _refresh(self) -> None:
        await self._learn()
        if not self._client.is_deleted:
            self._draw()

    def _draw(self) -> None:
        me, now = self._people.get(self._visitor.me), self._company.now()
        self._draw_what_moves()
        self._title.set_content(joined(self._heading(me), parts.drafts(self._visitor.me, self._visitor.room)))
        if me is not None and self._journey is not None:
            self._welcome.set_content(parts.welcome(me))
        self._list.refresh(list(self._people.values()), self._visitor.me, self._visitor.room, now)
        if self._time is not None:
            keys = {one.name: key_of(one.account) for one in self._people.values()}
            self._time.draw(self._weeks, self._week, keys)

    def _draw_what_moves(self) -> None:
        """The time, and the room that is open."""
        me = self._people.get(self._visitor.me)
        anew = self._visitor.room in self._changed
        self._changed.clear()
        self._view.look(self._visitor.room, self._visitor.me, me.zone if me else "UTC", anew=anew)
        if self._time is not None:
            self._time.move(self._company.now())

    def _heading(self, me: Someone | None) -> Html:
        if isinstance(self._visitor.room, Channel):
            room = next(
                one for one in self._company.channels(self._visitor.me) if one.room == self._visitor.room
            )
            return parts.channel(room, me.name if me else self._visitor.me.user)
        if me is None:
            return parts.stranger(self._visitor.me)
        return parts.own_room(me, self._company.now(), played=self._journey is not None)

    def _language(self) -> str | None:
        me = self._people.get(self._visitor.me)
        return me.language if me else None

    @contextmanager
    def _telling(self, number: int) -> Iterator[None]:
        """Tell the browser how an act ended; a fault goes on to the log."""
        well = False
        try:
            yield
            well = True
        finally:
            self._client.run_javascript(f"playground.answered({number}, {str(well).lower()})")

    async def _do(self, event: GenericEventArguments) -> None:
        """What the visitor asked for by a click, a key or a form."""
        done = read(event.args)
        with self._telling(done.number):
            if self._journey is None:
                # Somebody may have left the cohort, or have been erased, since the page was drawn.
                await self._learn()
            await self._carry_out(done)
            if self._is_travelling:
                self._travelled = True
                self._draw()
            else:
                await self._refresh()

    async def _carry_out(self, done: Done) -> None:
        match done.what:
            case "be" | "travel" | "stop" | "hand-back" if self._journey is not None:
                await self._play(self._journey, done)
            case "be":
                self._visitor.room = self._visitor.me
            case "channel":
                found = (
                    one.room
                    for one in self._company.channels(self._visitor.me)
                    if _name(one.room) == done.about
                )
                self._visitor.room = next(found, self._visitor.room)
            case "search":
                self._list.words = done.fields.get("words", "")
            case "week":
                chosen = next((one.number for one in self._weeks if str(one.number) == done.about), None)
                self._week = None if self._week == chosen else chosen
            case _:
                await self._conversation.do(done)

    async def _play(self, journey: Journey, done: Done) -> None:
        """What can be done only where others are played."""
        match done.what:
            case "be":
                found = next(
                    (one for one in self._people.values() if key_of(one.account) == done.about), None
                )
                if found is not None:
                    self._visitor.me = self._visitor.room = found.account
                    journey.play(found.name)
                    await self._learn()
            case "travel" if done.about in SPANS:
                background_tasks.create(self._travel(journey, done.about))
            case "stop":
                await journey.stop()
            case "hand-back":
                journey.hand_back(done.about)

    async def _travel(self, journey: Journey, span: str) -> None:
        with self._telling(0), suppress(Travelling, asyncio.CancelledError):
            await journey.go(SPANS[span])


def _name(room: Channel) -> str:
    return f"{room.platform}/{room.id}"
