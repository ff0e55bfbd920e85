"""Being told to stop: what is under way is settled first, then the exit code says by whom it was."""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import typer

from bot.cli import INTERRUPTED
from bot.errors import DatabaseError

Result = TypeVar("Result")
TERMINATED = 128 + signal.SIGTERM
LIBRARIES = ("aiohttp", "discord")
"""Whose records are told in one line each, the faults among them without a traceback."""


def until_stopped(serve: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Serve until Ctrl-C (exit 130) or SIGTERM (exit 0: so services end). A second one is final."""

    async def whole() -> signal.Signals | None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        told: list[signal.Signals] = []

        def ask(by: signal.Signals) -> None:
            told.append(by)
            stop.set()
            for one in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(one)

        for one in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(one, ask, one)
        await serve(stop)
        return told[0] if told else None

    if asyncio.run(whole()) is signal.SIGINT:
        raise typer.Exit(INTERRUPTED)


def run_whole(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end, unless Ctrl-C (exit 130) or SIGTERM (exit 143) cancels it; it cleans up first."""
    terminated = False

    async def whole() -> Result:
        nonlocal terminated
        task = asyncio.ensure_future(work)

        def end() -> None:
            nonlocal terminated
            terminated = True
            task.cancel()

        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end)
        return await task

    try:
        return asyncio.run(whole())
    except asyncio.CancelledError:
        if terminated:
            raise typer.Exit(TERMINATED) from None
        raise


def log_to_stderr() -> None:
    """What the bot tells about itself, a line each."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(in_one_line)
    # They tell of every wake-up, and of every part of their own.
    for chatty in ("alembic", "apscheduler", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def in_one_line(record: logging.LogRecord) -> bool:
    """Where in a library a connection was lost helps nobody, and it is told again with every try."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, DatabaseError):
        # It says what to do; where it was met helps nobody, and every event meets a full disk.
        told = record.getMessage()
        _flatten(record, told if str(error) in told else f"{told}: {error}")
    elif error is not None and record.name.partition(".")[0] in LIBRARIES:
        _flatten(record, f"{record.getMessage()} ({type(error).__name__}: {error})")
    return True


def _flatten(record: logging.LogRecord, told: str) -> None:
    record.msg, record.args, record.exc_info = told.replace("\n", " "), (), None
