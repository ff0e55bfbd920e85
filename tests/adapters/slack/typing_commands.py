"""Typing the commands of the guide: here, or as processes that have the secrets of the small Slack."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.cli.shell import run
from tests.platforms.slack.server import Slack

ROOT = Path(__file__).parents[3]


def typed(folder: Path, command: str) -> str:
    """What a command prints that needs no secret, typed in this folder; it must end well."""
    ran = run(*_arguments(folder, command))
    assert (ran.code, ran.err) == (0, ""), f"{command}\n{ran.out}"
    return ran.out


async def begun(there: Slack, folder: Path, command: str) -> Process:
    """A command as a process that has the secrets, typed in this folder."""
    secrets = {
        "SLACK_BOT_TOKEN": there.bot_token,
        "SLACK_APP_TOKEN": there.app_token,
        "SLACK_SIGNING_SECRET": there.signing_secret,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.cli", *_arguments(folder, command)),
        env={"PYTHONPATH": str(ROOT), **secrets},
        stdout=PIPE,
        stderr=PIPE,
    )


@asynccontextmanager
async def connected(there: Slack, folder: Path, command: str) -> AsyncIterator[None]:
    """The bot, which is told to stop at the end, and does so without a word about trouble."""
    process = await begun(there, folder, command)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = await process.communicate()
    assert (process.returncode, "Traceback" in err.decode()) == (0, False), err.decode()
    # The guide's names of variables are such as Bolt knows, too, and it would warn of them.
    assert "token" not in err.decode()


def _arguments(folder: Path, command: str) -> list[str]:
    program, *arguments = command.split()
    assert program == "cohortbot"
    return [str(folder / one) if one.startswith("my-cohort") else one for one in arguments]


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
