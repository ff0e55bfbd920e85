"""What stands on the board of a real cohort outlives the process, once, until its reader is erased."""

import sqlite3
from pathlib import Path

import pytest

from adapters.playground.adapter import PlaygroundAdapter
from adapters.playground.board import KEPT, Board
from adapters.playground.keeping import VERSION, Keeping, kept
from adapters.playground.visiting import Visits
from bot.chat.adapter import Absent, Found
from bot.chat.message import Button, Part
from bot.chat.place import PLAYGROUND, Account, Channel, Place
from bot.chat.token import Token
from bot.errors import DatabaseError
from tests.builders import utc

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
    with kept(Board("one"), path):
        pass
    before = Board("one")
    keeping = Keeping(path)
    before.keep(keeping, keeping.all())
    sent = await adapter(before).send(Place(at=ANA), LESSON, key="k" * 24)
    # Nothing is closed here: so it looks to whoever comes after a crash.
    after = Board("two")
    with kept(after, path):
        found = await adapter(after).find(Place(at=ANA), LESSON, key="k" * 24, since=NOW)
        again = await adapter(after).send(Place(at=ANA), LESSON, key="k" * 24)
        (posted,) = after.standing(ANA, ANA)

    keeping.close()
    assert (found, again, posted.part) == (Found(sent), sent, LESSON)


def test_words_answers_edits_and_what_was_taken_back(path: Path) -> None:
    """All of them are as they were, in their order; new ones have ids of their own."""
    before, after = Board("one"), Board("two")
    with kept(before, path):
        first = before.post(ANA, LESSON, NOW, key="a")
        before.post(CHANNEL, Part(content="Hello"), NOW, by=ANA)
        before.post(CHANNEL, Part(content="Only for you"), NOW, reader=ANA)
        gone = before.post(ANA, Part(content="A mistake"), NOW, key="b")
        before.change(first.id, Part(content="It is done"))
        before.take_back(gone.id)
    with kept(after, path):
        new = after.post(ANA, Part(content="New"), NOW)

        assert [one.part.content for one in after.standing(ANA, ANA)] == ["It is done", "New"]
        assert [one.part.content for one in after.standing(CHANNEL, ANA)] == ["Hello", "Only for you"]
        assert [one.part.content for one in after.standing(CHANNEL, BEN)] == ["Hello"]
        assert after.standing(ANA, ANA)[0].edited
        assert new.id not in {first.id, gone.id}
        assert (after.unread(ANA, CHANNEL), after.unread(ANA, ANA)) == (0, 1)


def test_of_whom_is_erased_nothing_is_left_in_the_files(path: Path) -> None:
    """Their conversation, what they wrote in channels, and what they alone read there."""
    board = Board()
    with kept(board, path):
        board.post(ANA, Part(content="Secret one"), NOW, key="a")
        board.post(CHANNEL, Part(content="Secret two"), NOW, by=ANA)
        board.post(CHANNEL, Part(content="Secret three"), NOW, reader=ANA)
        board.post(CHANNEL, Part(content="For all"), NOW)
        board.post(BEN, Part(content="For Ben"), NOW)
        board.forget(ANA)

        assert [one.part.content for one in board.standing(CHANNEL, ANA)] == ["For all"]
        assert board.accounts() == {BEN}
        held = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert b"Secret" not in held
    assert b'"ana"' not in held
    assert b"For Ben" in held


def test_only_the_newest_of_a_room_are_kept(path: Path) -> None:
    """On the disk as on the board."""
    with kept(board := Board(), path):
        first = board.post(ANA, Part(content="0"), NOW, key="first")
        for number in range(KEPT):
            board.post(ANA, Part(content=str(number)), NOW)

        assert board.posted(first.id) is None
        assert board.find(ANA, "first", NOW) == Absent()
    with kept(after := Board(), path):
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


def test_what_is_kept_is_not_for_everybody_on_the_machine(path: Path) -> None:
    """Conversations are private, and a link in one lets somebody in."""
    board = Board("one")
    with kept(board, path):
        board.post(ANA, LESSON, NOW)
        files = list(path.parent.glob("playground.db*"))

        assert len(files) > 1
        assert all(one.stat().st_mode & 0o007 == 0 for one in files)
