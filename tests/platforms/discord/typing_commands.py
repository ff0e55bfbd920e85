"""What a client lets a person type as a slash command, and what it sends."""

from collections.abc import Mapping
from typing import Any

from tests.platforms.discord import permissions, wire
from tests.platforms.discord.modal import ClientRefused
from tests.platforms.discord.state import Channel, Member, User, World
from tests.platforms.discord.wire import Json

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER = 1, 2, 3, 4, 5, 6
CHANNEL, ROLE, MENTIONABLE, NUMBER = 7, 8, 9, 10
OptionValue = str | int | float | bool | User


def offered(world: World, user: User, channel: Channel) -> list[Json]:
    """The commands that this person's client lists here."""
    everywhere = world.commands.get(None, [])
    if channel.guild is None:
        return [each for each in everywhere if _in_dms(each)]
    held = world.allowed(channel, user)
    if not held & permissions.USE_APPLICATION_COMMANDS:
        return []
    here = [each for each in everywhere if each["contexts"] is None or 0 in each["contexts"]]
    both = [*here, *world.commands.get(channel.guild.id, [])]
    return [each for each in both if _may_use(each, held)]


def _in_dms(command: Json) -> bool:
    contexts = command["contexts"]
    return bool(command["dm_permission"]) if contexts is None else 1 in contexts


def _may_use(command: Json, held: int) -> bool:
    needed = command["default_member_permissions"]
    if needed is None:
        return True
    return held == permissions.ALL or (int(needed) != 0 and held & int(needed) == int(needed))


class Typed:
    """One command as it is being typed: `program pause` with its options."""

    def __init__(self, world: World, user: User, channel: Channel, words: str) -> None:
        self._world = world
        self._channel = channel
        name, *inner = words.removeprefix("/").split()
        commands = offered(world, user, channel)
        self._command = _named(commands, name, words)
        self._inner: list[Json] = []
        options = self._command.get("options", [])
        for word in inner:
            self._inner.append(_named(options, word, words))
            options = self._inner[-1].get("options", [])
        if any(each["type"] in (SUBCOMMAND, GROUP) for each in options):
            raise ClientRefused(f"{words}: choose one of {[each['name'] for each in options]}")
        self._options: dict[str, Json] = {each["name"]: each for each in options}
        self._words = words

    def data(self, given: Mapping[str, OptionValue]) -> Json:
        """What is sent when it is used; ClientRefused for what a client would mark in red."""
        missing = [name for name, each in self._options.items() if each.get("required") and name not in given]
        if missing:
            raise ClientRefused(f"{self._words}: {missing} must be given")
        return self._nested([self._sent(name, value) for name, value in given.items()], given)

    def looking_up(self, focused: str, text: str, given: Mapping[str, OptionValue]) -> Json:
        """What is sent while the option `focused` is being typed."""
        option = self._option(focused)
        if not option.get("autocomplete"):
            raise ClientRefused(f"{self._words} looks nothing up for {focused}")
        typed = {"name": focused, "type": option["type"], "value": text, "focused": True}
        others = [self._sent(name, value) for name, value in given.items()]
        return self._nested([*others, typed], given)

    def _nested(self, options: list[Json], given: Mapping[str, OptionValue]) -> Json:
        for part in reversed(self._inner):
            options = [{"type": part["type"], "name": part["name"], "options": options}]
        command = self._command
        data: Json = {
            "id": command["id"],
            "name": command["name"],
            "type": command["type"],
            "options": options,
        }
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        if users := [each for each in given.values() if isinstance(each, User)]:
            data["resolved"] = self._resolved(users)
        return data

    def _resolved(self, users: list[User]) -> Json:
        resolved = {"users": {str(each.id): wire.user(each) for each in users}}
        if self._channel.guild is not None:
            there = self._channel.guild.members
            resolved["members"] = {
                str(each.id): self._member(there[each.id]) for each in users if each.id in there
            }
        return resolved

    def _member(self, member: Member) -> Json:
        allowed = self._world.allowed(self._channel, member.user)
        return {key: value for key, value in wire.member(member, allowed=allowed).items() if key != "user"}

    def _option(self, name: str) -> Json:
        if (found := self._options.get(name)) is None:
            raise ClientRefused(f"{self._words} has no option {name}, but {sorted(self._options)}")
        return found

    def _sent(self, name: str, value: OptionValue) -> Json:
        option = self._option(name)
        return {"name": name, "type": option["type"], "value": _accepted(option, value)}


def _named(among: list[Json], name: str, words: str) -> Json:
    for each in among:
        if each["name"] == name:
            return each
    raise ClientRefused(f"there is no /{words} here: {name} is none of {[each['name'] for each in among]}")


def _accepted(option: Json, value: OptionValue) -> Any:
    """The value as it is sent, if a client takes it."""
    if choices := option.get("choices"):
        return _chosen(option, choices, value)
    match option["type"]:
        case 3 if isinstance(value, str):
            low, high = option.get("min_length", 0), option.get("max_length", 6000)
            within = low <= len(value) <= high
        case 4 | 10 if isinstance(value, int | float) and not isinstance(value, bool):
            low, high = option.get("min_value", value), option.get("max_value", value)
            within = low <= value <= high and (option["type"] == NUMBER or isinstance(value, int))
        case 5 if isinstance(value, bool):
            within = True
        case 6 | 9 if isinstance(value, User):
            return str(value.id)
        case 7 | 8 if isinstance(value, int):
            return str(value)
        case _:
            within = False
    if not within:
        raise ClientRefused(f"{option['name']} does not take {value!r}")
    return value


def _chosen(option: Json, choices: list[Json], value: OptionValue) -> Any:
    for each in choices:
        if value in (each["name"], each["value"]):
            return each["value"]
    raise ClientRefused(f"{option['name']} has no {value!r}, but {[each['name'] for each in choices]}")
