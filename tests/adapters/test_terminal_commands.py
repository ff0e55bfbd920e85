"""Commands as they are typed at a terminal."""

import pytest

from adapters.terminal.commands import Unclear, Use, parse
from bot.chat.command import Command, Param
from bot.chat.event import CommandUsed
from bot.chat.form import Choice
from bot.chat.text import fill, plain
from tests.adapters.desk import COMMANDS, Desk


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("/program pause weeks=2 mode=skip", {"weeks": "2", "mode": "skip"}),
        ("/program pause weeks:2 mode:skip", {"weeks": "2", "mode": "skip"}),
        ("/program pause 2 skip", {"weeks": "2", "mode": "skip"}),
        ("/program pause mode=Skip 2", {"mode": "skip", "weeks": "2"}),
        ("/Program  PAUSE", {}),
        ("/program pause weeks=", {}),
        ('/program goal I don\'t know "yet"', {"goal": 'I don\'t know "yet"'}),
        ("/program goal 'as it is'", {"goal": "as it is"}),
        (r'/program goal "a \"quoted\" one"', {"goal": 'a "quoted" one'}),
        ("/mentor note 'Ana Lima' called her twice", {"creator": "Ana Lima", "text": "called her twice"}),
        ("/mentor note text=called twice creator=Ana", {"text": "called twice", "creator": "Ana"}),
        ("/mentor note list", {}),
    ],
)
def test_a_command_with_its_values(line: str, values: dict[str, str]) -> None:
    """Values come by name or by place; the last text takes the rest; of two names the longer is meant."""
    read = parse(line, COMMANDS, fill)

    assert isinstance(read, Use), read
    assert dict(read.values) == values
    assert read.command == (
        "mentor note list" if line.endswith("list") else " ".join(line[1:].lower().split()[:2])
    )


@pytest.mark.parametrize(
    ("line", "why", "listed"),
    [
        ("/program pause two", "“weeks” is a number in digits, such as 2.", 0),
        ("/program pause 2 later", "“mode” is one of: shift, skip.", 0),
        (
            "/program pause 2 skip now",
            "/program pause weeks [mode] takes no more than that; “now” is left over.",
            0,
        ),
        ("/program", "These commands begin with /program:", 2),
        ("/program pauze", "There is no command /program pauze. These are there:", 2),
        ("/fly", "There is no command /fly. These are there:", 4),
        ("/help", "These are the commands:", 4),
        ("/", "These are the commands:", 4),
    ],
)
def test_a_line_that_is_no_command(line: str, why: str, listed: int) -> None:
    """Somebody who typed it wrongly learns what is wrong, or what there is."""
    read = parse(line, COMMANDS, fill)

    assert isinstance(read, Unclear), read
    assert (plain(read.why), len(read.listed)) == (why, listed)


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("The hours move to 18:00.", {"text": "The hours move to 18:00."}),
        ("See you all", {"text": "See you all"}),
        ("See you to=all", {"text": "See you", "to": "all"}),
        ('"See you" all', {"text": "See you", "to": "all"}),
    ],
)
def test_words_need_no_quotes_before_a_choice_that_may_be_left_out(said: str, values: dict[str, str]) -> None:
    """Whoever wants the choice names it, or says where the words end."""
    to = Param(name="to", summary="To whom", required=False, choices=(Choice(label="all", value="all"),))
    words = Param(name="text", summary="What", kind="long_text")
    read = parse(
        f"/cohort announce {said}", [Command(name="cohort announce", summary="Say", params=(words, to))], fill
    )

    assert isinstance(read, Use), read
    assert dict(read.values) == values


async def test_help_lists_commands_with_their_values() -> None:
    """What may be left out stands in brackets."""
    printed = await Desk().types("/program")

    assert printed == [
        "These commands begin with /program:",
        "  /program pause weeks [mode]: Rest",
        "      weeks: How many",
        "      mode: What comes later (shift/skip)",
        "  /program goal goal: Your goal",
        "      goal: In your words",
    ]


async def test_what_is_missing_is_for_the_bot_to_ask() -> None:
    """A command without its values reaches the core."""
    desk = Desk()
    await desk.types("/program pause")

    (event,) = desk.door.events
    assert isinstance(event, CommandUsed)
    assert event.values == ()
