"""People are the driver's hands at Slack clients: each sees and does only what a client lets them."""

from collections.abc import Mapping
from typing import Any, cast

from tests.platforms.slack import acting, events, mentions, payloads, pressing, seen, viewing
from tests.platforms.slack.acting import Act
from tests.platforms.slack.answer import Answer
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.filling import ClientRefused, Value
from tests.platforms.slack.hearing import Kind
from tests.platforms.slack.member import Member
from tests.platforms.slack.modal import Modal, fill, modal_of
from tests.platforms.slack.seen import SeenHome, SeenMessage
from tests.platforms.slack.state import Channel, Message, User, View

Where = Answer | SeenMessage | SeenHome | Modal


class Person(Member):
    """One user at a client. Every act returns the first thing seen, within 3 real seconds.

    `patience`: real seconds that they look for something after an acknowledgement that shows nothing.
    """

    def __init__(self, desk: Desk, user: User) -> None:
        super().__init__(desk, user)
        self.patience = desk.within

    @property
    def modal(self) -> Modal | None:
        """The modal that is open, the topmost of them."""
        stack = self._desk.world.stacks.get(self.id)
        return modal_of(stack[-1], self._desk.world) if stack else None

    @property
    def home(self) -> SeenHome | None:
        """The published Home, looked at without opening it."""
        found = self._desk.world.homes.get(self.id)
        return None if found is None else seen.home(found, self._desk.world)

    async def waits_for(
        self, channel_id: str | None = None, text: str = "", *, after: str = "0", within: float = 3.0
    ) -> SeenMessage:
        """The newest message there that holds this text and is newer than `after`, as soon as it is there."""

        def found() -> SeenMessage | None:
            there = [
                each
                for each in self.sees(channel_id)
                if (text in each.content or text in each.text) and float(each.ts) > float(after)
            ]
            return there[-1] if there else None

        return await self._desk.changes.until(found, within=within, what=f"{self.name} waits for {text!r}")

    async def waits_for_home(self, text: str = "", *, within: float = 3.0) -> SeenHome:
        """The Home as soon as it holds this text."""

        def found() -> SeenHome | None:
            return self.home if self.home is not None and text in self.home.content else None

        return await self._desk.changes.until(found, within=within, what=f"{self.name}'s Home with {text!r}")

    async def clicks(self, channel_id: str, ts: str, button: str | int) -> Answer:
        """Press the button with this label, or the one with this number from 0."""
        message = self._message(channel_id, ts)
        return await self._acts_in(message, pressing.button(message.blocks, button))

    async def selects(self, channel_id: str, ts: str, select: str | int, *chosen: "str | Person") -> Answer:
        """Choose, by label or value, in the select with this placeholder or id, or this number from 0."""
        message = self._message(channel_id, ts)
        values = [each.user if isinstance(each, Person) else each for each in chosen]
        return await self._acts_in(message, pressing.choice(message.blocks, select, values, message.chosen))

    async def clicks_in(self, where: Where, button: str | int) -> Answer:
        """Press a button of an answer, a message, a modal or a Home, as this person has it before them."""
        place = self._place(where)
        return await self._acts_in(place, pressing.button(place.blocks, button))

    async def selects_in(self, where: Where, select: str | int, *chosen: "str | Person") -> Answer:
        """Choose in an answer, a message, a modal or a Home."""
        place = self._place(where)
        values = [each.user if isinstance(each, Person) else each for each in chosen]
        held = place.chosen if isinstance(place, Message) else place.entered
        return await self._acts_in(place, pressing.choice(place.blocks, select, values, held))

    async def submits(
        self, modal: Modal | Answer, values: "Mapping[str, Entered] | None" = None, /, **by_id: "Entered"
    ) -> Answer:
        """Send a modal; values by label or block_id, prefilled ones stay."""
        view = self._view(modal)
        if not view.sent.get("submit"):
            raise ClientRefused("this modal has no button that sends it")
        given = {key: _plain(each) for key, each in {**(values or {}), **by_id}.items()}
        fill(view, given, [])
        act = self._act(self._desk.world.im(self.user))
        payload = payloads.submission(self._desk, self.user, view)
        ack = await acting.acknowledged(act, Kind.INTERACTIVE, payload)
        refused = acting.take_submission(act, view, ack)
        return refused or await acting.answered(act, resting="closed")

    async def closes(self, modal: Modal | Answer, *, all_: bool = False) -> None:
        """Close a modal with its own button, or all of them; the app is told where it asked to be."""
        view = self._view(modal)
        payload = payloads.closing(self._desk, self.user, view, all_=all_)
        viewing.closed(self._desk, view, all_=all_)
        if view.sent.get("notify_on_close"):
            self._desk.hearing.tell(Kind.INTERACTIVE, payload)

    async def looks_up(self, modal: Modal | Answer, field: str, typed: str) -> dict[str, str]:
        """What is suggested in a field while this is typed: values by label."""
        view = self._view(modal)
        block_id = modal_of(view, self._desk.world).field(field).block_id
        block = next(each for each in view.blocks if each["block_id"] == block_id)
        payload = payloads.suggestion(self._desk, self.user, view, block, typed)
        act = self._act(self._desk.world.im(self.user))
        ack = await acting.acknowledged(act, Kind.INTERACTIVE, payload)
        said = ack.said if isinstance(ack.said, dict) else {}
        return {each["text"]["text"]: each["value"] for each in said.get("options") or ()}

    async def uses(self, command: str, channel_id: str | None = None) -> Answer:
        """Use a slash command as it is typed, `/program pause weeks=2`; @names become mentions."""
        name, _, text = command.partition(" ")
        desk, channel = self._desk, self._channel(channel_id or self.dm)
        if "commands" not in desk.credential.scopes or (
            desk.commands is not None and name not in desk.commands
        ):
            raise ClientRefused(f"{name} is not a valid command")
        act = self._act(channel)
        typed = mentions.typed(text.strip(), desk.world)
        payload = payloads.command(desk, self.user, channel, name, typed)
        acting.take_command(act, await acting.acknowledged(act, Kind.COMMAND, payload))
        return await acting.answered(act)

    async def opens_home(self) -> SeenHome:
        """Open the Home; where none is there yet, it is awaited."""
        told = self._desk.tell(events.home_opened(self.user, "home", self._desk.world), "app_home_opened")
        if told is not None and self.home is not None:
            await self._desk.changes.until(lambda: told.outcome, within=self._desk.within + 1, what="an ack")
        return await self.waits_for_home(within=self._desk.within)

    def opens_messages(self) -> str:
        """Open the Messages tab; the id of the direct messages."""
        self._desk.tell(events.home_opened(self.user, "messages", self._desk.world), "app_home_opened")
        return self.dm

    def _act(self, channel: Channel, *, home: bool = False) -> Act:
        desk = self._desk
        if self.user.deleted:
            raise ClientRefused(f"{self.name} is deactivated")
        return Act(
            desk=desk,
            user=self.user,
            channel=channel,
            since=len(desk.shown),
            patience=self.patience,
            home=home,
        )

    async def _acts_in(self, place: Message | View, action: dict[str, Any]) -> Answer:
        if isinstance(place, Message):
            act = self._act(place.channel)
            payload = payloads.in_message(self._desk, self.user, place, action)
        else:
            act = self._act(self._desk.world.im(self.user), home=place.sent["type"] == "home")
            payload = payloads.in_view(self._desk, self.user, place, action)
        await acting.acknowledged(act, Kind.INTERACTIVE, payload)
        return await acting.answered(act)

    def _place(self, where: Where) -> Message | View:
        if isinstance(where, Answer):
            shown = where.message or where.modal or where.home
            if shown is None:
                raise ClientRefused(f"an answer of kind {where.kind} shows nothing")
            return self._place(shown)
        if isinstance(where, SeenMessage):
            return self._message(where.channel_id, where.ts)
        if isinstance(where, SeenHome):
            return self._desk.world.homes[self.id]
        return self._view(where)

    def _view(self, modal: Modal | Answer) -> View:
        """The view of a modal; ClientRefused where it is not the one on top."""
        shown = modal.modal if isinstance(modal, Answer) else modal
        stack = self._desk.world.stacks.get(self.id)
        if shown is None or not stack or stack[-1].id != shown.view_id:
            raise ClientRefused(f"{self.name} does not have this modal open")
        return stack[-1]


Entered = Value | Person | list[Person]


def _plain(value: Entered) -> Value:
    if isinstance(value, Person):
        return value.user
    if isinstance(value, list):
        return cast(Value, [each.user if isinstance(each, Person) else each for each in value])
    return value
