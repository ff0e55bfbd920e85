"""The guide to Slack is true: its commands work in their order, and its tables are the program's own."""

import json
import re
from pathlib import Path

from adapters.slack.connection import PATH
from adapters.slack.manifest import BOT_EVENTS, SCOPES
from adapters.slack.trouble import CLOSED
from bot.engine.clock import SystemClock
from tests.adapters.slack.typing_commands import ROOT, begun, connected, free_port, typed
from tests.platforms.slack.server import Slack, serving

GUIDE = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    for line in block.splitlines()
    if line
]
TOKENS, HOME, SIGNED, PREFIX = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
WORDS = "\n".join(
    re.sub(r'"\s*f?"', "", (ROOT / "adapters" / "slack" / f"{name}.py").read_text(encoding="utf-8"))
    for name in ("asking", "diagnoses")
)


def section(title: str) -> str:
    """What stands below a heading."""
    return GUIDE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def edit(folder: Path, there: Slack, table: str = TOKENS) -> None:
    """Configure the example cohort as the guide says, for the small Slack."""
    config = folder / "my-cohort" / "config.toml"
    text = config.read_text(encoding="utf-8")
    assert HOME in text
    text = text.replace("T08CHANGE01", there.team).replace("C08SPRING27", there.channel("general").id)
    config.write_text(f'{text}\n{table}api_url = "{there.api_url}"\n', encoding="utf-8")


def test_the_guide_has_ten_steps() -> None:
    """Each with its number, and these are the commands that are typed."""
    assert re.findall(r"^\*\*(\d+)\.", GUIDE, re.MULTILINE) == [str(number) for number in range(1, 11)]
    assert COMMANDS == [
        "cohortbot init my-cohort",
        "cohortbot check my-cohort/config.toml",
        "cohortbot manifest slack my-cohort/config.toml",
        "cohortbot check my-cohort/config.toml",
        "cohortbot doctor my-cohort/config.toml",
        "cohortbot run my-cohort/config.toml",
        "cohortbot manifest slack my-cohort/config.toml --url https://bot.example.org",
    ]


async def test_the_commands_work_in_their_order(tmp_path: Path) -> None:
    """From nothing to a doctor that is content; then the bot runs, until it is told to stop."""
    init, check, manifest, check_again, doctor, run, _ = COMMANDS
    async with serving(clock=SystemClock().now) as there:
        typed(tmp_path, init)
        edit(tmp_path, there)
        assert "has no fault." in typed(tmp_path, check)
        there.install(json.loads(typed(tmp_path, manifest)))
        assert "has no fault." in typed(tmp_path, check_again)
        examined = await begun(there, tmp_path, doctor)
        said, _ = await examined.communicate()
        assert examined.returncode == 0
        assert "ok slack socket mode: Slack opens a socket for the app." in said.decode()

        general = there.channel("general")
        async with connected(there, tmp_path, run):
            await there.ready(within=20)
            await there.changes.until(lambda: general.messages or None, within=20, what="the Join button")

    (posted,) = general.messages.values()
    assert "Press Join, and I will write to you in private" in posted.text
    assert there.breaches == []


async def test_slack_calls_the_bot(tmp_path: Path) -> None:
    """With the other table, and commands that have a prefix: what is signed is answered."""
    init, check, *_, run, manifest = COMMANDS
    port = free_port()
    table = SIGNED.replace(":3000", f":{port}") + PREFIX
    async with serving(clock=SystemClock().now) as there:
        typed(tmp_path, init)
        edit(tmp_path, there, table)
        assert "has no fault." in typed(tmp_path, check)
        made = json.loads(typed(tmp_path, manifest))
        assert made["settings"]["event_subscriptions"]["request_url"] == f"https://bot.example.org{PATH}"
        assert f"POST {PATH}" in section("When Slack calls the bot")
        there.install(made)
        there.listens_at(f"http://127.0.0.1:{port}{PATH}")
        general, ana = there.channel("general"), there.person("Ana")

        async with connected(there, tmp_path, run):
            await there.changes.until(lambda: general.messages or None, within=20, what="the Join button")
            answer = await ana.uses("/acme-program help", general.id)
            status, _ = await there.stranger.unsigned()

    assert answer.ephemeral
    assert status == 401
    assert there.breaches == []


def test_the_scopes_are_the_programs() -> None:
    """The table has each that the app asks for, with the same words, and no other."""
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \|$", section("What the bot may do"), re.MULTILINE)

    assert rows == list(SCOPES.items())


def test_the_events_are_the_programs() -> None:
    """The table has each that the app subscribes to, and no other."""
    rows = re.findall(r"^\| `(.+?)` \| .+? \|$", section("What the bot hears"), re.MULTILINE)

    assert rows == sorted(BOT_EVENTS)


def test_the_doctor_says_what_the_guide_says() -> None:
    """Each phrase in the table is one of the doctor's, and so are those of the notes below it."""
    told = section("What the doctor says")
    cells = re.findall(r"^\| (`.+?) \|", told, re.MULTILINE)
    phrases = [phrase for cell in cells for phrase in re.findall(r"`(.+?)`", cell)]
    notes = ["can't be seen from here", "messages of a history, once a minute"]

    assert len(cells) == 19
    assert [phrase for phrase in (*phrases, *notes) if phrase not in WORDS] == []
    assert all(f"`{note}`" in told for note in notes)
    assert f'"{CLOSED["messages_tab_disabled"]}"' in told


def test_what_is_not_tried_says_so() -> None:
    """Steps in Slack's own pages are marked, and nothing that the bot does is."""
    steps = re.split(r"^\*\*\d+\. ", GUIDE.partition("\n## What creators see")[0], flags=re.MULTILINE)[1:]
    marked = [number for number, step in enumerate(steps, 1) if "(not tried on the real portal)" in step]

    assert marked == [4, 5, 6, 7, 8]
