"""Visits: what people do on the page goes through the door, and the answer comes to where they did it."""

import pytest

from adapters.playground.board import Board
from adapters.playground.visiting import Visits
from bot.chat.event import ButtonPressed, CommandUsed, PageOpened, TextReceived
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Button, Message, Part
from bot.chat.page import Page
from bot.chat.place import Account, Channel, Platform
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.chat.token import Token
from tests.builders import utc
from tests.contract.door import ScriptedDoor

DISCORD = Platform("discord")
ANA, BEN = Account(platform=DISCORD, user="ana"), Account(platform=DISCORD, user="ben")
ROOM = Channel(platform=DISCORD, id="general")
NOON = utc("2026-09-07 12:00")
DONE = Button(label="Done", token=Token("lesson", "k", "done"))


class Visited:
    """A board, and a door that answers as it is told."""

    def __init__(self, *answers: Reply) -> None:
        self.door = ScriptedDoor()
        self.door.answers.extend(answers)
        self.board = Board("b")
        self.visits = Visits(self.board, clock=lambda: NOON, session="s")
        self.visits.connect((), self.door)

    def reads(self, reader: Account, room: Account | Channel) -> list[str]:
        """What somebody reads in a room."""
        return [one.part.content for one in self.board.standing(room, reader)]


async def test_before_the_bot_is_there_nothing_is_swallowed() -> None:
    """Whoever acts too early hears of it."""
    visits = Visits(Board(), clock=lambda: NOON, session="s")
    with pytest.raises(RuntimeError, match="not connected yet"):
        await visits.types(ANA, ANA, "hello")
    assert visits.commands == ()


async def test_words_stand_there_before_their_answer() -> None:
    """And nobody else reads the answer."""
    here = Visited(Say(Message(text=("Hi, Ana.",))))
    await here.visits.types(ANA, ROOM, "hello")

    assert here.reads(ANA, ROOM) == ["hello", "Hi, Ana."]
    assert here.reads(BEN, ROOM) == ["hello"]
    assert isinstance(here.door.events[0], TextReceived)


async def test_a_public_answer_is_for_everybody() -> None:
    """Ben reads it as well."""
    here = Visited(Say(Message(text=("Well done, Ana.",)), private=False))
    await here.visits.uses(ANA, ROOM, "program progress", ())

    assert here.reads(BEN, ROOM) == ["Well done, Ana."]
    assert isinstance(here.door.events[0], CommandUsed)


async def test_a_button_may_put_something_in_its_messages_place() -> None:
    """The message says that it was edited, and has no button any more."""
    here = Visited(Replace(Message(text=("Done!",))))
    posted = here.board.post(ANA, Part(content="Week 1", buttons=(DONE,)), NOON, key="key")
    await here.visits.presses(ANA, posted, DONE.token)

    (now,) = here.board.standing(ANA, ANA)
    assert (now.part.content, now.part.buttons, now.edited) == ("Done!", (), True)
    event = here.door.events[0]
    assert isinstance(event, ButtonPressed)
    assert (event.key, event.ref) == ("key", posted.ref)


async def test_an_answer_to_what_is_gone_is_still_seen() -> None:
    """The message was taken back while its button was pressed."""
    here = Visited(Replace(Message(text=("Done!",))))
    posted = here.board.post(ANA, Part(content="Week 1", buttons=(DONE,)), NOON, key="key")
    here.board.take_back(posted.id)
    await here.visits.presses(ANA, posted, DONE.token)

    assert here.reads(ANA, ANA) == ["Done!"]


async def test_a_form_is_opened_and_nothing_is_said() -> None:
    """What is wrong in it is shown in it."""
    form = Form(token=DONE.token, title="A form", fields=(Field(key="a", label="A", kind="text"),))
    here = Visited(Ask(form), Refuse(text=("No.",), problems={"a": ("No.",)}), Refuse(text=("Never.",)))
    assert await here.visits.uses(ANA, ANA, "program share", ()) == Ask(form)
    await here.visits.submits(ANA, ANA, form, {"a": "x"})
    assert here.reads(ANA, ANA) == []

    await here.visits.submits(ANA, ANA, form, {"a": "x"})
    assert here.reads(ANA, ANA) == ["Never."]


async def test_a_page_is_looked_at_beside_the_rooms() -> None:
    """What a page leads to comes to where its reader chats."""
    page = Page(title="Spring", sections=())
    here = Visited(Show(page), Say(Message(text=("Moved.",))))
    assert await here.visits.looks(ANA, "cohort/k") == Show(page)
    assert isinstance(here.door.events[0], PageOpened)

    reply = await here.visits.looks(ANA, "lesson/k/done")
    assert here.reads(ANA, ANA) == []
    assert reply is not None
    await here.visits.bring(ANA, reply)
    assert here.reads(ANA, ANA) == ["Moved."]


async def test_values_are_offered_while_they_are_typed() -> None:
    """Anything but an offer offers nothing."""
    ana = Choice(label="Ana", value="Ana")
    here = Visited(Offer((ana,)), Refuse(text=("Not for you.",)))
    assert (await here.visits.looks_up(ANA, ROOM, "mentor nudge", "creator", "a")).choices == (ana,)
    assert (await here.visits.looks_up(BEN, ROOM, "mentor nudge", "creator", "a")).choices == ()
