"""The first bytes of a database file say how long it must be; a file that was cut is known by them."""

from pathlib import Path

from bot.errors import DatabaseError

_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # Bytes; https://www.sqlite.org/fileformat.html section 1.3.
_CUT = "keep the file, and put back the newest backup beside it"


def look_whole(path: Path) -> None:
    """Raise DatabaseError for what is no database file or was cut off. Reads the first bytes, writes nothing.

    SQLite itself takes the missing end of a last page for zeros, and an empty file for a new database.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        raise DatabaseError(
            f"{path}: there is no such database: is the path in [store] right? `cohortbot run` makes it"
        ) from None
    except OSError as error:
        raise DatabaseError(f"{path}: the database can't be read: {error.strerror}") from error
    if not size:
        raise DatabaseError(f"{path}: the file is empty, perhaps cut off: {_CUT}, or delete it to start anew")
    if not header.startswith(_MAGIC[: len(header)]):
        raise DatabaseError(f"{path}: the file is not a database: name another one in [store]")
    if len(header) < _HEADER or (size < _promised(header) and not has_log(path)):
        raise DatabaseError(f"{path}: the database file was cut off: {_CUT}")


def _promised(header: bytes) -> int:
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return pages * (65536 if page == 1 else page)  # 1 stands for what two bytes can't hold.


def has_log(path: Path) -> bool:
    """Whether transactions are still in the write-ahead log, so that the file itself may be shorter."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
