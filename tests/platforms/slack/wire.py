"""How Slack writes what it knows as JSON."""

from mimetypes import guess_type
from zoneinfo import ZoneInfo

from tests.platforms.slack.state import Channel, File, Json, Message, User, View, World, walk


def user(of: User, world: World, *, locale: bool) -> Json:
    """A member; of one who is gone or a bot, Slack tells no zone."""
    written: Json = {
        "id": of.id,
        "team_id": world.team,
        "name": of.name,
        "deleted": of.deleted,
        "real_name": of.real_name,
        "is_bot": of.is_bot,
        "is_app_user": False,
        "is_admin": False,
        "is_restricted": False,
        "updated": of.updated,
        "profile": {"real_name": of.real_name, "display_name": of.name, "team": world.team},
    }
    if of.is_bot:
        written["profile"] |= {"api_app_id": world.app, "bot_id": world.bot_id}
    if not (of.deleted or of.is_bot):
        there = world.clock().astimezone(ZoneInfo(of.tz))
        offset = there.utcoffset()
        assert offset is not None
        written |= {"tz": of.tz, "tz_label": there.tzname(), "tz_offset": int(offset.total_seconds())}
        written |= {"locale": of.locale} if locale else {}
    return written


def channel(of: Channel, world: World) -> Json:
    written: Json = {
        "id": of.id,
        "created": of.made,
        "is_channel": of.kind == "channel",
        "is_group": of.kind == "group",
        "is_im": of.kind == "im",
        "is_mpim": False,
        "is_private": of.kind != "channel",
        "is_archived": of.archived,
        "context_team_id": world.team,
    }
    if of.person is not None:
        return written | {"user": of.person.id, "is_user_deleted": of.person.deleted, "is_open": True}
    return written | {
        "name": of.name,
        "name_normalized": of.name,
        "is_member": world.bot.id in of.members,
        "is_general": of.name == "general",
        "num_members": len(of.members),
    }


def message(of: Message, world: World, *, metadata: bool = True) -> Json:
    """`metadata`: its payload, too, not only its type."""
    written: Json = {
        "type": "message",
        "user": of.author.id,
        "text": of.text,
        "ts": of.ts,
        "team": world.team,
    }
    if of.author.is_bot:
        written |= {
            "bot_id": world.bot_id,
            "app_id": world.app,
            "bot_profile": {"id": world.bot_id, "app_id": world.app, "name": of.author.name},
        }
    else:
        written["client_msg_id"] = f"00000000-0000-4000-9000-{of.ts.replace('.', '')[-12:]}"
    if of.blocks:
        written["blocks"] = of.blocks
    if of.metadata is not None:
        kept = ("event_type", "event_payload") if metadata else ("event_type",)
        written["metadata"] = {key: of.metadata[key] for key in kept if key in of.metadata}
    if of.edited is not None:
        written["edited"] = {"user": of.author.id, "ts": of.edited}
    if of.files:
        written |= {"files": [file(each, world) for each in of.files], "upload": True}
    if of.reactions:
        written["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in of.reactions.items()
        ]
    if of.replies:
        written |= {"thread_ts": of.ts, "reply_count": len(of.replies), "latest_reply": of.replies[-1]}
    elif of.thread_ts is not None:
        written["thread_ts"] = of.thread_ts
    return written


def file(of: File, world: World) -> Json:
    return {
        "id": of.id,
        "name": of.name,
        "title": of.title or of.name,
        "size": of.length,
        "mimetype": "" if of.unseen else guess_type(of.name)[0] or "text/plain",
        "alt_txt": of.alt,
        "mode": "hosted",
        "user": world.bot.id,
        "is_external": False,
        "url_private": f"https://files.slack.com/files-pri/{world.team}-{of.id}/{of.name}",
        "permalink": f"https://{world.domain}.slack.com/files/{world.bot.id}/{of.id}/{of.name}",
    }


def view(of: View, world: World) -> Json:
    """A view with everything that its sender left out."""
    blank: Json = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        "close": None,
        "submit": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return (
        blank
        | of.sent
        | {
            "id": of.id,
            "team_id": world.team,
            "state": {"values": state(of)},
            "hash": of.hash,
            "previous_view_id": of.previous,
            "root_view_id": of.root,
            "app_id": world.app,
            "app_installed_team_id": world.team,
            "bot_id": world.bot_id,
        }
    )


def state(of: View) -> Json:
    """What is filled in, by block and action."""
    values: Json = {}
    for block, element in walk(of.blocks):
        entered = of.entered.get((block["block_id"], element["action_id"]))
        if entered is not None:
            values.setdefault(block["block_id"], {})[element["action_id"]] = entered
    return values
