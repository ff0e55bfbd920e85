"""`cohortbot run` as a process: it starts, answers, refuses a second one, and ends when it is told to."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.engine.clock import SystemClock
from tests.platforms.discord.server import serving
from tests.stories_on_discord.a_process import begun, written

ROSA = "Rosa Quispe"
SOON_ENOUGH = 4.5
"""Seconds: what is under way has three to end, the chats have one and a half for their good-bye."""


def holds(folder: Path, secret: str) -> bool:
    """Whether any file in it holds this."""
    return any(secret.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_the_bot_runs_and_ends(tmp_path: Path) -> None:
    """Rosa joins; a second bot exits with 3; told to stop, the first ends soon, with 0 and all settled."""
    async with serving(clock=SystemClock().now) as discord:
        home, rosa = discord.channel("cohort"), discord.person(ROSA)
        config = written(tmp_path / "ours", discord, home.id, {ROSA: rosa.id})
        first = await begun(config, discord)
        await discord.ready(within=30)
        invitation = await rosa.waits_for(home.id, "Welcome", within=30)
        welcome = await rosa.clicks(home.id, invitation.id, "Join")
        assert welcome.ephemeral
        zone = await rosa.clicks_in(welcome, welcome.labels[0])
        await rosa.clicks_in(zone, zone.labels[0])

        second = await begun(config, discord)
        said_by_second = (await second.communicate())[0].decode()
        room = await discord.changes.until(lambda: discord.dm(rosa), within=30, what="a room")
        await rosa.waits_for(room, within=30)
        asked_at = asyncio.get_running_loop().time()
        first.send_signal(signal.SIGTERM)
        said_by_first = (await first.communicate())[0].decode()
        took = asyncio.get_running_loop().time() - asked_at

        assert second.returncode == 3
        assert "another process plans with cohortbot.db: pid " in said_by_second
        assert first.returncode == 0, said_by_first
        assert took < SOON_ENOUGH
        assert "Traceback" not in said_by_first
        assert said_by_first.rstrip().endswith("stopped")
        assert discord.token not in said_by_first + said_by_second
        assert not holds(tmp_path, discord.token)
        with closing(sqlite3.connect(config.with_name("cohortbot.db"))) as database:
            query = "SELECT state, count(*) FROM deliveries WHERE lane = 'discord' GROUP BY state"
            assert dict(database.execute(query).fetchall()) == {"sent": 2}
        assert discord.breaches == []
