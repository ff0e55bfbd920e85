"""The files are looked at again while they are edited."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.watching import Watch, Watched
from bot.engine.clock import ManualClock
from tests.config.desk import Desk


class Looking:
    """An admin who edits, and somebody who looks a little later each time."""

    def __init__(self, desk: Desk, clock: ManualClock) -> None:
        self._clock = clock
        self._watch = Watch(desk.loads(), clock)

    def looks(self, *, after: float = 2) -> Watched:
        self._clock.move_to(self._clock.now() + timedelta(seconds=after))
        return self._watch.look()


@pytest.fixture
def admin(desk: Desk, clock: ManualClock) -> Looking:
    return Looking(desk, clock)


def title_of(seen: Watched, step: str) -> str | None:
    found = seen.checked.cohorts[0].programme.step(step)
    return found.title if found else None


def test_nothing_was_edited(desk: Desk, admin: Looking) -> None:
    """It is what the bot was started with, and stays the same, whatever is touched or lies beside it."""
    before = admin.looks()
    desk.adds("program/lessons/01-one.md", "")
    desk.writes("program/lessons/.01-one.md.swp", "of an editor")
    desk.writes("notes.txt", "of an admin")

    seen = admin.looks()

    assert (seen.state, seen.faults, seen.is_edited) == (before.state, (), False)
    assert seen.looked_at > before.looked_at


def test_an_edit_is_seen(desk: Desk, admin: Looking) -> None:
    """The programme is the new one."""
    before = admin.looks()
    desk.changes("program/weeks/01.toml", "A lesson", "Another lesson")

    seen = admin.looks()

    assert title_of(seen, "w01-lesson") == "Another lesson"
    assert seen.state != before.state
    assert seen.is_edited


def test_a_fault_keeps_what_was_there(desk: Desk, admin: Looking) -> None:
    """The programme is the last good one; when the fault is mended, it is as if nothing had been."""
    before = admin.looks()
    desk.changes("program/weeks/01.toml", 'kind = "lesson"', 'kind = "leson"')

    faulty = admin.looks()

    assert title_of(faulty, "w01-lesson") == "A lesson"
    assert "did you mean 'lesson'?" in str(faulty.faults[0])
    assert faulty.state != before.state
    desk.changes("program/weeks/01.toml", 'kind = "leson"', 'kind = "lesson"')
    mended = admin.looks()
    assert (mended.state, mended.faults, mended.is_edited) == (before.state, (), False)


def test_another_fault_is_another_state(desk: Desk, admin: Looking) -> None:
    """The page of who looks shows each."""
    desk.writes("config.toml", "[[cohorts")
    first = admin.looks()
    desk.writes("config.toml", "[[cohorts]]\nname = 3")
    second = admin.looks()

    assert first.faults != second.faults
    assert first.state != second.state


def test_new_files_count(desk: Desk, admin: Looking) -> None:
    """A file that nobody had seen is one of the programme's as soon as it lies there."""
    desk.writes("program/lessons/new.md", "+++\nsummry = 'x'\n+++\n\nNew.")

    assert [fault.file for fault in admin.looks().faults] == [str(desk.folder / "program/lessons/new.md")]


def test_files_that_go(desk: Desk, admin: Looking) -> None:
    """A file that is gone is told of, be it the configuration itself, until it is back."""
    for name in ("program/lessons/01-one.md", "roster.csv", "config.toml"):
        kept = (desk.folder / name).read_text(encoding="utf-8")
        desk.removes(name)
        assert admin.looks().faults
        desk.writes(name, kept)
        assert not admin.looks().faults


def test_another_programme_is_named(desk: Desk, admin: Looking) -> None:
    """The files of the folder that the configuration names now are watched, though it has a fault."""
    (desk.folder / "program").rename(desk.folder / "other")
    assert admin.looks().faults
    desk.changes("config.toml", '"program"', '"other"')
    assert not admin.looks().faults
    desk.changes("other/weeks/01.toml", "A lesson", "Elsewhere")
    assert title_of(admin.looks(), "w01-lesson") == "Elsewhere"


def test_no_more_than_once_a_second(desk: Desk, admin: Looking) -> None:
    """However many look; a clock that was set back does not make them wait."""
    before = admin.looks()
    desk.changes("program/weeks/01.toml", "A lesson", "Another lesson")

    assert admin.looks(after=0.5) is before
    assert admin.looks(after=-3600).is_edited


def test_the_database_stays(desk: Desk, admin: Looking, tmp_path: Path) -> None:
    """Whatever the files call it by now, calendars are those of the open one."""
    before = admin.looks()
    desk.adds("config.toml", '\n[store]\nurl = "sqlite:///other.db"\n')

    seen = admin.looks()

    assert seen.faults == ()
    assert seen.checked.store_url == before.checked.store_url
