"""A text names only commands that there are, and leaves it to each chat how they are typed there."""

import pytest
from babel.messages.catalog import Message

from bot.engine.wording import read_catalogue
from bot.features import ALL
from tests.texts.catalogue import languages
from tests.texts.slashes import slashes, sources, spans_in, words_in

COMMANDS = {route.command.name for feature in ALL for route in feature.commands}
GROUPS = {name.split(" ")[0] for name in COMMANDS}
DECLARED = {
    "bot/features/helping.py": "Slash(command.name)",
    "bot/engine/asking.py": "Slash(command.name)",
    "bot/chat/codec.py": "Slash(name)",
}
"""Spans that are made of a command itself, in the list of all and in the title of its form, or read back."""
TYPED = {"bot/app/demo.py": "'/program '"}
"""What is no text, but what somebody typed at a terminal."""


def test_every_command_that_a_text_names_is_there() -> None:
    """By the name under which it is declared."""
    named = [one for file, source in sources() for one in spans_in(file, source)]

    assert [str(one) for one in named if one.name is None and DECLARED.get(one.file) != one.written] == []
    assert [str(one) for one in named if one.name is not None and one.name not in COMMANDS] == []
    assert len(named) > 40


def test_no_text_says_a_command_in_words() -> None:
    """Slack may have a prefix before it, and Discord shows it to be clicked: only a span tells them."""
    said = [one for file, source in sources() for one in words_in(file, source, GROUPS)]

    assert [str(one) for one in said if TYPED.get(one.file) != one.written] == []


@pytest.mark.parametrize("language", languages())
def test_no_translation_says_a_command_in_words(language: str) -> None:
    """Nor by what its group is called in that language."""
    catalogue = read_catalogue(languages()[language])
    called = {str(one.string) for one in catalogue if one.context == "command" and one.id in GROUPS}
    typed = slashes(GROUPS | called)

    assert [_of(one) for one in catalogue if one.id and typed.search(_of(one))] == []


def _of(message: Message) -> str:
    return str(message.string)


def test_how_commands_are_found() -> None:
    """In spans, literal or not, and in words, but for docstrings and what is no command."""
    source = '''
"""Tells of /program help."""
say("Type {command}, or /program next.", command=Slash("program help"))
say(f"or /mentor {name}", command=Slash(command.name))
PATHS = "docs/program and /programs"
'''
    assert [str(one) for one in spans_in("x.py", source)] == [
        "x.py:3: Slash('program help')",
        "x.py:4: Slash(command.name)",
    ]
    assert [(one.line, one.name) for one in words_in("x.py", source, ["program", "mentor"])] == [
        (3, "/program"),
        (4, "/mentor"),
    ]
