"""Who the bot is, what its application may do, where the gateway is, and opening DMs."""

from tests.platforms.discord import intents, refusal, wire
from tests.platforms.discord.call import Call, Route
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.state import Channel, User
from tests.platforms.discord.wire import Json


def me(desk: Desk, call: Call) -> Json:
    return wire.user(desk.world.bot) | {
        "verified": True,
        "mfa_enabled": True,
        "locale": "en-US",
        "email": None,
    }


def user(desk: Desk, call: Call) -> Json:
    if (found := desk.world.users.get(call.id("user"))) is None:
        raise refusal.unknown_user()
    return wire.user(found)


def application(desk: Desk, call: Call) -> Json:
    world = desk.world
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": wire.user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": intents.application_flags(desk.credential.granted),
        "hook": True,
        "redirect_uris": [],
        "rpc_origins": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "integration_types_config": {"0": {}},
        "owner": wire.user(next(iter(world.users.values()))),
        "team": None,
    }


def gateway(desk: Desk, call: Call) -> Json:
    return {"url": desk.site.replace("http", "ws", 1) + "/gateway"}


def gateway_for_bot(desk: Desk, call: Call) -> Json:
    credential = desk.credential
    return gateway(desk, call) | {
        "shards": credential.shards,
        "session_start_limit": credential.start_limit(),
    }


def open_dm(desk: Desk, call: Call) -> Json:
    """The DM there is, or a new one; new ones are counted, and refused when they are too many."""
    wanted = call.object().get("recipient_id")
    found = desk.world.users.get(int(wanted)) if str(wanted).isdecimal() and wanted is not None else None
    if found is None:
        raise refusal.unknown_user()
    if found.bot:
        raise refusal.cannot_send_to_user(400)
    return wire.channel(desk.world.dms.get(found.id) or _opened(desk, found))


def _opened(desk: Desk, user: User) -> Channel:
    world = desk.world
    if world.quarantined:
        raise refusal.quarantined()
    if not world.mutual_guild(user):
        raise refusal.no_mutual_guild()
    now = world.clock()
    if sum(now - each < world.dm_window for each in world.dms_opened) >= world.dm_limit:
        raise refusal.opening_too_fast()
    world.dms_opened.append(now)
    return world.new_dm(user)


ROUTES = (
    Route(method="GET", path="/users/@me", handler=me),
    Route(method="GET", path="/users/{user}", handler=user),
    Route(method="GET", path="/applications/@me", handler=application),
    Route(method="GET", path="/oauth2/applications/@me", handler=application),
    Route(method="GET", path="/gateway", handler=gateway),
    Route(method="GET", path="/gateway/bot", handler=gateway_for_bot),
    Route(method="POST", path="/users/@me/channels", handler=open_dm),
)
