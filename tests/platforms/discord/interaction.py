"""An interaction is one act of a person, with a token to answer it for 15 minutes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from tests.platforms.discord import refusal
from tests.platforms.discord.state import Channel, Message, User

TOKEN_LIVES = timedelta(minutes=15)


class Kind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class Callback(IntEnum):
    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_TO_A_MESSAGE = frozenset({Callback.DEFERRED_UPDATE, Callback.UPDATE})
_ALWAYS = frozenset({Callback.MESSAGE, Callback.DEFERRED})


@dataclass(slots=True, kw_only=True)
class Interaction:
    """`dispatched` is real time; `at` the driver's; `source` the message that was clicked."""

    id: int
    token: str
    kind: Kind
    user: User
    channel: Channel
    data: dict[str, Any]
    at: datetime
    dispatched: float
    source: Message | None = None
    callback: Callback | None = None
    said: dict[str, Any] = field(default_factory=dict)
    original: Message | None = None
    waiting: bool = False
    followups: list[Message] = field(default_factory=list)
    edits: int = 0

    def callbacks(self) -> frozenset[Callback]:
        """The first answers that this kind may have."""
        if self.kind is Kind.AUTOCOMPLETE:
            return frozenset({Callback.CHOICES})
        may = _ALWAYS if self.kind is Kind.MODAL_SUBMIT else _ALWAYS | {Callback.MODAL}
        return may if self.source is None else may | _TO_A_MESSAGE

    def acknowledge(self, callback: Callback, said: dict[str, Any], *, at: float, within: float) -> None:
        """Take the first answer; it is refused when late, when not the first, or of the wrong kind."""
        if self.callback is not None:
            raise refusal.already_acknowledged()
        if at - self.dispatched > within:
            raise refusal.unknown_interaction()
        if callback not in self.callbacks():
            raise refusal.invalid_form(f"type {callback.value} does not answer a {self.kind.name}")
        self.callback = callback
        self.said = said

    def check_token(self, now: datetime) -> None:
        """Whether the webhook of this interaction may be used now."""
        if now - self.at > TOKEN_LIVES:
            raise refusal.expired_webhook_token()
        if self.callback is None or self.callback is Callback.CHOICES:
            raise refusal.unknown_webhook()
