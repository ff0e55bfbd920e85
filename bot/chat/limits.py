"""The portable limits: what every chat can show, checked when a value is built.

Each is the stricter of Discord's and Slack's documented limits; the source is named beside it.
"""

import unicodedata
from functools import lru_cache

MESSAGE_CHARACTERS = 2_000  # Discord, Create Message: content at most 2,000.
BUTTONS = 25  # Discord: five rows of five buttons.
BUTTON_LABEL = 75  # Slack: button text at most 75 (Discord: 80).
TOKEN_CHARACTERS = 64  # Leaves room in Discord's custom_id (100) for the delivery key and the index.
KEY_CHARACTERS = 24  # Discord, Create Message: nonce at most 25.
FORM_TITLE = 24  # Slack: view title at most 24 (Discord: 45).
FORM_FIELDS = 5  # Discord: a modal holds one to five components.
FIELD_LABEL = 45  # Discord: Label at most 45.
FIELD_HINT = 100  # Discord: Label description at most 100.
FIELD_CHOICES = 25  # Discord: string select at most 25 options.
CHOICE_LABEL = 75  # Slack: option text at most 75 (Discord: 100).
ANSWER_CHARACTERS = 3_000  # Slack: plain_text_input at most 3,000 (Discord: 4,000).
COMMAND_NAME = 32  # Discord: names 1-32.
COMMAND_SUMMARY = 100  # Discord: descriptions 1-100.
COMMANDS_IN_GROUP = 25  # Discord: 25 subcommands in a group.
GROUP_CHARACTERS = 8_000  # Discord: names, descriptions and values of a group, each in its longest language.
FILE_BYTES = 10_000_000  # Discord: an attachment of a bot at most 10 MiB.
OFFERED_CHOICES = 25  # Discord: autocomplete at most 25 choices.

NAMES = 1_000
"""More than all commands and parameters have, in all languages."""


def within(what: str, value: str, limit: int) -> None:
    """Raise ValueError unless value has 1 to limit characters."""
    if not 1 <= len(value) <= limit:
        raise ValueError(f"{what} has {len(value)} characters, wants 1 to {limit}: {value[:40]!r}")


@lru_cache(NAMES)
def named(what: str, name: str) -> None:
    """Raise ValueError unless a command or parameter may be called so, in whatever script."""
    within(what, name, COMMAND_NAME)
    if name != name.lower() or not all(_names(char) for char in name):
        raise ValueError(f"{what} has only lower-case letters, digits, - and _: {name!r}")


@lru_cache(NAMES)
def named_in_full(name: str) -> None:
    """Raise ValueError unless it is the whole name of a command: two or three words, one blank between."""
    words = name.split(" ")
    if len(words) not in (2, 3):
        raise ValueError(f"a command has two or three words: {name!r}")
    for word in words:
        named("a command's word", word)


def _names(char: str) -> bool:
    # Discord, Application Command Naming: in these two scripts vowels are marks, not letters.
    vowel = unicodedata.category(char) in {"Mn", "Mc"}
    of = unicodedata.name(char, "").partition(" ")[0]
    return char in "-_" or char.isalnum() or (vowel and of in {"DEVANAGARI", "THAI"})
