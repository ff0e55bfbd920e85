"""The guide for who writes a programme is true: every command in it runs, on the files that it shows."""

import contextlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from bot.config.load import load
from bot.config.tables import DefaultsTable, QuestionTable, StepTable
from tests.cli.shell import run

GUIDE = Path(__file__).parents[2] / "docs" / "programme.md"
_BLOCK = re.compile(r"(?:`([^`\n]+)`\n\n)?```(\w+)\n(.*?)```", re.DOTALL)


def blocks() -> Iterator[tuple[str, str, str]]:
    """Each block of code: the file that it is, if any, its language and its text."""
    yield from _BLOCK.findall(GUIDE.read_text(encoding="utf-8"))


def followed(file: str, language: str, text: str) -> Iterator[str]:
    """Do what a block says, here: run its commands, or write its file."""
    if language == "console":
        for line in text.splitlines():
            program, *arguments = shlex.split(line)
            done = run(*arguments)
            assert (program, line, done.code, done.err) == ("cohortbot", line, 0, "")
            yield line
    else:
        path = Path(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_every_command_of_the_guide_runs(tmp_path: Path) -> None:
    """In the order of the page, and the files are written where it shows them."""
    with contextlib.chdir(tmp_path):
        ran = [command for block in blocks() for command in followed(*block)]

    checked = load(tmp_path / "mine" / "config.toml")
    assert len(ran) == 8
    assert "La segunda semana" in (tmp_path / "programa.html").read_text(encoding="utf-8")
    assert any("is not translated" in str(note) for note in checked.notes)


def test_the_guide_is_a_page() -> None:
    """Whoever wants more has the files that `init` writes."""
    assert len(GUIDE.read_text(encoding="utf-8").split()) < 1500


def test_every_key_that_a_step_may_have_is_in_the_guide() -> None:
    """None is left to be found by accident."""
    text = GUIDE.read_text(encoding="utf-8")
    keys = {key for table in (DefaultsTable, QuestionTable, StepTable) for key in table.model_fields}

    assert {key for key in keys if not re.search(rf"\b{key}\b", text)} == set()
