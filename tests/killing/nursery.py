"""The nursery loads the whole program once, and bears a process for each connection: a birth takes no second.

    python -m tests.killing.nursery SOCKET

A newborn reads its arguments (a line of JSON), says its pid, and waits for a line before it begins; what it
says on stderr goes to the connection. Its last line is its exit code; one that was killed has no last words.

    bot ...                   the bot of a story (tests.killing.child)
    cli ...                   what `cohortbot ...` does
    life ...                  the bot of a cohort on chats (tests.cohort_on_chats.child)
    discord ..., slack ...    a chat of such a cohort; it says "ready", and ends when its asker hangs up
    migrate DATABASE FOLDER   what a program with these migrations does at its start
"""

import io
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import alembic.command
import alembic.config  # noqa: F401

import bot.app.rosters
import bot.app.running  # noqa: F401
from bot.cli import INTERRUPTED
from bot.cli import main as cohortbot
from bot.store.locks import hold_plan
from bot.store.opening import prepare
from tests.cohort_on_chats import child as life
from tests.cohort_on_discord import world as discord
from tests.cohort_on_slack import world as slack
from tests.killing import child

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
LAST_WORDS = "exit "


def migrate(arguments: Sequence[str]) -> None:
    """Bring a database to the migrations of a folder."""
    database, folder = map(Path, arguments)
    with hold_plan(database, NOW):
        prepare(database, now=NOW, migrations=folder)


def hearing(does: Callable[[Sequence[str]], None]) -> Callable[[Sequence[str]], None]:
    """It reads from its asker, and what it prints goes there too."""

    def main(arguments: Sequence[str]) -> None:
        os.dup2(2, 0)
        os.dup2(2, 1)
        does(arguments)

    return main


DOES = {
    "bot": child.main,
    "cli": cohortbot,
    "migrate": migrate,
    "life": life.main,
    "discord": hearing(discord.main),
    "slack": hearing(slack.main),
}


def live(line: socket.socket) -> NoReturn:
    """Be a process of one's own, until the end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream, to in ((0, nothing), (1, nothing), (2, line.fileno())):
        os.dup2(to, stream)
    words = line.makefile("r")
    what, *arguments = json.loads(words.readline())
    os.write(2, f"{os.getpid()}\n".encode())
    words.readline()
    sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", buffering=0, closefd=False), write_through=True)
    code: object = 0
    try:
        DOES[what](arguments)
    except SystemExit as ended:
        code = ended.code or 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BaseException:  # noqa: BLE001 - as the interpreter does, at the end of a program.
        sys.excepthook(*sys.exc_info())
        code = 1
    os.write(2, f"{LAST_WORDS}{code}\n".encode())
    os._exit(0)


def main(address: Path) -> None:
    """Bear a process for each who asks, until ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # Nobody here waits for them.
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(address))
        server.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            line, _ = server.accept()
            if os.fork() == 0:
                server.close()
                live(line)
            line.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
