"""Nothing answers who has not signed in, and everything who has."""

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from tests.adapters.playground.gate.house import House, a_house


async def is_open(house: House, client: AsyncClient) -> bool:
    """Whether the socket of the site lets this browser in."""
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    try:
        async with connect(
            f"ws://127.0.0.1:{house.port}/socket",
            origin=Origin(house.origin),
            additional_headers={"cookie": cookie},
        ) as socket:
            await socket.send("hello")
            return await socket.recv() == "heard hello"
    except InvalidStatus:
        return False


async def test_without_a_session_nothing_answers() -> None:
    """No page, no file, no socket, nothing that does not exist: only the way to the sign-in."""
    async with a_house() as house, house.browser() as stranger:
        for path in ("/", "/pages/cohort", "/nothing"):
            sent = await stranger.get(path)
            assert (sent.status_code, sent.text) == (303, "")
            assert sent.headers["location"].startswith("/sign-in")
        for path in ("/static/other.css", "/static/../static/other.css", "/", "/does"):
            refused = await stranger.get(path, headers={"accept": "*/*"})
            assert (refused.status_code, refused.text) == (401, "Sign in first.")
        assert (await stranger.post("/does", content=b"x")).status_code == 401
        assert not await is_open(house, stranger)


async def test_with_a_session_everything_answers() -> None:
    """The page knows whose it is."""
    async with a_house() as house, house.browser() as lena:
        sent = await house.signs_in(lena)

        assert (sent.status_code, sent.headers["location"]) == (303, "/")
        assert (await lena.get("/")).text == "the page of lena"
        assert (await lena.get("/static/other.css")).text == "body{}"
        assert (await lena.post("/does", content=b"xyz")).text == "3 bytes"
        assert await is_open(house, lena)


async def test_the_sign_in_and_its_style_are_for_everybody() -> None:
    """They hold nothing of anybody."""
    async with a_house() as house, house.browser() as stranger:
        page = await stranger.get("/sign-in")
        style = await stranger.get("/static/playground.css", headers={"accept": "text/css"})

        assert (page.status_code, style.status_code) == (200, 200)
        assert '<input id="password" name="password" type="password"' in page.text
        assert (await stranger.post("/static/playground.css")).status_code == 401


async def test_a_wrong_password_lets_nobody_in() -> None:
    """Nor does a wrong name; both are told in the same words."""
    async with a_house() as house, house.browser() as stranger:
        wrong = await house.signs_in(stranger, password="battery horse correct")
        nobody = await house.signs_in(stranger, name="Nobody")

        assert wrong.status_code == nobody.status_code == 403
        assert wrong.text == nobody.text
        assert "The name or the password is wrong." in wrong.text
        assert not stranger.cookies
        assert (await stranger.get("/")).status_code == 303


async def test_people_get_where_they_wanted_to_go() -> None:
    """By way of the sign-in."""
    async with a_house() as house, house.browser() as lena:
        sent = await lena.get("/pages/cohort?first=20&of=Ána")
        form = await lena.get(sent.headers["location"])
        assert 'value="/pages/cohort?first=20&amp;of=%C3%81na"' in form.text
        there = await house.signs_in(lena, after="/pages/cohort?first=20&of=%C3%81na")

        assert there.headers["location"] == "/pages/cohort?first=20&of=%C3%81na"
        assert (await lena.get("/sign-in?next=/pages/cohort")).headers["location"] == "/pages/cohort"


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/a\r\nset-cookie: x=y",
        "javascript:alert(1)",
        "evil",
        "",
        "//[",
        "/sign-in/some-link-or-other-of-somebody",
        "/sign-out",
    ],
)
async def test_nobody_is_led_elsewhere(after: str) -> None:
    """Whatever a page that leads to ours wrote behind the address."""
    async with a_house() as house, house.browser() as lena:
        sent = await house.signs_in(lena, after=after)

        assert (sent.status_code, sent.headers["location"]) == (303, "/")
        assert len(sent.headers.get_list("set-cookie")) == 1


async def test_in_the_demo_everybody_is_in() -> None:
    """There is nobody to sign in as, and no account in what the site gets."""
    async with a_house(demo=True) as house, house.browser() as someone:
        assert (await someone.get("/")).text == "the page of nobody"
        assert await is_open(house, someone)
        assert (await someone.get("/sign-in")).status_code == 404


async def test_every_answer_tells_the_browser_to_be_careful() -> None:
    """Nothing is kept of pages, nobody frames them, and no script of others runs."""
    async with a_house() as house, house.browser() as lena:
        refused = await lena.get("/nothing", headers={"accept": "*/*"})
        form = await lena.get("/sign-in")
        await house.signs_in(lena)
        live, page = await lena.get("/"), await lena.get("/pages/cohort")
        style = await lena.get("/static/other.css")

        for answer in (refused, form, live, page, style):
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        for answer in (refused, form, live, page):
            assert answer.headers["cache-control"] == "no-store"
        assert style.headers["cache-control"] == "private, no-cache"
        assert "unsafe-inline" in live.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
