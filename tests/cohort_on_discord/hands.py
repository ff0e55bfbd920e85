"""Hands: what an actor means to do is done at a Discord client, again where Discord says that it failed."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from adapters.memory import acts
from bot.chat.message import Part
from bot.chat.place import Channel, MessageRef
from tests.cohort_on_chats import hands
from tests.cohort_on_chats.hands import GONE
from tests.cohort_on_chats.reading import buttons, index_of
from tests.cohort_on_discord import eyes
from tests.platforms.discord.answer import Answer, Modal
from tests.platforms.discord.driver import Discord
from tests.platforms.discord.people import Option, Person
from tests.platforms.discord.state import Message
from tests.platforms.discord.typing_commands import INTEGER, NUMBER

UNTIL_BACK = 30.0


class Hands(hands.Hands):
    """Everybody's; they remember the last thing that each person saw."""

    def __init__(self, discord: Discord, people: Iterable[Person]) -> None:
        super().__init__(partial(discord.ready, within=UNTIL_BACK))
        self._discord = discord
        self._people = {str(one.id): one for one in people}
        self._last: dict[int, Message] = {}
        self._modals: dict[tuple[int, str], Modal] = {}

    async def once(self, act: acts.Act) -> acts.Answer:
        """Do it; TookTooLong where Discord says that it failed."""
        person = self._people[act.account.user]
        match act.does:
            case acts.Press(custom_id=custom_id, ref=ref):
                message = self._message(person, ref)
                written = [] if message is None else [one for _, one in eyes.labelled(message)]
                index = index_of(custom_id, written)
                if message is None or index is None:
                    self.gone += 1
                    return GONE
                return await self._see(person, await person.clicks(message.channel.id, message.id, index))
            case acts.Submit(token=token, values=values):
                modal = self._modals[person.id, token]
                return await self._see(person, await person.submits(modal, dict(values)))
            case acts.Use(command=command, values=values):
                options = {name: self._typed(command, name, value) for name, value in values}
                return await self._see(person, await person.uses(command, self._where(person), **options))
            case _:
                raise ValueError(f"no actor does this: {act.does}")

    def _message(self, person: Person, ref: MessageRef | None) -> Message | None:
        """The one that is meant, if it still stands there; else what was seen last."""
        if ref is None:
            return self._last[person.id]
        at = ref.place.at
        room = ref.place.thread or (at.id if isinstance(at, Channel) else "")
        return self._discord.world.channels[int(room)].messages.get(int(ref.id))

    def _where(self, person: Person) -> int:
        """Where commands are used: in the direct messages with the bot, else in the cohort's channel."""
        return self._discord.dm(person) or self._discord.channel("general").id

    def _typed(self, command: str, name: str, value: str) -> Option:
        """What is typed for a parameter: a number, where Discord wants one."""
        return int(value) if self._kind(command, name) in (INTEGER, NUMBER) else value

    def _kind(self, command: str, param: str) -> int:
        """The kind of a parameter of a declared command."""
        there: dict[str, Any] = {"options": self._discord.world.commands[None]}
        for word in (*command.split(), param):
            there = next(one for one in there["options"] if one["name"] == word)
        return int(there["type"])

    async def _see(self, person: Person, answer: Answer) -> acts.Answer:
        while answer.kind in ("deferred", "deferred_update"):
            answer = await answer.later()
        if answer.modal is not None:
            self._modals[person.id, answer.modal.custom_id] = answer.modal
            return acts.Answer(kind="ask", form=eyes.form(answer.modal))
        assert answer.message is not None
        self._last[person.id] = self._discord.world.channels[answer.channel_id].messages[answer.message.id]
        there = buttons((one.label, one.custom_id) for one in answer.buttons)
        part = Part(content=answer.content, buttons=there)
        return acts.Answer(kind="replace" if answer.kind == "update" else "say", parts=(part,))
