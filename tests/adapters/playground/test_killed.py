"""Whenever the process is killed, what it had acknowledged stands there: once, in its order."""

import asyncio
import sys
from pathlib import Path

import pytest

from adapters.playground.board import KEPT, Board
from adapters.playground.writing_down import kept
from tests.adapters.playground.sender import ROOM, TOGETHER

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("acknowledged", [1, 137])
async def test_kill_9_takes_nothing_away_that_was_sent(tmp_path: Path, acknowledged: int) -> None:
    """It dies after so many; a few more may stand, which were under way."""
    path = tmp_path / "playground.db"
    command = (sys.executable, "-m", "tests.adapters.playground.sender", str(path))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    said = [int(await process.stdout.readline()) for _ in range(acknowledged)]
    process.kill()
    rest, _ = await process.communicate()
    said += [int(line) for line in rest.split()]
    async with kept(board := Board("after"), path):
        stands = [int(one.part.content) for one in board.standing(ROOM, None)]

    assert len(said) < KEPT, "what stands is only the newest of them"
    assert stands == list(range(len(stands)))
    assert set(said) <= set(stands)
    assert len(stands) <= max(said) + 1 + 2 * TOGETHER
