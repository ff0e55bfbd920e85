"""Messages: create, read, edit and delete them in channels."""

from datetime import datetime

from tests.platforms.discord import permissions, posting, refusal, wire
from tests.platforms.discord.call import Call, Route
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.state import DM, Channel, Message
from tests.platforms.discord.wire import THREADS, Json


def _visible(desk: Desk, call: Call) -> Channel:
    channel = desk.world.channel(call.id("channel"))
    if not desk.world.allowed(channel, desk.world.bot) & permissions.VIEW_CHANNEL:
        raise refusal.missing_access()
    return channel


def _found(desk: Desk, call: Call) -> Message:
    message = _visible(desk, call).messages.get(call.id("message"))
    if message is None or message.only_for is not None:
        raise refusal.unknown_message()
    return message


def _check_may_send(desk: Desk, channel: Channel, *, files: bool) -> None:
    if channel.recipient is not None:
        _check_may_write_to(desk, channel)
        return
    held = desk.world.allowed(channel, desk.world.bot)
    in_thread = channel.kind in THREADS
    needed = permissions.SEND_MESSAGES_IN_THREADS if in_thread else permissions.SEND_MESSAGES
    if not held & needed or (files and not held & permissions.ATTACH_FILES):
        raise refusal.missing_permissions()
    if channel.locked and not held & permissions.MANAGE_THREADS:
        raise refusal.locked_thread()


def _check_may_write_to(desk: Desk, dm: Channel) -> None:
    user = dm.recipient
    assert user is not None
    if desk.world.quarantined and not dm.messages:
        raise refusal.quarantined()
    if not desk.world.mutual_guild(user):
        raise refusal.no_mutual_guild()
    if user.bot or not user.dms_open or user.blocks_bot:
        raise refusal.cannot_send_to_user()


def _said_before(desk: Desk, nonce: str | int | None, now: datetime) -> Message | None:
    """The message that the bot sent with this nonce a few minutes ago, in whatever channel."""
    if nonce is None:
        return None
    key = (desk.world.bot.id, str(nonce))
    earlier = desk.world.nonces.get(key)
    if earlier is None or now - earlier.at > desk.world.nonce_window:
        return None
    if earlier.id not in earlier.channel.messages:
        raise refusal.unknown_message()
    return earlier


def create(desk: Desk, call: Call) -> Json:
    world, body = desk.world, call.object()
    channel = _visible(desk, call)
    posting.check_not_empty(body, call)
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > 25:
        raise refusal.invalid_form("nonce: Must be 25 or fewer in length.")
    _check_may_send(desk, channel, files=bool(call.files))
    if body.get("enforce_nonce") and (earlier := _said_before(desk, nonce, world.clock())) is not None:
        desk.counted["nonce"] += 1
        return wire.message(earlier, world, site=desk.site, nonce=True)
    message = Message(id=world.ids.new(), channel=channel, author=world.bot, at=world.clock(), nonce=nonce)
    posting.fill(world, message, body, call)
    if nonce is not None:
        world.nonces[world.bot.id, str(nonce)] = message
    desk.post(message)
    return wire.message(message, world, site=desk.site, nonce=True)


def read(desk: Desk, call: Call) -> Json:
    message = _found(desk, call)
    held = desk.world.allowed(message.channel, desk.world.bot)
    if not held & permissions.READ_MESSAGE_HISTORY:
        raise refusal.missing_permissions()
    return _written(desk, message)


def history(desk: Desk, call: Call) -> list[Json]:
    """Newest first; nothing without the permission to read the history."""
    channel = _visible(desk, call)
    limit = int(call.query.get("limit", "50"))
    if not 1 <= limit <= 100:
        raise refusal.invalid_form("limit: int value should be between 1 and 100.")
    if not desk.world.allowed(channel, desk.world.bot) & permissions.READ_MESSAGE_HISTORY:
        return []
    ids = sorted(each.id for each in channel.messages.values() if each.only_for is None)
    return [_written(desk, channel.messages[each]) for each in reversed(_asked(ids, call, limit))]


def _asked(ids: list[int], call: Call, limit: int) -> list[int]:
    if (after := call.query.get("after")) is not None:
        return [each for each in ids if each > int(after)][:limit]
    if (before := call.query.get("before")) is not None:
        return [each for each in ids if each < int(before)][-limit:]
    if (around := call.query.get("around")) is not None:
        half = limit // 2
        later = [each for each in ids if each >= int(around)][: half + 1]
        return ([each for each in ids if each < int(around)][-half:] + later)[:limit]
    return ids[-limit:]


def _written(desk: Desk, message: Message) -> Json:
    return wire.message(message, desk.world, site=desk.site)


def edit(desk: Desk, call: Call) -> Json:
    message = _found(desk, call)
    if message.author is not desk.world.bot:
        raise refusal.not_your_message()
    if message.channel.archived:
        raise refusal.archived_thread()
    posting.fill(desk.world, message, call.object(), call)
    desk.edited(message)
    return _written(desk, message)


def delete(desk: Desk, call: Call) -> None:
    message = _found(desk, call)
    held = desk.world.allowed(message.channel, desk.world.bot)
    if message.author is not desk.world.bot:
        if message.channel.kind == DM:
            raise refusal.not_in_a_dm()
        if not held & permissions.MANAGE_MESSAGES:
            raise refusal.missing_permissions()
    if message.channel.archived and message.channel.locked:
        raise refusal.archived_thread()
    desk.delete(message)


def typing(desk: Desk, call: Call) -> None:
    _visible(desk, call)


_ALL = "/channels/{channel}/messages"
_ONE = "/channels/{channel}/messages/{message}"
ROUTES = (
    Route(method="POST", path=_ALL, handler=create),
    Route(method="GET", path=_ALL, handler=history),
    Route(method="GET", path=_ONE, handler=read),
    Route(method="PATCH", path=_ONE, handler=edit),
    Route(method="DELETE", path=_ONE, handler=delete),
    Route(method="POST", path="/channels/{channel}/typing", handler=typing),
)
