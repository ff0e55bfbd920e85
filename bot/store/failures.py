"""What the database says when it refuses, in words for the person who runs the bot."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError as Refusal

from bot.errors import DatabaseError

_REMEDIES = (
    ("readonly", "the database can't be written: give this user write access to the file and its folder"),
    (
        "disk is full",
        "the disk is full: nothing of the last step was kept, all before it was; make room and start again",
    ),
    (
        "disk I/O error",
        "the disk refused: nothing of the last step was kept, all before it was; make room and start again",
    ),
    (
        "malformed",
        "the database file is damaged: stop, keep the file, and put back the newest backup beside it",
    ),
    ("not a database", "the file is not a database of this program: name another one in [store]"),
    ("unable to open", "the database can't be opened: is the path right, and may this user read it?"),
    ("locked", "another process keeps the database busy: end it, or wait"),
    ("no such table", "the database has not been set up: run `cohortbot migrate CONFIG`"),
)


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn the driver's refusals into a DatabaseError that names the remedy; faults of ours pass through."""
    try:
        yield
    except Refusal as refusal:
        said = str(refusal.orig)
        for words, remedy in _REMEDIES:
            if words in said:
                raise DatabaseError(f"{remedy} ({said})") from refusal
        raise
