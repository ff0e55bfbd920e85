"""`chat`: conversations with the real bot, typed and read at a terminal."""

import asyncio
import io
import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.terminal.screen import PROMPT
from bot.app.chatting import chat
from bot.app.chatting_ahead import chat_ahead
from bot.app.database import change, look
from bot.app.sitting import Terminal
from bot.chat.place import TERMINAL, Account
from bot.config.load import load
from bot.errors import InputError, LockedError
from bot.store.locks import hold_lane
from bot.store.tx import Tx
from tests.adapters.desk import Script
from tests.cli.shell import run

ROOT = Path(__file__).parents[2]
BEFORE_IT_BEGINS = datetime(2027, 1, 8, 9)  # noqa: DTZ001 - by Wambui's own clocks, as she would write it.
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def talk(config: Path, *lines: str, at: datetime | None = None, person: str = "Wambui Kariuki") -> str:
    """What somebody reads who types these lines; their files are beside the configuration."""
    stream = io.StringIO()
    terminal = Terminal(lines=Script(*lines), stream=stream, folder=config.parent)
    checked = load(config)
    asyncio.run(chat(checked, person, terminal) if at is None else chat_ahead(checked, person, at, terminal))
    return stream.getvalue()


def test_typed_words_are_answered_before_the_next_line(on_record: Path) -> None:
    """What is answered by a delivery stands where it belongs: between the line and the next one's answer."""
    read = talk(on_record, "blah blah", "/program pause two", person="wambui KARIUKI")

    _, _, answered = read.partition("!quit ends.\n")
    first, _, rest = answered.partition("“weeks” is a number in digits, such as 2.")
    assert first.strip()
    assert not rest.strip()
    assert PROMPT not in read


def test_what_is_done_is_really_done(on_record: Path) -> None:
    """A creator who is in can pause, and the account of the terminal is written down nowhere."""
    change(load(on_record), wambui_joins)
    read = talk(on_record, "/program pause weeks=two", "/program pause 2 skip")

    assert "“weeks” is a number in digits, such as 2." in read
    assert "pausing" in run("why", on_record, "Wambui Kariuki").out
    checked = load(on_record)
    wambui = look(checked, lambda tx: tx.people.by_name("Wambui Kariuki"))
    assert wambui is not None
    account = Account(platform=TERMINAL, user=wambui.person.key)
    assert look(checked, lambda tx: tx.people.by_account(account)) == wambui
    assert TERMINAL not in {one.platform for one in look(checked, lambda tx: tx.people.accounts(wambui.id))}


def test_a_file_is_saved_beside_the_talk(on_record: Path) -> None:
    """For its person alone, and where it is is said; a second one takes nothing's place."""
    change(load(on_record), wambui_joins)
    read = talk(on_record, "/program privacy", "!press Export")
    again = talk(on_record, "/program privacy", "!press Export", at=BEFORE_IT_BEGINS)

    first, second = sorted(on_record.parent.glob("my-data-*.json"), key=lambda one: one.stat().st_mtime_ns)
    assert f"(It is saved as {first}.)" in read
    assert f"(It is saved as {second}.)" in again
    assert first.stat().st_mode & 0o777 == 0o600
    assert [one["name"] for one in json.loads(first.read_text())["people"]] == ["Wambui Kariuki"]


def test_the_first_chat_makes_the_database(config: Path) -> None:
    """Nobody has to run the bot before."""
    assert "/program zone" in talk(config, "/help")
    assert run("why", config, "Wambui Kariuki").code == 0


def test_a_whole_week_on_a_copy(on_record: Path) -> None:
    """Wambui joins by the invitation, gets her first week, answers its check-in, and nothing is kept."""
    before = on_record.with_name("cohortbot.db").read_bytes()
    read = talk(
        on_record,
        "!press Join",
        "!wait 3d",
        "!press Done",
        "!wait 5d",
        "!press Answer",
        *("4", "no", "12", "A quieter street", "", ""),
        "/program pause 1",
        at=BEFORE_IT_BEGINS,
    )

    story = (
        "This is a copy, carried to Fri 8 Jan 2027, 09:00 (Africa/Nairobi); nothing is sent and nothing",
        "in the channel on Discord ---",
        "  [1] Join",
        "Type words, or /commands",
        "You are in, Wambui Kariuki.",
        "--- Mon 11 Jan 2027, 09:00 (Africa/Nairobi), in private on Discord ---",
        "--- It is Mon 11 Jan 2027, 09:00 (Africa/Nairobi). ---",
        "--- Fri 15 Jan 2027, 16:00 (Africa/Nairobi), in private on Discord ---",
        "--- It is Sat 16 Jan 2027, 09:00 (Africa/Nairobi). ---",
        "Week 1:",
        "Thank you!",
    )
    rest = read
    for words in story:
        before_it, found, rest = rest.partition(words)
        assert found, f"{words!r} is not in {before_it!r}"
    assert on_record.with_name("cohortbot.db").read_bytes() == before
    assert "invited" in run("why", on_record, "Wambui Kariuki").out


def test_a_copy_of_nothing(config: Path) -> None:
    """Without a database the copy begins with the roster, and none is made."""
    assert "[1] Join" in talk(config, at=BEFORE_IT_BEGINS)
    assert not config.with_name("cohortbot.db").exists()


def test_a_copy_cannot_go_back(on_record: Path) -> None:
    """A time before the bot last looked is refused, and one that nobody can mean."""
    change(load(on_record), the_bot_looked)

    with pytest.raises(InputError, match=r"2020-01-01 05:00 UTC is before the bot last looked"):
        talk(on_record, at=datetime(2020, 1, 1, 5, tzinfo=UTC))
    with pytest.raises(InputError, match="more than two years after 2026-12-01"):
        talk(on_record, at=datetime(2029, 1, 1, tzinfo=UTC))


def test_a_held_cohort_says_so(on_record: Path) -> None:
    """Whoever wonders why nothing comes is told."""
    change(load(on_record), the_bot_looked)
    run("hold", on_record, "spring-2027", "--reason", "a wrong lesson")

    read = talk(on_record, "!wait 1d", at=NOW)

    assert read.splitlines()[1] == (
        "spring-2027 is held: a wrong lesson. Nothing of it comes here until it is released."
    )
    assert "Join" not in read


def test_whom_nobody_knows(on_record: Path) -> None:
    """A misspelt name is answered with the nearest one."""
    with pytest.raises(InputError, match="'Wambui Karuki' is not on record; did you mean 'Wambui Kariuki'"):
        talk(on_record, person="Wambui Karuki")


def test_one_terminal_at_a_time(on_record: Path) -> None:
    """A second one is told who holds the lane; a copy needs none."""
    database = on_record.with_name("cohortbot.db")
    with hold_lane(database, TERMINAL, NOW):
        with pytest.raises(LockedError, match="sends on the lane terminal"):
            talk(on_record)
        assert "This is a copy" in talk(on_record, at=BEFORE_IT_BEGINS)


def test_a_piped_conversation(config: Path) -> None:
    """The command itself, in a process of its own: lines from a pipe, and nothing on the other stream."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot.cli", "chat", str(config), "--as", "Wambui Kariuki"],
        cwd=ROOT, input="hello\n/program", capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "/program resume" in ran.stdout


def test_an_interrupted_conversation(on_record: Path) -> None:
    """Ctrl-C ends it, as it ends every command; what was said stays."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "chat", str(on_record), "--as", "Wambui Kariuki"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        greeting = process.stdout.readline() + process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        assert process.stderr is not None

        assert greeting.startswith("\nType words, or /commands")
        assert (process.returncode, process.stderr.read()) == (130, "")


def test_a_refused_conversation(config: Path) -> None:
    """Whom nobody knows is the input's fault, what is no time is a wrong use."""
    nobody = run("chat", config, "--as", "Nobody")
    soon = run("chat", config, "--as", "Wambui Kariuki", "--at", "soon")

    assert (nobody.code, nobody.out) == (1, "")
    assert nobody.err.startswith("cohortbot: 'Nobody' is not on record; ")
    assert soon.code == 2
    assert "'soon' is no time; write it like 2027-02-01T09:00" in soon.err


def the_bot_looked(tx: Tx) -> None:
    """As if it had run until NOW."""
    tx.cohorts.tick(tx.cohorts.all()[0].id, NOW)


def wambui_joins(tx: Tx) -> None:
    """As if she had pressed Join."""
    wambui = tx.people.by_name("Wambui Kariuki")
    assert wambui is not None
    tx.enrolments.join(tx.enrolments.of_person(wambui.id)[0].id, NOW)
