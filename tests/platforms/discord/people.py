"""People are the driver's hands at Discord clients: each sees and does only what a client lets them."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.platforms.discord import acting, events, permissions, wire
from tests.platforms.discord.answer import Answer, Modal
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.interaction import Kind
from tests.platforms.discord.listing import listed
from tests.platforms.discord.modal import ClientRefused, Value, submitted
from tests.platforms.discord.seen import BUTTON, LINK, SELECTS, SeenMessage, seen, walk
from tests.platforms.discord.state import Attachment, Channel, Guild, Message, User
from tests.platforms.discord.typing_commands import OptionValue, Typed
from tests.platforms.discord.wire import THREADS


class Person:
    """One user at a client. Every act returns the first answer, within 3 real seconds."""

    def __init__(self, desk: Desk, user: User) -> None:
        self._desk = desk
        self.user = user
        self.id = user.id
        self.name = user.name

    def sees(self, channel_id: int) -> list[SeenMessage]:
        """What this person sees in a channel, oldest first; ephemeral messages of others not."""
        channel = self._channel(channel_id)
        return [
            seen(each)
            for _, each in sorted(channel.messages.items())
            if each.only_for is None or each.only_for == self.id
        ]

    def threads(self) -> list[int]:
        """The threads that this person is in, oldest first."""
        return [each.id for each in self._desk.world.channels.values() if self.id in each.members]

    async def waits_for(
        self, channel_id: int, text: str = "", *, after: int = 0, within: float = 3.0
    ) -> SeenMessage:
        """The newest message there that holds this text and is newer than `after`, as soon as it is there."""

        def found() -> SeenMessage | None:
            there = [each for each in self.sees(channel_id) if text in each.content and each.id > after]
            return there[-1] if there else None

        what = f"{self.name} waits for {text!r}"
        return await self._desk.changes.until(found, within=within, what=what)

    async def clicks(self, channel_id: int, message_id: int, button: str | int) -> Answer:
        """Press the button with this label, or the one with this number from 0."""
        message = self._message(channel_id, message_id)
        buttons = [each for each in walk(message.components) if each["type"] == BUTTON]
        named = [each for each in buttons if each.get("label") == button]
        if isinstance(button, int):
            named = buttons[button : button + 1]
        if not named or named[0].get("disabled") or named[0]["style"] == LINK:
            raise ClientRefused(
                f"there is no {button!r} to press, but {[one.get('label') for one in buttons]}"
            )
        data = {"component_type": BUTTON, "custom_id": named[0]["custom_id"], "id": named[0]["id"]}
        return await self._does(Kind.COMPONENT, message.channel, data, message)

    async def clicks_in(self, answer: Answer, button: str | int) -> Answer:
        """Press a button of an answer, which may be one that only this person sees."""
        if answer.message is None:
            raise ClientRefused(f"an answer of kind {answer.kind} has no message")
        return await self.clicks(answer.channel_id, answer.message.id, button)

    async def submits(
        self, modal: Modal, values: Mapping[str, Value] | None = None, /, **by_id: Value
    ) -> Answer:
        """Send a modal; values by label or custom id, prefilled ones stay."""
        data = submitted(modal, {**(values or {}), **by_id})
        channel = self._channel(modal.channel_id)
        source = None if modal.message_id is None else self._message(channel.id, modal.message_id)
        return await self._does(Kind.MODAL_SUBMIT, channel, data, source)

    async def selects(
        self, channel_id: int, message_id: int, select: str | int, *chosen: "str | Person"
    ) -> Answer:
        """Choose, by label or value, in the select with this placeholder or id, or this number from 0."""
        message = self._message(channel_id, message_id)
        there = [each for each in walk(message.components) if each["type"] in SELECTS]
        named = [each for each in there if select in (each.get("placeholder"), each["custom_id"])]
        if isinstance(select, int):
            named = there[select : select + 1]
        if not named:
            raise ClientRefused(
                f"there is no select {select!r}, but {[each.get('placeholder') for each in there]}"
            )
        return await self._does(Kind.COMPONENT, message.channel, choosing(named[0], chosen), message)

    def lists(self, channel: int) -> dict[str, tuple[str, str]]:
        """The commands that the client offers there, by their declared words: words and description shown."""
        return listed(self._desk.world, self.user, self._channel(channel))

    async def uses(self, command: str, channel: int, **options: "Option") -> Answer:
        """Use a slash command, as `program pause`, in a channel; options by name."""
        where = self._channel(channel)
        typed = Typed(self._desk.world, self.user, where, command)
        return await self._does(Kind.COMMAND, where, typed.data(_values(options)))

    async def looks_up(
        self, command: str, option: str, typed: str, channel: int, **options: "Option"
    ) -> list[tuple[str, str]]:
        """What is suggested while an option is being typed, as (name, value)."""
        where = self._channel(channel)
        typing = Typed(self._desk.world, self.user, where, command)
        data = typing.looking_up(option, typed, _values(options))
        return list((await self._does(Kind.AUTOCOMPLETE, where, data)).choices)

    async def _does(
        self, kind: Kind, channel: Channel, data: dict[str, object], source: Message | None = None
    ) -> Answer:
        return await acting.answer(
            self._desk, acting.dispatch(self._desk, kind, self.user, channel, data, source)
        )

    def types(self, channel_id: int, text: str, files: Sequence[tuple[str, bytes]] = ()) -> SeenMessage:
        """Write a message, with files given as (name, content)."""
        channel, world = self._channel(channel_id), self._desk.world
        if not may_write(world.allowed(channel, self.user), channel):
            raise ClientRefused(f"{self.name} may not write in {channel_id}")
        message = Message(
            id=world.ids.new(), channel=channel, author=self.user, at=world.clock(), content=text
        )
        message.attachments = [
            Attachment(id=world.ids.new(), filename=name, content=content) for name, content in files
        ]
        self._desk.post(message)
        return seen(message)

    def opens_dm(self) -> int:
        """Open the DM with the bot from this side: that is nothing the bot opened."""
        world = self._desk.world
        return (world.dms.get(self.id) or world.new_dm(self.user)).id

    def joins(self, guild: Guild) -> None:
        member = self._desk.world.join(guild, self.user)
        self._desk.gateway.dispatch(events.member_joined(guild, member))

    def leaves(self, guild: Guild) -> None:
        member = guild.members.pop(self.id)
        for channel in self._desk.world.channels.values():
            if channel.guild is guild:
                channel.members.pop(self.id, None)
        self._desk.gateway.dispatch(events.member_left(guild, member))

    def leaves_thread(self, thread: int) -> None:
        """Leave a thread; a bot without the members intent is not told."""
        del self._channel(thread).members[self.id]

    def closes_dms(self) -> None:
        self.user.dms_open = False

    def opens_dms(self) -> None:
        self.user.dms_open = True

    def blocks(self) -> None:
        self.user.blocks_bot = True

    def unblocks(self) -> None:
        self.user.blocks_bot = False

    def _channel(self, channel_id: int) -> Channel:
        channel = self._desk.world.channels[channel_id]
        if not self._desk.world.allowed(channel, self.user) & permissions.VIEW_CHANNEL:
            raise ClientRefused(f"{self.name} does not see the channel {channel_id}")
        return channel

    def _message(self, channel_id: int, message_id: int) -> Message:
        found = self._channel(channel_id).messages.get(message_id)
        if found is None or found.only_for not in (None, self.id):
            raise ClientRefused(f"{self.name} does not see the message {message_id}")
        return found


def may_write(held: int, channel: Channel) -> bool:
    needed = permissions.SEND_MESSAGES_IN_THREADS if channel.kind in THREADS else permissions.SEND_MESSAGES
    return bool(held & needed) and not (channel.locked and not held & permissions.MANAGE_THREADS)


Option = str | int | float | bool | Person


def _values(options: Mapping[str, Option]) -> dict[str, OptionValue]:
    return {key: each.user if isinstance(each, Person) else each for key, each in options.items()}


def choosing(select: dict[str, Any], chosen: Sequence[str | Person]) -> dict[str, Any]:
    """The data of a choice; ClientRefused for one that is not there, or too few or too many."""
    options = {each["label"]: each["value"] for each in select.get("options") or ()}
    values = [str(each.id) if isinstance(each, Person) else options.get(each, each) for each in chosen]
    if options and (unknown := set(values) - set(options.values())):
        raise ClientRefused(f"there is no {sorted(unknown)} to choose, but {sorted(options)}")
    if not select.get("min_values", 1) <= len(values) <= select.get("max_values", 1):
        raise ClientRefused(f"{len(values)} chosen")
    data = {"component_type": select["type"], "custom_id": select["custom_id"], "id": select["id"]}
    users = {str(each.id): wire.user(each.user) for each in chosen if isinstance(each, Person)}
    return data | {"values": values} | ({"resolved": {"users": users}} if users else {})
