"""History: what was said in a room since a time, read as slowly as Slack wants it to be read."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.trouble import BROKEN, told
from bot.chat.waiting import Waiting

Payload = Mapping[str, Any]
Ask = Callable[..., Awaitable[AsyncSlackResponse]]
"""A request for a page."""
A_PAGE = 100
FURTHEST = 5
"""So many pages of one room are read that came while the bot was away, and of a restricted app more."""
THREADS = 10
"""So many threads of one room are read, those first that began last: each is a request of its own."""
TRIES = 100
"""A restricted app reads once a minute, and each room waits for its turn."""


async def since(client: AsyncWebClient, room: str, then: datetime) -> list[Payload]:
    """The messages of a room since then, the oldest first; what can't be read is told in the log.

    What was answered in a thread stands beside the room: a thread is read if it begins among the messages
    that one looks at, the last hundred at least, and something was written there since then.
    """
    seen = await _read(partial(client.conversations_history, channel=room), then, newest_first=True)
    found = [one for one in seen if _ts(one) >= then.timestamp()]
    moved = [one for one in seen if float(one.get("latest_reply") or 0) >= then.timestamp()]
    for first in moved[:THREADS]:
        replies = partial(client.conversations_replies, channel=room, ts=first["ts"], oldest=_written(then))
        found += [one for one in await _read(replies, then) if one["ts"] != first["ts"]]
    # A reply that was sent to the room as well stands in both.
    return sorted({one["ts"]: one for one in found if _ts(one) >= then.timestamp()}.values(), key=_ts)


async def _read(ask: Ask, then: datetime, *, newest_first: bool = False) -> list[Payload]:
    """Page after page, as far as it is of use: back to that time, where the newest come first."""
    found: list[Payload] = []
    cursor, waiting = "", Waiting("a room could not be read again")
    for _ in range(TRIES):
        try:
            page = await ask(inclusive=True, limit=A_PAGE, cursor=cursor)
        except BROKEN as error:
            if not await waiting.goes_on(told(error)):
                break
            continue
        found += page.get("messages") or ()
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        enough = newest_first and found and _ts(found[-1]) < then.timestamp()
        if not cursor or enough or len(found) >= A_PAGE * FURTHEST:
            break
    return found


def _written(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


def _ts(message: Payload) -> float:
    return float(message["ts"])
