"""What Slack tells the app of a person's act."""

from tests.platforms.slack import wire
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.seen import SELECTS
from tests.platforms.slack.state import Channel, Json, Message, User, View, walk


def _common(desk: Desk, kind: str, user: User) -> Json:
    world = desk.world
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": world.team},
        "api_app_id": world.app,
        "token": "verification-token",
        "team": {"id": world.team, "domain": world.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(desk: Desk, user: User, channel: Channel, name: str, text: str) -> Json:
    world = desk.world
    return {
        "token": "verification-token",
        "team_id": world.team,
        "team_domain": world.domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind == "im" else channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": world.app,
        "is_enterprise_install": "false",
        "response_url": desk.new_response_url(user, channel, None),
        "trigger_id": desk.new_trigger(user),
    }


def in_message(desk: Desk, user: User, message: Message, action: Json) -> Json:
    """A press or a choice in a message; an ephemeral message is not told again."""
    channel = message.channel
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    name = "directmessage" if channel.kind == "im" else channel.name
    return (
        _common(desk, "block_actions", user)
        | {
            "container": container,
            "trigger_id": desk.new_trigger(user),
            "channel": {"id": channel.id, "name": name},
            "state": {"values": _held(message)},
            "response_url": desk.new_response_url(user, channel, message),
            "actions": [action | {"action_ts": desk.world.ids.ts()}],
        }
        | ({} if message.only_for else {"message": wire.message(message, desk.world)})
    )


def _held(message: Message) -> Json:
    values: Json = {}
    for block, element in walk(message.blocks):
        if element["type"] in SELECTS:
            held = message.chosen.get((block["block_id"], element["action_id"]))
            values.setdefault(block["block_id"], {})[element["action_id"]] = held or {"type": element["type"]}
    return values


def in_view(desk: Desk, user: User, view: View, action: Json) -> Json:
    """A press or a choice in a modal or a Home."""
    of_modal = view.sent["type"] == "modal"
    return _common(desk, "block_actions", user) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": desk.new_trigger(user, view.id if of_modal else None),
        "view": wire.view(view, desk.world),
        "actions": [action | {"action_ts": desk.world.ids.ts()}],
    }


def submission(desk: Desk, user: User, view: View) -> Json:
    return _common(desk, "view_submission", user) | {
        "trigger_id": desk.new_trigger(user, view.id),
        "view": wire.view(view, desk.world),
        "response_urls": [],
    }


def closing(desk: Desk, user: User, view: View, *, all_: bool) -> Json:
    return _common(desk, "view_closed", user) | {"view": wire.view(view, desk.world), "is_cleared": all_}


def suggestion(desk: Desk, user: User, view: View, block: Json, typed: str) -> Json:
    """What is asked for while an option is being typed."""
    return _common(desk, "block_suggestion", user) | {
        "container": {"type": "view", "view_id": view.id},
        "view": wire.view(view, desk.world),
        "block_id": block["block_id"],
        "action_id": block["element"]["action_id"],
        "value": typed,
    }
