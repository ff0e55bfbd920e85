"""Without signing in there is no page, no socket and no file; and each sees what is theirs."""

from datetime import datetime

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from bot.domain.links import LASTS, digest_of, new_link
from bot.engine.clock import SystemClock
from bot.store.opening import open_store
from bot.store.tx import Tx
from tests.pages_of_a_cohort.bot import ADMIN, CREATOR, Bot, signs_in

pytestmark = pytest.mark.asyncio(loop_scope="session")
PATHS = (
    "/",
    "/pages/home",
    "/programme",
    "/programme/state",
    "/static/playground.js",
    "/_nicegui/x",
    "/read-as",
)
SOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport=websocket&client_id=x"


async def test_a_stranger_finds_nothing(bot: Bot) -> None:
    """Every page leads to the sign-in, every file and socket is refused."""
    async with bot.browser() as stranger:
        for path in PATHS:
            assert (await stranger.get(path)).headers["location"].startswith("/sign-in"), path
            assert (await stranger.get(path, headers={"accept": "*/*"})).status_code == 401, path
        assert (await stranger.get("/sign-in")).status_code == 200
    with pytest.raises(InvalidStatus, match="403"):
        async with connect(bot.address.replace("http", "ws") + SOCKET, origin=Origin(bot.address)):
            pass


async def test_wrong_tries_are_slowed(bot: Bot) -> None:
    """The third one must wait."""
    async with bot.browser() as guesser:
        found = [(await signs_in(guesser, "Mo Mentor", "not this one")).status_code for _ in range(4)]

    assert found == [403, 403, 403, 429]


async def test_a_page_of_another_site_does_nothing(bot: Bot) -> None:
    """Not even with the password."""
    async with bot.browser() as lured:
        lured.headers["origin"] = "https://elsewhere.example"
        assert (await signs_in(lured, ADMIN)).status_code == 403
        assert (await lured.get("/sign-in", headers={"host": "elsewhere.example"})).status_code == 403


async def test_an_admin_sees_the_programme_and_a_creator_does_not(bot: Bot) -> None:
    """Both have a chat; the header leads to what is theirs."""
    async with bot.browser() as ada, bot.browser() as ana:
        await signs_in(ada, ADMIN)
        await signs_in(ana, CREATOR)
        asked = [(await one.get("/programme")).status_code for one in (ada, ana)]
        state = [(await one.get("/programme/state")).status_code for one in (ada, ana)]
        home = [(await one.get("/pages/home")).text for one in (ada, ana)]
        chat = [(await one.get("/")).status_code for one in (ada, ana)]

    assert (asked, state, chat) == ([200, 403], [200, 403], [200, 200])
    assert [">Programme<" in page for page in home] == [True, False]
    assert "Press Join in the programme" in home[1]


async def test_an_account_by_link_sees_pages_and_no_chat(bot: Bot) -> None:
    """Mo has an account of Discord only; his link works once."""
    link = await mos_link(bot)
    async with bot.browser() as mo:
        page = await mo.get(f"/sign-in/{link}")
        let_in = await mo.post(f"/sign-in/{link}")
        first = await mo.get("/")
        home = await mo.get("/pages/home")
        again = await mo.post(f"/sign-in/{link}")
        cookie = "; ".join(f"{name}={value}" for name, value in mo.cookies.items())
        with pytest.raises(InvalidStatus, match="403"):
            async with connect(
                bot.address.replace("http", "ws") + SOCKET,
                origin=Origin(bot.address),
                additional_headers={"cookie": cookie},
            ):
                pass

    assert "Mo Mentor" in page.text
    assert (let_in.status_code, again.status_code) == (303, 410)
    assert (first.status_code, first.headers["location"]) == (303, "/pages/home")
    assert "Your queue in Spring" in home.text
    assert 'href="/"' not in home.text


async def mos_link(bot: Bot) -> str:
    """As the bot makes it for whoever asks in their chat."""
    link, now = new_link(), SystemClock().now()
    store = open_store(bot.config.with_name("cohortbot.db"), mode="use", now=now)
    try:
        await store.write(lambda tx: _keep(tx, link, now))
    finally:
        await store.close()
    return link


def _keep(tx: Tx, link: str, now: datetime) -> None:
    mo = tx.people.by_name("Mo Mentor")
    assert mo is not None
    tx.links.replace(mo.id, tx.people.accounts(mo.id)[0], digest_of(link, tx.meta.secret()), now + LASTS)
