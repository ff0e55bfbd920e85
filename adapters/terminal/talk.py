"""A talk at the terminal: a line is read, the bot answers, and then the next line is read."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from adapters.terminal import inbound, outbound
from adapters.terminal.commands import Unclear, Use, usage
from adapters.terminal.forms import LEAVE, field_lines, read_field
from adapters.terminal.inbound import Events, Press, Quit, Typed, Visit, Wait, Words
from adapters.terminal.lines import Lines
from adapters.terminal.safe import one_line
from adapters.terminal.screen import Screen
from bot.chat.adapter import Door
from bot.chat.command import Command
from bot.chat.event import Event
from bot.chat.form import Field, Form
from bot.chat.message import Message, Part
from bot.chat.place import MessageRef
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import Text, plain

Settled = Callable[[], Awaitable[None]]
Carried = Callable[[timedelta], Awaitable[None]]


class Talk:
    """Who types, and what happens then.

    `settled` returns when everything that the last line has caused is printed; `carried` lets time
    pass on a copy, and is None where time can't be moved.
    """

    def __init__(
        self,
        screen: Screen,
        lines: Lines,
        *,
        settled: Settled,
        carried: Carried | None = None,
    ) -> None:
        self._screen = screen
        self._lines = lines
        self._settled = settled
        self._carried = carried
        self._events = Events(screen.seat)

    async def run(self, commands: Sequence[Command], door: Door) -> None:
        """Talk until no more is typed."""
        self._tell(inbound.hints(self._screen.say))
        if self._carried is not None:
            self._tell(self._screen.say("The clock stands still here; !wait 2d lets two days pass."))
        await self._settled()
        while (line := await self._line()) is not None:
            if not line.strip():
                continue
            typed = inbound.read(line, commands, self._screen.say)
            if isinstance(typed, Quit):
                return
            await self._do(typed, door)
            await self._settled()

    async def _line(self) -> str | None:
        self._screen.prompt()
        line = await self._lines.next()
        if line is not None:
            self._screen.typed()
        return line

    async def _do(self, typed: Typed, door: Door) -> None:
        at = self._screen.clock()
        match typed:
            case Words(text=text):
                await self._ask(door, self._events.said(text, at))
            case Use():
                await self._ask(door, self._events.used(typed, at))
            case Press():
                await self._press(typed, door)
            case Visit(path=path):
                await self._ask(door, self._events.opened(path, at))
            case Wait(span=span):
                await self._wait(span)
            case Unclear(why=why, listed=listed):
                self._tell(why)
                self._screen.write([line for one in listed for line in _listed(one, self._screen.say)])
            case Quit():
                pass
            case _:
                assert_never(typed)

    async def _press(self, press: Press, door: Door) -> None:
        history, wanted = self._screen.history, press.button
        found = history.numbered(wanted) if isinstance(wanted, int) else history.called(wanted)
        if found is None:
            self._tell(self._screen.say("There is no button {button} to press.", button=f"“{wanted}”"))
            return
        button, on = found
        await self._ask(door, self._events.pressed(button, on, self._screen.clock()), on.ref)

    async def _wait(self, span: timedelta) -> None:
        if self._carried is None:
            self._tell(
                self._screen.say("Time passes by itself here. On a copy, which --at makes, !wait moves it.")
            )
            return
        await self._carried(span)

    async def _ask(self, door: Door, event: Event, ref: MessageRef | None = None) -> None:
        reply = await _reply(door, event)
        if reply is not None:
            await self._show(reply, door, ref)

    async def _show(self, reply: Reply, door: Door, ref: MessageRef | None) -> None:
        match reply:
            case Say(message=message):
                self._screen.answer(outbound.layout(message))
            case Replace(message=message):
                self._replace(message, ref)
            case Refuse(text=text, problems=problems):
                self._screen.answer(outbound.layout(Message(text=text)))
                self._problems(problems, ())
            case Ask(form=form):
                await self._fill(form, door)
            case Offer(choices=choices):
                self._screen.write([one_line(choice.label) for choice in choices])
            case Show(page=page):
                self._screen.write(["", *outbound.page_lines(page)])
            case _:
                assert_never(reply)

    def _replace(self, message: Message, ref: MessageRef | None) -> None:
        parts = outbound.layout(message)
        if ref is not None:
            whole = "\n\n".join(part.content for part in parts)
            self._screen.history.change(ref, replace(parts[-1], content=whole))
        self._screen.answer(parts, ref)

    async def _fill(self, form: Form, door: Door) -> None:
        """Ask until the bot is content, or the person leaves; only what was wrong is asked again."""
        self._screen.write(["", f"{one_line(plain((form.title,)))}:"])
        self._tell(
            self._screen.say("An empty line keeps what stands in brackets; {leave} leaves.", leave=LEAVE)
        )
        fields, values = form.fields, {field.key: field.value for field in form.fields}
        while True:
            if not await self._fields(fields, values):
                self._tell(self._screen.say("You left the form. Nothing of it was sent."))
                return
            reply = await _reply(door, self._events.filled(form, values, self._screen.clock()))
            problems = reply.problems if isinstance(reply, Refuse) else {}
            fields = tuple(
                replace(field, value=values[field.key]) for field in form.fields if field.key in problems
            )
            if not isinstance(reply, Refuse) or not fields:
                break
            if reply.besides:
                self._screen.answer(outbound.layout(Message(text=reply.besides)))
            self._problems(problems, form.fields)
        if reply is not None:
            await self._show(reply, door, None)

    async def _fields(self, fields: Sequence[Field], values: dict[str, str]) -> bool:
        """Ask for these, one after the other. False: the person left."""
        for field in fields:
            self._screen.write(field_lines(field, self._screen.say))
            while True:
                line = await self._line()
                if line is None or line.strip().casefold() == LEAVE:
                    return False
                value = self._meant_for_outside(line) or read_field(field, line, self._screen.say)
                if isinstance(value, str):
                    values[field.key] = value
                    break
                self._tell(value)
        return True

    def _meant_for_outside(self, line: str) -> Text | None:
        """A press or the like can't be meant as an answer; slashes and all other words can."""
        if isinstance(inbound.read(line, (), self._screen.say), Press | Visit | Wait | Quit):
            return self._screen.say("This form is open. Answer it, or leave it with {leave}.", leave=LEAVE)
        return None

    def _problems(self, problems: dict[str, Text], fields: Sequence[Field]) -> None:
        labels = {field.key: field.label for field in fields}
        for key, problem in problems.items():
            label = one_line(labels.get(key, key))
            self._screen.write([f"{outbound.INDENT}{label}: {outbound.render(problem)}"])

    def _tell(self, text: Text) -> None:
        self._screen.answer((Part(content=outbound.render(text)),))


async def _reply(door: Door, event: Event) -> Reply | None:
    answering = await door.accept(event)
    return None if answering is None else await answering


def _listed(command: Command, say: Wording) -> list[str]:
    summary = one_line(plain(say(command.summary)))
    lines = [f"{outbound.INDENT}{usage(command)}: {summary}"]
    for param in command.params:
        choices = "/".join(one_line(plain(say(choice.label))) for choice in param.choices)
        more = f" ({choices})" if choices else ""
        lines.append(f"{outbound.INDENT * 3}{param.name}: {one_line(plain(say(param.summary)))}{more}")
    return lines
