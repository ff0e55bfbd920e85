"""The README is true: its commands are there, its links lead somewhere, and its transcript is the demo's."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Ran, run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/discord.md",
    "docs/slack.md",
    "docs/decisions/README.md",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """What `make demo` prints, and the folder that it writes."""
    out = tmp_path_factory.mktemp("demo") / "cohortbot-demo"
    return run("demo", "--summary", "--out", out), out


def test_the_demo_ends_well(demo: tuple[Ran, Path]) -> None:
    """Fifty creators went through 26 weeks, nothing was lost or doubled, and every file is there."""
    ran, out = demo

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Change Makers, Spring 2027: 26 weeks with 50 creators\n")
    assert "Lost: 0. Doubled: 0. A day late or more: 0." in ran.out
    files = {"summary.json", "calendar.csv", "shown.csv", "transcript.md", "load.png"}
    assert {path.name for path in out.iterdir()} == files
    assert all(f"  {out / name}" in ran.out.splitlines() for name in files)


@pytest.mark.parametrize("block", re.findall(r"```text\n(.*?)```", README, re.DOTALL))
def test_the_transcript_is_real(demo: tuple[Ran, Path], block: str) -> None:
    """Every quoted stretch stands in what the demo prints; `make demo` shows what to quote instead."""
    ran, _ = demo

    assert block in ran.out


def test_the_conversation_is_real(tmp_path: Path) -> None:
    """What the README's conversation types at the copy of an example cohort is answered as it says."""
    block = re.search(r"```console\n(.*?)```", README, re.DOTALL)
    arguments = re.search(r'chat my-cohort/config.toml --as "([^"]+)" --at (\S+)', README)
    assert block is not None
    assert arguments is not None
    typed = re.findall(r"^> (.*)$", block[1], re.MULTILINE)
    run("init", tmp_path / "my-cohort")
    config = tmp_path / "my-cohort" / "config.toml"

    chat = [sys.executable, "-m", "bot.cli", "chat", config, "--as", arguments[1], "--at", arguments[2]]
    ran = subprocess.run(
        chat, input="\n".join((*typed, "")), check=True, capture_output=True, encoding="utf-8", cwd=ROOT
    )

    said, rest = re.split(r"^(?:> .*|\[…\])\n", block[1], flags=re.MULTILINE), ran.stdout
    for words in filter(None, map(str.strip, said)):
        assert words in rest
        rest = rest.partition(words)[2]


def test_every_command_is_there() -> None:
    """What the README tells to type is listed by --help or is a target of the Makefile."""
    listed = run("--help").out
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    typed = set(re.findall(r"\bcohortbot ([a-z]+)", README))
    named = set(
        re.findall(r"`(init|check|preview|simulate|run|why|hold|release|forget|export|roster)\b", README)
    )

    assert typed >= {"init", "check", "preview", "simulate", "run"}
    assert all(re.search(rf"^  {command} ", listed, re.MULTILINE) for command in typed | named)
    for target in re.findall(r"make ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_option_is_there() -> None:
    """Options that the README names are options of the commands that it names them for."""
    assert all(option in run("preview", "--help").out for option in ("--creator", "--html", "--ics"))
    assert "--out" in run("simulate", "--help").out


def test_ones_own_cohort_as_told(tmp_path: Path) -> None:
    """The commands for one's own cohort work in the order in which they stand there."""
    config = tmp_path / "my-cohort" / "config.toml"

    assert run("init", tmp_path / "my-cohort").code == 0
    assert all((config.parent / name).exists() for name in ("roster.csv", "program"))
    assert run("check", config).code == 0
    assert run("preview", config).code == 0


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """Each link to a file or a heading of this repository finds it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }

    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), target
