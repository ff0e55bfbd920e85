"""`cohortbot run` as a process on Slack, in both modes: it starts, answers, and ends when it is told to."""

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adapters.slack.connection import PATH
from adapters.slack.manifest import manifest
from bot.config.starter import init
from bot.engine.clock import SystemClock
from bot.engine.routes import Routes
from bot.features import ALL
from tests.platforms.slack.people import Person
from tests.platforms.slack.server import Slack, serving
from tests.slack_world.world import Mode

ROOT = Path(__file__).parents[2]
TEAM, CHANNEL, ROSA = "T08CHANGE01", "C08SPRING27", "Rosa Quispe"
TALKATIVE = """
import logging, sys
from bot.cli import main
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
for name in ("slack_sdk", "slack_bolt", "aiohttp", "asyncio", "aiosqlite"):
    logging.getLogger(name).setLevel(logging.DEBUG)
main()
"""
SOON_ENOUGH = 4.5
"""Seconds: what is under way has three to end, the chats have one and a half for their good-bye."""


def written(folder: Path, slack: Slack, home: str, rosa: Person, mode: Mode) -> Path:
    """The example's configuration, on this Slack, with Rosa's account."""
    init(folder)
    config, roster = folder / "config.toml", folder / "roster.csv"
    text = config.read_text(encoding="utf-8").replace(TEAM, slack.team).replace(CHANNEL, home)
    text += f'\n[slack]\nbot_token = "env:STORY_BOT"\napi_url = "{slack.api_url}"\n'
    if mode == "socket":
        text += 'app_token = "env:STORY_APP"\n'
    else:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            host, port = probe.getsockname()
        slack.listens_at(f"http://{host}:{port}{PATH}")
        text += f'mode = "http"\nsigning_secret = "env:STORY_SIGNING"\nlisten = "{host}:{port}"\n'
    config.write_text(text, encoding="utf-8")
    head, *rows = roster.read_text(encoding="utf-8").splitlines()
    at = head.split(",").index("slack")
    for number, row in enumerate(rows):
        cells = row.split(",")
        if cells[0] == ROSA:
            cells[at] = rosa.id
            rows[number] = ",".join(cells)
    roster.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return config


async def begun(config: Path, slack: Slack) -> asyncio.subprocess.Process:
    """The bot as a process of its own, which writes down all that any library has to say."""
    secrets = {
        "STORY_BOT": slack.bot_token,
        "STORY_APP": slack.app_token,
        "STORY_SIGNING": slack.signing_secret,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", TALKATIVE, "run", str(config),
        cwd=ROOT,
        env={**os.environ, **secrets},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


def holds(folder: Path, secret: str) -> bool:
    """Whether any file in it holds this."""
    return any(secret.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_the_bot_runs_and_ends(mode: Mode, tmp_path: Path) -> None:
    """Rosa joins; told to stop, the bot ends soon, with 0 and all settled, and tells no secret anywhere."""
    async with serving(clock=SystemClock().now) as slack:
        home, rosa = slack.channel("cohort"), slack.person(ROSA, tz="America/Lima")
        home.members.append(rosa.id)
        url = None if mode == "socket" else "https://bot.example.org/slack/events"
        slack.install(manifest(Routes(ALL).commands, socket_mode=mode == "socket", request_url=url))
        config = written(tmp_path / "ours", slack, home.id, rosa, mode)
        bot = await begun(config, slack)
        saying = asyncio.create_task(bot.communicate())
        invitation = await rosa.waits_for(home.id, "Join", within=30)
        welcome = await rosa.clicks(home.id, invitation.ts, invitation.labels[0])
        assert welcome.ephemeral
        zone = await rosa.clicks_in(welcome, welcome.labels[0])
        await rosa.clicks_in(zone, zone.labels[0])
        await rosa.waits_for(rosa.dm, within=30)
        asked_at = asyncio.get_running_loop().time()
        bot.send_signal(signal.SIGTERM)
        said = (await saying)[0].decode()
        took = asyncio.get_running_loop().time() - asked_at

        assert bot.returncode == 0, said
        assert took < SOON_ENOUGH
        assert "Traceback" not in said
        assert "stopped" in said
        assert "DEBUG:asyncio" in said  # All that may be told was told.
        for secret in (slack.bot_token, slack.app_token, slack.signing_secret):
            assert secret not in said
            assert not holds(tmp_path, secret)
        with closing(sqlite3.connect(config.with_name("cohortbot.db"))) as database:
            query = "SELECT state, count(*) FROM deliveries WHERE lane = 'slack' GROUP BY state"
            assert dict(database.execute(query).fetchall()) == {"sent": 2}
        assert slack.breaches == []
