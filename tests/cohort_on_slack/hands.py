"""Hands: what an actor means to do is done at a Slack client, again where nothing is to be seen of it."""

from collections.abc import Iterable
from functools import partial

from adapters.memory import acts
from bot.chat.message import Part
from bot.chat.place import Account, MessageRef
from tests.cohort_on_chats import hands
from tests.cohort_on_chats.hands import GONE
from tests.cohort_on_chats.reading import buttons, index_of
from tests.cohort_on_slack import eyes
from tests.platforms.changes import TookTooLong
from tests.platforms.slack.answer import Answer
from tests.platforms.slack.driver import Slack
from tests.platforms.slack.modal import Modal
from tests.platforms.slack.people import Person
from tests.platforms.slack.state import Message
from tests.slack_world.prefix import PREFIX

UNTIL_BACK = 60.0
LOOKS = 1.0
"""Real seconds that somebody looks for an answer before they press again."""
SENT = acts.Answer(kind="say", parts=(Part(content=""),))
"""A modal that closed: whoever sent it off sees that, if nothing else."""


class Hands(hands.Hands):
    """Everybody's; they remember the last thing that each person saw."""

    def __init__(self, slack: Slack, people: Iterable[Person]) -> None:
        super().__init__(partial(slack.ready, within=UNTIL_BACK))
        self._slack = slack
        self._people = {one.id: one for one in people}
        for one in self._people.values():
            one.patience = LOOKS
        self._last: dict[str, Message] = {}
        self._modals: dict[tuple[str, str], Modal] = {}
        self.only_closed = 0

    async def once(self, act: acts.Act) -> acts.Answer:
        """Do it; TookTooLong where nothing is to be seen of it."""
        person = self._people[act.account.user]
        match act.does:
            case acts.Press(custom_id=action_id, ref=ref):
                await self._closes(person)
                message = self._message(person, ref)
                written = [one for _, one in eyes.labelled(message, self._slack.world)] if message else []
                index = index_of(action_id, written)
                if message is None or index is None:
                    self.gone += 1
                    return GONE
                return await self._see(person, await person.clicks(message.channel.id, message.ts, index))
            case acts.Submit(token=token, values=values):
                modal = self._modals[person.id, token]
                return await self._see(person, await person.submits(modal, dict(values)))
            case acts.Use(command=command, values=values):
                await self._closes(person)
                return await self._see(person, await person.uses(typed(command, values)))
            case _:
                raise ValueError(f"no actor does this: {act.does}")

    async def _closes(self, person: Person) -> None:
        """Nobody gets at a message while a modal is before it."""
        if person.modal is not None:
            await person.closes(person.modal, all_=True)

    def _message(self, person: Person, ref: MessageRef | None) -> Message | None:
        """The one that is meant, if it still stands there; else what was seen last."""
        if ref is None:
            return self._last[person.id]
        at = ref.place.at
        room = ref.place.thread or "" if isinstance(at, Account) else at.id
        return self._slack.world.channels[room].messages.get(ref.id)

    async def _see(self, person: Person, answer: Answer) -> acts.Answer:
        while self._is_beside(answer):
            answer = await answer.later()
        match answer.kind:
            case "acked":
                raise TookTooLong(f"{person.name} sees nothing")
            case "closed":
                self.only_closed += 1
                return SENT
            case "errors":
                return GONE
            case "modal" if answer.modal is not None:
                self._modals[person.id, str(eyes.token_of(answer.modal))] = answer.modal
                return acts.Answer(kind="ask", form=eyes.form(answer.modal))
        assert answer.message is not None
        self._last[person.id] = self._message_of(answer)
        there = buttons((one.label, one.action_id) for one in answer.buttons)
        part = Part(content=answer.content, buttons=there)
        return acts.Answer(kind="replace" if answer.kind == "update" else "say", parts=(part,))

    def _is_beside(self, answer: Answer) -> bool:
        """Whether it is something that was owed, and came while somebody waited for an answer."""
        if answer.kind != "message" or answer.message is None:
            return False
        return eyes.key_of(self._message_of(answer)) is not None

    def _message_of(self, answer: Answer) -> Message:
        assert answer.message is not None
        return self._slack.world.channels[answer.message.channel_id].messages[answer.message.ts]


def typed(command: str, values: Iterable[tuple[str, str]]) -> str:
    """A command as it is typed: `/acme-program pause weeks=2`."""
    return " ".join((f"/{PREFIX}{command}", *(f'{name}="{value}"' for name, value in values)))
