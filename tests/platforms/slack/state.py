"""What Slack knows: users, channels, messages, files and views."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from tests.platforms.slack.ids import Ids
from tests.platforms.slack.refusal import Refusal

Json = dict[str, Any]
ChannelKind = Literal["channel", "group", "im"]


@dataclass(slots=True, kw_only=True)
class User:
    """`name` is the handle, which is typed after an @."""

    id: str
    name: str
    real_name: str
    tz: str = "Europe/London"
    locale: str = "en-US"
    deleted: bool = False
    is_bot: bool = False
    updated: int = 0


@dataclass(slots=True, kw_only=True)
class Channel:
    """Public (`channel`), private (`group`), or of one person and the bot (`im`)."""

    id: str
    kind: ChannelKind
    name: str = ""
    person: User | None = None
    members: list[str] = field(default_factory=list)
    archived: bool = False
    made: int = 0
    messages: dict[str, "Message"] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class File:
    """`shared`: completeUploadExternal was told of it; `unseen`: how often it is still being scanned."""

    id: str
    name: str
    length: int
    title: str = ""
    alt: str = ""
    content: bytes | None = None
    shared: bool = False
    unseen: int = 0


@dataclass(slots=True, kw_only=True)
class Message:
    """`only_for` is whom an ephemeral message is shown to."""

    ts: str
    channel: Channel
    author: User
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    edited: str | None = None
    only_for: str | None = None
    files: list[File] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[tuple[str, str], Json] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class View:
    """A modal or a Home as it was sent; `entered` is what its person has filled in."""

    id: str
    person: str
    sent: Json
    hash: str
    root: str
    previous: str | None = None
    entered: dict[tuple[str, str], Json] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.sent["blocks"]
        return blocks


class World:
    """All of it, pure: nothing here knows of sockets."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.ids = Ids(clock)
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.ims: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.team = self.ids.new("T")
        self.team_name, self.domain = "Creators", "creators"
        self.app = self.ids.new("A")
        self.bot_id = self.ids.new("B")
        self.bot = self.new_user("cohortbot", is_bot=True)
        self.messages_tab = True
        self.scan = 0

    def new_user(
        self, name: str, *, tz: str = "Europe/London", locale: str = "en-US", is_bot: bool = False
    ) -> User:
        user = User(
            id=self.ids.new("U"),
            name=name.casefold().replace(" ", "."),
            real_name=name,
            tz=tz,
            locale=locale,
            is_bot=is_bot,
        )
        self.users[user.id] = user
        return user

    def new_channel(self, name: str, *, kind: ChannelKind = "channel") -> Channel:
        channel = Channel(id=self.ids.new("C"), kind=kind, name=name, made=int(self.clock().timestamp()))
        self.channels[channel.id] = channel
        return channel

    def im(self, user: User) -> Channel:
        """The direct messages of this person and the bot, opened where they were not."""
        if user.id not in self.ims:
            made = Channel(id=self.ids.new("D"), kind="im", person=user, members=[user.id, self.bot.id])
            self.channels[made.id] = self.ims[user.id] = made
        return self.ims[user.id]

    def visible(self, channel_id: str) -> Channel:
        """A channel that the bot may know of: a public one, or one that it is in."""
        found = self.channels.get(channel_id)
        if found is None or (found.kind != "channel" and self.bot.id not in found.members):
            raise Refusal("channel_not_found")
        return found

    def names(self, conversation: str) -> tuple[str, ...]:
        """The ids of a conversation: direct messages have that of the person, too, and first."""
        if conversation in self.ims:
            return conversation, self.ims[conversation].id
        found = self.channels.get(conversation)
        return (conversation,) if found is None or found.person is None else (found.person.id, found.id)

    def user(self, user_id: str) -> User:
        if (found := self.users.get(user_id)) is None:
            raise Refusal("user_not_found")
        return found

    def view(self, view_id: str) -> View:
        if (found := self.views.get(view_id)) is None:
            raise Refusal("not_found")
        return found

    def new_hash(self) -> str:
        return f"{int(self.clock().timestamp())}.{self.ids.secret('hash')[:8]}"


def walk(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element that can be pressed, chosen or filled in, with its block."""
    for block in blocks:
        inner = [*(block.get("elements") or ()), block.get("element"), block.get("accessory")]
        for each in inner:
            if each and "action_id" in each:
                yield block, each
