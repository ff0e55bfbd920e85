"""What is wrong in forms, questions and lessons is said with its file, line, key and a remedy."""

import pytest

from tests.config.desk import Desk

FORM = "program/forms/weekly.toml"
LESSON = "program/lessons/01-one.md"
WEEK_1 = "program/weeks/01.toml"


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        pytest.param(
            WEEK_1,
            'id = "task"',
            'id = "mood"',
            [
                (
                    "program/weeks/01.toml:17: steps[w01-check-in].questions[mood].id: 'mood' is "
                    "already a question in program/forms/weekly.toml:2; give it an id of its own"
                ),
            ],
            id="dup question",
        ),
        pytest.param(
            FORM,
            'kind = "text"',
            'kind = "essay"',
            [
                (
                    "program/forms/weekly.toml:18: questions[stuck_on].kind: 'essay' is not known "
                    "here; write one of 'choice', 'date', 'link', 'number', 'scale', 'text'"
                ),
            ],
            id="question kind",
        ),
        pytest.param(
            FORM,
            'label = "Stuck on"',
            'label = "Stuck on"\nunit = "people"',
            [
                (
                    "program/forms/weekly.toml:21: questions[stuck_on].unit: belongs to a number "
                    "question, and this one is a text question; take it out, or change the kind"
                ),
            ],
            id="question key",
        ),
        pytest.param(
            FORM,
            'choices = ["yes", "no"]\n',
            "",
            [
                (
                    "program/forms/weekly.toml:9: questions[stuck].choices: is missing; write "
                    'choices = ["yes", "no"]'
                ),
            ],
            id="question no choices",
        ),
        pytest.param(
            FORM,
            '["yes", "no"]',
            '["yes", "yes", "no"]',
            [
                (
                    "program/forms/weekly.toml:14: questions[stuck].choices: has the same choice "
                    "twice; take one of them out"
                ),
            ],
            id="question choice twice",
        ),
        pytest.param(
            FORM,
            "high = 5",
            "high = 11",
            [
                (
                    "program/forms/weekly.toml:7: questions[mood].high: a scale from 1 to 11 has "
                    "not 2 to 10 steps; write a scale such as low = 1 and high = 5"
                ),
            ],
            id="scale",
        ),
        pytest.param(
            FORM,
            'id = "mood"',
            'id = "My mood"',
            [
                (
                    "program/forms/weekly.toml:2: questions[My mood].id: 'My mood' is not a "
                    "question's id; write at most 40 lower-case letters, digits and underscores, "
                    "such as 'people_heard'"
                ),
            ],
            id="question id",
        ),
        pytest.param(
            FORM,
            'label = "Mood"',
            'label = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
            [
                ("program/forms/weekly.toml:5: questions[mood].label: has 46 characters; write at most 45"),
            ],
            id="label",
        ),
        pytest.param(
            FORM,
            'question = "stuck"',
            'question = "stock"',
            [
                (
                    "program/forms/weekly.toml:21: questions[stuck_on].only_if: 'stock' is no "
                    "question here; did you mean 'stuck'?"
                ),
            ],
            id="only_if unknown",
        ),
        pytest.param(
            FORM,
            'label = "Mood"',
            'label = "Mood"\nonly_if = { question = "stuck", equals = "yes" }',
            [
                (
                    "program/forms/weekly.toml:6: questions[mood].only_if: 'stuck' is not asked "
                    "before this question; name a question that is asked before"
                ),
            ],
            id="only_if later",
        ),
        pytest.param(
            FORM,
            'equals = "yes"',
            'equals = "yess"',
            [
                (
                    "program/forms/weekly.toml:21: questions[stuck_on].only_if: 'yess' is no choice "
                    "of 'stuck'; did you mean 'yes'?"
                ),
            ],
            id="only_if value",
        ),
        pytest.param(
            FORM,
            'equals = "yes"',
            "at_most = 2",
            [
                (
                    "program/forms/weekly.toml:21: questions[stuck_on].only_if: the answer to "
                    "'stuck' is a choice, which has no more or less; write equals = ..., or name a "
                    "scale or number question"
                ),
            ],
            id="only_if number",
        ),
        pytest.param(
            FORM,
            'question = "stuck", equals = "yes"',
            'question = "mood", at_most = 9',
            [
                (
                    "program/forms/weekly.toml:21: questions[stuck_on].only_if: 9 is not on the "
                    "scale of 'mood'; write 1 to 5"
                ),
            ],
            id="only_if scale",
        ),
        pytest.param(
            FORM,
            'question = "stuck", equals = "yes"',
            'question = "mood", equals = "bad"',
            [
                (
                    "program/forms/weekly.toml:21: questions[stuck_on].only_if: 'bad' is no answer "
                    "to 'mood'; write a number"
                ),
            ],
            id="only_if scale word",
        ),
        pytest.param(
            FORM,
            ', equals = "yes"',
            "",
            [
                (
                    "program/forms/weekly.toml:21: questions[stuck_on].only_if: says 0 things about "
                    "the answer; write one of equals, at_most, at_least"
                ),
            ],
            id="only_if nothing",
        ),
        pytest.param(
            FORM,
            'question = "stuck", equals = "yes"',
            'question = "mood", at_most = 4, at_least = 2',
            [
                (
                    "program/forms/weekly.toml:21: questions[stuck_on].only_if: says 2 things about "
                    "the answer; write one of equals, at_most, at_least"
                ),
            ],
            id="only_if two",
        ),
        pytest.param(
            FORM,
            "low = 1",
            "low == 1",
            [
                (
                    "program/forms/weekly.toml:6: file: is not TOML at column 6 (invalid value); "
                    "mend the TOML here or just above"
                ),
            ],
            id="form syntax",
        ),
        pytest.param(
            FORM,
            "[[questions]]",
            'title = "Weekly"\n\n[[questions]]',
            [
                "program/forms/weekly.toml:1: title: is no key of this table; take it out",
            ],
            id="form unknown key",
        ),
        pytest.param(
            FORM,
            None,
            "",
            [
                (
                    "program/forms/weekly.toml:1: questions: is missing; begin each question with "
                    "[[questions]]"
                ),
            ],
            id="form without questions",
        ),
        pytest.param(
            LESSON,
            "+++\n\n#",
            "\n#",
            [
                (
                    "program/lessons/01-one.md:1: file: the +++ of line 1 has no end; write a line "
                    "+++ before the Markdown"
                ),
            ],
            id="lesson open",
        ),
        pytest.param(
            LESSON,
            'summary = "What it says"',
            'summary = "What it says"\nsummry = "x"',
            [
                "program/lessons/01-one.md:3: summry: is no key of this table; did you mean 'summary'?",
            ],
            id="lesson head",
        ),
        pytest.param(
            LESSON,
            'tags = ["one"]',
            "tags = [one]",
            [
                (
                    "program/lessons/01-one.md:3: file: is not TOML at column 9 (invalid value); "
                    "mend the TOML here or just above"
                ),
            ],
            id="lesson head syntax",
        ),
        pytest.param(
            LESSON,
            '["what is it", "how is it"]',
            '["what is it"]',
            [
                "program/lessons/01-one.md:4: ask: has only 1 entry; write at least 2",
            ],
            id="lesson ask",
        ),
        pytest.param(
            LESSON,
            "\n# A lesson\n\nDo it.\n",
            "\n",
            [
                "program/lessons/01-one.md:1: file: has no text; write the lesson in Markdown",
            ],
            id="lesson empty",
        ),
    ],
)
def test_a_fault_is_said_once_with_its_place_and_its_remedy(
    desk: Desk, file: str, before: str | None, after: str, said: list[str]
) -> None:
    """The admin makes one mistake, and reads exactly this."""
    desk.spoils(file, before, after)

    assert desk.reads() == said
