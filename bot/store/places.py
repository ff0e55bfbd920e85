"""A place as one line of text, so that the database can compare places."""

from functools import lru_cache
from urllib.parse import quote, unquote

from bot.chat.place import Account, Channel, Place, Platform

RECENT = 4_096
"""So many places are known again without being taken apart."""


@lru_cache(RECENT)
def written(place: Place) -> str:
    """platform/workspace/(user|channel)/id[/thread], each percent-encoded."""
    kind, name = ("user", place.at.user) if isinstance(place.at, Account) else ("channel", place.at.id)
    fields = (place.platform, place.workspace, kind, name)
    line = "/".join(quote(field, safe="") for field in fields)
    return line if place.thread is None else f"{line}/{quote(place.thread, safe='')}"


@lru_cache(RECENT)
def read(line: str) -> Place:
    """The place that `written` wrote."""
    platform, workspace, kind, name, *thread = (unquote(field) for field in line.split("/"))
    at: Account | Channel = (
        Account(platform=Platform(platform), user=name, workspace=workspace)
        if kind == "user"
        else Channel(platform=Platform(platform), id=name, workspace=workspace)
    )
    return Place(at=at, thread=thread[0] if thread else None)


def woken_by(lane: str) -> str:
    """What a commit that owes something on a lane touches."""
    return f"deliveries on {lane}"


def lane_of(place: Place) -> str:
    """The lane that serves a place: one credential, and there is one for each platform."""
    return place.platform
