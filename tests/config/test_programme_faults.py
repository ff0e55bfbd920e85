"""What is wrong in the programme's folder is said with its file, line, key and a remedy."""

import pytest

from tests.config.desk import Desk

PROGRAM = "program/program.toml"
TRACK = "program/tracks/music.toml"
WEEK_1 = "program/weeks/01.toml"
WEEK_2 = "program/weeks/02.toml"


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        pytest.param(
            PROGRAM,
            "weeks = 2",
            "weeks = 0",
            [
                "program/program.toml:4: weeks: is 0; write 1 or more",
            ],
            id="bad weeks",
        ),
        pytest.param(
            PROGRAM,
            "weeks = 2",
            "weeks = 8",
            [
                (
                    "program/program.toml:4: weeks: is 8, and there is no weeks/03.toml, "
                    "weeks/04.toml, weeks/05.toml and 3 more; write a file for each week"
                ),
                (
                    "program/program.toml:10: phases[all].last_week: the phases end with week 2, "
                    "and the last week is 8; write last_week = 8"
                ),
            ],
            id="missing week",
        ),
        pytest.param(
            PROGRAM,
            ('weeks = 2\n\n[[phases]]\nname = "all"\ntitle = "All of it"\nfirst_week = 1\nlast_week = 2'),
            ('weeks = 1\n\n[[phases]]\nname = "all"\ntitle = "All of it"\nfirst_week = 1\nlast_week = 1'),
            [
                "program/weeks/02.toml:1: week: is 2, and the last week is 1; write 1 or less",
            ],
            id="too many weeks",
        ),
        pytest.param(
            PROGRAM,
            "first_week = 1",
            "first_week = 2",
            [
                (
                    "program/program.toml:9: phases[all].first_week: is 2, and week 1 comes next; "
                    "write first_week = 1"
                ),
            ],
            id="phase gap",
        ),
        pytest.param(
            PROGRAM,
            "last_week = 2",
            ('last_week = 2\n\n[[phases]]\nname = "b"\ntitle = "B"\nfirst_week = 3\nlast_week = 2'),
            [
                (
                    "program/program.toml:16: phases[b].last_week: is 2, before the phase begins; "
                    "write 3 or more"
                ),
            ],
            id="phase backwards",
        ),
        pytest.param(
            PROGRAM,
            "last_week = 2",
            "last_week = 1",
            [
                (
                    "program/program.toml:10: phases[all].last_week: the phases end with week 1, "
                    "and the last week is 2; write last_week = 2"
                ),
            ],
            id="phase short",
        ),
        pytest.param(
            PROGRAM,
            'name = "health"',
            'name = "music"',
            [
                (
                    "program/program.toml:17: tracks[music].name: 'music' is there twice; give it a "
                    "name of its own"
                ),
                "roster.csv:4: track: 'health' is no track of the programme; write 'music'",
            ],
            id="track twice",
        ),
        pytest.param(
            PROGRAM,
            'time = "08:30"\n',
            'time = "08:30"\n\n[[defaults]]\nkind = "lesson"\n',
            [
                (
                    "program/program.toml:25: defaults[#2].kind: 'lesson' already has defaults; put "
                    "them into one table"
                ),
            ],
            id="defaults twice",
        ),
        pytest.param(
            PROGRAM,
            'time = "08:30"\n',
            'closes_after = "2d"\n',
            [
                (
                    "program/program.toml:22: defaults[#1].closes_after: belongs to a check-in, and "
                    "this is a lesson; take it out, or change the kind"
                ),
            ],
            id="defaults foreign",
        ),
        pytest.param(
            WEEK_2,
            "week = 2",
            "week = 1",
            [
                (
                    "program/weeks/02.toml:1: week: is 1 in a file named 02.toml; name the file "
                    "01.toml, or mend the number"
                ),
            ],
            id="week mismatch",
        ),
        pytest.param(
            WEEK_2,
            "week = 2",
            'week = 2\nphase = "all"',
            [
                "program/weeks/02.toml:2: phase: is no key of this table; take it out",
            ],
            id="week unknown key",
        ),
        pytest.param(
            WEEK_1,
            'kind = "lesson"',
            'kind = "lessson"',
            [
                (
                    "program/weeks/01.toml:6: steps[w01-lesson].kind: 'lessson' is not known here; "
                    "did you mean 'lesson'?"
                ),
            ],
            id="unknown kind",
        ),
        pytest.param(
            WEEK_1,
            "lessons/01-one.md",
            "lessons/01-won.md",
            [
                (
                    "program/weeks/01.toml:8: steps[w01-lesson].lesson: there is no lesson "
                    "'lessons/01-won.md'; did you mean 'lessons/01-one.md'?"
                ),
            ],
            id="lesson missing",
        ),
        pytest.param(
            WEEK_1,
            "lessons/01-one.md",
            "../secret.md",
            [
                (
                    "program/weeks/01.toml:8: steps[w01-lesson].lesson: '../secret.md' is not in "
                    "the folder lessons; write a path such as 'lessons/07-hooks.md'"
                ),
            ],
            id="lesson outside",
        ),
        pytest.param(
            WEEK_1,
            'lesson = "lessons/01-one.md"\n',
            "",
            [
                (
                    "program/weeks/01.toml:4: steps[w01-lesson].lesson: is missing; write lesson = "
                    '"lessons/07-name.md"'
                ),
            ],
            id="lesson unsaid",
        ),
        pytest.param(
            WEEK_1,
            '"weekly"',
            '"weakly"',
            [
                (
                    "program/weeks/01.toml:14: steps[w01-check-in].form: there is no form 'weakly'; "
                    "did you mean 'weekly'?"
                ),
            ],
            id="form missing",
        ),
        pytest.param(
            WEEK_1,
            None,
            (
                "week = 1\n"
                'title = "One"\n'
                "\n"
                "[[steps]]\n"
                'id = "w01-lesson"\n'
                'kind = "lesson"\n'
                'title = "A"\n'
                'lesson = "lessons/01-one.md"\n'
                "\n"
                "[[steps]]\n"
                'id = "w01-survey"\n'
                'kind = "survey"\n'
                'title = "A"\n'
            ),
            [
                (
                    "program/weeks/01.toml:10: steps[w01-survey].form: asks nothing; name a form, "
                    "or add [[steps.questions]]"
                ),
            ],
            id="asks nothing",
        ),
        pytest.param(
            WEEK_2,
            'id = "w02-milestone"',
            'id = "w01-lesson"',
            [
                (
                    "program/weeks/02.toml:5: steps[w01-lesson].id: 'w01-lesson' is already a step "
                    "in program/weeks/01.toml:5; give it an id of its own"
                ),
            ],
            id="dup step",
        ),
        pytest.param(
            WEEK_1,
            'lesson = "lessons/01-one.md"',
            'lesson = "lessons/01-one.md"\ncriteria = ["a", "b"]',
            [
                (
                    "program/weeks/01.toml:9: steps[w01-lesson].criteria: belongs to a milestone, "
                    "and this is a lesson; take it out, or change the kind"
                ),
            ],
            id="foreign key",
        ),
        pytest.param(
            WEEK_2,
            '["You did it.", "You showed it."]',
            '["You did it."]',
            [
                (
                    "program/weeks/02.toml:8: steps[w02-milestone].criteria: has only 1 entry; "
                    "write at least 2"
                ),
            ],
            id="few criteria",
        ),
        pytest.param(
            WEEK_2,
            '["You did it.", "You showed it."]',
            '["a", "b", "c", "d", "e"]',
            [
                (
                    "program/weeks/02.toml:8: steps[w02-milestone].criteria: has too many entries; "
                    "write at most 4"
                ),
            ],
            id="many criteria",
        ),
        pytest.param(
            WEEK_2,
            'text = "Bring a question."\n',
            "",
            [
                'program/weeks/02.toml:10: steps[w02-meeting].text: is missing; write text = "..."',
            ],
            id="text unsaid",
        ),
        pytest.param(
            WEEK_2,
            '"01-20"',
            '"13-01"',
            [
                (
                    "program/weeks/02.toml:22: steps[w02-notice].date: '13-01' is not a day of the "
                    'year; write month and day: "03-08", or one date: "2027-03-08"'
                ),
            ],
            id="bad yearly",
        ),
        pytest.param(
            WEEK_1,
            'form = "weekly"',
            'form = "weekly"\nrepeat_every = 1\nrepeat_until = 9',
            [
                (
                    "program/weeks/01.toml:16: steps[w01-check-in].repeat_until: week 9 is not one "
                    "of 1 to 2; write 2 or less"
                ),
            ],
            id="repeat until",
        ),
        pytest.param(
            WEEK_1,
            'form = "weekly"',
            'form = "weekly"\nrepeat_until = 2',
            [
                (
                    "program/weeks/01.toml:15: steps[w01-check-in].repeat_until: says nothing "
                    "without repeat_every; write repeat_every = 2 too, or take it out"
                ),
            ],
            id="repeat alone",
        ),
        pytest.param(
            WEEK_2,
            'date = "01-20"',
            'date = "01-20"\nrepeat_every = 1',
            [
                (
                    "program/weeks/02.toml:22: steps[w02-notice].date: is fixed, and the step "
                    "repeats; write one of the two"
                ),
            ],
            id="repeat date",
        ),
        pytest.param(
            WEEK_1,
            'form = "weekly"',
            'form = "weekly"\naudience = { tracks = ["heath"] }',
            [
                (
                    "program/weeks/01.toml:15: steps[w01-check-in].audience: 'heath' is no track of "
                    "the programme; did you mean 'health'?"
                ),
            ],
            id="audience track",
        ),
        pytest.param(
            WEEK_1,
            'form = "weekly"',
            'form = "weekly"\naudience = { languages = ["es"] }',
            [
                (
                    "program/weeks/01.toml:15: steps[w01-check-in].audience: 'es' is no language of "
                    "the programme; write 'en'"
                ),
            ],
            id="audience language",
        ),
        pytest.param(
            WEEK_1,
            'form = "weekly"',
            'form = "weekly"\naudience = { platforms = ["teams"] }',
            [
                (
                    "program/weeks/01.toml:15: steps[w01-check-in].audience: 'teams' is no chat "
                    "platform; write one of 'discord', 'slack'"
                ),
            ],
            id="audience platform",
        ),
        pytest.param(
            WEEK_1,
            'form = "weekly"',
            'form = "weekly"\non_day_off = "nxt"',
            [
                (
                    "program/weeks/01.toml:15: steps[w01-check-in].on_day_off: 'nxt' is not known "
                    "here; did you mean 'next'?"
                ),
            ],
            id="on_day_off",
        ),
        pytest.param(
            WEEK_1,
            'title = "One"\n',
            "",
            [
                'program/weeks/01.toml:1: title: is missing; write title = "Openings"',
            ],
            id="title of week",
        ),
        pytest.param(
            WEEK_2,
            None,
            'week = 2\ntitle = "Two"\nsteps = "none"\n',
            [
                ("program/weeks/02.toml:3: steps: is not an array of tables; begin each one with [[steps]]"),
            ],
            id="steps not an array",
        ),
        pytest.param(
            PROGRAM,
            'name = "music"',
            'name = "muzik"',
            [
                (
                    "program/tracks/music.toml:1: file: 'music' is no track of the programme; did "
                    "you mean 'muzik'?"
                ),
                "roster.csv:5: track: 'music' is no track of the programme; did you mean 'muzik'?",
            ],
            id="track unknown",
        ),
        pytest.param(
            TRACK,
            'replaces = "w01-lesson"',
            'replaces = "w01-leson"',
            [
                (
                    "program/tracks/music.toml:4: steps[music-lesson].replaces: there is no step "
                    "'w01-leson' in the weeks; did you mean 'w01-lesson'?"
                ),
            ],
            id="replaces unknown",
        ),
        pytest.param(
            TRACK,
            'replaces = "w01-lesson"',
            'replaces = "w01-check-in"',
            [
                (
                    "program/tracks/music.toml:5: steps[music-lesson].kind: is lesson, and "
                    "'w01-check-in' is a check-in; write kind = \"check-in\""
                ),
            ],
            id="replaces kind",
        ),
        pytest.param(
            TRACK,
            None,
            (
                "[[steps]]\n"
                'id = "a"\n'
                "week = 1\n"
                'replaces = "w01-lesson"\n'
                'kind = "lesson"\n'
                'title = "A"\n'
                'lesson = "lessons/music.md"\n'
                "\n"
                "[[steps]]\n"
                'id = "b"\n'
                "week = 1\n"
                'replaces = "w01-lesson"\n'
                'kind = "lesson"\n'
                'title = "B"\n'
                'lesson = "lessons/music.md"\n'
            ),
            [
                (
                    "program/tracks/music.toml:12: steps[b].replaces: 'w01-lesson' is already "
                    "replaced in this track; keep one of the two, or take out replaces"
                ),
            ],
            id="replaces twice",
        ),
        pytest.param(
            TRACK,
            "week = 1",
            "week = 3",
            [
                (
                    "program/tracks/music.toml:3: steps[music-lesson].week: is 3, and the last week "
                    "is 2; write 2 or less"
                ),
            ],
            id="track step week",
        ),
        pytest.param(
            TRACK,
            "week = 1",
            'week = 1\naudience = { tracks = ["health"] }',
            [
                (
                    "program/tracks/music.toml:4: steps[music-lesson].audience: names tracks, and "
                    "the file is a track's own; take it out, or move the step to its week's file"
                ),
            ],
            id="track audience",
        ),
        pytest.param(
            WEEK_1,
            'lesson = "lessons/01-one.md"',
            'lesson = "lessons/01-one.md"\nreplaces = "w02-notice"',
            [
                ("program/weeks/01.toml:9: steps[w01-lesson].replaces: is no key of this table; take it out"),
            ],
            id="replaces in week",
        ),
    ],
)
def test_a_fault_is_said_once_with_its_place_and_its_remedy(
    desk: Desk, file: str, before: str | None, after: str, said: list[str]
) -> None:
    """The admin makes one mistake, and reads exactly this."""
    desk.spoils(file, before, after)

    assert desk.reads() == said
