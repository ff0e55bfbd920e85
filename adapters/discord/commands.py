"""The declared commands become Discord's app commands, and what people use of them is read back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from adapters.discord.locales import in_locales
from adapters.discord.sync import same as same
from bot.chat import limits
from bot.chat.command import Command, Param, ParamKind
from bot.chat.form import Choice

# The parsed JSON of Discord's commands and interactions; checked here, and passed on as our own values.
Json = Any

_COMMAND, _SUBCOMMAND, _GROUP, _STRING, _NUMBER = 1, 1, 2, 3, 10  # Discord, Option Types.
KINDS: Final[Mapping[ParamKind, int]] = {
    "text": _STRING,
    "long_text": _STRING,
    "date": _STRING,
    "choice": _STRING,
    # A person may be on another chat only, so nobody is chosen from Discord's own list.
    "person": _STRING,
    # Some count by halves: whole numbers alone would refuse them.
    "number": _NUMBER,
}
CONTEXTS: Final = [0, 1]  # In servers, and in the private conversation with the bot.
INSTALLED: Final = [0]  # In servers.
LARGEST: Final = 8_000
"""Discord: so many characters of names, descriptions and values has a command in its longest language."""


def payloads(commands: Sequence[Command]) -> tuple[dict[str, Json], ...]:
    """One app command for each first word. Raises ValueError for what Discord would not take."""
    tops: dict[str, list[Command]] = {}
    for command in commands:
        tops.setdefault(command.name.split(" ")[0], []).append(command)
    return tuple(_top(word, group) for word, group in tops.items())


def _top(word: str, commands: Sequence[Command]) -> dict[str, Json]:
    made = {
        "type": _COMMAND,
        **_named_group(word),
        "options": _level(commands, 1),
        "contexts": CONTEXTS,
        "integration_types": INSTALLED,
    }
    if (size := _size(made)) > LARGEST:
        raise ValueError(f"/{word} has {size} characters, and Discord takes {LARGEST}")
    return made


def _level(commands: Sequence[Command], depth: int) -> list[dict[str, Json]]:
    """The subcommands and groups at a depth, in the order in which they were declared."""
    words: dict[str, list[Command]] = {}
    for command in commands:
        words.setdefault(command.name.split(" ")[depth], []).append(command)
    if len(words) > limits.COMMANDS_IN_GROUP:
        raise ValueError(f"{commands[0].name} is one of {len(words)} in its group: 25 is the most")
    return [_subcommand(word, group, depth) for word, group in words.items()]


def _subcommand(word: str, commands: Sequence[Command], depth: int) -> dict[str, Json]:
    if all(len(command.name.split(" ")) > depth + 1 for command in commands):
        return {"type": _GROUP, **_named_group(word), "options": _level(commands, depth + 1)}
    if len(commands) > 1:
        raise ValueError(
            f"Discord can't have /{commands[0].name} be a command, and a group or declared twice"
        )
    command = commands[0]
    return {
        "type": _SUBCOMMAND,
        "name": word,
        **_also("name", command, lambda one: one.name.split(" ")[depth]),
        "description": command.summary,
        **_also("description", command, lambda one: one.summary),
        "options": _options(command),
    }


def _named_group(word: str) -> dict[str, Json]:
    """A group has nothing but its name, which Discord wants described: it is shown nowhere.

    It is in English for everybody: where a group's name is localized, its commands are not found under it
    (discord-api-docs #5105).
    """
    return {"name": word, "description": word}


def _options(command: Command) -> list[dict[str, Json]]:
    """The parameters; Discord wants those first that are required."""
    places = sorted(range(len(command.params)), key=lambda place: not command.params[place].required)
    return [_option(command, place) for place in places]


def _option(command: Command, place: int) -> dict[str, Json]:
    def there(one: Command) -> Param:
        return one.params[place]

    param = there(command)
    made: dict[str, Json] = {
        "type": KINDS[param.kind],
        "name": param.name,
        **_also("name", command, lambda one: there(one).name),
        "description": param.summary,
        **_also("description", command, lambda one: there(one).summary),
        "required": param.required,
    }
    if param.choices:
        made["choices"] = [_choice(command, there, number) for number in range(len(param.choices))]
    elif param.offered or param.kind == "person":
        made["autocomplete"] = True
    return made


def _choice(command: Command, param: Callable[[Command], Param], number: int) -> dict[str, Json]:
    def there(one: Command) -> Choice:
        return param(one).choices[number]

    own = there(command)
    return {"name": own.label, **_also("name", command, lambda one: there(one).label), "value": own.value}


def _also(name: str, command: Command, words: Callable[[Command], str]) -> dict[str, Json]:
    """The words in the other languages, as the localizations of a field."""
    own = words(command)
    said = [(language, words(other)) for language, other in command.translated]
    found = in_locales([("en", own), *said]) if any(other != own for _, other in said) else {}
    return {f"{name}_localizations": found} if found else {}


def _size(made: Json) -> int:
    """The characters that Discord counts: of each field the longest language."""
    match made:
        case list():
            return sum(map(_size, made))
        case dict():
            return sum(_longest(made, name) for name in ("name", "description", "value")) + sum(
                _size(made[name]) for name in ("options", "choices") if name in made
            )
        case _:
            return 0


def _longest(made: Mapping[str, Json], name: str) -> int:
    others = made.get(f"{name}_localizations") or {}
    return max(len(str(words)) for words in (made.get(name, ""), *others.values()))


def ids_of(listed: Sequence[Mapping[str, Json]]) -> dict[str, str]:
    """The full names of the commands that Discord lists, each with the id by which it is mentioned."""
    return {
        name: str(command["id"])
        for command in listed
        if command.get("type", _COMMAND) == _COMMAND
        for name in _full_names(command)
    }


def _full_names(command: Mapping[str, Json]) -> Iterator[str]:
    below = [one for one in command.get("options") or () if one["type"] in (_SUBCOMMAND, _GROUP)]
    if not below:
        yield command["name"]
    for one in below:
        for name in _full_names(one):
            yield f"{command['name']} {name}"


def read(data: Mapping[str, Json]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The full name of the command that was used, and its values, from the raw data of the interaction."""
    name, options = _used(data)
    return name, tuple((one["name"], _value(one.get("value"))) for one in options)


def read_choices(data: Mapping[str, Json]) -> tuple[str, str, str]:
    """The command, the parameter that is being typed, and what was typed of it so far."""
    name, options = _used(data)
    typed = next((one for one in options if one.get("focused")), None)
    return (name, typed["name"], _value(typed.get("value"))) if typed else (name, "", "")


def _used(data: Mapping[str, Json]) -> tuple[str, Sequence[Mapping[str, Json]]]:
    name, options = str(data["name"]), data.get("options") or ()
    while options and options[0]["type"] in (_SUBCOMMAND, _GROUP):
        name, options = f"{name} {options[0]['name']}", options[0].get("options") or ()
    return name, options


def _value(value: Json) -> str:
    if isinstance(value, float):
        whole = format(Decimal(repr(value)), "f")
        return whole.rstrip("0").rstrip(".") if "." in whole else whole
    return "" if value is None else str(value)
