"""A demonstration tells what happened, in the words of those to whom it happened."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app.conversation import Turn, Voice, conversation
from bot.app.demo import Demonstration, demonstrate, example
from bot.app.load import load_picture
from bot.app.transcript import in_short, moments, transcript
from bot.chat.adapter import Shown
from bot.chat.event import ButtonPressed, CommandUsed, FormSubmitted
from bot.chat.form import Field, Form
from bot.chat.message import Button, Message, Part
from bot.chat.page import FiguresSection, TableSection
from bot.chat.place import Account, MessageRef, Place, Platform
from bot.chat.reply import Ask, Refuse, Say
from bot.chat.token import Token
from bot.domain.people import Person
from schedules.actors.diary import Joined, Moved
from schedules.actors.journal import Journal, Note
from schedules.verdict import Player

ANA = Account(platform=Platform("discord"), user="1")
HERE = Place(at=ANA)
ANSWER = Token("checkin", "a" * 24, "answer")


def at(day: int, hour: int) -> datetime:
    """An instant of January 2027."""
    return datetime(2027, 1, day, hour, tzinfo=UTC)


def player(*entries: Joined | Moved) -> Player:
    """Ana, who lives in Nairobi."""
    person = Person(key="", name="Ana", zone="Africa/Nairobi")
    return Player(person=person, account=ANA, track="", diary=entries)


def shown(when: datetime, content: str, *buttons: Button, place: Place = HERE) -> Shown:
    """A message that somebody saw."""
    ref = MessageRef(place=place, id=content)
    return Shown(place=place, part=Part(content=content, buttons=buttons), ref=ref, at=when, key=content)


def test_a_check_in_as_a_conversation() -> None:
    """What was asked, pressed, answered and said stands in order, under the labels that people saw."""
    asked = shown(at(15, 13), "Week 1", Button(label="Answer", token=ANSWER))
    form = Form(token=ANSWER, title="Week 1", fields=(Field(key="mood", label="Mood", kind="text"),))
    press = ButtonPressed(id="1", at=at(15, 14), account=ANA, place=HERE, token=ANSWER)
    fill = FormSubmitted(
        id="2", at=at(15, 14), account=ANA, place=HERE, token=ANSWER, values=(("mood", "4"),)
    )
    notes = (
        Note(at=press.at, event=press, reply=Ask(form)),
        Note(at=fill.at, event=fill, reply=Say(Message(text=("Thank you!",)))),
    )

    turns = conversation(player(), (asked,), notes)

    assert [(turn.voice, turn.words, turn.buttons) for turn in turns] == [
        (Voice.BOT, "Week 1", ("Answer",)),
        (Voice.CREATOR, "presses [Answer]", ()),
        (Voice.CREATOR, "answers\nMood: 4", ()),
        (Voice.ANSWER, "Thank you!", ()),
    ]


def test_the_clock_follows_who_moves() -> None:
    """Times are those of the zone in which the creator lived then."""
    moves = CommandUsed(
        id="1",
        at=at(20, 6),
        account=ANA,
        place=HERE,
        command="program zone",
        values=(("zone", "Asia/Tokyo"),),
    )
    refused = Note(at=moves.at, event=moves, reply=Refuse(("No such zone.",)))
    log = (shown(at(18, 6), "before"), shown(at(21, 6), "after"))

    turns = conversation(player(Joined(at=at(1, 1)), Moved(at=at(20, 6), zone="Asia/Tokyo")), log, (refused,))

    assert [(f"{turn.at:%H:%M}", turn.words) for turn in turns] == [
        ("09:00", "before"),
        ("15:00", "/program zone zone:Asia/Tokyo"),
        ("15:00", "No such zone."),
        ("15:00", "after"),
    ]


def test_a_long_message_is_one_turn() -> None:
    """The parts of a long message are read as one."""
    done = Button(label="Done", token=Token("lesson", "b" * 24, "done"))
    first = "Why this week\n\n" + "x" * 1900
    parts = (shown(at(11, 6), first), shown(at(11, 6), "the rest", done))

    (turn,) = conversation(player(), parts, ())

    assert turn.words == f"{first}\n\nthe rest"
    assert in_short(turn) == "Why this week\n" + "x" * 1900 + "\n[…]"


def test_only_ones_own_messages() -> None:
    """Nobody reads what another was told."""
    other = Place(at=Account(platform=Platform("discord"), user="2"))

    assert conversation(player(), (shown(at(11, 6), "hers", place=other),), ()) == ()


def test_moments_of_a_long_conversation() -> None:
    """The beginning, what follows a command, and the end; nothing twice, and a short one whole."""
    said = [
        Turn(
            at=at(1, 1) + timedelta(hours=n),
            voice=Voice.CREATOR,
            words="/program pause" if n == 40 else str(n),
        )
        for n in range(100)
    ]

    stretches = moments(said)

    assert [(one[0].words, one[-1].words) for one in stretches] == [
        ("0", "18"),
        ("/program pause", "43"),
        ("96", "99"),
    ]
    assert moments(said[:20]) == (tuple(said[:20]),)
    at_once = [replace(turn, at=said[18].at) if 18 < n < 23 else turn for n, turn in enumerate(said)]
    assert moments(at_once)[0][-1] is at_once[22]
    assert moments([]) == ()


def test_a_picture_of_nothing() -> None:
    """A run in which nothing was shown has a picture all the same."""
    picture = load_picture((), at(11, 0).date())

    assert (picture.rows, picture.alt) == ((), "No message was shown.")


def test_whoever_is_not_followed_leaves_no_note() -> None:
    """A journal of everybody would fill the memory."""
    press = ButtonPressed(id="1", at=at(1, 1), account=ANA, place=HERE, token=ANSWER)
    journal = Journal(["Ana"])

    for name in ("Ana", "Bela"):
        journal.write(name, Note(at=press.at, event=press, reply=None))

    assert (len(journal.of("Ana")), journal.of("Bela")) == (1, ())


@pytest.fixture(scope="module")
def made() -> Demonstration:
    """The first three weeks of some of the example cohort."""
    return asyncio.run(demonstrate(example(), weeks=3, creators=8, seed=3))


def test_the_summary_adds_up(made: Demonstration) -> None:
    """Figures and tables are about the same people."""
    figures = {
        figure.label: figure.value
        for section in made.page.sections
        if isinstance(section, FiguresSection)
        for figure in section.figures
    }
    phases, manners = [one for one in made.page.sections if isinstance(one, TableSection)][:2]

    assert figures["Creators who joined"] == f"{sum(o.joined_at is not None for o in made.outcomes)} of 8"
    assert figures["Could not be delivered"] == "0"
    assert [row[0] for row in phases.rows] == ["Foundations"]
    assert sum(int(row[1]) for row in manners.rows) == 8


def test_people_act_soon_after_they_see(made: Demonstration) -> None:
    """The diligent answer within thirty hours of the message, in a small cohort too."""
    answered = [
        entry.done_at - entry.shown_at
        for one in made.outcomes
        for entry in one.entries
        if entry.done_at is not None and entry.shown_at is not None
    ]

    assert len(answered) > 10
    assert min(answered).total_seconds() < 30 * 3600


def test_a_conversation_is_told(made: Demonstration) -> None:
    """The transcript begins with the invitation and has a heading for each day."""
    assert made.told is not None
    name = made.told.player.person.name

    page = transcript(made.told.player, made.title, made.told.turns)

    assert page.startswith(f"# {name} and the bot\n")
    assert "## Monday 11 January 2027" in page
    assert f"{name}**\n\n> presses [Join]" in page
