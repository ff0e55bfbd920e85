"""Somebody of the community, by what they do and what they see."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.memory.acts import (
    Act,
    Answer,
    Does,
    Lookup,
    Submit,
    Type,
    Use,
    Visit,
    press_in,
    press_of,
)
from adapters.memory.outbound import answer_to, readable
from bot.chat.adapter import Shown
from bot.chat.form import Form
from bot.chat.message import File
from bot.chat.place import Account, Place, Profile
from bot.chat.text import plain
from bot.domain.people import Enrolment

if TYPE_CHECKING:
    from tests.world.community import Community


_TITLE = re.compile(r" · \*\*(.+?)\*\*")


class Someone:
    """A person with an account in one chat or several, the preferred one first."""

    def __init__(self, world: Community, enrolment: Enrolment, accounts: tuple[Account, ...]) -> None:
        self._world = world
        self._last: Act | None = None
        self._answer: Answer | None = None
        self.enrolment = enrolment
        self.accounts = accounts
        self.seen = Profile()
        """What the chat tells about this person, unasked."""
        self.form: Form | None = None
        """The form that is open."""

    @property
    def name(self) -> str:
        return self.enrolment.person.name

    @property
    def place(self) -> Place:
        """Where the bot writes to this person in private."""
        return Place(at=self.accounts[0])

    def shown(self) -> list[Shown]:
        """What was shown in this person's own places, oldest first."""
        return [one for one in self._world.shown if one.place.at in self.accounts]

    def messages(self) -> list[str]:
        """The same as text."""
        return [readable(one.part.content) for one in self.shown()]

    def files(self) -> list[File]:
        """The files that came with them."""
        return [one.part.file for one in self.shown() if one.part.file is not None]

    def told(self) -> list[str]:
        """The same without the summaries of Monday morning."""
        return [message for message in self.messages() if " this week" not in message.partition("\n")[0]]

    @property
    def answered(self) -> str:
        """How the last act was answered: "say", "replace", "ask" ...; empty where nothing was."""
        return "" if self._answer is None else self._answer.kind

    def titles(self) -> list[str]:
        """The titles of the steps that were shown, in order."""
        return [found[1] for one in self.shown() if (found := _TITLE.search(one.part.content))]

    def sees(self, words: str) -> int:
        """How many messages in this person's places contain the words."""
        return sum(words in message for message in self.messages())

    def times(self, words: str = "") -> list[str]:
        """When such messages were shown, by this person's own clocks: "Mon 2026-09-07 09:00"."""
        return [
            self._world.local(one.at, self).strftime("%a %Y-%m-%d %H:%M")
            for one in self.shown()
            if words in readable(one.part.content)
        ]

    async def joins(self) -> str:
        """Press Join in the cohort's channel; what is answered."""
        await self._world.settle()
        chat = self.accounts[0].platform
        seen = (one for one in reversed(self._world.shown) if not one.place.private)
        invitation = next((one for one in seen if one.place.platform == chat), None)
        if invitation is None:
            raise LookupError(f"{self.name} sees no invitation on {chat}")
        return await self.does(press_of(invitation, "Join"), invitation.place)

    async def presses(self, label: str, *, on: str = "", of: Someone | None = None) -> str:
        """Press a button: of the last answer, else of the newest message (saying `on`) that has it."""
        if self._answer is not None and not on and of is None:
            for part in self._answer.parts:
                if any(button.label == label for button in part.buttons):
                    return await self.does(press_in(self._answer, label))
        for one in reversed((of or self).shown()):
            if on in readable(one.part.content) and any(b.label == label for b in one.part.buttons):
                return await self.does(press_of(one, label), one.place)
        raise LookupError(f"{self.name} has no button {label!r}; there is: {self.messages()}")

    async def fills(self, **values: str) -> str:
        """Send off the form that is open."""
        if self.form is None:
            raise LookupError(f"{self.name} has no form open")
        return await self.does(Submit(str(self.form.token), tuple(values.items())))

    async def uses(self, command: str, **values: str) -> str:
        """Use a slash command."""
        return await self.does(Use(command, tuple(values.items())))

    async def types(self, text: str, *attachments: str, place: Place | None = None) -> str:
        """Type something; what the bot says to it in private."""
        before = len(self.shown())
        await self.does(Type(text, attachments), place)
        await self._world.app.door.quiet()
        await self._world.settle()
        return "\n".join(self.messages()[before:])

    async def opens(self, path: str) -> str:
        """Open a page by its path."""
        return await self.does(Visit(path))

    async def is_offered(self, command: str, param: str, typed: str = "") -> list[str]:
        """What is offered while this parameter is being typed."""
        await self.does(Lookup(command, param, typed))
        return [] if self._answer is None else [choice.label for choice in self._answer.choices]

    def buttons(self) -> list[str]:
        """The labels on the last answer, else on the newest message."""
        if self._answer is not None:
            parts = self._answer.parts
        else:
            parts = tuple(one.part for one in self.shown()[-1:])
        return [button.label for part in parts for button in part.buttons]

    def contents(self) -> list[str]:
        """The last answer as the chat was given it, part by part."""
        answer = self._answer
        problems = () if answer is None else answer.problems
        return [] if answer is None else [*(part.content for part in answer.parts), *(p for _, p in problems)]

    def button(self, label: str) -> Does:
        """The press of a button of the last answer, to be done now, later, twice, or by somebody else."""
        if self._answer is None:
            raise LookupError(f"{self.name} was not answered")
        return press_in(self._answer, label)

    def newest_buttons(self) -> list[str]:
        """The labels on the newest message, whatever was answered since."""
        return [button.label for one in self.shown()[-1:] for button in one.part.buttons]

    async def repeats(self) -> str:
        """The chat tells the bot once more of what was done last: the same event, twice."""
        if self._last is None:
            raise LookupError(f"{self.name} has done nothing yet")
        return await self._deliver(self._last)

    async def does(self, does: Does, place: Place | None = None) -> str:
        """Act, and read the answer as text; empty where there is none."""
        account = self.accounts[0]
        if place is not None and place.platform != account.platform:
            account = next(one for one in self.accounts if one.platform == place.platform)
        self._last = Act(
            id=f"{self.name}-{self._world.number()}",
            at=self._world.now,
            account=account,
            place=place or Place(at=account),
            does=does,
            seen=self.seen,
        )
        return await self._deliver(self._last)

    async def _deliver(self, act: Act) -> str:
        act = replace(act, at=self._world.now)
        reply = await self._world.chats[act.account.platform].deliver(act)
        self._answer = None if reply is None else answer_to(act, reply, act.account.platform)
        await self._world.settle()
        return self._read()

    def _read(self) -> str:
        answer = self._answer
        if answer is None:
            return ""
        self.form = answer.form or (self.form if answer.problems else None)
        lines = [readable(part.content) for part in answer.parts]
        lines += [f"{field}: {readable(problem)}" for field, problem in answer.problems]
        if answer.form is not None:
            lines += [plain((answer.form.title,)), *(field.label for field in answer.form.fields)]
        return "\n".join(lines)
