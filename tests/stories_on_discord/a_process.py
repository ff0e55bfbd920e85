"""The bot as a process of its own, with the example's cohort, on a Discord of the tests."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.config.starter import init
from tests.platforms.discord.server import Discord

ROOT = Path(__file__).parents[2]
SERVER, CHANNEL = "731046298015744001", "731046298015744902"


def written(folder: Path, discord: Discord, home: int, accounts: Mapping[str, int], more: str = "") -> Path:
    """The example's configuration, on this Discord, with these accounts by name; `more` stands below it."""
    init(folder)
    config, roster = folder / "config.toml", folder / "roster.csv"
    text = config.read_text(encoding="utf-8").replace(SERVER, str(discord.guild.id))
    text = text.replace(CHANNEL, str(home))
    text += f'\n[discord]\ntoken = "env:COHORTBOT_STORY_TOKEN"\napi_url = "{discord.api_url}"\n'
    config.write_text(text + more, encoding="utf-8")
    lines = roster.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        name, _, rest = line.split(",", 2)
        if name in accounts:
            lines[number] = f"{name},{accounts[name]},{rest}"
    roster.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return config


async def begun(config: Path, discord: Discord, **secrets: str) -> asyncio.subprocess.Process:
    """It runs."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run", str(config),
        cwd=ROOT,
        env={**os.environ, "COHORTBOT_STORY_TOKEN": discord.token, **secrets},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
