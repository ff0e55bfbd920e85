"""Messages as their readers see them, and forms as they are filled in."""

from dataclasses import replace

from adapters.playground import forms, messages
from adapters.playground.board import Board
from adapters.playground.done import Done, read
from adapters.playground.posted import Posted
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Button, File, Part, Picture
from bot.chat.page import Figure, FiguresSection, Page
from bot.chat.place import Account, Platform
from bot.chat.token import Token
from tests.adapters.playground.reading import Read
from tests.builders import utc

ANA = Account(platform=Platform("discord"), user="ana")
DONE = Button(label="Done", token=Token("lesson", "k", "done"), style="primary")
FORM = Form(
    token=Token("checkin", "k"),
    title="Week 1",
    fields=(
        Field(key="mood", label="Mood", kind="choice", choices=(Choice(label="Good", value="4"),), value="4"),
        Field(key="many", label="How many", kind="number", hint="In digits.", required=False),
    ),
)


def posted(content: str = "Hello.", *, by: Account | None = None, reader: Account | None = None) -> Posted:
    """What stands in Ana's room since noon in UTC."""
    part = Part(content=content, buttons=(DONE,))
    return Board("b").post(ANA, part, utc("2026-09-07 12:00"), by=by, reader=reader)


def seen(one: Posted, *, mine: bool = True) -> Read:
    """The message as Ana sees it, who lives in Nairobi."""
    return Read(messages.message(one, zone="Africa/Nairobi", author="cohortbot", mine=mine))


def test_a_message_tells_who_when_and_what_can_be_pressed() -> None:
    """In its reader's own time."""
    assert seen(posted()).words == "cohortbot Mon 7 Sep, 15:00 Hello. Done"
    assert seen(posted()).asks() == [("press", "b-1/0")]


def test_an_edit_and_a_private_answer_are_marked() -> None:
    """In words."""
    assert "· edited" in seen(replace(posted(), edited=True)).words
    assert "· only you can see this" in seen(posted(reader=ANA)).words
    assert messages.classes(posted(reader=ANA)) == "message private"


def test_nobody_presses_in_anothers_conversation() -> None:
    """The buttons are seen, and asleep."""
    assert "disabled" in seen(posted(), mine=False).all("button")[0]


def test_a_picture_is_drawn_and_a_file_is_named() -> None:
    """Two pictures of one room are told apart."""
    drawn = Picture(kind="bars", title="Weeks", alt="Half.", columns=("Week", "Done"), rows=(("1", "3"),))
    file = File(name="plan.ics", media_type="text/calendar", kind="copy")
    first = seen(replace(posted(), part=Part(content="Look.", picture=drawn, file=file)))
    second = seen(replace(posted(), part=Part(content="Look.", picture=drawn), number=2))

    assert first.all("svg")
    assert "Weeks Half." in first.words
    assert "File: plan.ics (text/calendar)" in first.words
    ids = [{one["id"] for _, one in read_.elements if "id" in one} for read_ in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_what_people_type_is_read_as_it_was_typed() -> None:
    """Neither Markdown nor HTML means anything in it."""
    typed = seen(posted("**no** <b>no</b>", by=ANA))
    assert "**no** <b>no</b>" in typed.words
    assert not typed.all("b")


def test_a_form_has_a_label_for_each_field() -> None:
    """And says what may be left empty, and what was answered before."""
    form = Read(forms.dialog(FORM, {}))
    assert form.words.startswith("Week 1 Mood Choose ... Good How many (may be left empty) In digits.")
    assert [one["for"] for one in form.all("label")] == ["field-mood", "field-many"]
    assert "selected" in form.all("option")[1]
    assert form.all("input")[0]["aria-describedby"] == "field-many-hint"


def test_a_problem_stands_beside_its_field() -> None:
    """And is told to who hears the field."""
    form = Read(forms.dialog(FORM, {"many": ("A number, please.",)}, ("Not yet.",)))
    field = form.all("input")[0]
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "field-many-hint field-many-problem"
    assert form.words.startswith("Week 1 Not yet. Mood")
    assert "A number, please." in form.words


def test_a_page_in_the_dialog_leads_on_and_back() -> None:
    """Its figures are links to further pages, and the dialog is called by its title."""
    page = Page(
        title="Spring", sections=(FiguresSection(figures=(Figure(label="Active", value="3", path="a/k"),)),)
    )
    first, further = (Read(forms.page(page, leads_back=back)) for back in (False, True))
    assert first.all("a")[0]["href"] == "/pages/a/k"
    assert first.all("h2")[0]["id"] == forms.TITLE
    assert (first.asks(), further.asks()) == ([], [("back", None)])


def test_a_browser_may_send_anything() -> None:
    """What can't be understood asks for nothing."""
    assert read({"do": "send", "fields": {"text": 1}, "number": 3}) == Done(3, "send", "", {"text": "1"})
    others: list[object] = [None, "send", [], {"fields": "x", "number": "1); alert(1"}]
    for told in others:
        assert read(told) == Done(0, "", "", {})
