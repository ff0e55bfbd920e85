"""A creator's first day without a chat: signing in, joining, a lesson, a crash, and signing out."""

import json
import signal
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.served import Served
from tests.browser.sessions import Sessions
from tests.browser.visitor import Visitor
from tests.pages_of_a_cohort.bot import CREATOR, PASSWORDS, Bot, a_bot

pytestmark = pytest.mark.asyncio(loop_scope="session")
MISSED = "Here is what you missed, all in one message."


async def test_a_first_day_without_a_chat(sessions: Sessions, tmp_path: Path) -> None:
    """The bot dies of kill -9 in between; nothing is lost, and nothing is said twice."""
    async with a_bot(tmp_path) as bot:
        visitor = await sessions.visitor(_served(bot, tmp_path))
        page = visitor.page
        await _joins(visitor, bot)
        await _opens_own_conversation(page)
        await visitor.sees(MISSED)
        await visitor.presses("I got it")
        await visitor.sees("Good, I can reach you here.")

        sessions.forgives("ERR_CONNECTION")
        sessions.forgives("WebSocket connection")
        await _says_nobody_hears(visitor, bot)
        await bot.dies()
        await bot.begins()
        await page.goto(bot.address)
        await visitor.sees("Good, I can reach you here.")
        await expect(visitor.composer).to_have_value("Is anybody there?")
        await expect(visitor.log.get_by_text(MISSED)).to_have_count(1)
        await expect(visitor.log.get_by_role("listitem")).to_have_count(2)
        await visitor.presses("A lesson")
        await visitor.presses("Done")
        await visitor.sees("✓ Week 1: “A lesson” is done. Well done!")
        await _saves_a_copy(page, tmp_path / "copy.txt")
        await _signs_out(sessions, visitor)
        await _signs_in(page)
        await _takes_a_copy(visitor)
        await _is_erased(visitor)
        held = _held(tmp_path)

    assert b"Welcome to" in held
    assert b"what you missed" not in held


def _held(folder: Path) -> bytes:
    """All that the files of the conversations hold, also what was not put in its place yet."""
    return b"".join(one.read_bytes() for one in folder.glob("playground.db*"))


async def _signs_in(page: Page) -> None:
    await page.get_by_label("Your name").fill(CREATOR)
    await page.get_by_label("Your password").fill(PASSWORDS[CREATOR])
    await page.get_by_role("button", name="Sign in").click()


async def _joins(visitor: Visitor, bot: Bot) -> None:
    page = visitor.page
    await page.goto(bot.address)
    await _signs_in(page)
    await visitor.sees("Welcome to Small!")
    await visitor.presses("Join")
    await visitor.presses("Yes")
    await visitor.presses("All fine")
    await visitor.sees("Nearly done: I sent you a message in private")


async def _opens_own_conversation(page: Page) -> None:
    rooms = page.get_by_role("navigation", name="People and channels")
    await expect(rooms.get_by_role("button")).to_have_count(2)
    await rooms.get_by_role("button", name=CREATOR).click()


async def _says_nobody_hears(visitor: Visitor, bot: Bot) -> None:
    """They send it off, and the bot is not there any more."""
    assert bot.process is not None
    bot.process.send_signal(signal.SIGSTOP)
    await visitor.types("Is anybody there?")
    await expect(visitor.composer).to_have_value("")


async def _saves_a_copy(page: Page, path: Path) -> None:
    """Of all that stands in the conversation, with what was written in the channel."""
    async with page.expect_download() as saving:
        await page.get_by_role("link", name="Save a copy of this conversation").click()
    await (await saving.value).save_as(path)
    copy = _text(path)
    assert MISSED in copy
    assert "UTC, in your conversation, the bot:" in copy
    assert "UTC, in the channel, the bot:" in copy


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


async def _signs_out(sessions: Sessions, visitor: Visitor) -> None:
    """What stands open in another tab stops at once."""
    other = await visitor.page.context.new_page()
    await other.goto(visitor.page.url)
    await expect(other.get_by_role("log")).to_be_visible()
    sessions.forgives("403")
    await visitor.page.get_by_role("button", name="Sign out").click()
    await expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()
    await other.reload()
    await expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


async def _takes_a_copy(visitor: Visitor) -> None:
    """A file for whoever has signed in."""
    await visitor.types("/program privacy")
    await visitor.presses("Export")
    link = visitor.log.get_by_role("link", name="my-data-").last
    async with visitor.page.expect_download() as begun:
        await link.click()
    kept = json.loads((await (await begun.value).path()).read_text(encoding="utf-8"))
    assert [one["name"] for one in kept["people"]] == [CREATOR]


async def _is_erased(visitor: Visitor) -> None:
    """By their own wish: what stood in their conversation is gone, and the pages know them no more."""
    await visitor.types("/program privacy")
    await visitor.presses("Erase")
    await visitor.presses("Erase everything")
    await visitor.sees("It is done. Removed:")
    await expect(visitor.log.get_by_role("listitem")).to_have_count(1)
    await visitor.page.reload()
    await expect(visitor.page.get_by_role("heading", name="I don't know you any more")).to_be_visible()


def _served(bot: Bot, folder: Path) -> Served:
    assert bot.process is not None
    return Served(address=bot.address, pid=bot.process.pid, log=folder / "none")
