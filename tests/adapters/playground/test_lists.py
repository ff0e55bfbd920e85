"""The lists of the page: who is found, what is told of them, and the line of weeks."""

from dataclasses import replace

import pytest

from adapters.playground import lists, weeks
from adapters.playground.company import Reached, Someone, Week
from bot.chat.place import Account, Platform
from tests.adapters.playground.reading import Read
from tests.builders import utc

NOON = utc("2026-09-07 12:00")


def somebody(number: int = 1) -> Someone:
    """A creator in Nairobi."""
    account = Account(platform=Platform("discord"), user=str(number))
    return Someone(
        name=f"Ana {number}", account=account, role="creator", zone="Africa/Nairobi", standing="week 3"
    )


def week(number: int, reached: Reached, *here: str) -> Week:
    """A week of the phase Ground or Growth."""
    phase = "Ground" if number < 3 else "Growth"
    return Week(number=number, phase=phase, title="Why", steps=("A lesson",), here=here, reached=reached)


LINE = (week(1, Reached.BEHIND), week(2, Reached.NOW, "Ana", "Ben"), week(3, Reached.AHEAD, "Cem"))


@pytest.mark.parametrize("words", ["ana", "CREATOR", "nairobi", "week 3", "nai ana", "discord"])
def test_people_are_found_by_what_is_told_of_them(words: str) -> None:
    """In any order and case."""
    account = Account(platform=Platform("slack"), user="U2")
    slack = Someone(name="Ben", account=account, role="mentor", zone="Europe/Madrid")
    found = lists.listed([somebody(), slack], words, slack.account)
    assert [one.name for one in found.shown] == ["Ana 1"]


def test_whoever_is_not_listed_is_told_of() -> None:
    """A thousand people make no list of a thousand; whoever the visitor is stands in it."""
    people = [somebody(number) for number in range(1_000)]
    assert len(lists.listed(people, "", people[0].account).shown) == lists.SHOWN

    found = lists.listed(people, "", people[-1].account)
    assert found.shown[-1] == people[-1]
    assert found.told == "939 more: search for them."


def test_nobody_is_found() -> None:
    """The page says so, and what could be tried."""
    told = lists.listed([somebody()], " zzz ", somebody().account).told
    assert told.startswith("Nobody is found by “zzz”. Try")


def test_an_entry_tells_who_where_and_how_much_is_new() -> None:
    """And leads to being them."""
    entry = Read(lists.person(somebody(), now=NOON, unread=3, here=False, me=False))
    assert entry.words == "Ana 1 3 unread creator · week 3 · Mon 15:00 in Nairobi"
    assert entry.asks() == [("be", "discord//1")]
    assert "aria-current" not in entry.all("button")[0]


def test_it_is_clear_who_plays_whom() -> None:
    """Oneself, somebody else's part, and those who play along."""
    played = replace(somebody(), by_hand=True)
    mine = Read(lists.person(played, now=NOON, unread=0, here=True, me=True))
    assert mine.words.endswith(" you")
    assert mine.all("button")[0]["aria-current"] == "true"
    assert Read(lists.person(played, now=NOON, unread=0, here=False, me=False)).words.endswith("by a visitor")


def test_a_hundred_new_messages_are_many() -> None:
    """The exact number is of no use by then."""
    assert "99+ unread" in Read(lists.person(somebody(), now=NOON, unread=250, here=False, me=False)).words


def test_each_week_tells_its_phase_how_far_it_is_and_who_is_there() -> None:
    """In words, to those who see no colours, too."""
    line = Read(weeks.line(LINE, None, {}))
    assert [one["aria-label"] for one in line.all("button")] == [
        "Week 1, Why (Ground), behind: nobody is here",
        "Week 2, Why (Ground), now: 2 creators are here",
        "Week 3, Why (Growth), ahead: 1 creator is here",
    ]
    assert [one.get("aria-current") for one in line.all("button")] == [None, "step", None]
    assert [one["aria-label"] for one in line.all("ol")] == ["Phases and weeks", "Ground", "Growth"]


def test_a_chosen_week_shows_its_steps_and_leads_to_who_is_there() -> None:
    """A name leads to being them."""
    line = Read(weeks.line(LINE, 2, {"Ana": "discord//1"}))
    assert "Week 2: Why Ground · now A lesson Who is here; choose somebody to be them: Ana Ben" in line.words
    assert ("be", "discord//1") in line.asks()


def test_a_crowded_week_does_not_name_everybody() -> None:
    """The others are found by searching."""
    crowd = replace(LINE[1], here=tuple(f"Ana {number}" for number in range(100)))
    line = Read(weeks.line((crowd,), 2, {}))
    assert "40 more are found by searching for “week 2”." in line.words
