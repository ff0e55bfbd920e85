"""The desk does what requests and people ask: it changes the world, and the gateway tells of it."""

from collections import Counter
from collections.abc import Callable

from tests.platforms.changes import Changes
from tests.platforms.discord import events
from tests.platforms.discord.credential import Credential
from tests.platforms.discord.gateway import Gateway
from tests.platforms.discord.interaction import Interaction
from tests.platforms.discord.state import DM, Channel, Message, World


class Desk:
    """`site` is the server's own address; `answer_within` the real seconds for a first answer."""

    def __init__(
        self,
        world: World,
        credential: Credential,
        gateway: Gateway,
        changes: Changes,
        *,
        answer_within: float,
    ) -> None:
        self.world = world
        self.credential = credential
        self.gateway = gateway
        self.changes = changes
        self.answer_within = answer_within
        self.interactions: dict[int, Interaction] = {}
        self.by_token: dict[str, Interaction] = {}
        self.counted: Counter[str] = Counter()
        self.watching: list[Callable[[Message], None]] = []
        self.site = ""

    def post(self, message: Message) -> None:
        """Put a message into its channel; an ephemeral one is nobody else's business."""
        channel = message.channel
        channel.messages[message.id] = message
        channel.active_at = message.at
        for watch in self.watching:
            watch(message)
        if channel.archived and not channel.locked:
            channel.archived = False
            self.tell(events.about_channel("THREAD_UPDATE", channel), channel)
        self._tell_of("MESSAGE_CREATE", message)

    def edited(self, message: Message) -> None:
        message.edited_at = self.world.clock()
        self._tell_of("MESSAGE_UPDATE", message)

    def delete(self, message: Message) -> None:
        del message.channel.messages[message.id]
        if message.only_for is None:
            self.tell(events.message_deleted(message), message.channel)
        self.changes.happened()

    def tell(self, event: events.Event, channel: Channel) -> None:
        """Only what the bot may see is told to it."""
        if channel.kind == DM or self.world.allowed(channel, self.world.bot):
            self.gateway.dispatch(event)
        self.changes.happened()

    def _tell_of(self, name: str, message: Message) -> None:
        if message.only_for is None:
            self.tell(events.about_message(name, message, self.world, site=self.site), message.channel)
        self.changes.happened()
