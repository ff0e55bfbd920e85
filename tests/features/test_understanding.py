"""What people type is understood with typos, in their language, and never taken for what it is not."""

from typing import Any

import pytest

from bot.chat.reply import Refuse
from bot.engine.feature import Intent
from bot.features.understanding import understand


def an_intent(name: str, says: str) -> Intent:
    """Something that can be said; nobody answers it here."""

    def run(_tx: Any, _visit: Any) -> Refuse:
        raise AssertionError("nothing is done here")

    return Intent(name=name, says=says, run=run)


INTENTS = (
    an_intent("done", "done; finished; i did it; i'm done"),
    an_intent("stuck", "i'm stuck; stuck; i need help; help me with {words}"),
    an_intent("progress", "progress; how am i doing"),
    an_intent("pause", "pause {weeks} weeks; pause {weeks} week; pause for {weeks} weeks"),
    an_intent("goal", "my goal is {goal}"),
    an_intent("thanks", "thanks; thank you; thx"),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("done", "done"),
        ("Done!", "done"),
        ("  DONE :)  ", "done"),
        ("dnoe", "done"),
        ("I’m done", "done"),
        ("im stuck", "stuck"),
        ("i'm stukc", "stuck"),
        ("prgress", "progress"),
        ("How am I doing?", "progress"),
        ("thank yuo", None),
        ("thankyou", None),
        ("Thanks 🙏🏽", "thanks"),
        ("not done", None),
        ("one", None),
        ("I am done with this programme", None),
        ("", None),
        ("🌱", None),
    ],
)
def test_what_was_meant(typed: str, meant: str | None) -> None:
    """A letter wrong in a long word is forgiven; another sentence is another sentence."""
    found = understand(typed, INTENTS, "en")

    assert (found and found.intent.name) == meant


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [("pause 2 weeks", "2"), ("Pause two weeks", "2"), ("puase for 3 weeks.", "3"), ("pause a week", "1")],
)
def test_numbers_are_read_in_digits_and_words(typed: str, weeks: str) -> None:
    """However they are written."""
    found = understand(typed, INTENTS, "en")

    assert found is not None
    assert dict(found.given) == {"weeks": weeks}


def test_a_slot_that_wants_a_number_takes_no_words() -> None:
    """Nobody pauses for some weeks."""
    assert understand("pause some weeks", INTENTS, "en") is None


def test_what_stands_in_a_slot_stays_as_it_was_typed() -> None:
    """Capitals, accents, marks and lines are the creator's own."""
    found = understand("My goal is: 500 Families at *La Vía*\n(by May!)", INTENTS, "en")

    assert found is not None
    assert found.given == {"goal": "500 Families at *La Vía*\n(by May!)"}


def test_english_is_understood_everywhere() -> None:
    """A reader of Spanish may type the English words that the commands have."""
    found = understand("progress", INTENTS, "es")

    assert found is not None
    assert found.intent.name == "progress"


def test_a_very_long_text_is_none_of_it() -> None:
    """And is looked at quickly."""
    assert understand("done " * 100_000, INTENTS, "en") is None
