"""Commands that Discord would not take are not taken."""

from typing import Any

import pytest

from tests.platforms.discord.command_limits import LOCALES, command_breaches, is_name, total
from tests.platforms.discord.contract import find
from tests.platforms.discord.limits import breaches_of


def option(name: str = "week", kind: int = 3, **changed: Any) -> dict[str, Any]:
    """An option of a command."""
    return {"type": kind, "name": name, "description": "Which", **changed}


def command(*options: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A slash command."""
    return {"name": "program", "description": "The programme", "options": list(options), **changed}


def subcommand(name: str = "progress", *options: dict[str, Any], kind: int = 1) -> dict[str, Any]:
    """A subcommand, or a group of them."""
    return option(name, kind, options=list(options))


COMMANDS: dict[str, tuple[dict[str, Any], str]] = {
    "a name with capitals": (command(name="Program"), "'Program' is no name"),
    "a name with a space": (command(name="the program"), "is no name"),
    "a long name": (command(name="x" * 33), "is no name"),
    "a long name in Spanish": (command(name_localizations={"es-ES": "x" * 33}), "is no name"),
    "an unknown language": (command(name_localizations={"es": "programa"}), "unknown languages ['es']"),
    "no description": (command(description=""), "a description has 0"),
    "a long description": (command(description="x" * 101), "a description has 101"),
    "26 options": (command(*(option(f"a{each}") for each in range(26))), "26 options"),
    "an option twice": (command(option(), option()), "two options are called 'week'"),
    "required after optional": (command(option("a"), option("b", required=True)), "after an optional one"),
    "an option beside a subcommand": (command(subcommand(), option()), "side by side"),
    "groups in groups": (command(subcommand("a", subcommand("b", kind=2), kind=2)), "too deeply"),
    "subcommands in subcommands": (command(subcommand("a", subcommand("b"))), "too deeply"),
    "26 choices": (
        command(option(choices=[{"name": f"a{each}", "value": str(each)} for each in range(26)])),
        "26 choices",
    ),
    "a long choice": (command(option(choices=[{"name": "a", "value": "x" * 101}])), "a choice has 101"),
    "a choice twice": (
        command(option(choices=[{"name": "a", "value": "1"}, {"name": "b", "value": "1"}])),
        "two choices have the value '1'",
    ),
    "choices and completion": (
        command(option(autocomplete=True, choices=[{"name": "a", "value": "1"}])),
        "and completes them too",
    ),
    "bounds that cross": (command(option(min_length=9, max_length=5)), "min_length 9 is over max_length 5"),
    "a menu command with a description": (
        {"name": "Ask", "type": 2, "description": "a"},
        "only slash commands",
    ),
}


@pytest.mark.parametrize("said", COMMANDS)
def test_a_command_that_is_over_a_limit_is_caught(said: str) -> None:
    """Alone, or among all commands of a scope."""
    body, expected = COMMANDS[said]

    assert any(expected in each for each in command_breaches(body))
    assert any(expected in each for each in breaches_of("PUT", "/applications/9/commands", [body]))
    assert any(expected in each for each in breaches_of("POST", "/applications/9/guilds/1/commands", body))


def test_a_scope_holds_only_so_many_commands() -> None:
    """100 slash commands, 15 of each menu; each name once."""
    many = [command(name=f"c{each}") for each in range(101)]
    menu = [{"name": f"Ask {each}", "type": 3} for each in range(16)]

    assert "101 commands of type 1" in breaches_of("PUT", "/applications/9/commands", many)[0]
    assert "16 commands of type 3" in breaches_of("PUT", "/applications/9/guilds/1/commands", menu)[0]
    assert "is there twice" in breaches_of("PUT", "/applications/9/commands", many[:1] * 2)[0]


def test_of_each_text_only_its_longest_language_counts() -> None:
    """8,000 characters of names, descriptions and values in one command."""
    languages = {"es-ES": "x" * 100, "fr": "y" * 90}
    one = option("a", description="b", description_localizations=languages)
    choices = [{"name": f"{each:0100}", "value": f"{each:0100}"} for each in range(25)]
    big = command(*(option(f"a{each}", choices=choices) for each in range(2)))

    assert total(one) == 101
    assert total({"name": "a", "value": 10}) == 3
    assert "10034 characters together" in next(command_breaches(big))


@pytest.mark.parametrize("name", ["program", "progrès", "कार्यक्रम", "โปรแกรม", "项目", "o'clock", "week-1_a"])
def test_a_name_can_be_in_any_script(name: str) -> None:
    """Letters of every script, with the marks of the two that need them."""
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "Ελλάδα", "a b", "a/b", "🎉", "a.b"])
def test_a_name_has_no_capitals_and_no_signs(name: str) -> None:
    """Where a letter has a small form, it is that."""
    assert not is_name(name)


def test_the_languages_are_those_of_the_document() -> None:
    """The document lists them, but does not hold translations to them."""
    found = find()
    if found is None:
        pytest.skip("Discord's OpenAPI document is not beside the project (shared/contracts)")
    text = found.read_text()

    assert len(LOCALES) == 34
    assert all(f'"const": "{each}"' in text or f'"const":"{each}"' in text for each in LOCALES)
