"""What was acknowledged is kept until it is handled, whatever happens to the process or the main file."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat.event import TextReceived
from bot.chat.event_codec import dump_event
from bot.chat.place import Account, Place, Platform
from bot.errors import DatabaseError
from bot.store.inbox import Waiting, open_inbox
from tests.builders import utc

KEEPER = """
import asyncio, os, signal, sys
from pathlib import Path

from bot.store.inbox import open_inbox

async def main():
    async with open_inbox(Path(sys.argv[1])) as inbox:
        await inbox.keep("e1", "typed just before the end")
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an inbox may be made."""
    return tmp_path / "inbox.db"


async def test_events_wait_in_the_order_they_came(path: Path) -> None:
    """Ids say nothing about order."""
    async with open_inbox(path) as inbox:
        for event_id in ("b", "c", "a"):
            await inbox.keep(event_id, f"payload of {event_id}")
        await inbox.done("c")

        assert await inbox.waiting() == [
            Waiting(id="b", payload="payload of b"),
            Waiting(id="a", payload="payload of a"),
        ]


async def test_a_repeat_changes_nothing(path: Path) -> None:
    """A platform that asks again gets the same promise, not a second row."""
    async with open_inbox(path) as inbox:
        await inbox.keep("e1", "first")
        await inbox.keep("e1", "again")

        assert [kept.payload for kept in await inbox.waiting()] == ["first"]


async def test_what_is_not_there_is_done_already(path: Path) -> None:
    """Handling twice is harmless."""
    async with open_inbox(path) as inbox:
        await inbox.done("e1")

        assert await inbox.waiting() == []


async def test_an_account_can_be_forgotten(path: Path) -> None:
    """Whoever has themselves erased leaves nothing here either, and others stay."""
    ana, ben = (Account(platform=Platform("slack"), workspace="T1", user=user) for user in ("U1ANA", "U2BEN"))
    async with open_inbox(path) as inbox:
        for number, account in enumerate((ana, ben, ana)):
            await inbox.keep(str(number), dump_event(_typed(str(number), account)))
        await inbox.keep("odd", "no event at all")
        await inbox.forget(ana)

        assert [waiting.id for waiting in await inbox.waiting()] == ["1", "odd"]
        raw = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"U1ANA" not in raw
    assert b"U2BEN" in raw


def _typed(id: str, account: Account) -> TextReceived:
    return TextReceived(
        id=id, at=utc("2026-09-07 09:00"), account=account, place=Place(at=account), text="Hi"
    )


async def test_what_was_kept_outlives_the_process(path: Path) -> None:
    """Killed right after the promise, the event is there at the next start."""
    subprocess.run([sys.executable, "-c", KEEPER, str(path)], check=False)  # noqa: ASYNC221 - nothing else runs.

    async with open_inbox(path) as inbox:
        assert [kept.payload for kept in await inbox.waiting()] == ["typed just before the end"]


async def test_the_main_file_being_locked_does_not_matter(path: Path) -> None:
    """That is why it is a file of its own."""
    with closing(sqlite3.connect(path.with_name("cohort.db"), isolation_level=None)) as main:
        main.execute("BEGIN EXCLUSIVE")
        async with open_inbox(path) as inbox:
            await inbox.keep("e1", "typed")

            assert len(await inbox.waiting()) == 1


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"Dear diary, " * 99])
async def test_a_damaged_inbox_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    """What people wrote may still be read out of it by hand."""
    path.write_bytes(content)  # noqa: ASYNC240 - nothing else runs.

    with pytest.raises(DatabaseError, match=r"inbox\.db: the (database )?file "):
        async with open_inbox(path):
            pass

    assert path.read_bytes() == content  # noqa: ASYNC240


async def test_a_database_of_something_else_is_refused(path: Path) -> None:
    """Nobody's database becomes an inbox."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")

    with pytest.raises(DatabaseError, match=r"inbox\.db: the database lacks"):
        async with open_inbox(path):
            pass


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The inbox is made beside the database, whose folder must exist."""
    with pytest.raises(DatabaseError, match="nowhere"):
        async with open_inbox(tmp_path / "nowhere" / "inbox.db"):
            pass
