"""Keys are short, stable and say nothing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.keys import cohort_key, enrolment_key, occurrence_key, person_key
from tests.builders import SECRET

KEY = re.compile(r"[a-z2-7]{24}")


@given(st.text(), st.text(), st.integers(0, 99))
def test_keys_are_24_characters_that_fit_a_token(one: str, other: str, ordinal: int) -> None:
    """Whatever they are made from."""
    for key in (
        person_key(SECRET, one),
        cohort_key(one),
        enrolment_key(one, other),
        occurrence_key(one, other, ordinal),
    ):
        assert KEY.fullmatch(key)


def test_key_never_changes() -> None:
    """Messages that were sent years ago carry it."""
    assert occurrence_key("enrolment", "w07-lesson", 0) == "nyzd3mqarf45hbe254igcvqw"


def test_name_spelt_by_another_spreadsheet_is_the_same_person() -> None:
    """Spaces around it, capitals, and accents as one character or as two."""
    assert person_key(SECRET, " JOSÉ Cruz") == person_key(SECRET, "Jose\u0301 cruz ")


def test_name_alone_does_not_give_the_key() -> None:
    """It takes the secret of the database."""
    assert person_key(SECRET, "Ana") != person_key(b"another", "Ana")
