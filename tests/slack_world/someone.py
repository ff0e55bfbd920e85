"""Somebody at a Slack client, by what they do and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.place import Account, Place
from bot.domain.people import Enrolment
from tests.platforms.slack.answer import Answer
from tests.platforms.slack.modal import Modal
from tests.platforms.slack.people import Person
from tests.platforms.slack.seen import SeenHome, SeenMessage
from tests.slack_world.bot import SLACK

if TYPE_CHECKING:
    from tests.slack_world.town import Town


class Someone:
    """A person with an account on Slack. Each act returns what is read of the first answer."""

    def __init__(self, town: Town, hands: Person, enrolment: Enrolment) -> None:
        self._town = town
        self.hands = hands
        self.enrolment = enrolment
        self.account = Account(platform=SLACK, workspace=town.slack.team, user=hands.id)
        self.answer: Answer | None = None
        """How the last act was answered."""
        self.modal: Modal | None = None
        """The form that is open."""

    @property
    def name(self) -> str:
        return self.enrolment.person.name

    @property
    def place(self) -> Place:
        return Place(at=self.account)

    def rooms(self) -> list[str]:
        """The direct messages with the bot, where they were opened."""
        room = self._town.slack.dm(self.hands)
        return [] if room is None else [room]

    def letters(self) -> list[SeenMessage]:
        """What the bot wrote to this person in private, oldest first; answers to clicks are not among it."""
        bot = self._town.slack.world.bot.name
        found = (message for room in self.rooms() for message in self.hands.sees(room))
        return [message for message in found if message.author == bot and message.metadata is not None]

    def messages(self) -> list[str]:
        """The same as text."""
        return [letter.content for letter in self.letters()]

    def sees(self, words: str) -> int:
        """How many of them hold these words."""
        return sum(words in message for message in self.messages())

    def public(self) -> list[SeenMessage]:
        """What stands in the cohort's channel, for all."""
        return [each for each in self.hands.sees(self._town.channel.id) if not each.ephemeral]

    async def joins(self) -> str:
        """Press Join in the cohort's channel."""
        return await self.presses("Join", among=self.public())

    async def is_in(self) -> None:
        """Join, and accept everything that is asked then, as far as the test message."""
        await self.joins()
        await self.presses("Yes")
        await self.presses("All fine")

    async def presses(self, label: str | int, *, on: str = "", among: list[SeenMessage] | None = None) -> str:
        """Press a button: of the last answer, else of the newest message (with these words) that has it."""
        shown = self.answer if self.answer is not None and among is None and not on else None
        if shown is not None and (label in shown.labels or isinstance(label, int)):
            return await self.reads(await self.hands.clicks_in(shown, label))
        for message in reversed(self.letters() if among is None else among):
            if on in message.content and (label in message.labels or isinstance(label, int)):
                return await self.clicks(message, label)
        raise LookupError(f"{self.name} has no button {label!r}; there is: {self.messages()}")

    async def clicks(self, message: SeenMessage, label: str | int) -> str:
        """Press this button of this message."""
        return await self.reads(await self.hands.clicks(message.channel_id, message.ts, label))

    async def chooses(self, *chosen: str, select: int | str = 0) -> str:
        """Choose in the select of the last answer."""
        assert self.answer is not None
        return await self.reads(await self.hands.selects_in(self.answer, select, *chosen))

    async def uses(self, line: str, *, at: str | None = None) -> str:
        """Use a slash command, "program pause 2", in the cohort's channel by default."""
        typed = f"/{self._town.prefix}{line}"
        return await self.reads(await self.hands.uses(typed, at or self._town.channel.id))

    async def fills(self, **values: str) -> str:
        """Send off the form that is open; what is not named stays as it was. What is wrong is read, too."""
        assert self.modal is not None, f"{self.name} has no form open"
        said = await self.reads(await self.hands.submits(self.modal, dict(values)))
        assert self.answer is not None
        return said if self.answer.kind != "errors" else "\n".join(self.answer.errors.values())

    async def types(self, text: str) -> str:
        """Write to the bot; what it says to it in private."""
        await self._town.advance(seconds=1)
        before = len(self.letters())
        written = self.hands.types(text)
        await self._town.heard(written)
        await self._town.settle()
        return "\n".join(self.messages()[before:])

    async def opens_home(self) -> SeenHome:
        """Open the bot's Home."""
        shown = await self.hands.opens_home()
        await self._town.settle()
        return self.hands.home or shown

    def labels(self) -> list[str]:
        """The buttons of the last answer, else of the newest message."""
        if self.answer is not None:
            return self.answer.labels
        return [button.label for letter in self.letters()[-1:] for button in letter.buttons]

    def present(self) -> dict[str, str]:
        """What stands in the fields of the form that is open."""
        assert self.modal is not None
        return {field.block_id: str(field.value or "") for field in self.modal.fields}

    async def reads(self, answer: Answer) -> str:
        """Take an answer that came by itself for the last one."""
        self.answer, self.modal = answer, answer.modal
        await self._town.settle()
        return answer.content
