"""What somebody exports is a link in their conversation, and behind it a file."""

import json

import pytest

from tests.browser.served import Served
from tests.browser.sessions import Sessions

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_copy_of_all_that_is_kept(first_day: Served, sessions: Sessions) -> None:
    """Asked for, linked to, and downloaded under its name."""
    visitor = await sessions.visitor(first_day)
    await visitor.opens()
    await visitor.types("/program privacy")
    await visitor.presses("Export")
    await visitor.sees("I am sending it to you in private, as a file.")
    async with visitor.page.expect_download() as begun:
        await visitor.log.get_by_role("link", name="my-data-").last.click()
    download = await begun.value

    assert download.suggested_filename.startswith("my-data-2027-")
    kept = json.loads((await download.path()).read_text(encoding="utf-8"))
    assert len(kept["people"]) == 1
    assert kept["enrolments"]
