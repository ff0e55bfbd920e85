"""Guilds, their channels, their roles and their members."""

from tests.platforms.discord import intents, permissions, refusal, wire
from tests.platforms.discord.call import Call, Route
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.state import TEXT, Guild
from tests.platforms.discord.wire import THREADS, Json


def _guild(desk: Desk, call: Call) -> Guild:
    return desk.world.guild(call.id("guild"))


def mine(desk: Desk, call: Call) -> list[Json]:
    bot, after = desk.world.bot, int(call.query.get("after", "0"))
    return [
        {
            "id": str(each.id),
            "name": each.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(permissions.in_guild(each, each.members[bot.id])),
            "features": [],
        }
        for each in desk.world.guilds.values()
        if bot.id in each.members and each.id > after
    ][: int(call.query.get("limit", "200"))]


def read(desk: Desk, call: Call) -> Json:
    guild = _guild(desk, call)
    counts = {"approximate_member_count": len(guild.members), "approximate_presence_count": 0}
    return wire.guild(guild) | (counts if call.query.get("with_counts") in ("1", "true") else {})


def channels(desk: Desk, call: Call) -> list[Json]:
    """Those that the bot sees; threads are listed elsewhere."""
    guild, world = _guild(desk, call), desk.world
    here = [each for each in world.channels.values() if each.guild is guild and each.kind == TEXT]
    return [wire.channel(each) for each in here if world.allowed(each, world.bot)]


def active_threads(desk: Desk, call: Call) -> Json:
    guild, world = _guild(desk, call), desk.world
    here = [each for each in world.channels.values() if each.guild is guild and each.kind in THREADS]
    open_ones = [each for each in here if not each.archived and world.allowed(each, world.bot)]
    mine_too = [each for each in open_ones if world.bot.id in each.members]
    return {
        "threads": [wire.channel(each) for each in open_ones],
        "members": [wire.thread_member(each, world.bot.id) for each in mine_too],
    }


def roles(desk: Desk, call: Call) -> list[Json]:
    return [wire.role(each) for each in _guild(desk, call).roles.values()]


def member(desk: Desk, call: Call) -> Json:
    guild = _guild(desk, call)
    wanted = desk.world.bot.id if call.within["user"] == "@me" else call.id("user")
    if wanted not in desk.world.users:
        raise refusal.unknown_user()
    if (found := guild.members.get(wanted)) is None:
        raise refusal.unknown_member()
    return wire.member(found)


def members(desk: Desk, call: Call) -> list[Json]:
    """Everybody: only where the application was granted the privileged intent."""
    guild = _guild(desk, call)
    if not desk.credential.granted & intents.GUILD_MEMBERS:
        raise refusal.missing_access()
    after, limit = int(call.query.get("after", "0")), int(call.query.get("limit", "1"))
    found = sorted(each for each in guild.members if each > after)[:limit]
    return [wire.member(guild.members[each]) for each in found]


_ONE = "/guilds/{guild}"
ROUTES = (
    Route(method="GET", path="/users/@me/guilds", handler=mine),
    Route(method="GET", path=_ONE, handler=read),
    Route(method="GET", path=_ONE + "/channels", handler=channels),
    Route(method="GET", path=_ONE + "/threads/active", handler=active_threads),
    Route(method="GET", path=_ONE + "/roles", handler=roles),
    Route(method="GET", path=_ONE + "/members", handler=members),
    Route(method="GET", path=_ONE + "/members/{user}", handler=member),
)
