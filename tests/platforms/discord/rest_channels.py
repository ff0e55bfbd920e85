"""Channels and threads: read them, open private threads, archive them, and who is in them."""

from typing import Any

from tests.platforms.discord import events, permissions, refusal, wire
from tests.platforms.discord.call import Call, Route
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.state import PRIVATE_THREAD, PUBLIC_THREAD, TEXT, Channel, Overwrite, User
from tests.platforms.discord.wire import THREADS, Json

_NEEDED = {
    PRIVATE_THREAD: permissions.CREATE_PRIVATE_THREADS,
    PUBLIC_THREAD: permissions.CREATE_PUBLIC_THREADS,
}


def visible(desk: Desk, call: Call) -> tuple[Channel, int]:
    """The channel of the path, and what the bot may do there."""
    channel = desk.world.channel(call.id("channel"))
    held = desk.world.allowed(channel, desk.world.bot)
    if not held & permissions.VIEW_CHANNEL:
        raise refusal.missing_access()
    return channel, held


def _thread(desk: Desk, call: Call) -> tuple[Channel, int]:
    channel, held = visible(desk, call)
    if channel.kind not in THREADS:
        raise refusal.Refusal(400, 50024, "Cannot execute action on this channel type")
    return channel, held


def read(desk: Desk, call: Call) -> Json:
    return wire.channel(visible(desk, call)[0])


def change(desk: Desk, call: Call) -> Json:
    """Archive, lock, rename: its owner may do the first and the last, others need a permission."""
    channel, held = visible(desk, call)
    body = call.object()
    if channel.kind not in THREADS:
        if not held & permissions.MANAGE_CHANNELS:
            raise refusal.missing_permissions()
        channel.name = body.get("name") or channel.name
        desk.tell(events.about_channel("CHANNEL_UPDATE", channel), channel)
        return wire.channel(channel)
    _check_may_change(desk, channel, held, body)
    if body.get("archived") is False:
        channel.active_at = desk.world.clock()
    channel.archived = body.get("archived", channel.archived)
    channel.locked = body.get("locked", channel.locked)
    channel.invitable = body.get("invitable", channel.invitable)
    channel.name = body.get("name") or channel.name
    channel.auto_archive = body.get("auto_archive_duration") or channel.auto_archive
    desk.tell(events.about_channel("THREAD_UPDATE", channel), channel)
    return wire.channel(channel)


def _check_may_change(desk: Desk, thread: Channel, held: int, body: dict[str, Any]) -> None:
    manages = bool(held & permissions.MANAGE_THREADS)
    if not manages and (thread.owner_id != desk.world.bot.id or "locked" in body or thread.locked):
        raise refusal.missing_permissions()
    if thread.archived and body.get("archived") is not False:
        raise refusal.archived_thread()


def open_thread(desk: Desk, call: Call) -> Json:
    """A thread without a message; a private one unless its type says otherwise."""
    channel, held = visible(desk, call)
    body = call.object()
    if channel.kind != TEXT:
        raise refusal.Refusal(400, 50024, "Cannot execute action on this channel type")
    kind = body.get("type", PRIVATE_THREAD)
    if kind not in _NEEDED:
        raise refusal.invalid_form("type: a thread is public (11) or private (12)")
    if not held & _NEEDED[kind]:
        raise refusal.missing_permissions()
    thread = desk.world.new_thread(channel, body["name"], kind=kind, owner=desk.world.bot)
    thread.invitable = body.get("invitable", True)
    thread.auto_archive = body.get("auto_archive_duration") or thread.auto_archive
    desk.tell(events.about_channel("THREAD_CREATE", thread), thread)
    return _with_me(desk, thread)


def _with_me(desk: Desk, thread: Channel) -> Json:
    return wire.channel(thread) | {"member": wire.thread_member(thread, desk.world.bot.id)}


def _whom(desk: Desk, call: Call) -> User:
    if call.within["user"] == "@me":
        return desk.world.bot
    if (user := desk.world.users.get(call.id("user"))) is None:
        raise refusal.unknown_user()
    return user


def add(desk: Desk, call: Call) -> None:
    """Let somebody of the guild, who sees the parent channel, into a thread."""
    thread, held = _thread(desk, call)
    user = _whom(desk, call)
    assert thread.guild is not None
    assert thread.parent is not None
    if user.id not in thread.guild.members:
        raise refusal.unknown_member()
    if thread.archived:
        raise refusal.archived_thread()
    if not held & permissions.SEND_MESSAGES_IN_THREADS:
        raise refusal.missing_permissions()
    if not (thread.invitable or desk.world.owners_invite or held & permissions.MANAGE_THREADS):
        raise refusal.missing_permissions()
    if not desk.world.allowed(thread.parent, user) & permissions.VIEW_CHANNEL:
        raise refusal.missing_access()
    thread.members.setdefault(user.id, desk.world.clock())
    desk.changes.happened()


def remove(desk: Desk, call: Call) -> None:
    thread, held = _thread(desk, call)
    user = _whom(desk, call)
    owns = thread.owner_id == desk.world.bot.id and thread.kind == PRIVATE_THREAD
    if user is not desk.world.bot and not owns and not held & permissions.MANAGE_THREADS:
        raise refusal.missing_permissions()
    if thread.archived:
        raise refusal.archived_thread()
    thread.members.pop(user.id, None)
    desk.changes.happened()


def members(desk: Desk, call: Call) -> list[Json]:
    thread, _ = _thread(desk, call)
    return [wire.thread_member(thread, each) for each in thread.members]


def member(desk: Desk, call: Call) -> Json:
    thread, _ = _thread(desk, call)
    user = _whom(desk, call)
    if user.id not in thread.members:
        raise refusal.unknown_member()
    return wire.thread_member(thread, user.id)


def overwrite(desk: Desk, call: Call) -> None:
    channel, held = visible(desk, call)
    if not held & permissions.MANAGE_ROLES:
        raise refusal.missing_permissions()
    target, body = call.id("target"), call.object()
    channel.overwrites[target] = Overwrite(
        id=target,
        kind=body["type"],
        allow=int(body.get("allow") or 0),
        deny=int(body.get("deny") or 0),
    )
    desk.tell(events.about_channel("CHANNEL_UPDATE", channel), channel)


_ONE = "/channels/{channel}"
_MEMBER = _ONE + "/thread-members/{user}"
ROUTES = (
    Route(method="GET", path=_ONE, handler=read),
    Route(method="PATCH", path=_ONE, handler=change),
    Route(method="POST", path=_ONE + "/threads", handler=open_thread),
    Route(method="GET", path=_ONE + "/thread-members", handler=members),
    Route(method="GET", path=_MEMBER, handler=member),
    Route(method="PUT", path=_MEMBER, handler=add),
    Route(method="DELETE", path=_MEMBER, handler=remove),
    Route(method="PUT", path=_ONE + "/permissions/{target}", handler=overwrite),
)
