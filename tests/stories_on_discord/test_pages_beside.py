"""The pages beside a chat: who looks there is written to where they chat, and nowhere twice."""

import asyncio
import re
import signal
import ssl
from pathlib import Path

from httpx import AsyncClient, Response

from bot.domain.keys import cohort_key
from bot.engine.clock import SystemClock
from tests.pages_of_a_cohort.bot import a_free_port
from tests.platforms.discord.server import serving
from tests.stories_on_discord.a_process import begun, written

ROSA, LENA = "Rosa Quispe", "Lena Fischer"
PASSWORD = "a password of Rosa's"
PAGES = """
[playground]
serve = true
listen = "127.0.0.1:{port}"

[[playground.accounts]]
name = "Rosa Quispe"
password = "env:ROSAS_PASSWORD"
"""
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def browser(address: str) -> AsyncClient:
    """Somebody's own."""
    headers = {"accept": "text/html", "origin": address, "sec-fetch-site": "same-origin"}
    return AsyncClient(base_url=address, headers=headers, verify=NO_TLS)


async def signs_in(client: AsyncClient) -> Response:
    """Rosa, with her password."""
    return await client.post("/sign-in", data={"name": ROSA, "password": PASSWORD, "next": "/"})


def held(folder: Path) -> bytes:
    """All that the files of the pages hold."""
    return b"".join(one.read_bytes() for one in folder.glob("playground.db*"))


async def test_the_pages_beside_discord(tmp_path: Path) -> None:
    """Rosa joins on Discord and signs in to the pages: she is the same there, and her messages stay on
    Discord. Lena comes by a link that she asked for on Discord, and sees her."""
    async with serving(clock=SystemClock().now) as discord:
        home, rosa, lena = discord.channel("cohort"), discord.person(ROSA), discord.person(LENA)
        port = a_free_port()
        accounts, table = {ROSA: rosa.id, LENA: lena.id}, PAGES.format(port=port)
        config = written(tmp_path / "ours", discord, home.id, accounts, table)
        bot = await begun(config, discord, ROSAS_PASSWORD=PASSWORD)
        await discord.ready(within=30)
        invitation = await rosa.waits_for(home.id, "Welcome", within=30)
        welcome = await rosa.clicks(home.id, invitation.id, "Join")
        address = f"http://127.0.0.1:{port}"
        async with browser(address) as hers:
            let_in = await signs_in(hers)
            chat, own = await hers.get("/"), await hers.get("/pages/home")
        zone = await rosa.clicks_in(welcome, welcome.labels[0])
        await rosa.clicks_in(zone, zone.labels[0])
        room = await discord.changes.until(lambda: discord.dm(rosa), within=30, what="a room")
        asked = await rosa.waits_for(room, within=30)

        link = await lena.uses("cohort dashboard", home.id)
        assert link.message is not None
        opened = re.search(rf"{address}(/sign-in/[\w-]+)", link.message.content)
        assert opened is not None, link.message.content
        async with browser(address) as theirs:
            by_link = await theirs.post(opened[1])
            led = await theirs.get("/")
            overview = await theirs.get(f"/pages/view/{cohort_key('spring-2027')}")
        bot.send_signal(signal.SIGTERM)
        said = (await bot.communicate())[0].decode()

        assert (let_in.status_code, chat.status_code, own.status_code) == (303, 200, 200)
        assert (by_link.status_code, led.headers["location"]) == (303, "/pages/home")
        assert overview.status_code == 200
        assert [button.label for button in asked.buttons] == ["Me ha llegado"]
        assert asked.content.encode() not in await asyncio.to_thread(held, tmp_path / "ours")
        assert bot.returncode == 0, said
        assert "Traceback" not in said
        assert PASSWORD not in said
        assert discord.breaches == []
