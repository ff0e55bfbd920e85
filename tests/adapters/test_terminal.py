"""What is typed at a terminal becomes what was meant."""

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.terminal.lines import DescriptorLines
from bot.chat.event import ButtonPressed, FormSubmitted, TextReceived
from bot.chat.form import Form
from bot.chat.reply import Ask, Refuse, Replace, Say
from tests.adapters.desk import FORM, NOTE, Desk
from tests.contract.words import key, says


async def test_a_bare_number_is_an_answer() -> None:
    """Only `!1` presses; whoever types 4 says 4."""
    desk = Desk()
    await desk.gets(says("How are you?", "Well", "Not well"))
    await desk.types("2", "!2", "!press  WELL")

    said, second, first = desk.door.events
    assert isinstance(said, TextReceived)
    assert isinstance(second, ButtonPressed)
    assert isinstance(first, ButtonPressed)
    assert (said.text, second.token.action, first.token.action) == ("2", "not well", "well")
    assert (first.key, first.ref is not None) == (key("first 0"), True)


async def test_the_newest_message_with_the_button_is_pressed() -> None:
    """An older one is reached by a label that only it has."""
    desk = Desk(Say(says("Sure?", "Yes")))
    await desk.gets(says("Lesson 1", "Done", "Later"), "one")
    await desk.gets(says("Lesson 2", "Done"), "two")
    await desk.types("!press done", "!press later", "!press yes", "!press no")

    keys = [event.key for event in desk.door.events if isinstance(event, ButtonPressed)]
    assert keys == [key("two 0"), key("one 0"), None]
    assert "There is no button “no” to press." in desk.stream.getvalue()


async def test_a_number_is_pressed_like_a_label() -> None:
    """Who reads [2] Later and types !press 2 means Later; where a label is 2, that is meant."""
    desk = Desk(Say(says("How are you?", "2", "1")))
    await desk.gets(says("Lesson 1", "Done", "Later"))
    await desk.types("!press 2", "!press 2")

    pressed = [event.token.action for event in desk.door.events if isinstance(event, ButtonPressed)]
    assert pressed == ["later", "2"]


async def test_a_replaced_message_loses_its_buttons() -> None:
    """Used up is used up."""
    desk = Desk(Replace(says("Well done!")))
    await desk.gets(says("Lesson 1", "Done"))
    printed = await desk.types("!1", "!1")

    assert printed == ["Well done!", "There is no button “1” to press."]


async def test_a_form_field_by_field() -> None:
    """A scale is answered by its number, a choice by label or number; an optional field may stay empty."""
    desk = Desk(Ask(FORM), Say(says("Thank you!")))
    printed = await desk.types("/program pause", "7", "3", "", "2", "")

    assert printed == [
        "Week 3:",
        "An empty line keeps what stands in brackets; !cancel leaves.",
        "Mood",
        "  0  1  2  3",
        "Choose one of: 0, 1, 2, 3.",
        "Track",
        "  1) Climate  2) Education",
        "This one needs an answer; !cancel leaves the form.",
        "Note (optional)",
        "  Whatever you like",
        "Thank you!",
    ]
    event = desk.door.events[-1]
    assert isinstance(event, FormSubmitted)
    assert (event.token, event.values) == (FORM.token, (("mood", "3"), ("track", "e"), ("note", "")))


async def test_only_what_was_wrong_is_asked_again() -> None:
    """The other answers are kept, and an empty line keeps the one that stands there."""
    desk = Desk(Ask(FORM), Refuse(("Not yet.",), {"note": ("Too short.",)}), Say(says("Thank you!")))
    printed = await desk.types("/program pause", "3", "climate", "ok", "Much better")

    assert printed[-6:] == [
        "Not yet.", "  Note: Too short.", "Note (optional)", "  Whatever you like", "  [ok]", "Thank you!",
    ]  # fmt: skip
    event = desk.door.events[-1]
    assert isinstance(event, FormSubmitted)
    assert event.values == (("mood", "3"), ("track", "c"), ("note", "Much better"))


@pytest.mark.parametrize("lines", [("3", "!cancel"), ("3",)])
async def test_leaving_a_form(lines: Sequence[str]) -> None:
    """Nothing is sent by who leaves, or whose script ends."""
    desk = Desk(Ask(FORM))
    printed = await desk.types("/program pause", *lines)

    assert printed[-1] == "You left the form. Nothing of it was sent."
    assert len(desk.door.events) == 1


async def test_what_is_wrong_is_said_once() -> None:
    """The refusal and its field say the same: it stands beside the field."""
    wrong = ("Longer, please.",)
    desk = Desk(Ask(Form(token=FORM.token, title="Week 3", fields=(NOTE,))), Refuse(wrong, {"note": wrong}))
    printed = await desk.types("/program pause", "Hm")

    assert [line for line in printed if "Longer, please." in line] == ["  Note: Longer, please."]


async def test_a_press_is_no_answer() -> None:
    """What is meant for a button is not taken for words; what only looks like a command is."""
    desk = Desk(Ask(Form(token=FORM.token, title="Week 3", fields=(NOTE,))))
    printed = await desk.types("/program pause", "!press Done", "/etc is a folder")

    assert "This form is open. Answer it, or leave it with !cancel." in printed
    event = desk.door.events[-1]
    assert isinstance(event, FormSubmitted)
    assert event.values == (("note", "/etc is a folder"),)


async def test_waiting_is_for_copies() -> None:
    """Time can be moved on a copy only, and by a span that makes sense."""
    copied = Desk()
    printed = await copied.types("!wait 2d", "!wait 3 h", "!wait", "!wait 9999w", on_a_copy=True)
    assert copied.waited == [timedelta(days=2), timedelta(hours=3)]
    assert printed == ["Say how long, up to a year: !wait 3h, !wait 2d or !wait 1w."] * 2

    assert (await Desk().types("!wait 2d"))[0].startswith("Time passes by itself here.")


async def test_lines_of_a_pipe() -> None:
    """Lines come as they are written; the last needs no end, and what is no UTF-8 is replaced."""
    reading, writing = os.pipe()
    lines = DescriptorLines(reading)
    os.write(writing, b"one\r\ntw")
    first = await lines.next()
    os.write(writing, b"o\n\xff\xc3\xa9")
    os.close(writing)

    assert (first, await lines.next(), await lines.next(), await lines.next()) == (
        "one",
        "two",
        "\ufffdé",
        None,
    )
    os.close(reading)


async def test_lines_of_a_file(tmp_path: Path) -> None:
    """A file can't be waited for, and need not be."""
    (tmp_path / "script").write_text("one\n\ntwo")
    descriptor = os.open(tmp_path / "script", os.O_RDONLY)
    lines = DescriptorLines(descriptor)

    assert [await lines.next() for _ in range(4)] == ["one", "", "two", None]
    os.close(descriptor)
