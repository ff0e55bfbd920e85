"""The pages as a browser gets them."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from adapters.playground.gate import Anybody, Gate
from adapters.playground.markup import Html, esc
from adapters.playground.origins import Origins, own_addresses
from adapters.playground.programme_routes import programme_routes
from bot.app.showing_programme import ShownProgrammes
from bot.engine.clock import ManualClock
from tests.builders import utc
from tests.config.desk import CONFIG, Desk
from tests.programme_view.eyes import Page


def shell(_: Request, title: str, inside: Html) -> str:
    return f"<title>{esc(title)}</title><main>{inside}</main>"


class Visitor:
    """Somebody with a browser."""

    def __init__(self, desk: Desk, clock: ManualClock) -> None:
        self._clock = clock
        self.sees = {"spring", "autumn", "none"}
        shown = ShownProgrammes(desk.loads(), ManualClock(utc("2027-01-14 12:00")), machine=clock)
        app = Starlette(routes=programme_routes(shown, shell, lambda _, cohort: cohort in self.sees))
        # The gate says what a browser may do with any page.
        gate = Gate(app, origins=Origins(own_addresses("localhost", 80)), entry=Anybody())
        transport = httpx.ASGITransport(app=gate)
        self.browser = httpx.AsyncClient(transport=transport, base_url="http://localhost")

    async def opens(self, path: str, status: int = 200) -> Page:
        self._clock.move_to(self._clock.now() + timedelta(seconds=2))
        answer = await self.browser.get(path)
        assert answer.status_code == status
        for header in ("cache-control", "content-security-policy", "x-content-type-options"):
            assert len(answer.headers.get_list(header)) == 1, header
        assert answer.headers["cache-control"] == "no-store"
        return Page(answer.text)

    async def state(self) -> str:
        self._clock.move_to(self._clock.now() + timedelta(seconds=2))
        return str((await self.browser.get("/programme/state")).json()["state"])


@pytest.fixture
async def ada(desk: Desk, clock: ManualClock) -> AsyncIterator[Visitor]:
    visitor = Visitor(desk, clock)
    async with visitor.browser:
        yield visitor


async def test_the_contents(ada: Visitor) -> None:
    """Every step by its week, with when it comes and for whom, and a way to its page."""
    page = await ada.opens("/programme")

    assert "✓ All is well. Looked at 10:00:02 UTC" in page.words
    assert "Week 1: One" in page.words
    assert "A lesson on music Monday 08:30, the creator's time · for track Music · instead of" in page.words
    assert "/programme/step/music-lesson?cohort=spring" in page.links


async def test_a_step_and_its_neighbours(ada: Visitor) -> None:
    """A check-in is shown with its forms and when a question is asked; ways lead on."""
    page = await ada.opens("/programme/step/w01-check-in")

    assert "On Discord" in page.words
    assert "On Slack" in page.words
    assert "What is asked: 2 forms, one after the other" in page.words
    assert "Stuck on On what? a text of several lines only if “Stuck” is yes" in page.words
    assert sum("/step/" in link for link in page.links) == 2


async def test_the_calendar_of_somebody(ada: Visitor) -> None:
    """In their own zone, with why it moved, and what comes next by the cohort's clock."""
    page = await ada.opens("/programme/calendar?creator=Ben+Okri")

    assert "The calendar of Ben Okri" in page.words
    assert "Times are in Asia/Riyadh" in " ".join(page.words.split())
    assert "Monday 11 January 08:30" in page.words
    assert "05:30 UTC" in page.words
    assert "18 January is a fixed date" in page.words or "one week later" in page.words
    assert page.words.count("next") == 1


async def test_the_first_creator_unless_one_is_chosen(ada: Visitor) -> None:
    """Mentors and admins have no calendar and are not offered."""
    page = await ada.opens("/programme/calendar")

    assert "The calendar of Ana Ruiz" in page.words
    assert page.elements.count("option") == 2


@pytest.mark.parametrize(
    "path",
    [
        "/programme/step/none",
        "/programme/step/%3Cscript%3E",
        "/programme/calendar?creator=Mo+Mentor",
        "/programme/calendar?creator=%3Cscript%3E",
        "/programme?cohort=none",
    ],
)
async def test_what_is_not_there(ada: Visitor, path: str) -> None:
    """It is said so, and the ways to what is there stay."""
    page = await ada.opens(path, 404)

    assert "There is no such page in the programme." in page.words
    assert "/programme?cohort=spring" in page.links


async def test_a_fault_is_above_the_last_good_programme(ada: Visitor, desk: Desk) -> None:
    """It is told as file:line: key: what; remedy, and the state is another one."""
    before = await ada.state()
    desk.changes("program/weeks/01.toml", 'kind = "lesson"', 'kind = "leson"')

    page = await ada.opens("/programme/step/w01-lesson")

    assert "✗ 1 fault in the files." in page.words
    told = (
        "program/weeks/01.toml:6: steps[w01-lesson].kind: 'leson' is not known here; did you mean 'lesson'?"
    )
    assert told in page.words
    assert "On Discord" in page.words
    assert await ada.state() != before


async def test_an_edit_is_shown_and_told_of(ada: Visitor, desk: Desk) -> None:
    """What is seen is the new text, which the running bot does not go by yet."""
    before = await ada.state()
    assert await ada.state() == before
    desk.writes("program/lessons/01-one.md", "# A lesson\n\n<script>alert('x')</script> **Now** do it.")

    page = await ada.opens("/programme/step/w01-lesson")

    assert "The files were edited since the start." in page.words
    assert "alert('x') Now do it." in page.words
    assert page.elements.count("script") == 1


async def test_a_database_that_cannot_be_read(ada: Visitor, desk: Desk) -> None:
    """A calendar says why there is none; the programme itself needs no database."""
    desk.writes("cohortbot.db", "no database at all, but letters" * 40)

    page = await ada.opens("/programme/calendar", 503)

    assert "This can't be shown now." in page.words
    assert "cohortbot.db" in page.words
    await ada.opens("/programme")


async def test_words_of_admins_are_words(ada: Visitor, desk: Desk) -> None:
    """Titles, questions and names never become markup."""
    evil = "<img src=x onerror=alert(1)>"
    desk.changes("program/weeks/01.toml", "A lesson", evil)
    desk.changes("program/weeks/01.toml", '"One"', f'"{evil}"')
    desk.changes("program/forms/weekly.toml", "How are you?", evil)
    desk.changes("roster.csv", "Ben Okri", evil)
    desk.changes("roster.csv", "Casa", evil)

    for path in ("", "/step/w01-lesson", "/step/w01-check-in", "/calendar"):
        page = await ada.opens(f"/programme{path}")
        assert "img" not in page.elements
        assert page.handlers == []
        assert evil in page.words


@pytest.mark.parametrize(
    "path", ["", "/step/w01-lesson", "/step/none", "/calendar", "/state", "?cohort=none"]
)
async def test_who_may_not_look(ada: Visitor, path: str) -> None:
    """They are refused everywhere, and learn nothing of what is there."""
    ada.sees = set()

    page = await ada.opens(f"/programme{path}", 403)

    told = "Not yours to see"
    assert page.words == f"{told} {told} Only admins of the cohort see its programme. Sign in as one of them."


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Neither the sheet nor the script names another place."""
    folder = Path("adapters/playground/static")
    for name in ("programme.css", "programme.js"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "http" not in text
        assert "url(" not in text


async def test_an_admin_of_one_cohort_sees_that_one(desk: Desk, clock: ManualClock) -> None:
    """Hers comes first, whichever stands first in the file; nothing leads to another's."""
    one = CONFIG[: CONFIG.index("[[cohorts.breaks]]")]
    desk.adds("config.toml", "\n" + one.replace('"spring"', '"autumn"').replace('"Spring"', '"Autumn"'))
    ada = Visitor(desk, clock)
    async with ada.browser:
        whole = await ada.opens("/programme")
        ada.sees = {"autumn"}
        page = await ada.opens("/programme")
        refused = await ada.opens("/programme?cohort=spring", 403)

    assert "/programme?cohort=autumn" in whole.links
    assert "Looked at" in whole.words
    assert "Small, Autumn" in page.words
    # The check tells of the files of all.
    assert "Looked at" not in page.words
    assert not any("spring" in link for link in page.links)
    assert "Spring" not in refused.words
