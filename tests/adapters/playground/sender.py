"""A process that sends until it is killed, ten at a time, and says of each message when it was sent."""

import asyncio
import sys
from itertools import count
from pathlib import Path

from adapters.playground.adapter import PlaygroundAdapter
from adapters.playground.board import Board
from adapters.playground.visiting import Visits
from adapters.playground.writing_down import kept
from bot.chat.message import Part
from bot.chat.place import PLAYGROUND, Channel, Place
from tests.builders import utc

NOW = utc("2026-09-07 14:00")
ROOM = Channel(platform=PLAYGROUND, id="spring")
TOGETHER = 10


async def send_all(path: Path) -> None:
    """Numbers, each under its own key, for ever."""
    board = Board("killed")
    adapter = PlaygroundAdapter(Visits(board, clock=lambda: NOW, session="killed"))

    async def send(number: int) -> None:
        await adapter.send(Place(at=ROOM), Part(content=str(number)), key=f"k{number}")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()

    async with kept(board, path):
        for first in count(0, TOGETHER):
            async with asyncio.TaskGroup() as together:
                for number in range(first, first + TOGETHER):
                    together.create_task(send(number))


if __name__ == "__main__":
    asyncio.run(send_all(Path(sys.argv[1])))
