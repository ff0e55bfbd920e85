"""The list of commands as a client shows it: in its reader's language, where they were translated."""

from collections.abc import Iterator

from tests.platforms.discord.state import Channel, User, World
from tests.platforms.discord.typing_commands import GROUP, SUBCOMMAND, offered
from tests.platforms.discord.wire import Json

_FALLBACKS = {"en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES"}


def localized(part: Json, what: str, locale: str) -> str:
    """The name or the description in this language, else in the nearest, else as it was declared."""
    translated = part.get(f"{what}_localizations") or {}
    nearest = translated.get(_FALLBACKS.get(locale, ""), part[what])
    return str(translated.get(locale, nearest))


def listed(world: World, user: User, channel: Channel) -> dict[str, tuple[str, str]]:
    """What is shown for each command (`program pause`): its words and its description."""
    found = {}
    for command in offered(world, user, channel):
        for path in _ends([command]):
            words = " ".join(localized(part, "name", user.locale) for part in path)
            key = " ".join(part["name"] for part in path)
            found[key] = words, localized(path[-1], "description", user.locale)
    return found


def _ends(path: list[Json]) -> Iterator[list[Json]]:
    inner = [each for each in path[-1].get("options", ()) if each["type"] in (SUBCOMMAND, GROUP)]
    if not inner:
        yield path
    for each in inner:
        yield from _ends([*path, each])
