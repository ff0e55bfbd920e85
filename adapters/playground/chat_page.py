"""The page of the chats: whoever the visitor is, the rooms that they read, and the passing of time."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from nicegui import background_tasks, ui
from nicegui.events import GenericEventArguments

from adapters.playground import chat_parts as parts
from adapters.playground import commands, outbound, shell
from adapters.playground.board import Room
from adapters.playground.company import Company, Journey, Someone, Travelling, Week
from adapters.playground.dialog import Asked, Dialog
from adapters.playground.done import Done, read
from adapters.playground.markup import Html
from adapters.playground.page_routes import key_of
from adapters.playground.people_view import PeopleView
from adapters.playground.room_view import RoomView
from adapters.playground.time_bar import SPANS, TimeBar
from adapters.playground.visiting import Visits
from bot.chat.form import Form
from bot.chat.message import Message
from bot.chat.place import Account, Channel
from bot.chat.reply import Ask, Refuse, Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import Text

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
        self._me = me
        self._room: Room = me
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
        me, real = self._people.get(self._me), self._journey is None
        if real and not self._board.standing(self._me, self._me):
            # Nothing was said to them yet: the invitation stands in the channel.
            self._room = next((one.room for one in self._company.channels(self._me)), self._me)
        who = me.name if me is not None and real else ""
        ui.html(shell.header(self._ways, "/", who, may_leave=real), sanitize=False).classes("head")
        ui.html(parts.troubles(), sanitize=False)
        self._time = None if self._journey is None else TimeBar(self._journey)
        with ui.element("div").classes("columns"):
            self._list = PeopleView(self._board, self._company.channels(self._me), alone=real)
            # Past the lists: whoever skips to the content wants to read and write.
            with ui.element("section").classes("room").props('id="content" aria-label="Conversation"'):
                ui.html(parts.fold(), sanitize=False).classes("folding")
                self._title = ui.html("", sanitize=False).classes("title")
                self._welcome = ui.html("", sanitize=False)
                self._view = RoomView(self._board, lambda: {at: one.name for at, one in self._people.items()})
                ui.html(parts.composer(), sanitize=False).classes("composing")
                self._hints = ui.html("", sanitize=False).classes("hints")
        self._dialog = Dialog()
        ui.on("do", self._do)
        ui.on("hint", self._hint)
        self._client.on_delete(self._board.listen(self._changed.add))
        self._draw()
        if (waiting := self._visits.brought(self._me)) is not None:
            await self._client.connected()
            await self._show(waiting)
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
        if self._journey is not None:
            self._weeks = await self._journey.weeks()

    async def _refresh(self) -> None:
        await self._learn()
        if not self._client.is_deleted:
            self._draw()

    def _draw(self) -> None:
        me, now = self._people.get(self._me), self._company.now()
        self._draw_what_moves()
        self._title.set_content(self._heading(me))
        if me is not None and self._journey is not None:
            self._welcome.set_content(parts.welcome(me))
        self._list.refresh(list(self._people.values()), self._me, self._room, now)
        if self._time is not None:
            keys = {one.name: key_of(one.account) for one in self._people.values()}
            self._time.draw(self._weeks, self._week, keys)

    def _draw_what_moves(self) -> None:
        """The time, and the room that is open."""
        me = self._people.get(self._me)
        anew = self._room in self._changed
        self._changed.clear()
        self._view.look(self._room, self._me, me.zone if me else "UTC", anew=anew)
        if self._time is not None:
            self._time.move(self._company.now())

    def _heading(self, me: Someone | None) -> Html:
        if isinstance(self._room, Channel):
            room = next(one for one in self._company.channels(self._me) if one.room == self._room)
            return parts.channel(room, me.name if me else self._me.user)
        if me is None:
            return parts.stranger(self._me)
        return parts.own_room(me, self._company.now(), played=self._journey is not None)

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
            case "channel":
                found = (
                    one.room for one in self._company.channels(self._me) if _name(one.room) == done.about
                )
                self._room = next(found, self._room)
            case "search":
                self._list.words = done.fields.get("words", "")
            case "week" if done.about.isdecimal():
                self._week = None if self._week == int(done.about) else int(done.about)
            case "press":
                await self._press(done.about)
            case "submit" if (asked := self._dialog.asked) is not None:
                self._dialog.keep(done.fields)
                await self._show(
                    await self._visits.submits(asked.of, asked.room, asked.form, done.fields), asked
                )
            case "send":
                await self._send(done.fields.get("text", ""))
            case "open":
                await self._open(done.about)
            case "back":
                self._dialog.turn_back()
            case "closed":
                self._dialog.forget()

    async def _play(self, journey: Journey, done: Done) -> None:
        """What can be done only where others are played."""
        match done.what:
            case "be":
                found = next(
                    (one for one in self._people.values() if key_of(one.account) == done.about), None
                )
                if found is not None:
                    self._me = self._room = found.account
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

    async def _press(self, about: str) -> None:
        id, _, number = about.rpartition("/")
        posted = self._board.posted(id)
        if posted is None or posted.reader not in (None, self._me) or not number.isdecimal():
            return
        if int(number) < len(posted.part.buttons):
            token = posted.part.buttons[int(number)].token
            await self._show(await self._visits.presses(self._me, posted, token))

    async def _send(self, text: str) -> None:
        if not text.strip():
            return
        if not text.startswith("/"):
            await self._show(await self._visits.types(self._me, self._room, text))
            return
        match commands.parse(text, self._visits.commands, self._say()):
            case commands.Use(command=command, values=values):
                await self._show(await self._visits.uses(self._me, self._room, command, values))
            case commands.Unclear(why=why, listed=listed):
                known = "\n".join(commands.usage(one) for one in listed)
                self._tell((*why, f"\n{known}" if known else ""))

    async def _open(self, path: str) -> None:
        """A page that something leads to; it may lead to what a button does."""
        me = self._me
        match await self._visits.looks(me, path):
            case None:
                return
            case Show(page=page):
                self._dialog.turn_to(page)
            case Refuse(text=why):
                self._dialog.refuse(why)
            case reply:
                # What is said in answer is said where they read it.
                self._room = me
                self._visits.bring(me, reply)
                self._visits.brought(me)
                await self._show(reply)

    def _say(self) -> Wording:
        me = self._people.get(self._me)
        return self._words(me.language if me else None)

    def _tell(self, why: Text) -> None:
        """Say something to the visitor alone."""
        for part in outbound.layout(Message(text=why)):
            self._board.post(self._room, part, self._company.now(), reader=self._me)

    async def _show(self, reply: Reply | None, asked: Asked | None = None) -> None:
        """Open what an answer opens, and let everything happen that it causes; `asked` was answered by it."""
        match reply:
            case Ask(form=form) | Say(onward=Form() as form):
                self._dialog.ask(Asked(form, asked.of if asked else self._me, self._room), {})
            case Refuse(problems=problems) if problems and asked is not None and self._dialog.asked:
                self._dialog.ask(self._dialog.asked, problems, reply.besides)
            case Show(page=page):
                self._dialog.turn_to(page)
            case _:
                if isinstance(reply, Refuse) and reply.problems:
                    self._tell(commands.refused(reply))
                self._dialog.close()
        await self._company.settled()

    async def _hint(self, event: GenericEventArguments) -> None:
        """What can be typed next."""
        found = commands.hint(str(event.args), self._visits.commands)
        suggestions = found.suggestions
        if (wants := found.wants) is not None:
            offer = await self._visits.looks_up(self._me, self._room, wants.command, wants.param, wants.typed)
            suggestions = commands.offered(wants, offer.choices)
        self._hints.set_content(parts.suggested(suggestions, found.text))


def _name(room: Channel) -> str:
    return f"{room.platform}/{room.id}"
