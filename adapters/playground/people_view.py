"""The list of rooms on the page: the channels, then the people, of whom only what changed is drawn again."""

from collections.abc import Sequence
from datetime import datetime

from nicegui import ui

from adapters.playground import lists
from adapters.playground.board import Board
from adapters.playground.company import NamedChannel, Someone
from adapters.playground.markup import esc
from adapters.playground.posted import Room
from bot.chat.place import Account


class PeopleView:
    """Search, channels and people; `refresh` brings it up to date. Who is `alone` finds nobody else here."""

    def __init__(self, board: Board, channels: Sequence[NamedChannel], *, alone: bool) -> None:
        self._board = board
        self._alone = alone
        self._channels = channels
        self._drawn: dict[Room, ui.html] = {}
        self.words = ""
        """What is searched for."""
        with ui.element("nav").classes("people").props('id="people" aria-label="People and channels"'):
            if not alone:
                ui.html(lists.search(), sanitize=False)
            self._list = ui.element("ul")
            self._told = ui.html("", sanitize=False, tag="p").classes("note told").props('role="status"')

    def refresh(self, people: Sequence[Someone], me: Account, here: Room, now: datetime) -> None:
        """Draw what changed."""
        met = [one for one in people if one.account == me or not self._alone]
        found = lists.listed(met, self.words, me)
        wanted: dict[Room, str] = {
            one.room: lists.channel(one, unread=self._board.unread(me, one.room), here=here == one.room)
            for one in self._channels
        }
        for one in found.shown:
            unread = self._board.unread(one.account, one.account)
            wanted[one.account] = lists.person(
                one, now=now, unread=unread, here=here == one.account, me=me == one.account
            )
        if list(wanted) != list(self._drawn):
            self._list.clear()
            with self._list:
                self._drawn = {room: ui.html("", sanitize=False, tag="li") for room in wanted}
        for room, inside in wanted.items():
            self._drawn[room].set_content(inside)
        self._told.set_content(esc(found.told))
