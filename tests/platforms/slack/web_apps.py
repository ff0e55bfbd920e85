"""auth.test, apps.connections.open, and what else is about the app and about people."""

from tests.platforms.slack import wire
from tests.platforms.slack.call import Call, Method
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.paging import page
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Json


def api_test(desk: Desk, call: Call) -> Json:
    if (error := call.optional("error")) is not None:
        raise Refusal(error, args=dict(call.said))
    return {"args": dict(call.said)}


def auth_test(desk: Desk, call: Call) -> Json:
    world = desk.world
    return {
        "url": f"https://{world.domain}.slack.com/",
        "team": world.team_name,
        "user": world.bot.name,
        "team_id": world.team,
        "user_id": world.bot.id,
        "bot_id": world.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(desk: Desk, call: Call) -> Json:
    """The address of Socket Mode, with a ticket that serves once."""
    desk.credential.need("connections:write", app=True)
    if not desk.socket_mode:
        raise Refusal("forbidden_team", "Socket Mode is off for this app")
    ticket = desk.world.ids.secret("ticket")
    desk.tickets.add(ticket)
    address = desk.site.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={desk.world.app}"}


def bots_info(desk: Desk, call: Call) -> Json:
    world = desk.world
    if call.optional("bot") not in (None, world.bot_id):
        raise Refusal("bot_not_found")
    return {
        "bot": {
            "id": world.bot_id,
            "deleted": False,
            "name": world.bot.name,
            "app_id": world.app,
            "user_id": world.bot.id,
        }
    }


def users_info(desk: Desk, call: Call) -> Json:
    user = desk.world.user(call.text("user"))
    return {"user": wire.user(user, desk.world, locale=call.flag("include_locale"))}


def users_list(desk: Desk, call: Call) -> Json:
    shown, more = page(call, list(desk.world.users.values()))
    locale = call.flag("include_locale")
    return {
        "members": [wire.user(each, desk.world, locale=locale) for each in shown],
        "response_metadata": more,
    }


def react(desk: Desk, call: Call) -> Json:
    message = desk.world.visible(call.text("channel")).messages.get(call.text("timestamp"))
    if message is None:
        raise Refusal("message_not_found")
    users = message.reactions.setdefault(call.text("name"), [])
    if desk.world.bot.id in users:
        raise Refusal("already_reacted")
    users.append(desk.world.bot.id)
    desk.show("update", None, message=message)
    return {}


METHODS = (
    Method(name="api.test", handler=api_test, tier=4, token=False),
    Method(name="auth.test", handler=auth_test, tier=4),
    Method(name="apps.connections.open", handler=connections_open, tier=3, app=True),
    Method(name="bots.info", handler=bots_info, tier=3, scope="users:read"),
    Method(name="users.info", handler=users_info, tier=4, scope="users:read"),
    Method(name="users.list", handler=users_list, tier=2, scope="users:read"),
    Method(name="reactions.add", handler=react, tier=3, scope="reactions:write"),
)
