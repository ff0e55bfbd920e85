"""Reading: what stands on a button of a chat, in the words of the core."""

from collections.abc import Iterable

from bot.chat.message import Button
from bot.chat.token import Token


def buttons(there: Iterable[tuple[str, str]]) -> tuple[Button, ...]:
    """Labels with what comes back, as buttons that say something to an actor; those of pages do not."""
    known = [(label, token_of(written)) for label, written in there]
    return tuple(Button(label=label, token=token) for label, token in known if token is not None)


def index_of(written: str, there: Iterable[str]) -> int | None:
    """The number of the button with the same token."""
    wanted = token_of(written)
    return next((index for index, one in enumerate(there) if token_of(one) == wanted), None)


def token_of(written: str) -> Token | None:
    """What a button is about: its token stands before the key of the message and a number."""
    token, *rest = written.rsplit("/", 2)
    if len(rest) < 2 or written.startswith(">"):
        return None
    return Token.parse(token)
