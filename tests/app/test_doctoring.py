"""The doctor looks at everything, and says of what is wrong what to do about it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.connecting import Maker
from bot.app.database import change, make_ready
from bot.app.doctoring import findings
from bot.app.running import enrol_empty
from bot.chat.adapter import Finding, Halted
from bot.chat.place import Platform
from bot.config.load import load
from bot.config.setup import Checked
from bot.config.starter import init
from bot.engine.clock import ManualClock
from bot.store.cohorts import Hold
from bot.store.tx import Tx
from tests.app.moody import MoodyChat
from tests.builders import utc
from tests.cli.shell import edit

NOW = utc("2027-02-01 12:00")
DISCORD = Platform("discord")


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """What `init` writes, without a fault."""
    init(tmp_path / "ours")
    return load(tmp_path / "ours" / "config.toml")


class Patient(MoodyChat):
    """A chat whose doctor finds what it is told to, or can't ask."""

    def __init__(self, *found: Finding, why: Exception | None = None) -> None:
        super().__init__(ManualClock(NOW))
        self._found = found
        self._why = why

    async def doctor(self) -> Sequence[Finding]:
        if self._why is not None:
            raise self._why
        return self._found


def making(chat: Patient) -> dict[Platform, Maker]:
    """The chat is the only one that is configured."""
    return {DISCORD: lambda _drawing: chat}


def planned(checked: Checked, at: datetime, hold: Hold | None = None) -> None:
    """The planner looked at that time, and the cohort is perhaps held since."""

    def work(tx: Tx) -> None:
        enrol_empty(tx, checked)
        row = tx.cohorts.by_name("spring-2027")
        assert row is not None
        tx.cohorts.tick(row.id, at)
        if hold is not None:
            tx.cohorts.hold(row.id, hold)

    make_ready(checked)
    change(checked, work)


def seen(checked: Checked, makers: dict[Platform, Maker] | None = None) -> dict[str, Finding]:
    """The findings by their subjects."""
    return {one.subject: one for one in asyncio.run(findings(checked, NOW, makers))}


def test_a_bot_that_runs_well(checked: Checked) -> None:
    """Everything is looked at, and nothing is wrong."""
    planned(checked, NOW - timedelta(hours=20))
    chat = Patient(Finding(subject="token", well=True, text="It is good."))
    found = seen(checked, making(chat))

    assert list(found) == ["configuration", "database", "disk", "planner of spring-2027", "discord token"]
    assert all(one.well for one in found.values())
    assert found["database"].text.endswith("cohortbot.db opens, and has the newest schema.")
    assert found["planner of spring-2027"].text == "It last looked at 2027-01-31 16:00 UTC."


def test_before_the_first_start(checked: Checked) -> None:
    """There is no database yet, and that is well; none is made by looking."""
    found = seen(checked)

    assert list(found) == ["configuration", "database", "disk", "chats"]
    assert all(one.well for one in found.values())
    assert not checked.path.with_name("cohortbot.db").exists()


def test_a_folder_that_is_not_there(checked: Checked) -> None:
    """The remedy says which of two things to do."""
    edit(checked.path, "sqlite:///cohortbot.db", "sqlite:///nowhere/cohortbot.db")
    found = seen(load(checked.path))["database"]

    assert not found.well
    assert found.text.endswith("/nowhere for cohortbot.db.")
    assert found.remedy == "Make the folder, or name another one in [store]."


def test_a_file_that_is_no_database(checked: Checked) -> None:
    """What the database says when it is opened is the finding; the rest is looked at all the same."""
    checked.path.with_name("cohortbot.db").write_bytes(b"Dear diary, " * 99)
    found = seen(checked)

    assert not found["database"].well
    assert "the file is not a database: name another one in [store]." in found["database"].text
    assert list(found) == ["configuration", "database", "disk", "chats"]


def test_a_bot_that_is_off(checked: Checked) -> None:
    """A planner that runs says so once a day at least."""
    planned(checked, NOW - timedelta(hours=27))
    found = seen(checked)["planner of spring-2027"]

    assert (found.well, found.remedy) == (False, "Start the bot: cohortbot run CONFIG.")


def test_a_cohort_that_is_held(checked: Checked) -> None:
    """Why, since when and by whom, and how it goes on."""
    hold = Hold(reason="the clock jumped", since=NOW - timedelta(hours=2), by="the guard")
    planned(checked, NOW, hold)
    found = seen(checked)["planner of spring-2027"]

    assert not found.well
    assert found.text == "Held since 2027-02-01 10:00 UTC by the guard: the clock jumped."
    assert found.remedy == "When all is well: cohortbot release CONFIG spring-2027, or forget."


def test_what_a_chat_finds_comes_with_its_remedy(checked: Checked) -> None:
    """Under the name of the chat."""
    chat = Patient(Finding(subject="intents", well=False, text="One is off.", remedy="Switch it on."))
    found = seen(checked, making(chat))["discord intents"]

    assert (found.well, found.text, found.remedy) == (False, "One is off.", "Switch it on.")


def test_a_chat_that_can_not_be_asked(checked: Checked) -> None:
    """That is the finding."""
    found = seen(checked, making(Patient(why=Halted("the token was revoked"))))["discord"]

    assert (found.well, found.text) == (False, "It can't be asked: the token was revoked.")


def test_chats_that_are_not_ready(checked: Checked) -> None:
    """Their tokens are not there."""
    tables = """
        [discord]
        token = "env:COHORTBOT_TEST_TOKEN"
        [slack]
        bot_token = "env:COHORTBOT_TEST_TOKEN"
        app_token = "env:COHORTBOT_TEST_TOKEN"
    """
    with checked.path.open("a", encoding="utf-8") as file:
        file.write(tables)
    found = seen(load(checked.path))

    assert found["discord"].text == (
        f"{checked.path}: discord.token: the environment variable COHORTBOT_TEST_TOKEN is empty or not "
        "there; set COHORTBOT_TEST_TOKEN."
    )
    assert "slack.bot_token: the environment variable COHORTBOT_TEST_TOKEN is empty" in found["slack"].text
    assert not found["discord"].well
    assert not found["slack"].well
