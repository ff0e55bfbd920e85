"""An answer is put on the board for whoever acted; what opens instead, a form or a page, is given back."""

from datetime import datetime
from typing import assert_never

from adapters.playground import outbound
from adapters.playground.board import Board
from adapters.playground.posted import Posted, Room
from bot.chat.message import Message
from bot.chat.place import Account
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show


def put(board: Board, reply: Reply, by: Account, room: Room, at: datetime, pressed: Posted | None) -> None:
    """Post what an answer says; `pressed` is the message whose button was pressed."""
    match reply:
        case Say(message=message, private=private):
            _post(board, message, by if private else None, room, at)
        case Replace(message=message):
            _replace(board, message, by, room, at, pressed)
        case Refuse(text=text, problems=problems):
            # Problems are shown in the form that they belong to.
            if not problems:
                _post(board, Message(text=text), by, room, at)
        case Ask() | Offer() | Show():
            pass
        case _:
            assert_never(reply)


def _replace(
    board: Board, message: Message, by: Account, room: Room, at: datetime, pressed: Posted | None
) -> None:
    part, *others = outbound.layout(message)
    if others or pressed is None or not board.change(pressed.id, part):
        # The message may be gone; the one who pressed still sees the answer.
        _post(board, message, by, room, at)


def _post(board: Board, message: Message, reader: Account | None, room: Room, at: datetime) -> None:
    for part in outbound.layout(message):
        board.post(room, part, at, reader=reader)
