"""`chat`: the bot in a terminal, with somebody at it or with a script on standard input."""

import logging
import os
import sys
from datetime import datetime
from typing import Annotated

import typer

from bot.cli.arguments import ConfigFile
from bot.errors import InputError

As = Annotated[
    str, typer.Option("--as", metavar="PERSON", help="Who talks, as the roster has them.", show_default=False)
]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="ISO-TIME", help="On a copy that is carried to this time, such as 2027-02-01T09:00."
    ),
]
STANDARD_INPUT = 0


def chat(config: ConfigFile, person: As, at: At = None) -> None:
    """Talk to the bot from this terminal.

    Lines may come from a pipe. Without --at it is the real thing; with it nothing is sent or kept.
    """
    from adapters.terminal.lines import DescriptorLines
    from bot.app.chatting import chat as talk
    from bot.app.chatting_ahead import chat_ahead
    from bot.app.sitting import Terminal
    from bot.cli.stopping import run_whole
    from bot.config.load import load

    if sys.__stdout__ is None:
        raise InputError("a talk needs somewhere to be printed: open standard output")
    when = None if at is None else _time(at)
    checked = load(config)
    _log_briefly()
    terminal = Terminal(
        lines=DescriptorLines(STANDARD_INPUT),
        stream=sys.stdout,
        prompts=os.isatty(STANDARD_INPUT) and sys.stdout.isatty(),
    )
    try:
        run_whole(
            talk(checked, person, terminal) if when is None else chat_ahead(checked, person, when, terminal)
        )
    finally:
        _let_go()


def _time(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(
            f"{written!r} is no time; write it like 2027-02-01T09:00, or with a zone: 2027-02-01T09:00+03:00",
            param_hint="--at",
        ) from None


class _Briefly(logging.Formatter):
    """One line for each record: whoever talks is not shown where in the code something failed."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        told = f" ({type(error).__name__}: {error})" if error is not None else ""
        return ascii(f"cohortbot: {record.getMessage()}{told}")[1:-1]


def _log_briefly() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Briefly())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


def _let_go() -> None:
    """A reader who left early must not be an error at the very end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
