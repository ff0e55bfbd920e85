"""Events as Slack writes them, each in the envelope that tells which app and workspace it is for."""

from tests.platforms.slack import wire
from tests.platforms.slack.state import Channel, Json, Message, User, World

NEEDS = {
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
"""The scope without which an event is not told."""
SUBSCRIBED = frozenset(
    {
        "app_home_opened",
        "app_uninstalled",
        "member_joined_channel",
        "member_left_channel",
        "message.im",
        "team_join",
        "tokens_revoked",
        "user_change",
    }
)


def callback(event: Json, world: World) -> Json:
    """The whole payload, with an id of its own."""
    return {
        "token": "verification-token",
        "team_id": world.team,
        "api_app_id": world.app,
        "event": event,
        "type": "event_callback",
        "event_id": world.ids.new("Ev"),
        "event_time": int(world.clock().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": world.team,
                "user_id": world.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-context",
    }


def message(made: Message, world: World) -> Json:
    told = wire.message(made, world) | {
        "channel": made.channel.id,
        "event_ts": made.ts,
        "channel_type": made.channel.kind,
    }
    return told | ({"subtype": "file_share"} if made.files else {})


def changed(made: Message, before: Json, world: World) -> Json:
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": wire.message(made, world),
        "previous_message": before,
        "channel": made.channel.id,
        "hidden": True,
        "ts": made.edited,
        "event_ts": made.edited,
        "channel_type": made.channel.kind,
    }


def deleted(made: Message, world: World) -> Json:
    ts = world.ids.ts()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": wire.message(made, world),
        "channel": made.channel.id,
        "hidden": True,
        "deleted_ts": made.ts,
        "ts": ts,
        "event_ts": ts,
        "channel_type": made.channel.kind,
    }


def home_opened(user: User, tab: str, world: World) -> Json:
    """`view` is there from the second time on."""
    event: Json = {
        "type": "app_home_opened",
        "user": user.id,
        "channel": world.im(user).id,
        "tab": tab,
        "event_ts": world.ids.ts(),
    }
    if (home := world.homes.get(user.id)) is not None:
        event["view"] = wire.view(home, world)
    return event


def about_user(kind: str, user: User, world: World) -> Json:
    ts = world.ids.ts()
    return {
        "type": kind,
        "user": wire.user(user, world, locale=True),
        "cache_ts": int(float(ts)),
        "event_ts": ts,
    }


def about_member(kind: str, user: User, channel: Channel, world: World) -> Json:
    return {
        "type": kind,
        "user": user.id,
        "channel": channel.id,
        "channel_type": "G" if channel.kind == "group" else "C",
        "team": world.team,
        "event_ts": world.ids.ts(),
    }


def about_app(kind: str, world: World) -> Json:
    """app_uninstalled, or tokens_revoked with the tokens of the bot."""
    event: Json = {"type": kind, "event_ts": world.ids.ts()}
    return event | ({"tokens": {"oauth": [], "bot": [world.bot.id]}} if kind == "tokens_revoked" else {})
