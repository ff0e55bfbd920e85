"""History: what was said in a room since a time, read as slowly as Slack wants it to be read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.trouble import BROKEN
from adapters.slack.waiting import Waiting

Payload = Mapping[str, Any]
A_PAGE = 100
FURTHEST = 5
"""So many pages of one room are read that came while the bot was away, and of a restricted app more."""
TRIES = 100
"""A restricted app reads once a minute, and each room waits for its turn."""


async def since(client: AsyncWebClient, room: str, then: datetime) -> list[Payload]:
    """The messages of a room since then, the oldest first; what can't be read is told in the log."""
    found: list[Payload] = []
    cursor, waiting = "", Waiting("a room could not be read again")
    for _ in range(TRIES):
        try:
            page = await client.conversations_history(
                channel=room,
                oldest=f"{then.timestamp():.6f}",
                inclusive=True,
                limit=A_PAGE,
                cursor=cursor,
            )
        except BROKEN as error:
            if not await waiting.goes_on(error):
                break
            continue
        found += page.get("messages") or ()
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor or len(found) >= A_PAGE * FURTHEST:
            break
    return found[::-1]
