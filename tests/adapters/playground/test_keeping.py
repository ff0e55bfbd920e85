"""What stands on the board of a real cohort outlives the process, once, until its reader is erased."""

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from adapters.playground.adapter import PlaygroundAdapter
from adapters.playground.board import KEPT, Board
from adapters.playground.keeping import VERSION, Change, Keeping
from adapters.playground.visiting import Visits
from adapters.playground.writing_down import WritingDown, kept
from bot.chat.adapter import Absent, Found
from bot.chat.event import Event
from bot.chat.message import Button, Part
from bot.chat.place import PLAYGROUND, Account, Channel, Place
from bot.chat.token import Token
from bot.errors import DatabaseError
from tests.builders import utc
from tests.contract.door import ScriptedDoor

NOW = utc("2026-09-07 14:00")
ANA, BEN = (Account(platform=PLAYGROUND, user=name) for name in ("ana", "ben"))
CHANNEL = Channel(platform=PLAYGROUND, id="spring")
LESSON = Part(
    content="A lesson", buttons=(Button(label="Done", token=Token("done", "x" * 24), style="primary"),)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where it is kept."""
    return tmp_path / "playground.db"


def adapter(board: Board) -> PlaygroundAdapter:
    """What sends to the board."""
    return PlaygroundAdapter(Visits(board, clock=lambda: NOW, session="test"))


async def test_a_message_is_there_once_whenever_the_process_dies(path: Path) -> None:
    """It was sent, and the bot died before it knew: it finds it again, and sends it no second time."""
    async with kept(Board("one"), path):
        pass
    before = Board("one")
    keeping = Keeping(path)
    writing = WritingDown(keeping)
    before.keep(writing, keeping.all(), keeping.seen())
    sent = await adapter(before).send(Place(at=ANA), LESSON, key="k" * 24)
    # Nothing is closed here: so it looks to whoever comes after a crash.
    after = Board("two")
    async with kept(after, path):
        found = await adapter(after).find(Place(at=ANA), LESSON, key="k" * 24, since=NOW)
        again = await adapter(after).send(Place(at=ANA), LESSON, key="k" * 24)
        (posted,) = after.standing(ANA, ANA)

    await writing.close()
    assert (found, again, posted.part) == (Found(sent), sent, LESSON)


async def test_words_answers_edits_and_what_was_taken_back(path: Path) -> None:
    """All of them are as they were, in their order; new ones have ids of their own."""
    before, after = Board("one"), Board("two")
    async with kept(before, path):
        first = before.post(ANA, LESSON, NOW, key="a")
        before.post(CHANNEL, Part(content="Hello"), NOW, by=ANA)
        before.post(CHANNEL, Part(content="Only for you"), NOW, reader=ANA)
        gone = before.post(ANA, Part(content="A mistake"), NOW, key="b")
        before.change(first.id, Part(content="It is done"))
        before.take_back(gone.id)
    async with kept(after, path):
        new = after.post(ANA, Part(content="New"), NOW)

        assert [one.part.content for one in after.standing(ANA, ANA)] == ["It is done", "New"]
        assert [one.part.content for one in after.standing(CHANNEL, ANA)] == ["Hello", "Only for you"]
        assert [one.part.content for one in after.standing(CHANNEL, BEN)] == ["Hello"]
        assert after.standing(ANA, ANA)[0].edited
        assert new.id not in {first.id, gone.id}
        assert (after.unread(ANA, CHANNEL), after.unread(ANA, ANA)) == (1, 2)


async def test_what_was_read_stays_read(path: Path) -> None:
    """Over a restart, also where the newest message was taken back before it."""
    before, after = Board("one"), Board("two")
    async with kept(before, path):
        before.post(ANA, LESSON, NOW)
        before.post(CHANNEL, Part(content="Hello"), NOW)
        mistake = before.post(ANA, Part(content="A mistake"), NOW)
        before.read(ANA, ANA)
        before.take_back(mistake.id)
        before.post(CHANNEL, Part(content="Come at nine"), NOW, by=BEN)
    async with kept(after, path):
        assert [after.unread(ANA, room) for room in (ANA, CHANNEL)] == [0, 2]
        assert after.unread(BEN, CHANNEL) == 0
        after.post(ANA, Part(content="New"), NOW)
        assert after.unread(ANA, ANA) == 1


class Dead(ScriptedDoor):
    """That of a process that dies when somebody says something."""

    async def accept(self, event: Event) -> NoReturn:
        """Perhaps it is kept, perhaps not: nobody hears."""
        self.knocks.append(event.id)
        raise SystemExit


async def test_what_the_process_died_over_is_heard_by_the_next_one(path: Path) -> None:
    """Ana's words stand there, and nobody knows whether they were heard: they come again, under one id."""
    dead, door = Dead(), ScriptedDoor()
    async with kept(before := Board("one"), path):
        visits = Visits(before, clock=lambda: NOW, session="one")
        visits.connect((), dead)
        with pytest.raises(SystemExit):
            await visits.types(ANA, ANA, "Is anybody there?")
    async with kept(after := Board("two"), path):
        visits = Visits(after, clock=lambda: NOW, session="two")
        visits.connect((), door)
        await visits.hears_again()
        await visits.hears_again()

        assert door.knocks == dead.knocks
        assert [one.part.content for one in after.standing(ANA, ANA)] == ["Is anybody there?", "Thank you."]
    async with kept(last := Board("three"), path):
        assert last.unheard() == []


class Counting(Keeping):
    """A file that counts how often it is written to."""

    writes = 0

    def write(self, changes: Sequence[Change]) -> None:
        self.writes += 1
        super().write(changes)


class Moody(Keeping):
    """A file on a disk that is full for a while."""

    is_full = False

    def write(self, changes: Sequence[Change]) -> None:
        if self.is_full:
            raise DatabaseError("playground.db: database or disk is full")
        super().write(changes)


async def test_nothing_counts_as_sent_while_the_disk_is_full(path: Path) -> None:
    """It is looked for in vain, and once there is room again it stands there, and does so after a crash."""
    file = Moody(path)
    board, writing = Board("one"), WritingDown(file)
    board.keep(writing, [], {})
    file.is_full = True
    with pytest.raises(DatabaseError, match="full"):
        await adapter(board).send(Place(at=ANA), LESSON, key="k")
    with pytest.raises(DatabaseError, match="full"):
        await adapter(board).find(Place(at=ANA), LESSON, key="k", since=NOW)
    file.is_full = False
    found = await adapter(board).find(Place(at=ANA), LESSON, key="k", since=NOW)

    with_it = Keeping(path)
    assert isinstance(found, Found)
    assert [one.id for one in with_it.all()] == [found.ref.id]
    with_it.close()
    await writing.close()


async def test_many_are_written_at_once_in_their_order(path: Path) -> None:
    """Fifty that are sent together cost a few writes, not fifty, and stand as they came."""
    file = Counting(path)
    board, writing = Board("one"), WritingDown(file)
    board.keep(writing, [], {})
    sending = adapter(board)
    async with asyncio.TaskGroup() as together:
        for number in range(50):
            part = Part(content=str(number))
            together.create_task(sending.send(Place(at=CHANNEL), part, key=f"k{number}"))

    assert [one.part.content for one in file.all()] == list(map(str, range(50)))
    assert file.writes < 5
    await writing.close()


async def test_whoever_waits_may_go_away(path: Path) -> None:
    """What they had begun to write is written once all the same."""
    board = Board("one")
    async with kept(board, path):
        board.post(ANA, LESSON, NOW, key="k")
        waiting = asyncio.ensure_future(board.kept())
        await asyncio.wait((waiting,), timeout=0)
        waiting.cancel()
    async with kept(after := Board("two"), path):
        assert [one.part for one in after.standing(ANA, ANA)] == [LESSON]


async def test_of_whom_is_erased_nothing_is_left_in_the_files(path: Path) -> None:
    """Their conversation, what they wrote in channels, and what they alone read there; nor of what they are
    told at the end."""
    board = Board()
    async with kept(board, path):
        board.post(ANA, Part(content="Secret one"), NOW, key="a")
        board.post(CHANNEL, Part(content="Secret two"), NOW, by=ANA)
        board.post(CHANNEL, Part(content="Secret three"), NOW, reader=ANA)
        board.post(CHANNEL, Part(content="For all"), NOW)
        board.post(BEN, Part(content="For Ben"), NOW)
        board.read(ANA, CHANNEL)
        mine = [one.part.content for one in board.of(ANA)]
        board.forget(ANA)
        board.post(ANA, Part(content="Secret four"), NOW)
        board.read(ANA, ANA)
        await board.kept()

        assert mine == ["Secret one", "Secret two", "Secret three"]
        assert [one.part.content for one in board.standing(CHANNEL, ANA)] == ["For all"]
        assert [one.part.content for one in board.standing(ANA, ANA)] == ["Secret four"]
        held = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert b"Secret" not in held
    assert b'"ana"' not in held
    assert b"For Ben" in held


async def test_only_the_newest_of_a_room_are_kept(path: Path) -> None:
    """On the disk as on the board."""
    async with kept(board := Board(), path):
        first = board.post(ANA, Part(content="0"), NOW, key="first")
        for number in range(KEPT):
            board.post(ANA, Part(content=str(number)), NOW)

        assert board.posted(first.id) is None
        assert board.find(ANA, "first", NOW) == Absent()
    async with kept(after := Board(), path):
        assert [one.part.content for one in after.standing(ANA, ANA)] == list(map(str, range(KEPT)))


def test_a_file_that_cannot_be_kept_in_is_said_and_left(path: Path) -> None:
    """One that is no database, and one of a newer version."""
    path.write_bytes(b"This is a letter, and no database at all. " * 100)
    with pytest.raises(DatabaseError, match=r"playground\.db: file is not a database"):
        Keeping(path)
    path.unlink()
    with sqlite3.connect(path) as file:
        file.execute(f"PRAGMA user_version = {VERSION + 1}")
    file.close()
    with pytest.raises(DatabaseError, match="newer version"):
        Keeping(path)


async def test_what_is_kept_is_not_for_everybody_on_the_machine(path: Path) -> None:
    """Conversations are private, and a link in one lets somebody in."""
    board = Board("one")
    async with kept(board, path):
        board.post(ANA, LESSON, NOW)
        await board.kept()
        files = list(path.parent.glob("playground.db*"))

        assert len(files) > 1
        assert all(one.stat().st_mode & 0o007 == 0 for one in files)
