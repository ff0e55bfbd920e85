"""What serves TLS in front of the pages hands on the host: then all is as it is without it, and Secure."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio
from httpx import AsyncClient
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from tests.pages_of_a_cohort.bot import ADMIN, Bot, a_bot, a_free_port, signs_in
from tests.pages_of_a_cohort.reverse_proxy import ReverseProxy, in_front, trusting
from tests.pages_of_a_cohort.test_who_comes_in import SOCKET

pytestmark = pytest.mark.asyncio(loop_scope="session")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A bot, and what stands in front of it."""

    bot: Bot
    proxy: ReverseProxy

    @property
    def url(self) -> str:
        """By which the world opens the pages."""
        return self.bot.address


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Both are there."""
    port, seen_at = a_free_port(), a_free_port()
    url = f"https://localhost:{seen_at}"
    proxy = ReverseProxy(at=port)
    folder = tmp_path_factory.mktemp("proxied")
    async with (
        a_bot(folder, port=port, url=url, trusts=trusting()) as bot,
        in_front(proxy, seen_at),
    ):
        yield House(bot=bot, proxy=proxy)


@asynccontextmanager
async def past_the_proxy(house: House) -> AsyncIterator[AsyncClient]:
    """A browser on the machine itself."""
    address = f"http://127.0.0.1:{house.proxy.at}"
    headers = {"accept": "text/html", "origin": address, "sec-fetch-site": "same-origin"}
    async with AsyncClient(base_url=address, headers=headers, verify=trusting()) as client:
        yield client


async def test_signing_in_by_https(house: House) -> None:
    """The cookie is for this host alone and for TLS alone; whoever has it reads the pages."""
    async with house.bot.browser() as ada:
        before = await ada.get("/pages/home")
        let_in = await signs_in(ada, ADMIN)
        home = await ada.get("/pages/home")
        chat = await ada.get("/")

    cookie = let_in.headers["set-cookie"]
    port = house.url.rpartition(":")[2]
    assert (before.status_code, before.headers["location"]) == (303, "/sign-in?next=/pages/home")
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/")
    assert cookie.startswith(f"__Host-cohortbot-{port}=")
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict; Secure")
    assert (home.status_code, chat.status_code) == (200, 200)


async def test_the_same_host_without_tls_is_foreign(house: House) -> None:
    """A page that somebody on the way put there signs nobody in."""
    async with house.bot.browser() as lured:
        lured.headers["origin"] = house.url.replace("https", "http")
        assert (await signs_in(lured, ADMIN)).status_code == 403


async def test_sockets_go_through(house: House) -> None:
    """With the cookie and our origin, and not without either."""
    address = house.url.replace("https", "wss") + SOCKET
    async with house.bot.browser() as ada:
        await signs_in(ada, ADMIN)
        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in ada.cookies.items())}
    ours, foreign = Origin(house.url), Origin("https://elsewhere.example")
    async with connect(address, ssl=trusting(), origin=ours, additional_headers=cookie) as socket:
        assert str(await socket.recv()).startswith("0{")
    for origin, headers in ((ours, {}), (foreign, cookie)):
        with pytest.raises(InvalidStatus, match="403"):
            async with connect(address, ssl=trusting(), origin=origin, additional_headers=headers):
                pass


async def test_wrong_tries_count_for_who_makes_them(house: House) -> None:
    """By the address that the proxy tells; what the guesser says of it themselves is not believed."""
    async with house.bot.browser() as guesser:
        guesser.headers["x-forwarded-for"] = "198.51.100.1"
        found = [(await signs_in(guesser, "Mo Mentor", "not this one")).status_code for _ in range(3)]
        guesser.headers["x-forwarded-for"] = "198.51.100.2"
        found.append((await signs_in(guesser, "Mo Mentor", "not this one")).status_code)
        house.proxy.seen_from = "203.0.113.8"
        found.append((await signs_in(guesser, "Mo Mentor", "not this one")).status_code)

    assert found == [403, 403, 403, 429, 403]


async def test_a_proxy_that_hands_on_no_host(house: House) -> None:
    """Nobody can sign in through it, as what people open is not what the bot is asked for."""
    house.proxy.hands_on_host = False
    try:
        async with house.bot.browser() as ada:
            refused = await signs_in(ada, ADMIN)
            # Whoever only opens a page names no origin.
            del ada.headers["origin"]
            form = await ada.get("/sign-in")
    finally:
        house.proxy.hands_on_host = True

    assert (form.status_code, refused.status_code) == (200, 403)


async def test_past_the_proxy(house: House) -> None:
    """On the machine itself the pages open without TLS, by a cookie that the other way does not share."""
    async with past_the_proxy(house) as ada:
        let_in = await signs_in(ada, ADMIN)
        assert (await ada.get("/pages/home")).status_code == 200

    assert let_in.headers["set-cookie"].startswith(f"cohortbot-{house.proxy.at}=")
    assert "Secure" not in let_in.headers["set-cookie"]
