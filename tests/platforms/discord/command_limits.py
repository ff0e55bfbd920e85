"""Discord's limits of application commands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import category
from unicodedata import name as name_of_character

KINDS = {1: 100, 2: 15, 3: 15}
"""How many a scope holds: slash commands, commands of people, commands of messages."""
OPTIONS = 25
CHOICES = 25
NAME = 32
DESCRIPTION = 100
CHOICE = 100
WHOLE = 8_000
TYPED = 6_000
SLASH, SUBCOMMAND, GROUP, STRING = 1, 1, 2, 3
NESTED: Mapping[int | None, tuple[int, ...]] = {
    None: (SUBCOMMAND, GROUP),
    GROUP: (SUBCOMMAND,),
    SUBCOMMAND: (),
}
"""What may be inside a command (None), a group and a subcommand."""
SCRIPTS = ("DEVANAGARI ", "THAI ")
LOCALES = frozenset(
    [
        *(
            "ar",
            "bg",
            "cs",
            "da",
            "de",
            "el",
            "en-GB",
            "en-US",
            "es-419",
            "es-ES",
            "fi",
            "fr",
            "he",
            "hi",
            "hr",
        ),
        *(
            "hu",
            "id",
            "it",
            "ja",
            "ko",
            "lt",
            "nl",
            "no",
            "pl",
            "pt-BR",
            "ro",
            "ru",
            "sv-SE",
            "th",
            "tr",
            "uk",
        ),
        *("vi", "zh-CN", "zh-TW"),
    ]
)

Part = Mapping[str, Any]


def commands_breaches(commands: Sequence[Part]) -> Iterator[str]:
    """What is over in all commands of a scope, and in each."""
    for kind, limit in KINDS.items():
        names = Counter(each["name"] for each in commands if (each.get("type") or SLASH) == kind)
        if names.total() > limit:
            yield f"{names.total()} commands of type {kind}, at most {limit}"
        yield from (f"the command {name!r} is there twice" for name, times in names.items() if times > 1)
    for command in commands:
        yield from command_breaches(command)


def command_breaches(command: Part) -> Iterator[str]:
    """What is over in one command; a part of one (an edit) is read as far as it goes."""
    name = str(command.get("name", ""))
    if (command.get("type") or SLASH) == SLASH:
        yield from (f"/{name}: {what}" for what in slash_breaches(command))
    else:
        if not 1 <= len(name) <= NAME:
            yield f"{name!r}: its name has {len(name)} characters, wants 1 to {NAME}"
        if command.get("description"):
            yield f"{name!r}: only slash commands have a description"


def slash_breaches(command: Part) -> Iterator[str]:
    """What is over in a slash command."""
    yield from naming_breaches(command)
    options = command.get("options") or []
    yield from options_breaches(options, NESTED[None])
    length = total(command)
    if length > WHOLE:
        yield f"its names, descriptions and values have {length} characters together, at most {WHOLE}"


def naming_breaches(part: Part) -> Iterator[str]:
    """What is wrong with the name and description of a command or option, in every language."""
    for name in spoken(part, "name"):
        if not is_name(name):
            yield f"{name!r} is no name: 1 to {NAME} letters, digits, - _ ', no capitals"
    for text in spoken(part, "description"):
        if not 1 <= len(text) <= DESCRIPTION:
            yield f"{part.get('name')}: a description has {len(text)} characters, wants 1 to {DESCRIPTION}"
    yield from locale_breaches(part)


def locale_breaches(part: Part) -> Iterator[str]:
    """Languages that Discord does not have."""
    for key in ("name_localizations", "description_localizations"):
        if unknown := sorted((part.get(key) or {}).keys() - LOCALES):
            yield f"{part.get('name')}: {key} has unknown languages {unknown}"


def options_breaches(options: Sequence[Part], nests: tuple[int, ...]) -> Iterator[str]:
    """What is over in the options of a command, group or subcommand, where these kinds of them nest."""
    if len(options) > OPTIONS:
        yield f"{len(options)} options, at most {OPTIONS}"
    names = Counter(each["name"] for each in options)
    yield from (f"two options are called {name!r}" for name, times in names.items() if times > 1)
    nested = [each for each in options if each["type"] in NESTED]
    if nested and len(nested) < len(options):
        yield "subcommands and options stand side by side"
    if any(each["type"] not in nests for each in nested):
        yield "subcommands are nested too deeply"
    wanted = [bool(each.get("required")) for each in options]
    if wanted != sorted(wanted, reverse=True):
        yield "a required option stands after an optional one"
    for each in options:
        yield from naming_breaches(each)
        if each["type"] in NESTED:
            yield from options_breaches(each.get("options") or [], NESTED[each["type"]])
        else:
            yield from (f"{each['name']}: {what}" for what in option_breaches(each))


def option_breaches(option: Part) -> Iterator[str]:
    """What is over in one option with a value."""
    choices = option.get("choices") or []
    if len(choices) > CHOICES:
        yield f"{len(choices)} choices, at most {CHOICES}"
    if choices and option.get("autocomplete"):
        yield "has choices, and completes them too"
    for key in ("name", "value"):
        counts = Counter(each[key] for each in choices)
        yield from (f"two choices have the {key} {value!r}" for value, times in counts.items() if times > 1)
    for choice in choices:
        texts = [*spoken(choice, "name"), *([choice["value"]] if option["type"] == STRING else [])]
        yield from (
            f"a choice has {len(text)} characters, wants 1 to {CHOICE}"
            for text in texts
            if not 1 <= len(text) <= CHOICE
        )
        yield from locale_breaches(choice)
    for low, high in (("min_length", "max_length"), ("min_value", "max_value")):
        least, most = option.get(low), option.get(high)
        if least is not None and most is not None and least > most:
            yield f"{low} {least} is over {high} {most}"
        if high == "max_length" and max(least or 0, most or 0) > TYPED:
            yield f"{high} is over {TYPED}"


def spoken(part: Part, key: str) -> list[str]:
    """A text in every language that it has; none, if the part does not say it."""
    own = [part[key]] if part.get(key) is not None else []
    return [*own, *(part.get(f"{key}_localizations") or {}).values()]


def is_name(name: str) -> bool:
    """Whether Discord takes it as the name of a slash command or option: ^[-_'\\p{L}\\p{N}...]{1,32}$."""
    return 1 <= len(name) <= NAME and name == name.lower() and all(map(is_name_character, name))


def is_name_character(character: str) -> bool:
    """A letter, a number, one of - _ ', or anything of the two scripts whose vowels are marks."""
    return (
        character in "-_'"
        or category(character)[0] in "LN"
        or name_of_character(character, "").startswith(SCRIPTS)
    )


def total(part: Part) -> int:
    """The characters that count: of each name and description the longest language only, and the values."""
    longest = sum(max(map(len, spoken(part, key)), default=0) for key in ("name", "description"))
    value = len(str(part["value"])) if "value" in part else 0
    inside = [*(part.get("options") or []), *(part.get("choices") or [])]
    return longest + value + sum(map(total, inside))
