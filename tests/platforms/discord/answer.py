"""An answer is what a person sees after a click, a command or a modal."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.platforms.discord.seen import SeenAttachment, SeenButton, SeenMessage, SeenSelect

AnswerKind = Literal["message", "deferred", "update", "deferred_update", "modal", "choices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalField:
    """One question: `options` are the values that may be chosen, by label."""

    custom_id: str
    label: str
    description: str = ""
    kind: str
    required: bool = True
    options: dict[str, str] = field(default_factory=dict)
    value: str | tuple[str, ...] | bool | None = None
    min_length: int = 0
    max_length: int = 4000
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Modal:
    """`layout` is what the client was sent."""

    custom_id: str
    title: str
    fields: tuple[ModalField, ...]
    texts: tuple[str, ...] = ()
    layout: tuple[dict[str, Any], ...] = ()
    channel_id: int
    message_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`message` is what is shown; `later()` waits for the edit or follow-up after a deferral."""

    kind: AnswerKind
    interaction_id: int
    channel_id: int
    message: SeenMessage | None = None
    modal: Modal | None = None
    choices: tuple[tuple[str, str], ...] = ()
    _later: Callable[[], Awaitable["Answer"]] = field(repr=False, compare=False)

    @property
    def content(self) -> str:
        return "" if self.message is None else self.message.content

    @property
    def buttons(self) -> tuple[SeenButton, ...]:
        return () if self.message is None else self.message.buttons

    @property
    def selects(self) -> tuple[SeenSelect, ...]:
        return () if self.message is None else self.message.selects

    @property
    def attachments(self) -> tuple[SeenAttachment, ...]:
        return () if self.message is None else self.message.attachments

    @property
    def ephemeral(self) -> bool:
        return self.message is not None and self.message.ephemeral

    @property
    def labels(self) -> list[str]:
        return [each.label for each in self.buttons]

    async def later(self) -> "Answer":
        """What comes after a deferral; TookTooLong when nothing does."""
        return await self._later()
