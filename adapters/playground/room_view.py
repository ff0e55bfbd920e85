"""The view of a room: its newest messages, of which only those that changed are drawn again."""

from collections.abc import Callable

from nicegui import ui

from adapters.playground import messages
from adapters.playground.board import Board
from adapters.playground.posted import Posted, Room
from bot.chat.place import Account, Channel

SHOWN = 60
"""So many of the newest messages are drawn."""


class RoomView:
    """A log of messages; `refresh` brings it up to date."""

    def __init__(self, board: Board, names: Callable[[], dict[Account, str]]) -> None:
        self._board = board
        self._names = names
        self._drawn: dict[str, tuple[Posted, ui.html]] = {}
        self._room: Room | None = None
        self._reader: Account | None = None
        self._zone = "UTC"
        with (
            ui.element("div")
            .classes("log")
            .props('role="log" aria-label="Messages" tabindex="0"') as self._log
        ):
            self._list = ui.element("ol")

    def look(self, room: Room, reader: Account, zone: str, *, anew: bool) -> None:
        """Look at a room as somebody; `anew` if something has changed in it."""
        if (room, reader, zone) != (self._room, self._reader, self._zone):
            self._room, self._reader, self._zone = room, reader, zone
            self._list.clear()
            self._drawn = {}
            # Another room is read from its newest message on.
            self._log.run_method("scrollTo", 0, 0)
            self.refresh()
        elif anew:
            self.refresh()

    def refresh(self) -> None:
        """Draw what changed."""
        if self._room is None or self._reader is None:
            return
        newest = self._board.standing(self._room, self._reader)[-SHOWN:]
        standing = {one.id for one in newest}
        for id in [id for id in self._drawn if id not in standing]:
            self._drawn.pop(id)[1].delete()
        for one in newest:
            known = self._drawn.get(one.id)
            if known is None:
                with self._list:
                    drawn = ui.html(self._inside(one), sanitize=False, tag="li")
                drawn.classes(messages.classes(one))
                self._drawn[one.id] = (one, drawn)
            elif known[0] != one:
                known[1].set_content(self._inside(one))
                self._drawn[one.id] = (one, known[1])
        self._board.read(self._reader, self._room)

    def _inside(self, one: Posted) -> str:
        # Whoever reads a channel may press there, too; nobody presses in another's conversation.
        mine = isinstance(self._room, Channel) or self._room == self._reader
        return messages.message(one, zone=self._zone, author=messages.author(one, self._names()), mine=mine)
