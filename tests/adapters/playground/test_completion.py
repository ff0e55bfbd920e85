"""Completion: whoever types a command is shown what can come next, and what is chosen is understood."""

from dataclasses import replace

import pytest

from adapters.playground import commands
from adapters.playground.commands import Unclear, Use, hint, offered, parse
from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.chat.reply import Refuse
from bot.chat.text import Text, plain
from bot.engine.wording import ENGLISH, wording

COMMANDS = (
    Command(
        name="program pause",
        summary="Rest for some weeks",
        params=(
            Param(name="weeks", summary="How many", kind="number"),
            Param(
                name="mode",
                summary="What happens to the weeks",
                kind="choice",
                required=False,
                choices=(
                    Choice(label="Move them", value="shift"),
                    Choice(label="Leave them out", value="skip"),
                ),
            ),
        ),
    ),
    Command(name="program progress", summary="Where you are"),
    Command(
        name="mentor nudge",
        summary="Remind somebody",
        params=(Param(name="creator", summary="Whom to remind", kind="person", offered=True),),
    ),
)


def lines(typed: str) -> list[str]:
    """What the line may become."""
    return [one.line for one in hint(typed, COMMANDS).suggestions]


def test_words_are_no_command() -> None:
    """Whoever writes a message is left alone."""
    assert hint("hello /program", COMMANDS) == commands.Hint()


def test_commands_are_found_by_their_beginning_or_by_a_word() -> None:
    """A slash shows all of them."""
    assert lines("/") == ["/program pause ", "/program progress ", "/mentor nudge "]
    assert lines("/pro") == ["/program pause ", "/program progress "]
    assert lines("/nudge") == ["/mentor nudge "]


def test_of_many_commands_the_first_are_shown() -> None:
    """And how many more there are."""
    many = [Command(name=f"cohort step-{number}", summary="A step") for number in range(commands.MOST + 3)]
    found = hint("/cohort", many)
    assert len(found.suggestions) == commands.MOST
    assert found.text == "3 more: type on."


def test_parameters_are_offered_one_after_the_other() -> None:
    """With what each is for; what may be left out stands in brackets."""
    found = hint("/program pause ", COMMANDS)
    assert found.text == "/program pause weeks [mode]"
    assert [(one.line, one.label, one.summary) for one in found.suggestions] == [
        ("/program pause weeks=", "weeks", "How many"),
        ("/program pause mode=", "[mode]", "What happens to the weeks"),
    ]
    assert lines("/program pause weeks=2 ") == ["/program pause weeks=2 mode="]


def test_choices_are_offered_by_what_is_read() -> None:
    """And come back as what the core knows."""
    assert lines("/program pause weeks=2 mode=leave") == ["/program pause weeks=2 mode=skip "]


@pytest.mark.parametrize(
    "name", ["Ana", "Ana Lima", 'Ana "Bee" Lima', "“Ana”", "d'Arc", "a=b c", "weeks=3", "C:\\new", "'n Ana"]
)
def test_an_offered_value_is_read_back(name: str) -> None:
    """Whatever blanks, quotes and signs it has."""
    wants = hint("/mentor nudge creator=an", COMMANDS).wants
    assert wants is not None
    assert (wants.command, wants.param, wants.typed) == ("mentor nudge", "creator", "an")

    (chosen,) = offered(wants, (Choice(label=name, value=name),))
    assert parse(chosen.line, COMMANDS, wording(ENGLISH)) == Use("mentor nudge", (("creator", name),))


def test_commands_are_offered_in_the_readers_language() -> None:
    """What they choose is understood, and the core is asked in its own words."""
    pausing, _, nudging = COMMANDS
    spanish = (
        replace(
            nudging,
            translated=(
                (
                    "es",
                    Command(
                        name="mentor recordar",
                        summary="Recuerda a alguien",
                        params=(replace(nudging.params[0], name="creador", summary="A quién"),),
                    ),
                ),
            ),
        ),
        pausing,
    )
    (found,) = hint("/mentor", spanish, "es").suggestions
    assert (found.line, found.summary) == ("/mentor recordar ", "Recuerda a alguien")
    (named,) = hint(found.line, spanish, "es").suggestions
    assert named.line == "/mentor recordar creador="
    wants = hint(named.line, spanish, "es").wants
    assert wants == commands.Wanted("mentor nudge", "creator", "", "/mentor recordar creador=")

    (chosen,) = offered(wants, (Choice(label="Ana", value="Ana"),))
    assert parse(chosen.line, spanish, wording("es")) == Use("mentor nudge", (("creator", "Ana"),))
    assert hint("/mentor nudge creator=", spanish, "es").wants is not None


def test_a_value_in_quotes_is_being_typed() -> None:
    """What is asked for is what stands behind the quote."""
    wants = hint('/mentor nudge creator="Ana L', COMMANDS).wants
    assert wants is not None
    assert wants.typed == "Ana L"
    assert wants.begun == "/mentor nudge creator="


def test_what_is_no_command_is_said_in_the_readers_language() -> None:
    """The adapter's own few words, too."""
    found = parse("/program dance", COMMANDS, wording("es"))
    assert isinstance(found, Unclear)
    assert plain(found.why) != plain(_english("/program dance"))


def _english(line: str) -> Text:
    found = parse(line, COMMANDS, wording(ENGLISH))
    assert isinstance(found, Unclear)
    return found.why


def test_a_refusal_without_a_form_says_what_is_wrong_with_each_value() -> None:
    """Nothing that was refused goes unsaid."""
    refusal = Refuse(
        text=("Please look again.",), problems={"weeks": ("At most 8.",)}, labels={"weeks": "Weeks"}
    )
    assert plain(commands.refused(refusal)) == "Please look again.\n• Weeks: At most 8."
