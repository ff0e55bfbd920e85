"""Every mistake of an admin is said with its file, line and key, what is wrong and what to write."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.desk import Desk

BOOK = Path(__file__).parent / "mistakes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A change of one file, and what the check says then."""

    name: str
    file: str
    before: str
    after: str
    said: tuple[str, ...]

    def happens_on(self, desk: Desk) -> None:
        """Make it."""
        if self.before:
            desk.changes(self.file, self.before, self.after)
        else:
            desk.writes(self.file, self.after)


def read(page: str) -> Iterator[Mistake]:
    """The mistakes on a page of the book."""
    text = (BOOK / page).read_text(encoding="utf-8")
    for block in text.split("\n== ")[1:]:
        name, file, *lines = block.splitlines()

        def lines_with(sign: str, lines: list[str] = lines) -> list[str]:
            return [line[1:] for line in lines if line.startswith(sign)]

        yield Mistake(
            name=name,
            file=file,
            before="".join(f"{line}\n" for line in lines_with("-")),
            after="".join(f"{line}\n" for line in lines_with("+")),
            said=tuple(lines_with(">")),
        )


def pages(*names: str) -> list[object]:
    """The mistakes on these pages, as cases."""
    return [
        pytest.param(mistake, id=f"{name}: {mistake.name}")
        for name in names
        for mistake in read(f"{name}.txt")
    ]


@pytest.mark.parametrize("mistake", pages("config", "programme", "questions", "roster"))
def test_a_mistake_is_said_and_nothing_else(desk: Desk, mistake: Mistake) -> None:
    """One mistake, and exactly these lines."""
    mistake.happens_on(desk)

    assert desk.reads() == list(mistake.said)


@pytest.mark.parametrize("mistake", pages("notes"))
def test_a_note_stops_nothing(desk: Desk, mistake: Mistake) -> None:
    """The word that nothing is wrong comes first."""
    mistake.happens_on(desk)

    assert desk.reads() == ["fine", *mistake.said]


def test_every_mistake_is_said_at_once(desk: Desk) -> None:
    """Those of the configuration, of the programme and of the roster, in the order of files and lines."""
    desk.changes("config.toml", "Europe/London", "Europe/Lodnon")
    desk.changes("config.toml", "until = 2027-01-25", "untill = 2027-01-25")
    desk.changes("program/weeks/01.toml", "01-one.md", "01-won.md")
    desk.changes("program/forms/weekly.toml", "high = 5", "high = 50")
    desk.changes("roster.csv", "sun-thu", "sun-thr")

    assert [": ".join(line.split(": ")[:2]) for line in desk.reads()] == [
        "config.toml:7: cohorts[spring].zone",
        "config.toml:11: cohorts[spring].breaks[Easter].until",
        "config.toml:14: cohorts[spring].breaks[Easter].untill",
        "program/forms/weekly.toml:7: questions[mood].high",
        "program/weeks/01.toml:8: steps[w01-lesson].lesson",
        "roster.csv:5: working_days",
    ]


def test_a_check_in_of_too_many_questions(desk: Desk) -> None:
    """Those of its form count."""
    question = '[[steps.questions]]\nid = "q{0}"\nkind = "text"\ntext = "Why?"\nlabel = "Why"\n'
    desk.adds("program/weeks/01.toml", "\n" + "".join(question.format(n) for n in range(22)))

    assert desk.reads() == [
        "program/weeks/01.toml:16: steps[w01-check-in].questions: "
        "asks 26 questions with those of its form; ask at most 25"
    ]


def test_a_programme_without_its_first_file(desk: Desk) -> None:
    """The missing file is named."""
    desk.removes("program/program.toml")

    assert desk.reads() == [
        "program/program.toml:1: file: cannot be read (no such file or directory); check the path"
    ]


def test_a_secret_in_the_file_is_never_repeated(desk: Desk) -> None:
    """Neither in the fault nor in what is printed of the settings."""
    desk.adds("config.toml", '[discord]\ntoken = "MTA4.the.token"\n')

    assert "MTA4" not in "".join(desk.reads())


@pytest.mark.parametrize("value", ["[" * 3000, "9" * 5000, '"\\ud800"', "\x00"])
def test_what_no_reader_of_toml_can_take(desk: Desk, value: str) -> None:
    """It is one fault, not an accident."""
    desk.adds("config.toml", f"[store]\nurl = {value}\n")

    assert len(desk.reads()) == 1
