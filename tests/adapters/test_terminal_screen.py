"""What a terminal prints: to whom, and so that nothing deceives."""

import io

import pytest

from adapters.terminal.adapter import TerminalAdapter
from adapters.terminal.safe import safe
from adapters.terminal.screen import Screen, Seat
from adapters.terminal.tables import table
from bot.chat.adapter import Absent, Halted, Retry, Undeliverable
from bot.chat.event import PageOpened, TextReceived
from bot.chat.form import Field, Form
from bot.chat.message import Message, Picture
from bot.chat.page import Figure, FiguresSection, Page, PictureSection, TableSection, TextSection
from bot.chat.place import TERMINAL, Account, Place, Platform
from bot.chat.reply import Ask, Offer, Refuse, Show
from tests.adapters.desk import ANA, BEN, FORM, MODES, NOON, Desk
from tests.contract.words import key, says


async def test_a_page_is_printed() -> None:
    """Tables stand in columns, a picture is its table, and what has more behind it says how to see it."""
    rows = (("Ana", "12"), ("Ōé 张", "3"))
    page = Page(
        title="Progress",
        sections=(
            TextSection(text=("Week 3",)),
            FiguresSection(figures=(Figure(label="Done", value="3", path="done"),)),
            TableSection(columns=("Who", "Steps"), rows=rows, path="all", paths=("ana", None)),
            PictureSection(
                picture=Picture(
                    kind="line", title="Mood", alt="It rises.", columns=("w", "m"), rows=(("1", "4"),)
                )
            ),
        ),
    )
    desk = Desk(Show(page))
    printed = await desk.types("!page progress/ana")

    assert printed == [
        "Progress", "========", "Week 3", "Done: 3  (!page done)",
        "Who    Steps", "-----  -----", "Ana       12  (!page ana)", "Ōé 张      3", "(!page all)",
        "Mood", "It rises.", "w  m", "-  -", "1  4",
    ]  # fmt: skip
    (event,) = desk.door.events
    assert isinstance(event, PageOpened)
    assert event.path == "progress/ana"


async def test_choices_on_offer_are_listed() -> None:
    """One a line."""
    printed = await Desk(Offer(MODES)).types("/program pause")

    assert printed == ["shift", "skip"]


HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp.exe\u2066\r\x00\x7f"
STEERING = "\x1b\x07\x9b\u202e\u2066\r\x00\x7f"
SHOWN = r"\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp.exe\u2066\x0d\x00\x7f"


async def test_hostile_words_steer_nothing() -> None:
    """Wherever people's words are printed, control characters are spelled out; all else stays."""
    assert safe(HOSTILE) == SHOWN
    assert safe(SHOWN) == SHOWN
    assert safe("مرحبا 👩‍💻 ¡Hola!\tx\n") == "مرحبا 👩‍💻 ¡Hola!\tx\n"

    field = Field(key="note", label=HOSTILE, kind="text", value=HOSTILE, hint=HOSTILE)
    table_of_it = TableSection(columns=(HOSTILE,), rows=((HOSTILE,),), path=HOSTILE)
    desk = Desk(
        Ask(Form(token=FORM.token, title=HOSTILE[:24], fields=(field,))),
        Refuse((HOSTILE,), {"note": (HOSTILE,), HOSTILE: (HOSTILE,)}),
        Show(Page(title=HOSTILE, sections=(table_of_it,))),
    )
    await desk.gets(Message(text=(HOSTILE,), body=HOSTILE, buttons=says("x", HOSTILE).buttons))
    await desk.types("!1", "", "", f"/{HOSTILE}", f"!press {HOSTILE}x")

    printed = desk.stream.getvalue()
    assert not set(printed) & set(STEERING)
    assert printed.count(r"\x1b[2J") > 10


async def test_typed_words_are_kept_as_they_are() -> None:
    """What is printed is made safe; what is told to the bot is whole."""
    desk = Desk()
    await desk.types(HOSTILE)

    (event,) = desk.door.events
    assert isinstance(event, TextReceived)
    assert event.text == HOSTILE


def test_a_table_without_rows() -> None:
    """Its head and its rule."""
    assert table(("Who", "Steps"), ()) == ["Who  Steps", "---  -----"]


async def test_a_message_for_somebody_elses_terminal_waits() -> None:
    """It is not printed here, and not lost."""
    desk = Desk()
    (part,) = desk.adapter.layout(says())

    with pytest.raises(Retry):
        await desk.adapter.send(BEN, part, key=key())
    assert await desk.adapter.find(BEN, part, key=key(), since=NOON) == Absent()
    assert desk.stream.getvalue() == ""


async def test_another_chat_is_played_by_the_terminal() -> None:
    """Whatever reaches the person by an account of another chat is printed, with where and when."""
    discord = Account(platform=Platform("discord"), user="1")
    account = Account(platform=TERMINAL, user="ana")
    seat = Seat(account=account, session="s", zone="Africa/Cairo", also=frozenset({discord}))
    stream = io.StringIO()
    adapter = TerminalAdapter(Screen(stream, seat, lambda: NOON), platform=discord.platform)
    (part,) = adapter.layout(says("Hello Ana.", "Done"))
    await adapter.send(Place(at=discord), part, key=key())

    assert stream.getvalue() == (
        "\n--- Mon 11 Jan 2027, 14:00 (Africa/Cairo), in private on Discord ---\nHello Ana.\n  [1] Done\n"
    )


async def test_changes_are_told() -> None:
    """An edited message is printed anew, a deleted one is said to be gone."""
    desk = Desk()
    (before,), (after,) = (desk.adapter.layout(says(text, "Done")) for text in ("Monday.", "Tuesday."))
    ref = await desk.adapter.send(ANA, before, key=key())
    await desk.adapter.edit(ref, after)
    await desk.adapter.delete(ref)

    assert desk.stream.getvalue() == (
        "\nMonday.\n  [1] Done\n"
        "\n(A message reads anew:)\nTuesday.\n  [1] Done\n"
        "\n(A message was taken back.)\n"
    )
    with pytest.raises(Undeliverable):
        await desk.adapter.edit(ref, after)
    assert await desk.types("!1") == ["There is no button “1” to press."]


async def test_a_terminal_that_has_gone() -> None:
    """The lane is told that it is halted, and the talk ends by that."""
    desk = Desk()
    desk.stream.torn = True

    with pytest.raises(Halted):
        await desk.types("hello")


async def test_a_prompt_is_for_people() -> None:
    """Somebody at a desk is asked; what comes meanwhile begins on a line of its own."""
    desk = Desk(prompts=True)
    desk.screen.prompt()
    await desk.gets(says("Hello."))

    assert desk.stream.getvalue() == "> \n\nHello.\n"
