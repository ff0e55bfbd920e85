"""Signing out ends a session for good, with everything that it holds open; so does its time."""

import asyncio

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from adapters.playground.sessions import Session
from bot.errors import DatabaseError
from tests.adapters.playground.gate.house import LINK, House, a_house


def cookie_of(client: AsyncClient) -> str:
    """What the browser sends along."""
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


async def opens(house: House, client: AsyncClient, named: str = "") -> ClientConnection:
    """An open socket of this browser."""
    origin = {"cookie": cookie_of(client), "origin": house.origin}
    socket = await connect(f"ws://127.0.0.1:{house.port}/socket{named}", additional_headers=origin)
    await socket.send("hello")
    assert await socket.recv() == "heard hello"
    return socket


async def closing_code(socket: ClientConnection) -> int | None:
    """Wait for the other side to close."""
    with pytest.raises(ConnectionClosed) as closed:
        await socket.recv()
    return closed.value.rcvd.code if closed.value.rcvd else None


async def test_signing_out_takes_the_cookie_and_makes_it_worthless() -> None:
    """Whoever copied it has nothing in hand."""
    async with a_house() as house, house.browser() as lena, house.browser() as thief:
        await house.signs_in(lena)
        stolen = {"cookie": cookie_of(lena)}
        assert (await thief.get("/", headers=stolen)).text == "the page of lena"
        sent = await lena.post("/sign-out")

        assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in")
        assert not lena.cookies
        assert (await thief.get("/", headers=stolen)).status_code == 303
        assert list(house.porter.ended.values()) == [house.watch.now.replace(day=8, hour=2)]


async def test_a_session_that_was_ended_stays_so_after_a_restart() -> None:
    """It is kept; another one goes on, since the key is the same."""
    async with a_house() as house, house.browser() as lena, house.browser() as other:
        await house.signs_in(lena)
        await house.signs_in(other)
        ended, goes_on = (cookie_of(one).partition("=")[2] for one in (lena, other))
        await lena.post("/sign-out")
    async with a_house(ended=house.porter.ended) as house, house.browser() as lena:
        name = f"cohortbot-{house.port}"

        assert (await lena.get("/", headers={"cookie": f"{name}={ended}"})).status_code == 303
        assert (await lena.get("/", headers={"cookie": f"{name}={goes_on}"})).text == "the page of lena"
    async with a_house(key=b"another key") as house, house.browser() as lena:
        name = f"cohortbot-{house.port}"

        assert (await lena.get("/", headers={"cookie": f"{name}={goes_on}"})).status_code == 303


async def test_signing_out_closes_the_sockets_of_this_browser_only() -> None:
    """The site is told that the browser left; Lena's other browser goes on."""
    async with a_house() as house, house.browser() as lena, house.browser() as other:
        await house.signs_in(lena)
        await house.signs_in(other)
        socket, elsewhere = await opens(house, lena), await opens(house, other)
        ended: list[Session] = []
        house.sessions.heed(ended.append)
        await lena.post("/sign-out")

        assert await closing_code(socket) == 1008
        assert [one.account.user for one in ended] == ["lena"]
        await elsewhere.send("still here")
        assert await elsewhere.recv() == "heard still here"
        assert house.heard == ["left"]
        await elsewhere.close()


async def test_what_waits_for_an_answer_gets_none_after_signing_out() -> None:
    """A long poll that was asked before, and answered after."""
    async with a_house() as house, house.browser() as lena, house.browser() as other:
        await house.signs_in(lena)
        await house.signs_in(other)
        polling = asyncio.create_task(lena.get("/poll"))
        while not house.heard:
            await lena.get("/pages/cohort")
        await lena.post("/sign-out")
        await other.post("/wake")
        sent = await polling

        assert (sent.status_code, sent.text) == (401, "Sign in first.")
        assert (await other.get("/poll")).text == "news"


async def test_a_session_lasts_twelve_hours() -> None:
    """Not longer, however much is done in it; a socket that is open then is closed at the next word."""
    async with a_house() as house, house.browser() as lena:
        sent = await house.signs_in(lena)
        assert "Max-Age=43200" in sent.headers["set-cookie"]
        socket = await opens(house, lena)
        house.watch.moves(hours=11, minutes=59, seconds=59)
        assert (await lena.get("/")).text == "the page of lena"
        house.watch.moves(seconds=1)

        assert (await lena.get("/")).status_code == 303
        await socket.send("hello?")
        assert await closing_code(socket) == 1008
        assert house.words == ["hello"]


async def test_signing_in_again_ends_the_session_before() -> None:
    """A page that is still open is not taken over by somebody else."""
    async with a_house() as house, house.browser() as lena:
        await house.signs_in(lena)
        socket = await opens(house, lena)
        await house.signs_in(lena)

        assert await closing_code(socket) == 1008
        assert (await lena.get("/")).text == "the page of lena"


async def test_a_page_that_is_still_open_is_taken_over_by_nobody() -> None:
    """Lena signs out, and Tom signs in at the same browser, where a tab of hers connects again."""
    async with a_house() as house, house.browser() as lena, house.browser() as tom:
        await house.signs_in(lena)
        socket = await opens(house, lena, "?client_id=lenas-page")
        await socket.close()
        await lena.post("/sign-out")
        await tom.post(f"/sign-in/{LINK}")

        with pytest.raises(InvalidStatus):
            await opens(house, tom, "?client_id=lenas-page")
        assert (await tom.get("/?client_id=lenas-page")).status_code == 403
        await (await opens(house, tom, "?client_id=toms-page")).close()
        assert (await tom.get("/?client_id=toms-page")).status_code == 200
        assert (await tom.get("/?client_id=" + "x" * 65)).status_code == 403


async def test_trouble_with_the_database_lets_nobody_in_and_everybody_out() -> None:
    """It is said without a word of what the trouble is."""
    async with a_house() as house, house.browser() as lena, house.browser() as other:
        await house.signs_in(lena)
        house.porter.trouble = DatabaseError("cohortbot.db: the disk is full")
        refused = await house.signs_in(other)
        cookie = {"cookie": cookie_of(lena)}
        out = await lena.post("/sign-out")

        assert (refused.status_code, refused.text) == (503, "That did not work just now. Try again.")
        assert not other.cookies
        assert (out.status_code, len(lena.cookies)) == (303, 0)
        assert (await lena.get("/", headers=cookie)).status_code == 303


async def test_too_much_through_a_socket_closes_it() -> None:
    """A page of ours never sends a megabyte at once."""
    async with a_house() as house, house.browser() as lena:
        await house.signs_in(lena)
        socket = await opens(house, lena)
        await socket.send("x" * (1024 * 1024 + 1))

        assert await closing_code(socket) == 1009


async def test_no_script_reads_the_cookie_and_no_other_site_sends_it() -> None:
    """Behind TLS it goes nowhere else, either."""
    async with a_house(url="https://pages.example.org") as house, house.browser() as lena:
        plain = (await house.signs_in(lena)).headers["set-cookie"]
        assert plain.startswith(f"cohortbot-{house.port}=")
        assert plain.endswith("; Path=/; HttpOnly; SameSite=Strict")
        headers = {"host": "pages.example.org", "origin": "https://pages.example.org"}
        form = {"name": "Lena", "password": "correct horse battery"}
        safe = (await lena.post("/sign-in", data=form, headers=headers)).headers["set-cookie"]

        assert safe.startswith("__Host-cohortbot=")
        assert safe.endswith("; Path=/; HttpOnly; SameSite=Strict; Secure")


@pytest.mark.parametrize("spoil", ["x", "x.y.z", "WyJhIl0.abc", "a" * 5000])
async def test_a_cookie_that_is_not_ours_is_none(spoil: str) -> None:
    """Made up, or with one letter changed."""
    async with a_house() as house, house.browser() as lena:
        await house.signs_in(lena)
        name, value = cookie_of(lena).split("=", 1)
        changed = value[:5] + ("A" if value[5] != "A" else "B") + value[6:]
        lena.cookies.clear()

        for one in (spoil, changed):
            assert (await lena.get("/", headers={"cookie": f"{name}={one}"})).status_code == 303
        assert (await lena.get("/", headers={"cookie": f"a=b; {name}={value}"})).status_code == 200
