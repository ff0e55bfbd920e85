"""conversations.*: channels and direct messages, who is in them, and what was said there."""

from collections.abc import Iterable

from tests.platforms.slack import events, posting, wire
from tests.platforms.slack.call import Call, Method
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.paging import page
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Channel, Json, Message

READS = {"channel": "channels", "group": "groups", "im": "im"}
KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def _found(desk: Desk, call: Call, what: str) -> Channel:
    """A channel that may be read in this way: `read`, `history`."""
    channel = desk.world.visible(call.text("channel"))
    desk.credential.need(f"{READS[channel.kind]}:{what}")
    return channel


def open_(desk: Desk, call: Call) -> Json:
    """The direct messages of one person."""
    if (known := call.optional("channel")) is not None:
        return {"channel": wire.channel(desk.world.visible(known), desk.world)}
    users = call.text("users").split(",")
    if len(users) != 1:
        raise Refusal("invalid_arguments", "direct messages of several people are not played here")
    posting.check_reachable(desk, users[0])
    was = users[0] in desk.world.ims
    channel = desk.world.im(desk.world.users[users[0]])
    written = wire.channel(channel, desk.world) if call.flag("return_im") else {"id": channel.id}
    return {"channel": written, "already_open": was, "no_op": was}


def info(desk: Desk, call: Call) -> Json:
    return {"channel": wire.channel(_found(desk, call, "read"), desk.world)}


def list_(desk: Desk, call: Call) -> Json:
    kinds = {KINDS.get(each, "") for each in call.text("types", "public_channel").split(",")}
    if "" in kinds:
        raise Refusal("invalid_types")
    for kind in kinds & set(READS):
        desk.credential.need(f"{READS[kind]}:read")
    bot = desk.world.bot.id
    found = [
        each
        for each in desk.world.channels.values()
        if each.kind in kinds
        and (each.kind == "channel" or bot in each.members)
        and not (each.archived and call.flag("exclude_archived"))
    ]
    shown, more = page(call, found)
    return {"channels": [wire.channel(each, desk.world) for each in shown], "response_metadata": more}


def members(desk: Desk, call: Call) -> Json:
    shown, more = page(call, _found(desk, call, "read").members)
    return {"members": shown, "response_metadata": more}


def join(desk: Desk, call: Call) -> Json:
    channel, bot = desk.world.visible(call.text("channel")), desk.world.bot
    if channel.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refusal("is_archived")
    if bot.id not in channel.members:
        channel.members.append(bot.id)
        desk.tell(events.about_member("member_joined_channel", bot, channel, desk.world))
    return {"channel": wire.channel(channel, desk.world)}


def _settled(desk: Desk, messages: Iterable[Message]) -> list[Message]:
    """What everybody sees and is old enough to be read."""
    newest = (desk.world.clock() - desk.history_lag).timestamp()
    lags = bool(desk.history_lag)
    return [each for each in messages if each.only_for is None and not (lags and float(each.ts) > newest)]


def _within(call: Call, messages: list[Message]) -> list[Message]:
    """Those between `oldest` and `latest`, these themselves only if inclusive."""
    oldest, latest = float(call.text("oldest", "0") or 0), float(call.text("latest", "inf") or "inf")
    at_ends = call.flag("inclusive")
    return [
        each
        for each in messages
        if oldest < float(each.ts) < latest or (at_ends and float(each.ts) in (oldest, latest))
    ]


def history(desk: Desk, call: Call) -> Json:
    """Newest first, without replies and what only one person sees."""
    channel = _member(desk, _found(desk, call, "history"))
    settled = _settled(desk, channel.messages.values())
    said = [each for each in settled if each.thread_ts in (None, each.ts)]
    newest = sorted(_within(call, said), key=lambda each: float(each.ts), reverse=True)
    return _written(desk, call, newest)


def replies(desk: Desk, call: Call) -> Json:
    """The message itself and its replies, oldest first."""
    channel, ts = _member(desk, _found(desk, call, "history")), call.text("ts")
    if ts not in channel.messages:
        raise Refusal("thread_not_found")
    settled = _settled(desk, channel.messages.values())
    there = [each for each in settled if ts in (each.thread_ts, each.ts)]
    return _written(desk, call, sorted(_within(call, there), key=lambda each: float(each.ts)))


def _member(desk: Desk, channel: Channel) -> Channel:
    if desk.world.bot.id not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def _written(desk: Desk, call: Call, messages: list[Message]) -> Json:
    shown, more = page(call, messages, most=desk.history_most)
    whole = call.flag("include_all_metadata")
    return {
        "messages": [wire.message(each, desk.world, metadata=whole) for each in shown],
        "has_more": bool(more["next_cursor"]),
        "response_metadata": more,
    }


METHODS = (
    Method(name="conversations.open", handler=open_, tier=3, scope="im:write"),
    Method(name="conversations.info", handler=info, tier=3),
    Method(name="conversations.list", handler=list_, tier=2),
    Method(name="conversations.members", handler=members, tier=4),
    Method(name="conversations.join", handler=join, tier=3, scope="channels:join"),
    Method(name="conversations.history", handler=history, tier=3),
    Method(name="conversations.replies", handler=replies, tier=3),
)
