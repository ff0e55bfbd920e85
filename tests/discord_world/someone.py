"""Somebody at a Discord client, by what they do and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.place import Account, Place
from bot.domain.people import Enrolment
from tests.discord_world.bot import DISCORD
from tests.platforms.discord import acting
from tests.platforms.discord.answer import Answer, Modal
from tests.platforms.discord.interaction import Kind
from tests.platforms.discord.people import Option, Person
from tests.platforms.discord.seen import SeenMessage
from tests.platforms.discord.state import DM, PRIVATE_THREAD

if TYPE_CHECKING:
    from tests.discord_world.town import Town


class Someone:
    """A person with an account on Discord. Each act returns what is read of the first answer."""

    def __init__(self, town: Town, hands: Person, enrolment: Enrolment) -> None:
        self._town = town
        self.hands = hands
        self.enrolment = enrolment
        self.account = Account(platform=DISCORD, user=str(hands.id))
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

    def rooms(self) -> list[int]:
        """The channels in which the bot writes to this person alone: direct messages, private threads."""
        channels = self._town.discord.world.channels.values()
        return [
            each.id
            for each in channels
            if (each.kind == DM and each.recipient is self.hands.user)
            or (each.kind == PRIVATE_THREAD and self.hands.id in each.members)
        ]

    def letters(self) -> list[SeenMessage]:
        """What the bot wrote to this person in private, oldest first; answers to clicks are not among it."""
        world = self._town.discord.world
        found = [
            message
            for room in self.rooms()
            for message in self.hands.sees(room)
            if message.author == world.bot.name and world.channels[room].messages[message.id].nonce
        ]
        return sorted(found, key=lambda message: message.id)

    def messages(self) -> list[str]:
        """The same as text."""
        return [letter.content for letter in self.letters()]

    def sees(self, words: str) -> int:
        """How many of them hold these words."""
        return sum(words in message for message in self.messages())

    def public(self) -> list[SeenMessage]:
        """What stands in the cohort's channel."""
        return self.hands.sees(self._town.channel.id)

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
        answered = self.answer.message if self.answer is not None and among is None and not on else None
        newest = list(reversed(self.letters() if among is None else among))
        for message in ([answered] if answered is not None else []) + newest:
            labels = [button.label for button in message.buttons]
            if on in message.content and (label in labels or isinstance(label, int)):
                return await self.clicks(message, label)
        raise LookupError(f"{self.name} has no button {label!r}; there is: {self.messages()}")

    async def clicks(self, message: SeenMessage, label: str | int) -> str:
        """Press this button of this message."""
        return await self._read(await self.hands.clicks(message.channel_id, message.id, label))

    async def chooses(self, *chosen: str, select: int | str = 0) -> str:
        """Choose in the select of the last answer."""
        assert self.answer is not None
        assert self.answer.message is not None
        shown = self.answer.message
        return await self._read(await self.hands.selects(shown.channel_id, shown.id, select, *chosen))

    async def uses(self, command: str, *, at: int | None = None, **options: Option) -> str:
        """Use a slash command, in the newest room of their own or else in the cohort's channel."""
        options = {name.rstrip("_"): value for name, value in options.items()}
        return await self._read(await self.hands.uses(command, at or self._here(), **options))

    async def is_offered(self, command: str, option: str, typed: str = "", **options: str) -> list[str]:
        """What is suggested while this option is being typed."""
        offered = await self.hands.looks_up(command, option, typed, self._here(), **options)
        return [name for name, _ in offered]

    async def fills(self, **values: str) -> str:
        """Send off the form that is open; what is not named stays as it was prefilled."""
        assert self.modal is not None, f"{self.name} has no form open"
        return await self._read(await self.hands.submits(self.modal, dict(values)))

    async def forges(self, custom_id: str) -> str:
        """Tell Discord that a button was pressed that no client shows, in a room of their own."""
        desk, room = self._town.discord.desk, self._town.discord.world.channels[self._here()]
        data = {"component_type": 2, "custom_id": custom_id, "id": 1}
        source = list(room.messages.values())[-1]
        made = acting.dispatch(desk, Kind.COMPONENT, self.hands.user, room, data, source)
        return await self._read(await acting.answer(desk, made))

    async def types(self, text: str) -> str:
        """Write to the bot; what it says to it in private."""
        before = len(self.letters())
        written = self.hands.types(self.rooms()[-1], text)
        await self._town.until(lambda: self._town.bot.door.heard[f"discord/{written.id}"] > 0)
        await self._town.settle()
        return "\n".join(self.messages()[before:])

    def labels(self) -> list[str]:
        """The buttons of the last answer, else of the newest message."""
        if self.answer is not None:
            return self.answer.labels
        return [button.label for letter in self.letters()[-1:] for button in letter.buttons]

    def present(self) -> dict[str, object]:
        """What stands in the fields of the form that is open."""
        assert self.modal is not None
        return {field.custom_id: field.value for field in self.modal.fields}

    def _here(self) -> int:
        return (self.rooms() or [self._town.channel.id])[-1]

    async def _read(self, answer: Answer) -> str:
        if answer.kind in ("deferred", "deferred_update"):
            answer = await answer.later()
        self.answer, self.modal = answer, answer.modal
        await self._town.settle()
        return answer.content
