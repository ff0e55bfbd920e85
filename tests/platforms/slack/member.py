"""A member of the workspace reads and writes, comes and goes: what people do without the app's help."""

from typing import Any

from tests.platforms.slack import events, mentions, seen, wire
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.filling import ClientRefused
from tests.platforms.slack.seen import SeenMessage
from tests.platforms.slack.state import Channel, File, Message, User


class Member:
    """One user at a client, who sees what they may see."""

    def __init__(self, desk: Desk, user: User) -> None:
        self._desk = desk
        self.user = user
        self.id = user.id
        self.name = user.real_name

    @property
    def dm(self) -> str:
        """The id of this person's direct messages with the bot, opened where they were not."""
        return self._desk.world.im(self.user).id

    def sees(self, channel_id: str | None = None, *, thread: str | None = None) -> list[SeenMessage]:
        """What they see in a channel (or with the bot), oldest first; only one thread, if it is named."""
        messages = self._channel(channel_id or self.dm).messages.values()
        return [
            seen.seen(each, self._desk.world)
            for each in sorted(messages, key=lambda one: float(one.ts))
            if each.only_for in (None, self.id) and thread in (None, each.ts, each.thread_ts)
        ]

    def types(
        self,
        text: str,
        channel_id: str | None = None,
        *,
        thread: str | None = None,
        files: tuple[tuple[str, bytes], ...] = (),
    ) -> SeenMessage:
        """Write a message, to the bot unless a channel is named; files as (name, content)."""
        world, channel = self._desk.world, self._channel(channel_id or self.dm)
        if (
            channel.archived
            or self.id not in channel.members
            or (channel.kind == "im" and not world.messages_tab)
        ):
            raise ClientRefused(f"{self.name} may not write in {channel.id}")
        message = Message(
            ts=world.ids.ts(),
            channel=channel,
            author=self.user,
            text=mentions.typed(text, world),
            thread_ts=thread,
            files=[
                File(id=world.ids.new("F"), name=name, length=len(content), content=content, shared=True)
                for name, content in files
            ],
        )
        self._desk.post(message)
        return seen.seen(message, world)

    def edits(self, message: SeenMessage, text: str) -> None:
        """Write one's own message anew."""
        own = self._own(message)
        before = wire.message(own, self._desk.world)
        own.text = mentions.typed(text, self._desk.world)
        self._desk.edited(own, before)

    def deletes(self, message: SeenMessage) -> None:
        """Delete one's own message."""
        self._desk.delete(self._own(message))

    def changes(self, **what: Any) -> None:
        """Change the profile: `tz`, `locale`, `real_name`."""
        for key, value in what.items():
            setattr(self.user, key, value)
        self.user.updated = int(self._desk.world.clock().timestamp())
        self._desk.tell(events.about_user("user_change", self.user, self._desk.world))

    def changes_zone(self, tz: str) -> None:
        self.changes(tz=tz)

    def deactivates(self) -> None:
        """Be deactivated by an administrator, as somebody who leaves."""
        self.changes(deleted=True)

    def reactivates(self) -> None:
        self.changes(deleted=False)

    def joins(self, channel_id: str) -> None:
        channel = self._desk.world.channels[channel_id]
        channel.members.append(self.id)
        self._tell_of_member("member_joined_channel", channel)

    def leaves(self, channel_id: str) -> None:
        channel = self._desk.world.channels[channel_id]
        channel.members.remove(self.id)
        self._tell_of_member("member_left_channel", channel)

    def _tell_of_member(self, kind: str, channel: Channel) -> None:
        if self._desk.world.bot.id in channel.members:
            self._desk.tell(events.about_member(kind, self.user, channel, self._desk.world))

    def _channel(self, channel_id: str) -> Channel:
        channel = self._desk.world.channels[channel_id]
        if channel.kind != "channel" and self.id not in channel.members:
            raise ClientRefused(f"{self.name} does not see the channel {channel_id}")
        return channel

    def _own(self, message: SeenMessage) -> Message:
        found = self._message(message.channel_id, message.ts)
        if found.author is not self.user:
            raise ClientRefused(f"{self.name} did not write {message.ts}")
        return found

    def _message(self, channel_id: str, ts: str) -> Message:
        found = self._channel(channel_id).messages.get(ts)
        if found is None or found.only_for not in (None, self.id):
            raise ClientRefused(f"{self.name} does not see the message {ts}")
        return found
