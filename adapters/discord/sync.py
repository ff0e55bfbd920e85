"""Commands are declared anew only where what Discord lists is not what is wanted."""

from collections.abc import Mapping, Sequence
from typing import Any

# The parsed JSON of Discord's commands.
Json = Any

_COMMAND, _ENTRY_POINT = 1, 4  # Discord, Application Command Types.
_LOCALIZED = ("name_localizations", "description_localizations")


def same(listed: Sequence[Mapping[str, Json]], wanted: Sequence[Mapping[str, Json]]) -> bool:
    """Whether Discord lists just these commands, asked for with_localizations, in whatever order."""
    ours = [one for one in listed if one.get("type", _COMMAND) != _ENTRY_POINT]
    if len(ours) != len(wanted):
        return False
    by_name = {_identity(one): one for one in ours}
    return all((there := by_name.get(_identity(one))) is not None and _same(there, one) for one in wanted)


def _identity(command: Mapping[str, Json]) -> tuple[int, str]:
    return command.get("type") or _COMMAND, command["name"]


def _same(there: Mapping[str, Json], one: Mapping[str, Json]) -> bool:
    # A server's own commands are used in that server: Discord keeps no contexts for them.
    fields = () if there.get("guild_id") else ("contexts", "integration_types")
    return _normal(there) == _normal(one) and all(
        sorted(there.get(name) or ()) == sorted(one.get(name) or ()) for name in fields
    )


def _normal(made: Mapping[str, Json]) -> dict[str, Json]:
    """A command, option or choice with its defaults spelled out, and without what only Discord sets."""
    return {
        "type": made.get("type") or _COMMAND,
        "name": made["name"],
        "description": made.get("description") or "",
        "value": made.get("value"),
        "required": bool(made.get("required")),
        "autocomplete": bool(made.get("autocomplete")),
        "limits": [made.get(name) for name in ("min_value", "max_value", "min_length", "max_length")],
        "permissions": made.get("default_member_permissions"),
        "nsfw": bool(made.get("nsfw")),
        "options": [_normal(one) for one in made.get("options") or ()],
        "choices": [_normal(one) for one in made.get("choices") or ()],
        **{name: dict(made.get(name) or {}) for name in _LOCALIZED},
    }
