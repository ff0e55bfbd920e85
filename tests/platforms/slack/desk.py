"""The desk does what calls and people ask: it changes the world, shows it to people, and tells the app."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tests.platforms.changes import Changes
from tests.platforms.slack import events
from tests.platforms.slack.credential import Credential
from tests.platforms.slack.hearing import Hearing, Kind, Told
from tests.platforms.slack.mischief import COPIES, LATE, Mischief, Twist
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Channel, Json, Message, User, View, World

Shows = Literal["message", "update", "deleted", "modal", "home"]
LIFE = timedelta(minutes=30)
USES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something that came onto the screen of one user, or of everybody in a channel."""

    what: Shows
    user: str | None
    message: Message | None = None
    view: View | None = None


@dataclass(slots=True, kw_only=True)
class Trigger:
    """Who did something at what real time; `view` is the modal in which it was."""

    user: str
    at: float
    view: str | None = None
    used: bool = False


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """Where an answer goes, for half an hour of the driver's time."""

    user: str
    channel: Channel
    source: Message | None
    at: datetime
    uses: int = 0


class Desk:
    """`site` is the server's own address; `within` the real seconds that a person's act waits.

    `history_most` is how many messages one reading has, `history_lag` how old they are at least;
    `says_date` is what a proxy makes of the date of each answer.
    """

    def __init__(
        self, world: World, credential: Credential, hearing: Hearing, changes: Changes, *, within: float
    ) -> None:
        self.world = world
        self.credential = credential
        self.hearing = hearing
        self.changes = changes
        self.within = within
        self.mischief = Mischief()
        self.subscribed: frozenset[str] = events.SUBSCRIBED
        self.shown: list[Shown] = []
        self.watching: list[Callable[[Shown], None]] = []
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.breaches: list[str] = []
        self.checks = True
        self.socket_mode = True
        self.tickets: set[str] = set()
        self.site = ""
        self.history_most = 999
        self.history_lag = timedelta()
        self.says_date: str | None = None
        self.commands: set[str] | None = None

    def post(self, message: Message) -> None:
        """Put a message into its channel; an ephemeral one is nobody else's business."""
        message.channel.messages[message.ts] = message
        if (parent := self._parent(message)) is not None:
            parent.replies.append(message.ts)
        self.show("message", message.only_for, message=message)
        if message.only_for is None:
            self.tell_in(message.channel, events.message(message, self.world))

    def edited(self, message: Message, before: Json) -> None:
        message.edited = self.world.ids.ts()
        self.show("update", message.only_for, message=message)
        if message.only_for is None:
            self.tell_in(message.channel, events.changed(message, before, self.world))

    def delete(self, message: Message) -> None:
        del message.channel.messages[message.ts]
        if (parent := self._parent(message)) is not None:
            parent.replies.remove(message.ts)
        self.show("deleted", message.only_for, message=message)
        if message.only_for is None:
            self.tell_in(message.channel, events.deleted(message, self.world))

    def _parent(self, message: Message) -> Message | None:
        """What this message replies to, as everybody sees it."""
        if message.thread_ts in (None, message.ts) or message.only_for is not None:
            return None
        return message.channel.messages.get(message.thread_ts or "")

    def show(
        self, what: Shows, user: str | None, *, message: Message | None = None, view: View | None = None
    ) -> None:
        shown = Shown(what=what, user=user, message=message, view=view)
        self.shown.append(shown)
        for watch in self.watching:
            watch(shown)
        self.changes.happened()

    def tell_in(self, channel: Channel, event: Json) -> None:
        """Only of channels that the bot is in, and that it may read, is it told."""
        scope = {"channel": "channels", "group": "groups", "im": "im"}[channel.kind]
        may = f"{scope}:history" in self.credential.scopes
        if may and self.world.bot.id in channel.members:
            self.tell(event, f"message.{scope}")

    def tell(self, event: Json, subscription: str | None = None) -> Told | None:
        """Tell of an event that the app has subscribed to."""
        needed = events.NEEDS.get(event["type"])
        if (subscription or event["type"]) not in self.subscribed or not self._granted(needed):
            return None
        payload = events.callback(event, self.world)
        twist = self.mischief.decide(payload["event_id"])
        told = self.hearing.tell(Kind.EVENT, payload, after=LATE if twist is Twist.LATE else 0.0)
        for _ in range(COPIES.get(twist, 0)):
            new = {"event_id": self.world.ids.new("Ev")} if twist is Twist.NEW_ID else {}
            self.hearing.tell(Kind.EVENT, payload | new)
        return told

    def _granted(self, scope: str | None) -> bool:
        return scope is None or scope in self.credential.scopes

    def new_trigger(self, user: User, view: str | None = None) -> str:
        made = f"{self.world.ids.ts()}.{self.world.ids.secret('trigger')}"
        self.triggers[made] = Trigger(user=user.id, at=asyncio.get_running_loop().time(), view=view)
        return made

    def trigger(self, trigger_id: str) -> Trigger:
        """Use up a trigger, which serves once, for as long as an acknowledgement may take."""
        if (found := self.triggers.get(trigger_id)) is None:
            raise Refusal("invalid_trigger_id")
        if found.used:
            raise Refusal("exchanged_trigger_id")
        if asyncio.get_running_loop().time() - found.at > self.within:
            raise Refusal("expired_trigger_id")
        found.used = True
        return found

    def new_response_url(self, user: User, channel: Channel, source: Message | None) -> str:
        secret = self.world.ids.secret("respond")
        self.response_urls[secret] = ResponseUrl(
            user=user.id, channel=channel, source=source, at=self.world.clock()
        )
        return f"{self.site}/respond/{secret}"

    def response_url(self, secret: str) -> ResponseUrl:
        """Use it once more, of five times within 30 minutes."""
        found = self.response_urls.get(secret)
        if found is None or self.world.clock() - found.at > LIFE:
            raise Refusal("expired_url", status=404)
        if found.uses >= USES:
            raise Refusal("used_url", status=404)
        found.uses += 1
        return found

    def breach(self, *what: str) -> None:
        """Keep what the app did that it must not."""
        self.breaches.extend(what)
