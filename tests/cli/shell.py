"""A shell in the test's own process: the real command line, with its words and its exit code kept."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from bot.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Ran:
    """Run `cohortbot` with these arguments."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([*map(str, arguments)])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
    return Ran(code=code, out=out.getvalue(), err=err.getvalue())


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
