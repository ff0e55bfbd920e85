"""The guide to Discord is true: its commands work in their order, and its tables are the program's own."""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from adapters.discord.commands import payloads
from adapters.discord.permissions import NEEDS, needed
from bot.engine.clock import SystemClock
from bot.engine.naming import in_every_language
from bot.engine.routes import Routes
from bot.features import ALL
from tests.adapters.discord.stand import CHANNEL, GUILD, TOKEN, Stand

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "discord.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    for line in block.splitlines()
    if line
]
TABLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
WORDS = "\n".join(
    re.sub(r'"\s*f?"', "", (ROOT / "adapters" / "discord" / f"{name}.py").read_text(encoding="utf-8"))
    for name in ("asking", "diagnoses", "permissions")
)


def edit(folder: Path, url: str, guild: str, channel: str) -> None:
    """Configure the example cohort as the guide says, for a server of the tests."""
    config = folder / "my-cohort" / "config.toml"
    token, home = TABLES
    text = config.read_text(encoding="utf-8")
    assert home in text
    text = text.replace("731046298015744001", guild).replace("731046298015744902", channel)
    config.write_text(f'{text}\n{token}api_url = "{url}"\n', encoding="utf-8")


async def begun(folder: Path, command: str, token: str = TOKEN) -> Process:
    """A command of the guide as a process, in this folder."""
    program, *arguments = command.split()
    assert program == "cohortbot"
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.cli", *arguments),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "DISCORD_TOKEN": token},
        stdout=PIPE,
        stderr=PIPE,
    )


async def typed(folder: Path, command: str, *, code: int = 0) -> str:
    """What a command of the guide prints; it must end well, or with this code."""
    process = await begun(folder, command)
    out, err = await process.communicate()
    assert (process.returncode, err.decode()) == (code, ""), f"{command}\n{out.decode()}"
    return out.decode()


def wrong(said: str) -> list[str]:
    """What the doctor marks."""
    return [line for line in said.splitlines() if line.startswith("!! ")]


def test_the_guide_has_ten_steps() -> None:
    """Each with its number, and these are the commands that are typed."""
    assert re.findall(r"^\*\*(\d+)\.", GUIDE, re.MULTILINE) == [str(number) for number in range(1, 11)]
    assert COMMANDS == [
        "cohortbot init my-cohort",
        "cohortbot check my-cohort/config.toml",
        "cohortbot invite discord my-cohort/config.toml",
        "cohortbot check my-cohort/config.toml",
        "cohortbot doctor my-cohort/config.toml",
        "cohortbot run my-cohort/config.toml",
    ]


async def test_the_commands_work_in_their_order(tmp_path: Path, stand: Stand) -> None:
    """From nothing to where the doctor misses the commands only; `run` is the next test."""
    init, check, invite, check_again, doctor, _ = COMMANDS
    stand.date = SystemClock().now()

    await typed(tmp_path, init)
    edit(tmp_path, stand.url, GUILD, CHANNEL)
    assert "has no fault." in await typed(tmp_path, check)
    assert f"permissions={needed().value}" in await typed(tmp_path, invite)
    assert "has no fault." in await typed(tmp_path, check_again)
    first = await typed(tmp_path, doctor, code=3)
    assert "The token is that of the bot cohortbot." in first
    assert wrong(first) == ["!! discord commands: No commands are declared for every server."]

    stand.commands[None] = list(payloads(in_every_language(Routes(ALL).commands)))
    assert wrong(await typed(tmp_path, doctor)) == []


async def test_run_posts_the_join_button(tmp_path: Path) -> None:
    """The last command connects, and goes on until it is told to stop."""
    pytest.importorskip("adapters.discord.adapter", reason="the adapter is not there yet")
    server = pytest.importorskip("tests.platforms.discord.server", reason="its server is not there yet")
    await typed(tmp_path, COMMANDS[0])

    async with server.serving(clock=SystemClock().now) as there:
        channel = there.channel("general")
        edit(tmp_path, there.api_url, str(there.guild.id), str(channel.id))
        process = await begun(tmp_path, COMMANDS[-1], there.token)
        try:
            await there.ready(within=20)
            await there.changes.until(lambda: channel.messages or None, within=20, what="the Join button")
        finally:
            process.send_signal(signal.SIGTERM)
            _, err = await process.communicate()

    (posted,) = channel.messages.values()
    quoted = " ".join(line.removeprefix("> ") for line in GUIDE.splitlines() if line.startswith("> "))
    assert quoted.removesuffix(" **[ Join ]**") in posted.content.replace("\n", " ")
    assert (process.returncode, "Traceback" in err.decode()) == (0, False)
    assert there.breaches == []


def test_the_permissions_are_the_programs() -> None:
    """The table has each that the bot asks for, with the same words, and no other."""
    section = GUIDE.partition("## What the bot may do")[2].partition("##")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", section, re.MULTILINE)[2:]

    assert rows == [(need.name, need.where, need.why) for need in NEEDS]


def test_the_doctor_says_what_the_guide_says() -> None:
    """Each phrase in the table is one of the doctor's."""
    section = GUIDE.partition("## What the doctor says")[2]
    cells = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    phrases = [phrase for cell in cells for phrase in re.findall(r"`(.+?)`", cell)]

    assert len(cells) == 17
    assert [phrase for phrase in phrases if phrase not in WORDS] == []


def test_what_is_not_tried_says_so() -> None:
    """Steps in Discord's own pages are marked, and nothing that the bot does is."""
    steps = re.split(r"^\*\*\d+\. ", GUIDE, flags=re.MULTILINE)[1:]
    marked = [number for number, step in enumerate(steps, 1) if "(not tried on the real portal)" in step]

    assert marked == [2, 3, 4, 6, 7]


def test_links_lead_somewhere() -> None:
    """Each link within the guide finds its heading."""
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in GUIDE.splitlines()
        if line.startswith("#")
    }

    assert {target[1:] for target in re.findall(r"\]\((#[^)]+)\)", GUIDE)} <= headings
