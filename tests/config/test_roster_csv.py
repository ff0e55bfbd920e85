"""A roster that was written can be read again, and no spreadsheet runs it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.findings import Findings
from bot.config.roster import Roster, RosterRow
from bot.config.roster_csv import parse_roster, write_roster
from bot.config.roster_row import COLUMNS, Unsaid
from bot.config.working_days import parse_working_days, spell_working_days
from tests.config.desk import ROSTER, Desk


def read(text: str, unsaid: Unsaid | None = None) -> tuple[Roster, list[str]]:
    """The good rows of a text, and what is wrong with the others."""
    findings = Findings()
    found = parse_roster(text, "roster.csv", unsaid or Unsaid(), findings)
    return found.roster if found else Roster(rows=()), list(map(str, findings.faults))


letters = st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_characters="'")
words = st.text(letters, max_size=20).filter(str.isprintable)
rows = st.builds(
    RosterRow,
    name=words.filter(bool),
    zone=st.sampled_from(["Africa/Cairo", "Asia/Kathmandu"]),
    working_days=st.frozensets(st.integers(0, 6), min_size=1),
    track=words,
    non_profit=words,
    mentor=words,
)


@given(row=rows)
def test_what_was_written_is_read_again(row: RosterRow) -> None:
    """Commas, quotation marks and the signs of formulas too."""
    roster, faults = read(write_roster([row]))

    assert faults == []
    # Reading settles each letter on one of its spellings.
    assert [again.working_days for again in roster.rows] == [row.working_days]
    assert read(write_roster(roster.rows))[0].rows == roster.rows


def test_a_formula_is_written_as_text() -> None:
    """A spreadsheet shows it and does not run it; reading takes the apostrophe away again."""
    row = RosterRow(name="Ana", zone="Europe/Madrid", non_profit='=HYPERLINK("http://x")', track="-1")
    text = write_roster([row])

    assert "'=HYPERLINK" in text
    assert ",'-1," in text
    assert read(text)[0].rows == (row,)


def test_an_empty_cell_means_what_the_configuration_says() -> None:
    """Language and working days may be left out."""
    text = f"{','.join(COLUMNS)}\nAna,,,Europe/Madrid,,,,,\n"
    roster, faults = read(text, Unsaid(language="es", working_days=frozenset({6, 0})))

    assert faults == []
    assert (roster.rows[0].language, roster.rows[0].working_days) == ("es", frozenset({6, 0}))


def test_every_bad_row_is_listed(desk: Desk) -> None:
    """With all of its bad cells."""
    desk.changes("roster.csv", "Ana Ruiz,100000000000000003,,Europe/Madrid", "Ana Ruiz,12,x,Madrid")
    desk.changes("roster.csv", "sun-thu", "always")

    assert [line.split(": ")[:2] for line in desk.reads()] == [
        ["roster.csv:4", "discord"],
        ["roster.csv:4", "slack"],
        ["roster.csv:4", "zone"],
        ["roster.csv:5", "working_days"],
    ]


def test_a_cell_over_two_lines_moves_the_numbers_below() -> None:
    """The line that is named is the one that an editor shows."""
    _, faults = read(ROSTER.replace("Casa", '"Casa\nGrande"').replace("Asia/Riyadh", "Riyadh"))

    assert [fault.split(": ")[0] for fault in faults] == ["roster.csv:6"]


def test_semicolons_are_one_clear_fault() -> None:
    """Spreadsheets of half the world write them."""
    assert read(ROSTER.replace(",", ";"))[1] == [
        "roster.csv:1: file: is not separated by commas; "
        "save it as CSV again, with the comma as the separator"
    ]


def test_what_cannot_be_seen_is_shown() -> None:
    """A zero-width space makes two names of one."""
    assert read(ROSTER.replace("Casa", "Ca\u200bsa"))[1] == [
        "roster.csv:4: non_profit: 'Ca\\u200bsa' has characters that cannot be seen; write it anew"
    ]


def test_a_file_that_is_not_utf_8(desk: Desk) -> None:
    """The line of the first such byte is named."""
    (desk.folder / "roster.csv").write_bytes(ROSTER.replace("Ruiz", "Ruíz").encode("latin-1"))

    assert desk.reads() == ["roster.csv:4: file: is not UTF-8 text; save the file with the encoding UTF-8"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sun-thu", {6, 0, 1, 2, 3}),
        ("mon,tue,thu", {0, 1, 3}),
        ("Fri-Mon, wed", {4, 5, 6, 0, 2}),
        ("sat", {5}),
    ],
)
def test_working_days_are_written_as_people_say_them(text: str, days: set[int]) -> None:
    """A range may pass the weekend."""
    assert parse_working_days(text) == days


@given(days=st.frozensets(st.integers(0, 6), min_size=1))
def test_any_working_days_can_be_spelt(days: frozenset[int]) -> None:
    """And read again."""
    assert parse_working_days(spell_working_days(days)) == days
