"""A lock file says who does what only one process may do; the system frees it when that process ends."""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from bot.errors import DatabaseError, LockedError

_NOTE_BYTES = 400


@dataclass(slots=True, kw_only=True)
class Lock:
    """A lock that this process holds until `release`, the end of a `with`, or its own end."""

    path: Path
    _opened: int | None

    def release(self) -> None:
        """Let others have it; a second time does nothing. The file stays: deleting it would race."""
        if self._opened is not None:
            os.ftruncate(self._opened, 0)
            os.close(self._opened)
            self._opened = None

    def __enter__(self) -> "Lock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold_plan(database: Path, now: datetime) -> Lock:
    """Be the one who plans, and who may change the schema."""
    return hold(plan_lock(database), f"plans with {database.name}", now)


def hold_lane(database: Path, lane: str, now: datetime) -> Lock:
    """Be the one who sends on a lane."""
    return hold(lane_lock(database, lane), f"sends on the lane {lane} of {database.name}", now)


def plan_lock(database: Path) -> Path:
    """The file of the lock on planning and on the schema."""
    return database.with_name(f"{database.name}.lock")


def lane_lock(database: Path, lane: str) -> Path:
    """The file of the lock on sending on a lane."""
    return database.with_name(f"{database.name}.lane-{quote(lane, safe='')}.lock")


def hold(path: Path, what: str, now: datetime) -> Lock:
    """Take the lock or raise LockedError, which names the holder; `what` says what a holder does."""
    # Not everywhere: the module must import where there are no POSIX locks.
    import fcntl

    try:
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o660)
    except OSError as error:
        raise DatabaseError(f"{path}: the lock file can't be opened: {error.strerror}") from error
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _note(opened, now)
    except BlockingIOError:
        holder = _noted(opened)
        os.close(opened)
        raise LockedError(
            f"another process {what}: {holder}. Stop that one, or wait until it ends ({path})"
        ) from None
    except OSError as error:
        os.close(opened)
        raise DatabaseError(f"{path}: the lock can't be taken: {error.strerror}") from error
    return Lock(path=path, _opened=opened)


def _note(opened: int, now: datetime) -> None:
    since = now.astimezone(UTC).isoformat(timespec="seconds")
    os.ftruncate(opened, 0)
    os.pwrite(opened, f"pid {os.getpid()} on {socket.gethostname()} since {since}\n".encode(), 0)


def _noted(opened: int) -> str:
    # Empty for the moment between taking the lock and saying so.
    return os.pread(opened, _NOTE_BYTES, 0).decode(errors="replace").strip() or "it has only just begun"
