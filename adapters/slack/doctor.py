"""The doctor of Slack looks at everything there that can keep the bot from working."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.adapter import Finding
from bot.chat.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What should be so on Slack."""

    channels: Sequence[Place] = ()
    socket_mode: bool = True
    app_token: str | None = None
    signing_secret: str | None = None


async def examined(
    token: str, api_url: str, wanted: Wanted, clock: Callable[[], datetime]
) -> Sequence[Finding]:
    """The findings, by a connection of the doctor's own."""
    return ()
