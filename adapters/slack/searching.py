"""Searching: what may have been shown is looked for in the history of its channel, by its metadata."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.places import settled, target_of, thread_of
from adapters.slack.trouble import code_of
from bot.chat.adapter import Absent, CannotTell, Found, Search
from bot.chat.place import Account, MessageRef, Place

EVENT = "cohortbot_message"
"""The type of the metadata that a message of the bot carries."""
ANSWER = "cohortbot_answer"
"""The same of an answer to a click, which is never owed, nor looked for."""
A_PAGE = 100
FURTHEST = 5
"""So many pages after the attempt are looked through."""
CLOSED = ("channel_not_found", "not_in_channel", "missing_scope", "no_permission")


async def find(client: AsyncWebClient, place: Place, key: str, since: datetime) -> Search:
    """The message with the key among those since then; Absent if there certainly is none."""
    try:
        channel = await _channel(client, place)
        cursor, thread = "", thread_of(place)
        # What stands in a thread is not in the history of its channel.
        ask = (
            client.conversations_history
            if thread is None
            else partial(client.conversations_replies, ts=thread)
        )
        for _ in range(FURTHEST):
            page = await ask(
                channel=channel,
                oldest=f"{since.timestamp():.6f}",
                inclusive=True,
                include_all_metadata=True,
                limit=A_PAGE,
                cursor=cursor,
            )
            for message in page.get("messages") or ():
                if key_of_message(message) == key:
                    return Found(MessageRef(place=settled(place, channel), id=str(message["ts"])))
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return Absent()
    except SlackApiError as error:
        if code_of(error) in CLOSED:
            return CannotTell(f"the bot may not read the history there ({code_of(error)})")
        raise
    return CannotTell(f"more than {A_PAGE * FURTHEST} messages were written there since")


def key_of_message(message: Mapping[str, Any]) -> str | None:
    """The key that a message carries."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT:
        return None
    key = (metadata.get("event_payload") or {}).get("key")
    return str(key) if key else None


async def _channel(client: AsyncWebClient, place: Place) -> str:
    """The id of the channel; that of somebody's conversation is asked for, which opens it at most."""
    if not isinstance(place.at, Account) or place.thread is not None:
        return target_of(place)
    opened = await client.conversations_open(users=place.at.user)
    return str(opened["channel"]["id"])
