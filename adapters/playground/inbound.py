"""What somebody does on the page becomes an event; ids count up within the session of the process."""

from datetime import datetime
from itertools import count
from typing import TypedDict

from adapters.playground.posted import Posted
from bot.chat.event import (
    ButtonPressed,
    ChoicesAsked,
    CommandUsed,
    FormSubmitted,
    PageOpened,
    TextReceived,
)
from bot.chat.place import Account, MessageRef, Place
from bot.chat.token import Token


class _Happened(TypedDict):
    id: str
    at: datetime
    account: Account
    place: Place


class Events:
    """Makes an event of each act. `session` makes its ids unlike those of an earlier process."""

    def __init__(self, session: str) -> None:
        self._session = session
        self._numbers = count(1)

    def said(self, by: Account, posted: Posted) -> TextReceived:
        """Words were typed, which stand there as a message. Its id is made of that of the message."""
        happened = self._happened(by, Place(at=posted.room), posted.at)
        happened["id"] = f"{by.platform}/page/{posted.id}"
        return TextReceived(**happened, text=posted.part.content, ref=posted.ref)

    def used(
        self, by: Account, place: Place, command: str, values: tuple[tuple[str, str], ...], at: datetime
    ) -> CommandUsed:
        """A command was used."""
        return CommandUsed(**self._happened(by, place, at), command=command, values=values)

    def pressed(
        self, by: Account, place: Place, token: Token, at: datetime, key: str | None, ref: MessageRef | None
    ) -> ButtonPressed:
        """A button was pressed: of a delivery, which has a key and a reference, or of an answer."""
        return ButtonPressed(**self._happened(by, place, at), token=token, key=key, ref=ref)

    def filled(
        self, by: Account, place: Place, token: Token, values: dict[str, str], at: datetime
    ) -> FormSubmitted:
        """A form was sent off."""
        return FormSubmitted(**self._happened(by, place, at), token=token, values=tuple(values.items()))

    def opened(self, by: Account, place: Place, path: str, at: datetime) -> PageOpened:
        """A page was asked for."""
        return PageOpened(**self._happened(by, place, at), path=path)

    def typing(
        self, by: Account, place: Place, command: str, param: str, typed: str, at: datetime
    ) -> ChoicesAsked:
        """A parameter is being typed."""
        return ChoicesAsked(**self._happened(by, place, at), command=command, param=param, typed=typed)

    def _happened(self, by: Account, place: Place, at: datetime) -> _Happened:
        return {
            "id": f"{by.platform}/page/{self._session}/{next(self._numbers)}",
            "at": at,
            "account": by,
            "place": place,
        }
