"""The board: what stands in a room, for whom, and how much of it is new."""

from adapters.playground.board import KEPT, Board
from adapters.playground.posted import Room
from bot.chat.adapter import Absent, Found
from bot.chat.message import Part
from bot.chat.place import Account, Channel, Platform
from tests.builders import utc

DISCORD = Platform("discord")
ANA, BEN = Account(platform=DISCORD, user="ana"), Account(platform=DISCORD, user="ben")
ROOM = Channel(platform=DISCORD, id="general")
NOON = utc("2026-09-07 12:00")


def says(board: Board, words: str, room: Room = ROOM, reader: Account | None = None) -> str:
    """The bot says something; the id of it."""
    return board.post(room, Part(content=words), NOON, reader=reader).id


def reads(board: Board, reader: Account, room: Room = ROOM) -> list[str]:
    """What somebody reads."""
    return [one.part.content for one in board.standing(room, reader)]


def test_what_is_said_to_one_is_read_by_one() -> None:
    """A private answer in a channel stands there for whoever asked."""
    board = Board()
    says(board, "Hello, all.")
    says(board, "Only you.", reader=ANA)

    assert reads(board, ANA) == ["Hello, all.", "Only you."]
    assert reads(board, BEN) == ["Hello, all."]
    assert (board.unread(ANA, ROOM), board.unread(BEN, ROOM)) == (2, 1)


def test_nobody_sees_what_is_said_elsewhere() -> None:
    """In another's conversation, to another alone, or in a channel that is not theirs."""
    board = Board()
    told = [
        says(board, "To all.", room=ROOM),
        says(board, "To Ana.", room=ANA),
        says(board, "To Ben, before all.", room=ROOM, reader=BEN),
        says(board, "To Ben.", room=BEN),
    ]

    def seen(reader: Account, *channels: Channel) -> list[bool]:
        return [board.seen(one, reader, channels) is not None for one in told]

    assert seen(ANA, ROOM) == [True, True, False, False]
    assert seen(ANA) == [False, True, False, False]
    assert seen(BEN, ROOM) == [True, False, True, True]
    assert board.seen("nothing", ANA, [ROOM]) is None


def test_what_was_read_is_not_new() -> None:
    """Each reader has seen what stood there when they looked, in each room."""
    board = Board()
    says(board, "One.")
    says(board, "To Ana.", room=ANA)
    board.read(ANA, ROOM)
    says(board, "Two.")

    assert (board.unread(ANA, ROOM), board.unread(BEN, ROOM), board.unread(ANA, ANA)) == (1, 2, 1)


def test_what_is_taken_back_is_not_new() -> None:
    """Nor does what was read before become new in its place."""
    board = Board()
    says(board, "One.")
    board.read(ANA, ROOM)
    board.take_back(says(board, "A mistake."))

    assert board.unread(ANA, ROOM) == 0
    assert reads(board, ANA) == ["One."]


def test_an_edit_is_seen_as_one() -> None:
    """The message stands where it stood, and says that it was edited; the same words are no edit."""
    board = Board()
    id = says(board, "At nine.")
    board.change(id, Part(content="At nine."))
    assert [one.edited for one in board.standing(ROOM, ANA)] == [False]

    board.change(id, Part(content="At ten."))
    assert [(one.part.content, one.edited) for one in board.standing(ROOM, ANA)] == [("At ten.", True)]


def test_whoever_writes_has_read() -> None:
    """One's own words are not new to oneself."""
    board = Board()
    board.post(ROOM, Part(content="Hi!"), NOON, by=ANA)
    assert (board.unread(ANA, ROOM), board.unread(BEN, ROOM)) == (0, 1)


def test_a_delivery_stands_once() -> None:
    """It is found by its key, until it is taken back."""
    board = Board()
    first = board.post(ROOM, Part(content="Week 1"), NOON, key="k")
    assert board.post(ROOM, Part(content="Week 1"), NOON, key="k") == first
    assert board.find(ROOM, "k", NOON) == Found(first.ref)

    board.take_back(first.id)
    assert board.find(ROOM, "k", NOON) == Absent()
    assert not board.change(first.id, Part(content="Too late."))


def test_the_oldest_go_first() -> None:
    """A room does not grow for ever."""
    board = Board()
    for number in range(KEPT + 1):
        says(board, str(number))
    assert len(reads(board, ANA)) == board.unread(ANA, ROOM) == KEPT
    assert reads(board, ANA)[0] == "1"


def test_listeners_hear_which_room_has_changed() -> None:
    """Until they leave; reading is a change as well, of what is new."""
    board, heard = Board(), list[Room]()
    leave = board.listen(heard.append)
    id = says(board, "One.")
    board.read(ANA, ROOM)
    board.read(ANA, ROOM)
    board.take_back(id)
    leave()
    says(board, "Two.")

    assert heard == [ROOM, ROOM, ROOM]
