"""Watching the files of the admins: what a check says of them now, looked at while somebody asks."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

from bot.config.load import load
from bot.config.setup import Checked
from bot.config.week_files import PATTERNS, files_in
from bot.engine.clock import Clock
from bot.errors import Fault, FaultyInput

OFTEN: Final = timedelta(seconds=1)
"""The files are looked at no more often."""

Stamps = Mapping[Path, tuple[int, int]]
"""When each file was changed last, and its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The last configuration without a fault, what is wrong with the files by now, and when that was seen.

    `state` is another one whenever a file says something else; `is_edited` says whether it is another one
    than at the start.
    """

    checked: Checked
    faults: tuple[Fault, ...]
    state: str
    looked_at: datetime
    is_edited: bool = False


class Watch:
    """The files of one configuration, read anew when they have changed and somebody asks.

    `clock` is the machine's: files change in real time. It may be asked from several threads.
    """

    def __init__(self, checked: Checked, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._store_url = checked.store_url
        self._stamps = stamps_of(checked.path, checked)
        self._start = state_of(self._stamps)
        self._last = Watched(checked=checked, faults=(), state=self._start, looked_at=clock.now())

    def look(self) -> Watched:
        """What the files say now; at most a second old."""
        with self._lock:
            now = self._clock.now()
            # A clock that was set back is no reason to wait.
            if abs(now - self._last.looked_at) >= OFTEN:
                self._last = replace(self._look(), looked_at=now)
            return self._last

    def _look(self) -> Watched:
        path = self._last.checked.path
        # Taken first: what changes while the files are read is seen at the next look.
        stamps = stamps_of(path, self._last.checked)
        if stamps == self._stamps:
            return self._last
        state = state_of(stamps)
        new = replace(self._last, state=state, is_edited=state != self._start, faults=())
        try:
            read = load(path)
        except FaultyInput as found:
            seen = replace(new, faults=found.faults)
        else:
            # The database is the one that is open, whatever the files call it by now.
            seen = replace(new, checked=replace(read, store_url=self._store_url))
        self._stamps = stamps
        return seen


def stamps_of(path: Path, known: Checked) -> Stamps:
    """The files that a configuration consists of, those among them that it named when it was `known`."""
    found: dict[Path, tuple[int, int]] = {}
    for file in (path, *_named(path, known)):
        try:
            stat = file.stat()
        except (OSError, ValueError):
            continue
        found[file] = (stat.st_mtime_ns, stat.st_size)
    return found


def _named(path: Path, known: Checked) -> Iterator[Path]:
    programs = {plan.settings.program for plan in known.cohorts}
    rosters = {plan.settings.roster for plan in known.cohorts}
    for table in _tables(path):
        programs |= {name for name in (table.get("program"),) if isinstance(name, str)}
        rosters |= {name for name in (table.get("roster"),) if isinstance(name, str)}
    yield from (path.parent / name for name in sorted(rosters))
    for name in sorted(programs):
        yield from _of_programme(path.parent / name)


def _tables(path: Path) -> Iterator[Mapping[str, object]]:
    """The tables of the cohorts, as far as the file can be read."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("cohorts")
    except (OSError, ValueError):
        return
    if isinstance(tables, list):
        yield from (table for table in tables if isinstance(table, dict))


def _of_programme(folder: Path) -> Iterator[Path]:
    """The files that belong to it, translations included, and those that somebody has only begun."""
    try:
        folders = (folder, *sorted(one for one in folder.iterdir() if one.is_dir()))
        for one in folders:
            for pattern in PATTERNS:
                yield from files_in(one, pattern)
    except (OSError, ValueError):
        return


def state_of(stamps: Stamps) -> str:
    """A hash of what stands in the files."""
    digest = hashlib.sha256()
    for path in sorted(stamps):
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        digest.update(f"{path}\0{len(content)}\0".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()[:32]
