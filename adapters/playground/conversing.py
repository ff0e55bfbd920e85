"""What a visitor says and presses: it goes through the door, and what its answer opens is opened."""

from collections.abc import Callable
from dataclasses import dataclass

from nicegui import ui

from adapters.playground import chat_parts as parts
from adapters.playground import commands, outbound
from adapters.playground.company import Company
from adapters.playground.dialog import Asked, Dialog
from adapters.playground.done import Done
from adapters.playground.posted import Room
from adapters.playground.visiting import Visits
from bot.chat.form import Form
from bot.chat.message import Message
from bot.chat.place import Account
from bot.chat.reply import Ask, Refuse, Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import Text


@dataclass(slots=True)
class Visitor:
    """Who a visitor is, and which room is open."""

    me: Account
    room: Room


class Conversation:
    """Carries a visitor's acts. Whoever became somebody else meanwhile is not shown the others' answer."""

    def __init__(
        self,
        visits: Visits,
        company: Company,
        visitor: Visitor,
        words: Callable[[str | None], Wording],
        language: Callable[[], str | None],
        dialog: Dialog,
        hints: ui.html,
    ) -> None:
        self._visits = visits
        self._board = visits.board
        self._company = company
        self._visitor = visitor
        self._words = words
        self._language = language
        self._dialog = dialog
        self._hints = hints
        self._hinted = 0

    async def do(self, done: Done) -> None:
        """Carry out one act."""
        match done.what:
            case "press":
                await self._press(done.about)
            case "submit" if (asked := self._dialog.asked) is not None:
                await self._submit(asked, done.fields)
            case "send":
                await self._send(done.fields.get("text", ""))
            case "open":
                await self._open(done.about)
            case "back":
                self._dialog.turn_back()
            case "closed":
                self._dialog.forget()

    async def _press(self, about: str) -> None:
        me, room = self._visitor.me, self._visitor.room
        id, _, number = about.rpartition("/")
        # Whatever the browser says, nobody presses what they can't read.
        posted = self._board.seen(id, me, [one.room for one in self._company.channels(me)])
        buttons = () if posted is None else posted.part.buttons
        pressed = next((one for at, one in enumerate(buttons) if str(at) == number), None)
        if posted is not None and pressed is not None:
            await self.show(await self._visits.presses(me, posted, pressed.token), me, room)

    async def _submit(self, asked: Asked, fields: dict[str, str]) -> None:
        self._dialog.keep(fields)
        reply = await self._visits.submits(asked.of, asked.room, asked.form, fields)
        await self.show(reply, asked.of, asked.room, asked)

    async def _send(self, text: str) -> None:
        me, room = self._visitor.me, self._visitor.room
        if not text.strip():
            return
        if len(text) > parts.LONGEST:
            # No browser sends it by itself.
            self._tell((f"I read {parts.LONGEST:,} characters at once. Write less, please.",), me, room)
            return
        if not text.startswith("/"):
            await self.show(await self._visits.types(me, room, text), me, room)
            return
        match commands.parse(text, self._visits.commands, self._words(self._language())):
            case commands.Use(command=command, values=values):
                await self.show(await self._visits.uses(me, room, command, values), me, room)
            case commands.Unclear(why=why, listed=listed):
                known = "\n".join(commands.usage(one) for one in listed)
                self._tell((*why, f"\n{known}" if known else ""), me, room)

    async def _open(self, path: str) -> None:
        """A page that something leads to; it may lead to what a button does."""
        me = self._visitor.me
        match await self._visits.looks(me, path):
            case None:
                return
            case Show(page=page) if self._visitor.me == me:
                self._dialog.turn_to(page)
            case Refuse(text=why) if self._visitor.me == me:
                self._dialog.refuse(why)
            case Show() | Refuse():
                return
            case reply:
                # What is said in answer is said where they read it.
                await self._visits.bring(me, reply)
                self._visits.brought(me)
                if self._visitor.me == me:
                    self._visitor.room = me
                await self.show(reply, me, me)

    def _tell(self, why: Text, reader: Account, room: Room) -> None:
        """Say something to one alone."""
        for part in outbound.layout(Message(text=why)):
            self._board.post(room, part, self._company.now(), reader=reader)

    async def show(self, reply: Reply | None, by: Account, room: Room, asked: Asked | None = None) -> None:
        """Open what the answer to `by` opens, and let everything happen that it causes.

        `asked` is the form that was answered by it.
        """
        if isinstance(reply, Refuse) and reply.problems and (asked is None or by != self._visitor.me):
            self._tell(commands.refused(reply), by, room)
        if self._visitor.me == by:
            self._show(reply, by, room, asked)
        await self._company.settled()

    def _show(self, reply: Reply | None, by: Account, room: Room, asked: Asked | None) -> None:
        match reply:
            case Ask(form=form) | Say(onward=Form() as form):
                self._dialog.ask(Asked(form, by, room), {})
            case Refuse(problems=problems) if problems and asked is not None:
                self._dialog.ask(self._dialog.asked or asked, problems, reply.besides)
            case Show(page=page):
                self._dialog.turn_to(page)
            case _:
                self._dialog.close()

    async def hint(self, typed: str) -> None:
        """Show what can be typed next, unless something else is typed by then."""
        self._hinted = number = self._hinted + 1
        me, room = self._visitor.me, self._visitor.room
        found = commands.hint(typed, self._visits.commands, self._language())
        suggestions = found.suggestions
        if (wants := found.wants) is not None:
            offer = await self._visits.looks_up(me, room, wants.command, wants.param, wants.typed)
            suggestions = commands.offered(wants, offer.choices)
        if number == self._hinted:
            self._hints.set_content(parts.suggested(suggestions, found.text))
