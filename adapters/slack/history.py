"""History: what was said in a room since a time, read as slowly as Slack wants it to be read."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.trouble import BROKEN, told
from bot.chat.adapter import Ambiguous, Retry

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]
A_PAGE = 100
FURTHEST = 5
"""So many pages of one room are read that came while the bot was away, and of a restricted app more."""
TRIES = 100
"""A restricted app reads once a minute, and each room waits for its turn."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds after which a request is made again of which nobody knows how it went: twice as long each time."""


async def since(client: AsyncWebClient, room: str, then: datetime) -> list[Payload]:
    """The messages of a room since then, the oldest first; what can't be read is told in the log."""
    found: list[Payload] = []
    cursor, wait = "", FIRST_WAIT
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
            match told(error):
                case Retry(after=after):
                    await passed(after.total_seconds())
                case Ambiguous():
                    await passed(wait)
                    wait = min(2 * wait, LONGEST_WAIT)
                case trouble:
                    log.warning("a room could not be read again: %s", trouble)
                    break
            continue
        found += page.get("messages") or ()
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor or len(found) >= A_PAGE * FURTHEST:
            break
    return found[::-1]


async def passed(seconds: float) -> None:
    """Return when so many seconds have passed."""
    await asyncio.wait((asyncio.get_running_loop().create_future(),), timeout=seconds)
