"""Saving: a file that comes with a message is written beside the talk, for its person alone."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bot.chat.adapter import Fill
from bot.chat.message import File

OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Writes files to a folder, where there is none of that name yet."""

    fill: Fill
    folder: Path

    async def save(self, file: File) -> Path:
        """Where it was written. OSError where it can't be, Undeliverable where there is nothing to write."""
        made = await self.fill(file)
        wanted = self.folder / Path(file.name).name
        path = next(one for one in _names(wanted.absolute()) if not one.exists())
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as written:
            written.write(made)
        return path


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in count(2))
