"""Shapes: what comes in is looked at once, at the border; what has another shape is none of Slack's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

# What came over the wire, before anything of it is checked; it is told apart here.
Json = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """An object with these keys; those that it may have can also be null, and others are anything."""

    needs: Mapping[str, "Shape"] = field(default_factory=dict)
    may: Mapping[str, "Shape"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Each:
    """A list of so many things of one shape, at least."""

    shape: "Shape"
    least: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """An object with any keys, whose values have one shape."""

    shape: "Shape"


Shape = type[str] | re.Pattern[str] | Object | Each | Named
"""A text, a text of this form, or one of the above."""


def fits(told: Json, shape: Shape) -> bool:
    """Whether it has the shape."""
    match shape:
        case Each(each, least):
            return isinstance(told, list) and len(told) >= least and all(fits(one, each) for one in told)
        case Named(each):
            return isinstance(told, dict) and all(fits(one, each) for one in told.values())
        case Object(needs=needs, may=may):
            return (
                isinstance(told, dict)
                and all(fits(told.get(key), wanted) for key, wanted in needs.items())
                and all(told.get(key) is None or fits(told[key], wanted) for key, wanted in may.items())
            )
        case re.Pattern():
            return isinstance(told, str) and shape.fullmatch(told) is not None
        case _:
            return isinstance(told, str)


INSTANT: Final = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,9})?")
_ID: Final = Object(needs={"id": str})
_OPTION: Final = Object(may={"value": str})
_ENTERED: Final = Object(may={"value": str, "selected_date": str, "selected_option": _OPTION})
_VIEW: Final = Object(
    needs={"id": str, "type": str},
    may={
        "callback_id": str,
        "app_installed_team_id": str,
        "private_metadata": str,
        "previous_view_id": str,
        "root_view_id": str,
        "blocks": Each(Object(may={"type": str, "block_id": str})),
        "state": Object(may={"values": Named(Named(_ENTERED))}),
    },
)
_CONTAINER: Final = Object(
    may={"channel_id": str, "message_ts": str, "view_id": str, "thread_ts": str},
)
_ACTION: Final = Object(needs={"action_id": str}, may={"action_ts": str, "selected_option": _OPTION})
_ACT: Final[Mapping[str, Shape]] = {
    "team": Object(may={"id": str}),
    "enterprise": Object(may={"id": str}),
    "channel": _ID,
    "container": _CONTAINER,
    "view": _VIEW,
    "message": Object(),
    "trigger_id": str,
    "response_url": str,
    "response_urls": Each(Object(may={"response_url": str})),
}
_COMMAND: Final = Object(
    needs={"command": str, "user_id": str, "trigger_id": str},
    may={"text": str, "team_id": str, "channel_id": str, "response_url": str},
)
_MESSAGE: Final = Object(
    needs={"channel": str, "ts": INSTANT},
    may={
        "user": str,
        "text": str,
        "subtype": str,
        "bot_id": str,
        "thread_ts": INSTANT,
        "files": Each(Object(may={"permalink": str, "url_private": str})),
    },
)
_PROFILE: Final = Object(may={"display_name": str, "real_name": str})
_USER: Final = Object(
    needs={"id": str}, may={"profile": _PROFILE, "real_name": str, "locale": str, "tz": str}
)
EVENTS: Final[Mapping[str, Object]] = {
    "message": _MESSAGE,
    "app_home_opened": Object(needs={"user": str}, may={"tab": str, "event_ts": INSTANT}),
    "user_change": Object(needs={"user": _USER}, may={"event_ts": INSTANT}),
}
"""What is looked at of the events that the bot hears."""
_TELLING: Final = Object(
    needs={"event": Object(needs={"type": str})},
    may={"team_id": str, "authorizations": Each(Object(may={"team_id": str, "user_id": str}))},
)
LIMITED: Final = "app_rate_limited"
BODIES: Final[Mapping[str, Object]] = {
    "event_callback": _TELLING,
    "block_actions": Object(needs={"user": _ID, "actions": Each(_ACTION, least=1)}, may=_ACT),
    "view_submission": Object(needs={"user": _ID, "view": _VIEW}, may=_ACT),
    "url_verification": Object(needs={"challenge": str}),
    LIMITED: Object(may={"team_id": str}),
}
"""What is looked at of what comes, by its type; a command has none."""


def is_slacks(body: Json) -> bool:
    """Whether it is something that Slack tells this app: an event, an act or a command."""
    if not isinstance(body, dict):
        return False
    match body.get("type"):
        case None:
            return fits(body, _COMMAND)
        case str(kind) if kind in BODIES:
            return fits(body, BODIES[kind]) and (kind != "event_callback" or _is_event(body["event"]))
        case _:
            return False


def _is_event(event: Json) -> bool:
    return fits(event, EVENTS.get(event["type"], Object()))
