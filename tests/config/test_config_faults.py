"""What is wrong in config.toml is said with its line, its key and a remedy."""

import pytest

from tests.config.desk import Desk

CONFIG = "config.toml"


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        pytest.param(
            CONFIG,
            'title = "Spring"',
            'title = "Spring"\nmentor = []',
            [
                ("config.toml:4: cohorts[spring].mentor: is no key of this table; did you mean 'mentors'?"),
            ],
            id="unknown key",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            "[discrod]\n\n[[cohorts]]",
            [
                "config.toml:1: discrod: is no key of this table; did you mean 'discord'?",
            ],
            id="unknown table",
        ),
        pytest.param(
            CONFIG,
            'zone = "Europe/London"\n',
            "",
            [
                'config.toml:1: cohorts[spring].zone: is missing; write zone = "Europe/London"',
            ],
            id="missing key",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            "title = 3",
            [
                (
                    "config.toml:3: cohorts[spring].title: is the number 3, wants text in quotes; "
                    'write title = "Spring 2027"'
                ),
            ],
            id="wrong kind",
        ),
        pytest.param(
            CONFIG,
            '["Mo Mentor"]',
            '[\n  "Mo Mentor",\n  7,\n]',
            [
                (
                    "config.toml:10: cohorts[spring].mentors[#2]: is the number 7, wants text in "
                    'quotes; write mentors = ["Amara Obi"]'
                ),
            ],
            id="wrong kind in a list",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            'title = ""',
            [
                "config.toml:3: cohorts[spring].title: is blank; write something, or take it out",
            ],
            id="blank",
        ),
        pytest.param(
            CONFIG,
            '["Mo Mentor"]',
            '["Mo Mentor", " "]',
            [
                "config.toml:8: cohorts[spring].mentors[#2]: is blank; write a name",
            ],
            id="blank name",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            (
                'title = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"'
            ),
            [
                "config.toml:3: cohorts[spring].title: has 101 characters; write at most 100",
            ],
            id="too long",
        ),
        pytest.param(
            CONFIG,
            'name = "spring"',
            'name = "Spring 2027"',
            [
                (
                    "config.toml:2: cohorts[Spring 2027].name: 'Spring 2027' is not a name for "
                    "machines; write at most 40 lower-case letters, digits and single hyphens, such "
                    "as 'spring-2027'"
                ),
            ],
            id="slug",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            "title = Spring",
            [
                (
                    "config.toml:3: file: is not TOML at column 9 (invalid value); mend the TOML "
                    "here or just above"
                ),
            ],
            id="syntax",
        ),
        pytest.param(
            CONFIG,
            "until = 2027-01-25\n",
            "until =",
            [
                (
                    "config.toml:14: file: is not TOML: the file ends in the middle of something; "
                    "mend the TOML here or just above"
                ),
            ],
            id="end",
        ),
        pytest.param(
            CONFIG,
            "start = 2027-01-11",
            'start = "11.1.2027"',
            [
                (
                    "config.toml:6: cohorts[spring].start: '11.1.2027' is not a date; write year, "
                    "month and day: 2027-01-11"
                ),
            ],
            id="date",
        ),
        pytest.param(
            CONFIG,
            "start = 2027-01-11",
            'start = "2027-02-30"',
            [
                (
                    "config.toml:6: cohorts[spring].start: '2027-02-30' is not a day of the "
                    "calendar; write year, month and day: 2027-01-11"
                ),
            ],
            id="impossible date",
        ),
        pytest.param(
            CONFIG,
            "start = 2027-01-11",
            "start = 2027-01-11T09:00:00",
            [
                (
                    "config.toml:6: cohorts[spring].start: 2027-01-11 09:00:00 is not a date; write "
                    "year, month and day: 2027-01-11"
                ),
            ],
            id="datetime",
        ),
        pytest.param(
            CONFIG,
            "start = 2027-01-11",
            "start = 1027-01-11",
            [
                (
                    "config.toml:6: cohorts[spring].start: the year 1027 is not one of 2000 to "
                    "2100; write year, month and day: 2027-01-11"
                ),
            ],
            id="year",
        ),
        pytest.param(
            CONFIG,
            "start = 2027-01-11",
            "start = 2027-01-12",
            [
                (
                    "config.toml:6: cohorts[spring].start: 2027-01-12 is a Tuesday, and weeks start "
                    "on Monday; write 2027-01-11 or 2027-01-18, or week_starts"
                ),
            ],
            id="weekday of start",
        ),
        pytest.param(
            CONFIG,
            '"Europe/London"',
            '"Europe/Lodnon"',
            [
                (
                    "config.toml:7: cohorts[spring].zone: 'Europe/Lodnon' is not a time zone; did "
                    "you mean 'Europe/London'?"
                ),
            ],
            id="zone",
        ),
        pytest.param(
            CONFIG,
            '"Europe/London"',
            '"Where I live"',
            [
                (
                    "config.toml:7: cohorts[spring].zone: 'Where I live' is not a time zone; write "
                    "an IANA zone, such as Europe/London"
                ),
            ],
            id="zone unlike any",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            'title = "Spring"\nweek_starts = "sundy"',
            [
                (
                    "config.toml:4: cohorts[spring].week_starts: 'sundy' is not a weekday; did you "
                    "mean 'sunday'?"
                ),
            ],
            id="week_starts",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            'title = "Spring"\nworking_days = "weekdays"',
            [
                (
                    "config.toml:4: cohorts[spring].working_days: 'weekdays' are not working days; "
                    'write days or a range of them: "mon-fri", "sun-thu", "mon,tue,thu"'
                ),
            ],
            id="working days",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            'title = "Spring"\ndaily_cap = 0',
            [
                "config.toml:4: cohorts[spring].daily_cap: is 0; write 1 or more",
            ],
            id="cap",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            'title = "Spring"\ndaily_cap = 100',
            [
                "config.toml:4: cohorts[spring].daily_cap: is 100; write 20 or less",
            ],
            id="cap high",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            'title = "Spring"\nreminders = { after = "two days" }',
            [
                (
                    "config.toml:4: cohorts[spring].reminders.after: 'two days' is not a duration; "
                    'write minutes, hours, days or weeks: "90m", "6h", "6d", "2w"'
                ),
            ],
            id="duration",
        ),
        pytest.param(
            CONFIG,
            'title = "Spring"',
            'title = "Spring"\nreminders = { after = "5d" }',
            [
                (
                    "config.toml:4: cohorts[spring].reminders.after: is 5d, and 'w01-check-in' "
                    "closes after 5d; write less than 5d"
                ),
            ],
            id="reminder after close",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            '[people]\nquiet_from = "9pm"\n\n[[cohorts]]',
            [
                (
                    "config.toml:2: people.quiet_from: '9pm' is not a time of day; write hours and "
                    'minutes: "09:00"'
                ),
            ],
            id="clock",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            '[people]\nlanguage = "English"\n\n[[cohorts]]',
            [
                (
                    "config.toml:2: people.language: 'English' is not a language; write a language "
                    'code: "en", "es", "pt-BR"'
                ),
            ],
            id="language",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            '[store]\nurl = "cohortbot.db"\n\n[[cohorts]]',
            [
                (
                    "config.toml:2: store.url: 'cohortbot.db' is not a SQLite file; write "
                    '"sqlite:///cohortbot.db"'
                ),
            ],
            id="store",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            '[discord]\ntoken = "MTA4.secret.value"\n\n[[cohorts]]',
            [
                (
                    'config.toml:2: discord.token: is not a reference to a secret; write "env:NAME" '
                    'for an environment variable or "file:/path" for a file that holds it'
                ),
            ],
            id="secret",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            '[discord]\ntoken = "env:X"\napi_url = "localhost"\n\n[[cohorts]]',
            [
                (
                    "config.toml:3: discord.api_url: 'localhost' is not a web address; write one "
                    "that begins with https:// or http://"
                ),
            ],
            id="url",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts.breaks]]",
            ('[[cohorts.channels]]\nplatform = "discrod"\nworkspace = "1"\nid = "2"\n\n[[cohorts.breaks]]'),
            [
                (
                    "config.toml:12: cohorts[spring].channels[2].platform: 'discrod' is not known "
                    "here; did you mean 'discord'?"
                ),
            ],
            id="platform",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts.breaks]]",
            (
                "[[cohorts.channels]]\n"
                'platform = "slack"\n'
                'workspace = "1"\n'
                'id = "2"\n'
                "\n"
                "[[cohorts.channels]]\n"
                'platform = "slack"\n'
                'workspace = "1"\n'
                'id = "3"\n'
                "\n"
                "[[cohorts.breaks]]"
            ),
            [
                (
                    "config.toml:17: cohorts[spring].channels[3].platform: 'slack' already has its "
                    "home channel; keep one of the two"
                ),
            ],
            id="two homes",
        ),
        pytest.param(
            CONFIG,
            "until = 2027-01-25",
            "until = 2027-01-18",
            [
                (
                    "config.toml:14: cohorts[spring].breaks[Easter].until: 2027-01-18 is not after "
                    "2027-01-18, when the break begins; write the first day after the break"
                ),
            ],
            id="break ends before",
        ),
        pytest.param(
            CONFIG,
            "until = 2027-01-25\n",
            (
                "until = 2027-01-25\n"
                "\n"
                "[[cohorts.breaks]]\n"
                'name = "Eid"\n'
                "from = 2027-01-22\n"
                "until = 2027-01-29\n"
            ),
            [
                (
                    "config.toml:18: cohorts[spring].breaks[Eid].from: overlaps the break 'Easter'; "
                    "make one break of the two"
                ),
            ],
            id="breaks overlap",
        ),
        pytest.param(
            CONFIG,
            '"program"',
            '"programm"',
            [
                (
                    "config.toml:4: cohorts[spring].program: there is no folder 'programm'; write a "
                    "path relative to this file"
                ),
            ],
            id="no folder",
        ),
        pytest.param(
            CONFIG,
            '"roster.csv"',
            '"people.csv"',
            [
                (
                    "config.toml:5: cohorts[spring].roster: there is no file 'people.csv'; write a "
                    "path relative to this file"
                ),
            ],
            id="no roster",
        ),
        pytest.param(
            CONFIG,
            '"roster.csv"',
            '"ros\\u0000ter.csv"',
            [
                (
                    "config.toml:5: cohorts[spring].roster: 'ros\\x00ter.csv' is not a path; write a "
                    "path relative to this file"
                ),
            ],
            id="nul path",
        ),
        pytest.param(
            CONFIG,
            '"Mo Mentor"',
            '"Mo Mentr"',
            [
                (
                    "config.toml:8: cohorts[spring].mentors[#1]: 'Mo Mentr' is not on the roster; "
                    "did you mean 'Mo Mentor'?"
                ),
            ],
            id="mentor not on roster",
        ),
        pytest.param(
            CONFIG,
            '"Ada Admin"',
            '"Ada Admni"',
            [
                (
                    "config.toml:9: cohorts[spring].admins[#1]: 'Ada Admni' is not on the roster; "
                    "did you mean 'Ada Admin'?"
                ),
            ],
            id="admin not on roster",
        ),
        pytest.param(
            CONFIG,
            "admins =",
            'safety_contact = "Nobody"\nadmins =',
            [
                (
                    "config.toml:9: cohorts[spring].safety_contact: 'Nobody' is not on the roster; "
                    "write one of 'Ada Admin', 'Ana Ruiz', 'Ben Okri', 'Mo Mentor'"
                ),
            ],
            id="safety",
        ),
        pytest.param(
            CONFIG,
            '["Mo Mentor"]',
            '["Mo Mentor", "mo mentor"]',
            [
                (
                    "config.toml:8: cohorts[spring].mentors[#2]: 'mo mentor' is named twice; take "
                    "one of the two out"
                ),
            ],
            id="mentor twice",
        ),
        pytest.param(
            CONFIG,
            '["Mo Mentor"]',
            "[]",
            [
                (
                    "config.toml:8: cohorts[spring].mentors: is empty, so nobody fills the role; "
                    "name somebody of the roster"
                ),
            ],
            id="no mentors",
        ),
        pytest.param(
            CONFIG,
            '["Ada Admin"]',
            "[]",
            [
                (
                    "config.toml:9: cohorts[spring].admins: is empty, so nobody fills the role; "
                    "name somebody of the roster"
                ),
            ],
            id="no admins",
        ),
        pytest.param(
            CONFIG,
            '["Ada Admin"]',
            '["Ada Admin", "Ana Ruiz", "Ben Okri"]',
            [
                "config.toml:5: cohorts[spring].roster: names no creator; add a row for each creator",
            ],
            id="no creators",
        ),
        pytest.param(
            CONFIG,
            None,
            "cohorts = []\n",
            [
                "config.toml:1: cohorts: has no entries; write at least 1",
            ],
            id="no cohorts",
        ),
        pytest.param(
            CONFIG,
            None,
            "",
            [
                "config.toml:1: cohorts: is missing; write [[cohorts]]",
            ],
            id="cohorts not there",
        ),
        pytest.param(
            CONFIG,
            "[[cohorts]]",
            "[cohorts]",
            [
                "config.toml:1: cohorts: is a table, wants a list: [...]; write [[cohorts]]",
            ],
            id="cohorts no array",
        ),
        pytest.param(
            CONFIG,
            "until = 2027-01-25\n",
            'until = 2027-01-25\n\n[[cohorts]]\nname = "spring"\n',
            [
                'config.toml:16: cohorts[spring].title: is missing; write title = "Spring 2027"',
                (
                    "config.toml:16: cohorts[spring].program: is missing; write program = "
                    '"programs/change-makers"'
                ),
                'config.toml:16: cohorts[spring].roster: is missing; write roster = "roster.csv"',
                "config.toml:16: cohorts[spring].start: is missing; write start = 2027-01-11",
                'config.toml:16: cohorts[spring].zone: is missing; write zone = "Europe/London"',
                'config.toml:16: cohorts[spring].mentors: is missing; write mentors = ["Amara Obi"]',
                'config.toml:16: cohorts[spring].admins: is missing; write admins = ["Lena Fischer"]',
                (
                    "config.toml:17: cohorts[spring].name: 'spring' is already a cohort; give it a "
                    "name of its own"
                ),
            ],
            id="twice",
        ),
    ],
)
def test_a_fault_is_said_once_with_its_place_and_its_remedy(
    desk: Desk, file: str, before: str | None, after: str, said: list[str]
) -> None:
    """The admin makes one mistake, and reads exactly this."""
    desk.spoils(file, before, after)

    assert desk.reads() == said
