"""What an admin should know stops nothing."""

import pytest

from tests.config.desk import Desk

CONFIG = "config.toml"
ROSTER = "roster.csv"
TRACK = "program/tracks/music.toml"
WEEK_1 = "program/weeks/01.toml"
WEEK_2 = "program/weeks/02.toml"


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            '[discord]\ntoken = "env:COHORTBOT_TEST_NO_SUCH"\n\n[[cohorts]]',
            [
                (
                    "config.toml:2: discord.token: the environment variable COHORTBOT_TEST_NO_SUCH "
                    "is empty or not there; set COHORTBOT_TEST_NO_SUCH"
                ),
                (
                    "config.toml:4: cohorts[spring].channels: has none on discord, so nobody there "
                    "finds the Join button"
                ),
            ],
            id="secret missing",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            ('[slack]\nbot_token = "file:/nowhere/x"\napp_token = "env:PATH"\n\n[[cohorts]]'),
            [
                (
                    "config.toml:2: slack.bot_token: the file /nowhere/x cannot be read; make it, "
                    "with the secret in it"
                ),
                (
                    "config.toml:5: cohorts[spring].channels: has none on slack, so nobody there "
                    "finds the Join button"
                ),
            ],
            id="secret file missing",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts.breaks]]",
            ('[[cohorts.holidays]]\nname = "Summer"\ndate = 2027-08-01\n\n[[cohorts.breaks]]'),
            [
                (
                    "config.toml:13: cohorts[spring].holidays[Summer].date: 2027-08-01 is not "
                    "between 2027-01-11 and 2027-01-31, when spring ends"
                ),
            ],
            id="holiday outside",
        ),
        pytest.param(
            CONFIG,
            "from = 2027-01-18\nuntil = 2027-01-25",
            "from = 2028-01-18\nuntil = 2028-01-25",
            [
                (
                    "config.toml:13: cohorts[spring].breaks[Easter].from: 2028-01-18 is not between "
                    "2027-01-11 and 2027-01-31, when spring ends"
                ),
            ],
            id="break outside",
        ),
        pytest.param(
            WEEK_2,
            '"01-20"',
            '"2028-01-20"',
            [
                (
                    "program/weeks/02.toml:22: steps[w02-notice].date: 2028-01-20 is not between "
                    "2027-01-11 and 2027-01-31, when spring ends"
                ),
            ],
            id="fixed date outside",
        ),
        pytest.param(
            ROSTER,
            "Europe/Madrid,en",
            "Europe/Madrid,es",
            [
                "roster.csv:4: language: the programme is not written in 'es'; who reads that gets 'en'",
            ],
            id="language",
        ),
        pytest.param(
            TRACK,
            "lessons/music.md",
            "lessons/01-one.md",
            [
                "program/lessons/music.md:1: file: no step names this file",
            ],
            id="unused lesson",
        ),
        pytest.param(
            WEEK_1,
            'form = "weekly"\n',
            "",
            [
                "program/forms/weekly.toml:1: file: no step names this file",
            ],
            id="unused form",
        ),
        pytest.param(
            ROSTER,
            "U0ABCDEF1",
            "",
            [
                "roster.csv:5: name: Ben Okri has no account, and cannot be reached until one is linked",
            ],
            id="no account",
        ),
    ],
)
def test_a_note_is_said_and_everything_is_fine(
    desk: Desk, file: str, before: str | None, after: str, said: list[str]
) -> None:
    """The admin reads it below the word that nothing is wrong."""
    desk.spoils(file, before, after)

    assert desk.reads() == ["fine", *said]
