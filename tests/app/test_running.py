"""The running bot holds its lanes, keeps its chats connected, and lets go of everything when it stops."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.app.connecting import adapters_of, words
from bot.app.running import Chats, run
from bot.chat.adapter import ChatAdapter
from bot.chat.place import Platform
from bot.chat.text import plain
from bot.config.load import load
from bot.config.setup import Checked
from bot.config.starter import init
from bot.engine.clock import ManualClock
from bot.errors import InputError, LockedError
from bot.pictures.drawing import Drawing
from bot.store.locks import hold_lane, hold_plan
from tests.app.moody import MoodyChat
from tests.builders import utc

NOW = utc("2026-12-01 12:00")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The configuration that `init` writes."""
    init(tmp_path / "ours")
    return tmp_path / "ours" / "config.toml"


def connected(*chats: ChatAdapter) -> Chats:
    """The bot is given these chats, whatever its configuration says."""

    def adapters(checked: Checked, drawing: Drawing) -> Mapping[Platform, ChatAdapter]:
        return {chat.platform: chat for chat in chats}

    return adapters


@pytest.fixture
def clock() -> ManualClock:
    """It stands."""
    return ManualClock(NOW)


async def until(chat: MoodyChat, config: Path, clock: ManualClock, then: Callable[[], None]) -> None:
    """Run until the chat is well, do this, and stop."""
    stop = asyncio.Event()
    running = asyncio.create_task(run(load(config), stop, clock=clock, chats=connected(chat)))
    async with asyncio.timeout(20):
        await chat.well.wait()
        then()
        stop.set()
        await running


async def test_a_chat_is_connected_until_the_bot_stops(
    config: Path, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """The log names the chats; at the end the chat has said good-bye, and both locks are free."""
    chat, path = MoodyChat(clock), config.parent / "cohortbot.db"

    def taken() -> None:
        with pytest.raises(LockedError, match="pid "):
            hold_plan(path, NOW)
        with pytest.raises(LockedError, match="pid "):
            hold_lane(path, "discord", NOW)
        assert not chat.left.is_set()

    with caplog.at_level(logging.INFO):
        await until(chat, config, clock, taken)

    assert chat.left.is_set()
    assert "planning for spring-2027; connecting to discord" in caplog.messages
    assert caplog.messages[-1] == "stopped"
    hold_plan(path, NOW).release()
    hold_lane(path, "discord", NOW).release()


async def test_a_second_bot_on_the_same_lane_is_refused(config: Path, clock: ManualClock) -> None:
    """Whoever sends already is named; nothing was opened, and planning is free for others."""
    chat, path = MoodyChat(clock), config.parent / "cohortbot.db"
    with hold_lane(path, "discord", NOW), pytest.raises(LockedError) as refused:
        await run(load(config), asyncio.Event(), clock=clock, chats=connected(chat))

    said = str(refused.value)
    assert said.startswith("another process sends on the lane discord of cohortbot.db: pid ")
    assert refused.value.exit_code == 3
    assert not path.exists()
    hold_plan(path, NOW).release()


def with_discord(config: Path, lines: str = "") -> Checked:
    """The configuration with a Discord bot."""
    table = f'\n[discord]\ntoken = "env:COHORTBOT_TEST_TOKEN"\n{lines}'
    config.write_text(config.read_text(encoding="utf-8") + table, encoding="utf-8")
    return load(config)


def test_without_a_chat_there_is_nothing_to_connect(config: Path) -> None:
    """The example's chats are commented out."""
    assert adapters_of(load(config), Drawing()) == {}


def test_a_token_that_is_not_there_is_named(config: Path) -> None:
    """With its key and the remedy, before anything is opened."""
    with pytest.raises(InputError) as missing:
        adapters_of(with_discord(config), Drawing())

    assert str(missing.value) == (
        f"{config}: discord.token: the environment variable COHORTBOT_TEST_TOKEN is empty or not there; "
        "set COHORTBOT_TEST_TOKEN"
    )


async def test_the_few_words_of_an_adapter_are_in_the_readers_language() -> None:
    """Somebody of whom no language is known reads English."""
    assert plain(words("es")("Open the form")) == "Abrir el formulario"
    assert plain(words(None)("Open the form")) == "Open the form"
