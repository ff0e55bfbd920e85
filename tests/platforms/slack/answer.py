"""An answer is what a person sees after a click, a command or a modal."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tests.platforms.slack.modal import Modal
from tests.platforms.slack.seen import SeenBlocks, SeenButton, SeenHome, SeenImage, SeenMessage, SeenSelect

AnswerKind = Literal["message", "update", "deleted", "modal", "errors", "home", "closed", "acked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`errors` are those of a modal by block_id; `acked` is an answer that shows nothing (yet).

    `later()` waits for the next thing to be seen: an update of a modal, a message after a modal.
    """

    kind: AnswerKind
    channel_id: str
    message: SeenMessage | None = None
    modal: Modal | None = None
    home: SeenHome | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    _later: Callable[[], Awaitable["Answer"]] = field(repr=False, compare=False)

    @property
    def seen(self) -> SeenBlocks | None:
        """Whatever is shown."""
        return self.message or self.modal or self.home

    @property
    def content(self) -> str:
        return "" if self.seen is None else self.seen.content

    @property
    def buttons(self) -> tuple[SeenButton, ...]:
        return () if self.seen is None else self.seen.buttons

    @property
    def selects(self) -> tuple[SeenSelect, ...]:
        return () if self.seen is None else self.seen.selects

    @property
    def images(self) -> tuple[SeenImage, ...]:
        return () if self.seen is None else self.seen.images

    @property
    def labels(self) -> list[str]:
        return [each.label for each in self.buttons]

    @property
    def ephemeral(self) -> bool:
        return self.message is not None and self.message.ephemeral

    async def later(self) -> "Answer":
        """What comes next; TookTooLong when nothing does."""
        return await self._later()
