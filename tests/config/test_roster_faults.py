"""What is wrong in a roster is said with its line, its column and a remedy."""

import pytest

from tests.config.desk import Desk

ROSTER = "roster.csv"


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        pytest.param(
            ROSTER,
            "Europe/Madrid",
            "Europe/Madird",
            [
                "roster.csv:4: zone: 'Europe/Madird' is not a time zone; did you mean 'Europe/Madrid'?",
            ],
            id="zone",
        ),
        pytest.param(
            ROSTER,
            "Europe/Madrid",
            "",
            [
                "roster.csv:4: zone: is blank; write a zone, such as Europe/London",
            ],
            id="zone blank",
        ),
        pytest.param(
            ROSTER,
            "Ben Okri",
            "ana  ruiz",
            [
                (
                    "roster.csv:5: name: 'ana ruiz' is already in line 4; keep one row for a "
                    "person, and one person for an account"
                ),
            ],
            id="name dup",
        ),
        pytest.param(
            ROSTER,
            "100000000000000003",
            "100000000000000001",
            [
                (
                    "roster.csv:4: discord: '100000000000000001' is already in line 2; keep one row "
                    "for a person, and one person for an account"
                ),
            ],
            id="account dup",
        ),
        pytest.param(
            ROSTER,
            "health",
            "heath",
            [
                "roster.csv:4: track: 'heath' is no track of the programme; did you mean 'health'?",
            ],
            id="track",
        ),
        pytest.param(
            ROSTER,
            "health",
            "",
            [
                "roster.csv:4: track: is blank, and a creator has a track; write the creator's track",
            ],
            id="track blank",
        ),
        pytest.param(
            ROSTER,
            "Casa,Mo Mentor",
            "Casa,Mo Mentar",
            [
                "roster.csv:4: mentor: 'Mo Mentar' is not in this file; did you mean 'Mo Mentor'?",
            ],
            id="mentor not in file",
        ),
        pytest.param(
            ROSTER,
            "Casa,Mo Mentor",
            "Casa,Ada Admin",
            [
                ("roster.csv:4: mentor: 'Ada Admin' is not one of the cohort's mentors; write 'Mo Mentor'"),
            ],
            id="mentor not a mentor",
        ),
        pytest.param(
            ROSTER,
            "Casa,Mo Mentor",
            "Casa,",
            [
                "roster.csv:4: mentor: is blank, and a creator has a mentor; write the mentor's name",
            ],
            id="mentor blank",
        ),
        pytest.param(
            ROSTER,
            "sun-thu",
            "sun-thr",
            [
                (
                    "roster.csv:5: working_days: 'sun-thr' are not working days; write days or a "
                    'range of them: "mon-fri", "sun-thu", "mon,tue,thu"'
                ),
            ],
            id="days",
        ),
        pytest.param(
            ROSTER,
            "Europe/Madrid,en",
            "Europe/Madrid,English",
            [
                (
                    "roster.csv:4: language: 'English' is not a language; write a language code: "
                    '"en", "es", "pt-BR"'
                ),
            ],
            id="language",
        ),
        pytest.param(
            ROSTER,
            "non_profit,",
            "",
            [
                "roster.csv:1: non_profit: is missing; add a column with the heading non_profit",
            ],
            id="missing column",
        ),
        pytest.param(
            ROSTER,
            "working_days",
            "workingdays",
            [
                "roster.csv:1: workingdays: is no column of a roster; did you mean 'working_days'?",
                "roster.csv:1: working_days: is missing; add a column with the heading working_days",
            ],
            id="extra column",
        ),
        pytest.param(
            ROSTER,
            "mentor\n",
            "mentor,notes\n",
            [
                "roster.csv:1: notes: is no column of a roster; take the column out",
            ],
            id="extra column2",
        ),
        pytest.param(
            ROSTER,
            "non_profit,mentor\n",
            "non_profit,mentor,mentor\n",
            [
                "roster.csv:1: mentor: is there twice; take one of the two columns out",
            ],
            id="column twice",
        ),
        pytest.param(
            ROSTER,
            "Ana Ruiz",
            "",
            [
                "roster.csv:4: name: is blank; write the person's name",
            ],
            id="blank name",
        ),
        pytest.param(
            ROSTER,
            "Casa,Mo",
            "Casa, Madrid,Mo",
            [
                (
                    "roster.csv:4: row: has 10 cells, and there are 9 columns; put a cell that "
                    "holds a comma into double quotation marks"
                ),
            ],
            id="cells",
        ),
        pytest.param(
            ROSTER,
            "100000000000000003",
            "1E+17",
            [
                (
                    "roster.csv:4: discord: '1E+17' is no account id; a spreadsheet has rounded it: "
                    "make the column text and paste the id again"
                ),
            ],
            id="rounded",
        ),
        pytest.param(
            ROSTER,
            "100000000000000003",
            "ana#1234",
            [
                (
                    "roster.csv:4: discord: 'ana#1234' is no account id; write the Discord user id, "
                    "15 to 20 digits, or leave it empty"
                ),
            ],
            id="discord",
        ),
        pytest.param(
            ROSTER,
            "U0ABCDEF1",
            "@ben",
            [
                (
                    "roster.csv:5: slack: '@ben' is no account id; write the Slack member id, which "
                    "begins with U, or leave it empty"
                ),
            ],
            id="slack",
        ),
        pytest.param(
            ROSTER,
            "Casa",
            ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
            [
                (
                    "roster.csv:4: non_profit: "
                    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...' has 81 "
                    "characters; write at most 80"
                ),
            ],
            id="long",
        ),
        pytest.param(
            ROSTER,
            "Casa",
            "Ca\u200bsa",
            [
                ("roster.csv:4: non_profit: 'Ca\\u200bsa' has characters that cannot be seen; write it anew"),
            ],
            id="invisible",
        ),
        pytest.param(
            ROSTER,
            "Casa",
            '"Casa',
            [
                (
                    "roster.csv:4: row: is not CSV (unexpected end of data); close the quotation "
                    "marks, or save it as CSV again"
                ),
            ],
            id="quotes",
        ),
        pytest.param(
            ROSTER,
            None,
            "",
            [
                (
                    "roster.csv:1: file: has no rows; begin with the line "
                    "name,discord,slack,zone,language,working_days,track,non_profit,mentor"
                ),
            ],
            id="empty",
        ),
    ],
)
def test_a_fault_is_said_once_with_its_place_and_its_remedy(
    desk: Desk, file: str, before: str | None, after: str, said: list[str]
) -> None:
    """The admin makes one mistake, and reads exactly this."""
    desk.spoils(file, before, after)

    assert desk.reads() == said
