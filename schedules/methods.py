"""Methods: a chat that limits uploads or changes alone is left alone with them, and takes the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final, Literal

from bot.chat.adapter import Retry, Scope
from bot.chat.message import Part

Method = Literal["post", "upload", "change"]
"""What is asked of a chat, as far as chats count it apart."""
_RESTS: Final[dict[Method, Scope]] = {"post": "lane", "upload": "place", "change": "method"}
"""What else waits while a method rests: all there is to send; what comes after it at its place; nothing."""


def method_of(part: Part) -> Method:
    """What it takes to show a part."""
    return "post" if part.picture is None and part.file is None else "upload"


class Methods:
    """Which methods of one chat rest, and until when."""

    def __init__(self) -> None:
        self._until: dict[Method, datetime] = {}

    @contextmanager
    def using(self, method: Method, now: datetime) -> Iterator[None]:
        """Ask the chat for it. Raises Retry, of the scope that waits with it, where it rests already."""
        until = self._until.get(method)
        if until is not None and until > now:
            raise Retry(until - now, _RESTS[method])
        try:
            yield
        except Retry as retry:
            if retry.scope != "method":
                raise
            self._until[method] = now + retry.after
            raise Retry(retry.after, _RESTS[method]) from retry
