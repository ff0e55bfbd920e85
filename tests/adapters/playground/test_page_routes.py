"""Pages are asked for through the door, by whoever looks; what only a chat can show is shown there."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette

from adapters.playground.board import Board
from adapters.playground.company import Someone
from adapters.playground.page_routes import Readers, page_routes
from adapters.playground.shell import document
from adapters.playground.visiting import Visits
from bot.chat.event import PageOpened
from bot.chat.form import Field, Form
from bot.chat.message import Message
from bot.chat.page import Figure, FiguresSection, Page
from bot.chat.place import Account, Platform
from bot.chat.reply import Ask, Refuse, Reply, Say, Show
from bot.chat.token import Token
from tests.contract.door import ScriptedDoor

NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
LENA, ANA = (Account(platform=Platform("discord"), user=user) for user in ("1", "2"))
PEOPLE = (
    Someone(name="Lena <b>Fischer</b>", account=LENA, role="admin", zone="Europe/Berlin"),
    Someone(name="Ana Lima", account=ANA, role="creator", zone="America/Lima"),
)
FORM = Form(
    token=Token("goal", "a" * 24, ""), title="Goal", fields=(Field(key="goal", label="Goal", kind="text"),)
)


async def _people() -> Sequence[Someone]:
    return PEOPLE


class Desk:
    """A browser without a screen, before a core that answers as it is told."""

    def __init__(self) -> None:
        self.door = ScriptedDoor()
        self.board = Board()
        self.visits = Visits(self.board, clock=lambda: NOW, session="test")
        self.visits.connect((), self.door)
        routes = page_routes(
            self.visits,
            Readers(_people, lambda people: people[0]),
            lambda _, title, inside: document(title, inside, ways=(), here="", who=""),
            start="view/cohort",
            may_chat=lambda account: account == ANA,
        )
        transport = httpx.ASGITransport(app=Starlette(routes=routes))
        self.client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080")

    async def gets(self, path: str, reply: Reply) -> httpx.Response:
        """Open a page to which the core says this."""
        self.door.answers.append(reply)
        return await self.client.get(path)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    made = Desk()
    async with made.client:
        yield made


def asked(desk: Desk) -> tuple[Account, str]:
    """By whom the core was asked last, and for what."""
    event = desk.door.events[-1]
    assert isinstance(event, PageOpened)
    return event.account, event.path


async def test_a_page_is_asked_for_by_its_reader(desk: Desk) -> None:
    """The first page, for who sees most; its numbers lead further."""
    figures = (Figure(label="Creators", value="50", path="view/cohort/all"),)
    answer = await desk.gets(
        "/pages/", Show(Page(title="At a glance", sections=(FiguresSection(figures=figures),)))
    )
    assert asked(desk) == (LENA, "view/cohort")
    assert answer.status_code == 200
    assert 'href="/pages/view/cohort/all"' in answer.text
    assert "Lena &lt;b&gt;Fischer&lt;/b&gt;, admin" in answer.text


async def test_in_the_demo_anybody_can_be_the_reader(desk: Desk) -> None:
    """Whom somebody chose is asked for from then on."""
    chosen = await desk.client.post("/read-as", data={"who": "discord//2", "back": "/pages/view/cohort"})
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/pages/view/cohort")
    await desk.gets("/pages/home", Show(Page(title="Home", sections=())))
    assert asked(desk) == (ANA, "home")


async def test_nobody_can_be_made_up(desk: Desk) -> None:
    """A reader is somebody who is there."""
    assert (await desk.client.post("/read-as", data={"who": "discord//9"})).status_code == 400


async def test_a_refusal_is_told(desk: Desk) -> None:
    """The core decides; the page says what it said."""
    answer = await desk.gets("/pages/view/other", Refuse(("Only mentors of <it> see that.",)))
    assert answer.status_code == 403
    assert "<h1>Not for you to see</h1>" in answer.text
    assert "Only mentors of &lt;it&gt; see that." in answer.text


async def test_a_form_is_filled_in_in_the_chat(desk: Desk) -> None:
    """Whoever chats here comes to their chat, where it waits once; others are told where."""
    desk.client.cookies.set(Readers.COOKIE, "discord%2F%2F2")
    answer = await desk.gets("/pages/goal", Ask(FORM))
    assert (answer.status_code, answer.headers["location"]) == (303, "/?as=discord%2F%2F2")
    assert desk.visits.brought(ANA) == Ask(FORM)
    assert desk.visits.brought(ANA) is None

    desk.client.cookies.clear()
    answer = await desk.gets("/pages/goal", Ask(FORM))
    assert answer.status_code == 200
    assert "Fill it in where you chat with me" in answer.text


async def test_words_are_said_in_the_chat(desk: Desk) -> None:
    """What a button of a page says stands in the chat of whoever has one here, and on the page for others."""
    desk.client.cookies.set(Readers.COOKIE, "discord%2F%2F2")
    await desk.gets("/pages/step", Say(Message(text=("Done!",))))
    assert [one.part.content for one in desk.board.standing(ANA, ANA)] == ["Done!"]

    desk.client.cookies.clear()
    answer = await desk.gets("/pages/step", Say(Message(text=("Done <b>!",))))
    assert "Done &lt;b&gt;!" in answer.text
