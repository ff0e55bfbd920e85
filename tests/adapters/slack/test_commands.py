"""Commands as people type them on Slack."""

import pytest

from adapters.slack.commands import Unclear, Use, groups, hint, read, unclear_message
from adapters.slack.outbound import readable, render
from bot.chat.command import Command
from bot.chat.text import fill, plain
from bot.engine.creators import _MENTION
from bot.engine.naming import in_every_language
from bot.engine.routes import Routes
from bot.features import ALL

COMMANDS = in_every_language(Routes(ALL).commands)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("pause weeks=2 mode=skip", {"weeks": "2", "mode": "skip"}),
        ("pause weeks:2 mode:skip", {"weeks": "2", "mode": "skip"}),
        ("pause 2 skip", {"weeks": "2", "mode": "skip"}),
        ("Pause 2", {"weeks": "2"}),
        ("pause until=2027-03-08", {"until": "2027-03-08"}),
        ("pause until=next Monday weeks=1", {"until": "next Monday", "weeks": "1"}),
        ("pause", {}),
        ("goal I don't know &amp; “why”", {"goal": "I don't know & “why”"}),
        ("share <https://a.org/?a&amp;b> my words", {"link": "https://a.org/?a&b", "words": "my words"}),
    ],
)  # fmt: skip
def test_a_command_with_its_values(typed: str, values: dict[str, str]) -> None:
    """By name or by place, as on any keyboard; what is missing is for the core to ask."""
    used = read("/program", typed, COMMANDS, fill)

    assert isinstance(used, Use), used
    assert used.command == f"program {typed.split()[0].lower()}"
    assert dict(used.values) == values


@pytest.mark.parametrize(
    ("typed", "creator", "words"),
    [
        ("<@U123|ana.lima> called her", "<@U123>", "called her"),
        ("<@U123> called her", "<@U123>", "called her"),
        ('"Ana Lima" called her', "Ana Lima", "called her"),
        ("“Ana Lima” called her", "Ana Lima", "called her"),
        ("„Ana Lima“ called her", "Ana Lima", "called her"),
        ("«Ana Lima» called her", "Ana Lima", "called her"),
        ("'Ana Lima' called her", "Ana Lima", "called her"),
        ("‘Ana Lima’ called her", "Ana Lima", "called her"),
        ("‘Ana’s Loom’ called her", "Ana’s Loom", "called her"),
        ("creator=“Ana Lima” called her", "Ana Lima", "called her"),
        ("creator=Ana Lima words=called her", "Ana Lima", "called her"),
        ("words=called her creator=Ana Lima", "Ana Lima", "called her"),
        ("@Ana called her", "Ana", "called her"),
        ("Ana called her", "Ana", "called her"),
    ],
)
def test_people_are_named(typed: str, creator: str, words: str) -> None:
    """By mention, or by a name in whatever quotes a phone writes."""
    used = read("/mentor", f"note {typed}", COMMANDS, fill)

    assert isinstance(used, Use), used
    assert dict(used.values) == {"creator": creator, "words": words}


def test_a_mention_is_one_that_the_core_knows() -> None:
    """It looks the account up by what stands in it."""
    used = read("/mentor", "creator <@U123|ana.lima>", COMMANDS, fill)

    assert isinstance(used, Use)
    found = _MENTION.fullmatch(dict(used.values)["creator"])
    assert found is not None
    assert found[1] == "U123"


def test_a_name_with_blanks_needs_no_quotes_at_the_end() -> None:
    """Nothing else can be meant."""
    used = read("/mentor", "creator Ana María Lima", COMMANDS, fill)

    assert used == Use("mentor creator", (("creator", "Ana María Lima"),))


def test_choices_are_known_in_every_language() -> None:
    """By value or by label, as whoever types reads it."""
    pause = next(one for one in COMMANDS if one.name == "program pause")
    (_, spanish), *_ = pause.translated
    skip = pause.params[1].choices[1]
    said = {skip.label, skip.label.upper(), spanish.params[1].choices[1].label, skip.value}

    assert len(said) == 3
    for label in said:
        used = read("/program", f"pause 2 “{label}”", COMMANDS, fill)
        assert used == Use("program pause", (("weeks", "2"), ("mode", skip.value)))


def test_commands_and_parameters_are_known_in_every_language() -> None:
    """Slack has one name for the group; what is typed after it may be Spanish."""
    pause = next(one for one in COMMANDS if one.name == "program pause")
    (_, spanish), *_ = pause.translated
    word, weeks = spanish.name.split()[1], spanish.params[0].name

    assert read("/program", f"{word} {weeks}=2", COMMANDS, fill) == Use("program pause", (("weeks", "2"),))


@pytest.mark.parametrize("typed", ["", "  ", "help", "Help"])
def test_help_is_a_command_where_there_is_one(typed: str) -> None:
    """The creators' group has its own; of others the commands are listed."""
    assert read("/program", typed, COMMANDS, fill) == Use("program help", ())

    listed = read("/mentor", typed, COMMANDS, fill)
    assert isinstance(listed, Unclear)
    assert {one.name.split()[0] for one in listed.listed} == {"mentor"}


def test_a_prefix_is_read_and_said() -> None:
    """Where a workspace has our words taken."""
    used = read("/acme-program", "pause 2", COMMANDS, fill, "acme-")
    unclear = read("/acme-program", "pauze", COMMANDS, fill, "acme-")

    assert used == Use("program pause", (("weeks", "2"),))
    assert isinstance(unclear, Unclear)
    assert plain(unclear.why) == "There is no command /acme-program pauze. These are there:"
    said = readable(render(unclear_message(unclear, fill, "acme-").text))
    assert "\n/acme-program pause [weeks] [mode] [until]: " in said


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("pause two", "“weeks” is a number in digits, such as 2."),
        ("why not", "/program why takes no more than that; “not” is left over."),
        ("fly *home*", "There is no command /program fly *home*. These are there:"),
    ],
)
def test_what_is_no_command_is_explained(typed: str, why: str) -> None:
    """Somebody who typed it wrongly learns what is wrong, or what there is."""
    unclear = read("/program", typed, COMMANDS, fill)

    assert isinstance(unclear, Unclear)
    assert plain(unclear.why) == why
    assert readable(render(unclear_message(unclear, fill).text)).startswith(why)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
def test_every_command_can_be_typed(command: Command) -> None:
    """By its own name, in English and in every language, and with all its values by name."""
    group, rest = command.name.split(" ", 1)
    given = {
        param.name: "2" if param.kind == "number" else param.choices[0].value if param.choices else "a b"
        for param in command.params
    }
    values = " ".join(f'{name}="{value}"' for name, value in given.items())

    assert read(f"/{group}", f"{rest} {values}", COMMANDS, fill) == Use(command.name, tuple(given.items()))
    for _, other in command.translated:
        read_so = read(f"/{group}", other.name.split(" ", 1)[1] + f" {values}", COMMANDS, fill)
        assert read_so == Use(command.name, tuple(given.items()))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
def test_every_command_has_its_hint(command: Command) -> None:
    """It says what is typed after the group."""
    assert hint(command).startswith(command.name.split(" ", 1)[1])
    assert all(param.name in hint(command) for param in command.params)


def test_slack_knows_the_groups_only() -> None:
    """All that follows is text to it."""
    found = groups(COMMANDS)

    assert set(found) == {"program", "mentor", "cohort"}
    assert sum(map(len, found.values())) == len(COMMANDS)
