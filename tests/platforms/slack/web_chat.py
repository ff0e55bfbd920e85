"""chat.*: post, update and delete messages, and answer by response_url."""

from collections.abc import Mapping
from typing import Any

from tests.platforms.slack import posting, wire
from tests.platforms.slack.call import Call, Method
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Channel, Json, Message


def _thread(channel: Channel, ts: str | None) -> str | None:
    """The thread of a reply: that of the message replied to, where it is a reply itself."""
    if ts is None:
        return None
    parent = channel.messages.get(ts)
    if parent is None:
        raise Refusal("thread_not_found")
    return parent.thread_ts or ts


def post(desk: Desk, call: Call) -> Json:
    channel = posting.writable(desk, call.text("channel"))
    world = desk.world
    message = Message(
        ts=world.ids.ts(),
        channel=channel,
        author=world.bot,
        thread_ts=_thread(channel, call.optional("thread_ts")),
    )
    posting.fill(world, message, call.said)
    desk.post(message)
    return {"channel": channel.id, "ts": message.ts, "message": wire.message(message, world)}


def post_ephemeral(desk: Desk, call: Call) -> Json:
    channel = posting.writable(desk, call.text("channel"))
    user, world = desk.world.users.get(call.text("user")), desk.world
    if user is None or user.id not in channel.members:
        raise Refusal("user_not_in_channel")
    message = Message(
        ts=world.ids.ts(),
        channel=channel,
        author=world.bot,
        thread_ts=_thread(channel, call.optional("thread_ts")),
        only_for=user.id,
    )
    posting.fill(world, message, call.said)
    desk.post(message)
    return {"message_ts": message.ts}


def _own(desk: Desk, call: Call, *, refusal: str) -> Message:
    """A message of the bot; only it may change it, and nobody finds an ephemeral one."""
    message = desk.world.visible(call.text("channel")).messages.get(call.text("ts"))
    if message is None or message.only_for is not None:
        raise Refusal("message_not_found")
    if message.author is not desk.world.bot:
        raise Refusal(refusal)
    if message.channel.archived:
        raise Refusal("is_archived")
    return message


def update(desk: Desk, call: Call) -> Json:
    message = _own(desk, call, refusal="cant_update_message")
    before = wire.message(message, desk.world)
    posting.fill(desk.world, message, call.said)
    desk.edited(message, before)
    written = wire.message(message, desk.world)
    return {"channel": message.channel.id, "ts": message.ts, "text": message.text, "message": written}


def delete(desk: Desk, call: Call) -> Json:
    message = _own(desk, call, refusal="cant_delete_message")
    desk.delete(message)
    return {"channel": message.channel.id, "ts": message.ts}


def respond(desk: Desk, call: Call) -> str:
    """A post to a response_url: a new message, or a change of the one that was clicked."""
    url = desk.response_url(call.text("secret"))
    if call.flag("delete_original") and url.source is not None:
        desk.delete(url.source)
        return "ok"
    if call.flag("replace_original") and url.source is not None:
        before = wire.message(url.source, desk.world)
        posting.fill(desk.world, url.source, call.said)
        desk.edited(url.source, before)
        return "ok"
    answer(desk, url.channel, url.user, url.source, call.said)
    return "ok"


def answer(desk: Desk, channel: Channel, user: str, source: Message | None, said: Mapping[str, Any]) -> None:
    """A message that answers an act: ephemeral unless it says otherwise, even where the bot is no member."""
    world = desk.world
    hidden = said.get("response_type") != "in_channel" or (source is not None and source.only_for is not None)
    message = Message(
        ts=world.ids.ts(),
        channel=channel,
        author=world.bot,
        thread_ts=said.get("thread_ts") or (None if source is None else source.thread_ts),
        only_for=user if hidden else None,
    )
    posting.fill(world, message, said)
    desk.post(message)


METHODS = (
    Method(name="chat.postMessage", handler=post, tier=4, scope="chat:write"),
    Method(name="chat.postEphemeral", handler=post_ephemeral, tier=4, scope="chat:write"),
    Method(name="chat.update", handler=update, tier=3, scope="chat:write"),
    Method(name="chat.delete", handler=delete, tier=3, scope="chat:write"),
    Method(name="response_url", handler=respond, tier=4, token=False),
)
