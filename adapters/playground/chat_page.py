"""The page of the chats: whoever the visitor is, the rooms that they read, and the passing of time."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from nicegui import background_tasks, ui
from nicegui.events import GenericEventArguments

from adapters.playground import chat_parts as parts
from adapters.playground import commands, forms, lists, outbound, shell
from adapters.playground.board import Room
from adapters.playground.company import Company, Journey, Someone, Travelling
from adapters.playground.markup import Html, esc, joined, tag
from adapters.playground.room_view import RoomView
from adapters.playground.visiting import Visits
from bot.chat.form import Form, drafted
from bot.chat.message import Message
from bot.chat.place import Account, Channel
from bot.chat.reply import Ask, Refuse, Reply, Say, Show
from bot.chat.text import Say as Wording

LOOKS = 0.2
"""Seconds between two looks at what changed."""


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
        self._say = words(None)
        self._ways = ways
        self._me = me
        self._room: Room = me
        self._people: dict[Account, Someone] = {}
        self._sought = ""
        self._week: int | None = None
        self._form: Form | None = None
        self._dirty = True
        self._entries: dict[Room, ui.html] = {}
        self._drawn: dict[Room, str] = {}

    async def build(self) -> None:
        """Put the page together."""
        await self._learn()
        ui.add_head_html(shell.head())
        ui.html(shell.header(self._ways, "/", ""), sanitize=False).classes("head")
        self._time = ui.html("", sanitize=False).classes("time")
        with ui.element("div").classes("columns"):
            with ui.element("nav").classes("people").props('aria-label="People and channels"'):
                ui.html(parts.search(), sanitize=False)
                self._list = ui.element("ul")
            # Past the lists: whoever skips to the content wants to read and write.
            with ui.element("section").classes("room").props('id="content" aria-label="Conversation"'):
                self._title = ui.html("", sanitize=False)
                self._view = RoomView(self._board, lambda: {at: one.name for at, one in self._people.items()})
                ui.html(parts.composer(), sanitize=False)
                self._hints = ui.html("", sanitize=False).classes("hints")
        self._dialog = ui.html("", sanitize=False, tag="dialog").props(
            'id="dialog" aria-labelledby="dialog-title"'
        )
        ui.on("do", self._do)
        ui.on("hint", self._hint)
        unlisten = self._board.listen(self._changed)
        ui.context.client.on_delete(unlisten)
        await self._refresh()
        if (waiting := self._visits.brought(self._me)) is not None:
            await ui.context.client.connected()
            await self._show(waiting)
        ui.timer(LOOKS, self._look)

    def _changed(self, _room: Room) -> None:
        self._dirty = True

    async def _look(self) -> None:
        if self._dirty or (self._journey is not None and self._journey.under_way is not None):
            await self._refresh()

    async def _learn(self) -> None:
        self._people = {one.account: one for one in await self._company.people()}

    async def _refresh(self) -> None:
        self._dirty = False
        await self._learn()
        me = self._people.get(self._me)
        self._view.look(self._room, self._me, me.zone if me else "UTC")
        self._title.set_content(self._heading(me))
        await self._tell_time(me)
        self._list_people()

    def _heading(self, me: Someone | None) -> Html:
        name = me.name if me else self._me.user
        if isinstance(self._room, Channel):
            room = next(one for one in self._company.channels() if one.room == self._room)
            return joined(
                tag("h1", esc(f"# {room.name}")), tag("p", esc(f"You read it as {name}."), class_="note")
            )
        who = f"{name}, on {self._me.platform.capitalize()}"
        inside = [tag("h1", esc(who))]
        if me is not None and self._journey is not None:
            inside.append(parts.hands(me))
        return joined(*inside)

    async def _tell_time(self, me: Someone | None) -> None:
        if self._journey is None:
            return
        weeks = await self._journey.weeks()
        self._time.set_content(
            parts.travel(self._journey, self._company.now(), lists.weeks(weeks, self._week))
        )

    def _list_people(self) -> None:
        now = self._company.now()
        wanted: dict[Room, str] = {
            one.room: lists.channel(
                one, unread=self._board.unread(self._me, one.room), here=self._room == one.room
            )
            for one in self._company.channels()
        }
        for one in lists.sought(list(self._people.values()), self._sought)[: lists.SHOWN]:
            here = self._room == one.account
            unread = self._board.unread(one.account, one.account)
            wanted[one.account] = lists.person(one, now=now, unread=unread, here=here)
        if list(wanted) != list(self._entries):
            self._list.clear()
            self._drawn = {}
            with self._list:
                self._entries = {room: ui.html("", sanitize=False, tag="li") for room in wanted}
        for room, inside in wanted.items():
            if self._drawn.get(room) != inside:
                self._drawn[room] = inside
                self._entries[room].set_content(inside)

    async def _do(self, event: GenericEventArguments) -> None:
        """What the visitor asked for by a click, a key or a form."""
        done: dict[str, Any] = event.args
        what, about = str(done.get("do", "")), str(done.get("with", ""))
        fields = {str(key): str(value) for key, value in dict(done.get("fields") or {}).items()}
        match what:
            case "be" if self._journey is not None:
                self._be(about)
            case "channel":
                self._enter(about)
            case "search":
                self._sought = fields.get("words", "")
            case "week":
                number = int(about)
                self._week = None if self._week == number else number
            case "travel" if self._journey is not None and about in parts.SPANS:
                background_tasks.create(self._travel(self._journey, parts.SPANS[about]))
            case "stop" if self._journey is not None:
                await self._journey.stop()
            case "hand-back" if self._journey is not None:
                self._journey.hand_back(about)
            case "press":
                await self._press(about)
            case "submit" if self._form is not None:
                await self._submit(self._form, fields)
            case "send":
                await self._send(fields.get("text", ""))
            case _:
                return
        await self._refresh()

    def _be(self, about: str) -> None:
        found = next((one for one in self._people.values() if _id(one.account) == about), None)
        if found is not None and self._journey is not None:
            self._me = self._room = found.account
            self._journey.play(found.name)

    def _enter(self, about: str) -> None:
        found = [
            one.room for one in self._company.channels() if f"{one.room.platform}/{one.room.id}" == about
        ]
        if found:
            self._room = found[0]

    async def _press(self, about: str) -> None:
        id, _, number = about.rpartition("/")
        posted = self._board.posted(id)
        if posted is None or posted.reader not in (None, self._me) or not number.isdecimal():
            return
        if int(number) < len(posted.part.buttons):
            await self._show(
                await self._visits.presses(self._me, posted, posted.part.buttons[int(number)].token)
            )

    async def _send(self, text: str) -> None:
        if not text.strip():
            return
        if not text.startswith("/"):
            await self._show(await self._visits.types(self._me, self._room, text))
            return
        match commands.parse(text, self._visits.commands, self._say):
            case commands.Use(command=command, values=values):
                await self._show(await self._visits.uses(self._me, self._room, command, values))
            case commands.Unclear(why=why, listed=listed):
                known = "\n".join(commands.usage(one) for one in listed)
                for part in outbound.layout(Message(text=(*why, f"\n{known}" if known else ""))):
                    self._board.post(self._room, part, self._company.now(), reader=self._me)

    async def _submit(self, form: Form, fields: dict[str, str]) -> None:
        # What was typed is still there when something has to be put right.
        self._form = drafted(form, fields)
        await self._show(await self._visits.submits(self._me, self._room, form, fields))

    async def _show(self, reply: Reply | None) -> None:
        """Open what an answer opens, and let everything happen that it causes."""
        match reply:
            case Ask(form=form) | Say(onward=Form() as form):
                self._open(form, forms.dialog(form, {}))
            case Refuse(problems=problems) if problems and self._form is not None:
                self._open(self._form, forms.dialog(self._form, problems, reply.besides))
            case Show(page=page):
                self._dialog.set_content(forms.page(page))
                ui.run_javascript("playground.open()")
            case _:
                self._form = None
                ui.run_javascript("playground.close()")
        await self._company.settled()

    def _open(self, form: Form, inside: Html) -> None:
        self._form = form
        self._dialog.set_content(inside)
        ui.run_javascript("playground.open()")

    async def _travel(self, journey: Journey, span: timedelta | None) -> None:
        with suppress(Travelling):
            await journey.go(span)
        self._dirty = True

    async def _hint(self, event: GenericEventArguments) -> None:
        """What can be typed next."""
        typed = str(event.args)
        found = commands.hint(typed, self._visits.commands)
        suggestions = found.suggestions
        if found.wants is not None:
            offer = await self._visits.looks_up(self._me, self._room, *found.wants)
            suggestions = commands.offered(typed, offer.choices)
        self._hints.set_content(parts.suggested(suggestions, found.text))


def _id(account: Account) -> str:
    return f"{account.platform}/{account.workspace}/{account.user}"
