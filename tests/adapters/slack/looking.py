"""Looking, as the doctor does, at the small Slack."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from adapters.slack.doctor import Wanted, examined
from bot.chat.adapter import Finding
from bot.chat.place import Channel, Place, Platform
from tests.platforms.slack.server import START, Slack


def at(there: Slack, id: str | None = None, *, team: str | None = None) -> Place:
    """A channel, #general unless another one is named."""
    return Place(
        at=Channel(
            platform=Platform("slack"), workspace=team or there.team, id=id or there.channel("general").id
        )
    )


async def looks(
    there: Slack, *, token: str | None = None, late: timedelta = timedelta(), **wanted: Any
) -> Sequence[Finding]:
    """What the doctor finds, on a machine whose clock is late by so much."""
    usual: dict[str, Any] = {"channels": (at(there),), "app_token": there.app_token}
    found = await examined(
        token or there.bot_token, there.api_url, Wanted(**usual | wanted), lambda: START - late
    )
    told = " ".join(f"{one.text} {one.remedy}" for one in found)
    assert not any(secret in told for secret in (there.bot_token, there.app_token, there.signing_secret))
    assert all(bool(one.remedy) is not one.well for one in found)
    return found


async def ill(there: Slack, **wanted: Any) -> list[tuple[str, str]]:
    """Subject and text of what the doctor finds ill."""
    return [(one.subject, one.text) for one in await looks(there, **wanted) if not one.well]


async def only(there: Slack, **wanted: Any) -> Finding:
    """The one thing that the doctor finds ill."""
    (found,) = [one for one in await looks(there, **wanted) if not one.well]
    return found
