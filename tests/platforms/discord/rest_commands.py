"""Application commands: global ones and those of a guild, listed, replaced, created and deleted."""

from datetime import timedelta
from typing import Any

from tests.platforms.discord import refusal
from tests.platforms.discord.call import Call, Route
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.wire import Json

_CREATED_A_DAY = 200
_DAY = timedelta(days=1)
_LOCALIZED = ("name_localizations", "description_localizations")
_DROPPED_WHEN_FALSE = ("required", "autocomplete")


def _scope(desk: Desk, call: Call) -> int | None:
    """The guild whose commands these are; None: global ones."""
    if call.id("application") != desk.world.application_id:
        raise refusal.Refusal(403, 20012, "You are not authorized to perform this action on this application")
    if "guild" not in call.within:
        return None
    if desk.world.guilds.get(call.id("guild")) is None:
        raise refusal.missing_access()
    return desk.world.guild(call.id("guild")).id


def listed(desk: Desk, call: Call) -> list[Json]:
    """Without `with_localizations` the localizations are left out."""
    scope = _scope(desk, call)
    known = desk.world.commands.get(scope, [])
    if call.query.get("with_localizations") in ("1", "true", "True"):
        return known
    return [_without(each) for each in known]


def _without(part: Json) -> Json:
    kept = {key: value for key, value in part.items() if key not in _LOCALIZED}
    for inner in ("options", "choices"):
        if inner in kept:
            kept[inner] = [_without(each) for each in kept[inner]]
    return kept


def one(desk: Desk, call: Call) -> Json:
    for each in desk.world.commands.get(_scope(desk, call), []):
        if each["id"] == call.within["command"]:
            return each
    raise refusal.unknown_command()


def replace(desk: Desk, call: Call) -> list[Json]:
    """All of a scope at once; a command of an unchanged name keeps its id and is no creation."""
    scope = _scope(desk, call)
    if not isinstance(call.body, list):
        raise refusal.invalid_form("the body is not a list")
    keys = [_key(each) for each in call.body]
    if len(set(keys)) != len(keys):
        raise refusal.Refusal(400, 50035, "Application command names must be unique")
    known = {_key(each): each for each in desk.world.commands.get(scope, [])}
    _count_creations(desk, scope, sum(key not in known for key in keys))
    made = [_made(desk, scope, each, known.get(_key(each))) for each in call.body]
    desk.world.commands[scope] = made
    desk.changes.happened()
    return made


def create(desk: Desk, call: Call) -> Json:
    """One more; the same name again replaces it."""
    scope, body = _scope(desk, call), call.object()
    known = desk.world.commands.setdefault(scope, [])
    old = next((each for each in known if _key(each) == _key(body)), None)
    if old is None:
        _count_creations(desk, scope, 1)
    else:
        known.remove(old)
    known.append(_made(desk, scope, body, old))
    desk.changes.happened()
    return known[-1]


def change(desk: Desk, call: Call) -> Json:
    scope, old = _scope(desk, call), one(desk, call)
    known = desk.world.commands[scope]
    known[known.index(old)] = made = _made(desk, scope, old | call.object(), old)
    desk.changes.happened()
    return made


def delete(desk: Desk, call: Call) -> None:
    desk.world.commands[_scope(desk, call)].remove(one(desk, call))
    desk.changes.happened()


def _key(command: Json) -> tuple[int, str]:
    return command.get("type") or 1, command["name"]


def _count_creations(desk: Desk, scope: int | None, count: int) -> None:
    now = desk.world.clock()
    earlier = [each for each in desk.world.command_creations.get(scope, []) if now - each < _DAY]
    if count and len(earlier) + count > _CREATED_A_DAY:
        raise refusal.too_many_commands()
    desk.world.command_creations[scope] = [*earlier, *[now] * count]


def _made(desk: Desk, scope: int | None, said: Json, old: Json | None) -> Json:
    """As Discord keeps it: with an id and a version, and with nothing for what is not so."""
    made: Json = {
        "id": str(desk.world.ids.new()) if old is None else old["id"],
        "application_id": str(desk.world.application_id),
        "version": str(desk.world.ids.new()),
        "type": said.get("type") or 1,
        "name": said["name"],
        "name_localizations": said.get("name_localizations"),
        "description": said.get("description") or "",
        "description_localizations": said.get("description_localizations"),
        "default_member_permissions": said.get("default_member_permissions"),
        "dm_permission": said.get("dm_permission", True),
        "nsfw": bool(said.get("nsfw")),
    }
    if said.get("options"):
        made["options"] = [_option(each) for each in said["options"]]
    if scope is not None:
        return made | {"guild_id": str(scope)}
    contexts: Any = said.get("contexts")
    return made | {"contexts": contexts, "integration_types": said.get("integration_types") or [0]}


def _option(said: Json) -> Json:
    kept = {key: value for key, value in said.items() if value or key not in _DROPPED_WHEN_FALSE}
    if "options" in kept:
        kept["options"] = [_option(each) for each in kept["options"]]
    return {key: value for key, value in kept.items() if value != [] and value is not None}


_GLOBAL = "/applications/{application}/commands"
_OF_GUILD = "/applications/{application}/guilds/{guild}/commands"
ROUTES = tuple(
    route
    for path in (_GLOBAL, _OF_GUILD)
    for route in (
        Route(method="GET", path=path, handler=listed),
        Route(method="PUT", path=path, handler=replace),
        Route(method="POST", path=path, handler=create),
        Route(method="GET", path=path + "/{command}", handler=one),
        Route(method="PATCH", path=path + "/{command}", handler=change),
        Route(method="DELETE", path=path + "/{command}", handler=delete),
    )
)
