"""A page of somebody else's can do nothing here through the browser of who has signed in."""

import asyncio
from collections.abc import Mapping

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from adapters.playground.origins import Origins, own_addresses
from tests.adapters.playground.gate.house import House, a_house

POST = {"sec-fetch-site": "same-origin"}
FOLLOWED = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


async def raw(house: House, *lines: str) -> bytes:
    """The first line that is answered to a request with these lines, sent as they are."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write("\r\n".join((*lines, "connection: close", "", "")).encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.partition(b"\r\n")[0]


@pytest.mark.parametrize("demo", [True, False])
async def test_only_our_own_hosts_are_served(demo: bool) -> None:
    """A name of somebody else's that leads to this machine is not ours, nor is another port."""
    async with a_house(demo=demo) as house, house.browser() as someone:
        own = ("127.0.0.1", "localhost", "LOCALHOST", "[::1]")
        for host in own:
            sent = await someone.get("/sign-in", headers={"host": f"{host}:{house.port}", "origin": ""})
            assert sent.status_code == 403, "an empty origin is none"
            del someone.headers["origin"]
            sent = await someone.get("/", headers={"host": f"{host}:{house.port}"})
            assert sent.status_code == (200 if demo else 303)
            someone.headers["origin"] = house.origin
        for host in ("evil.example", f"evil.example:{house.port}", "127.0.0.1", "127.0.0.1:1", "", "a b"):
            assert (await someone.get("/sign-in", headers={"host": host})).status_code == 403


async def test_two_hosts_are_none() -> None:
    """Who knows which of them somebody in front looked at."""
    async with a_house() as house:
        good = f"host: 127.0.0.1:{house.port}"

        assert b" 200 " in await raw(house, "GET /sign-in HTTP/1.1", good)
        assert b" 403 " in await raw(house, "GET /sign-in HTTP/1.1", good, "host: evil.example")


@pytest.mark.parametrize("demo", [True, False])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "https://127.0.0.1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        FOLLOWED,
    ],
)
async def test_what_another_page_asks_is_refused(headers: Mapping[str, str], demo: bool) -> None:
    """Told by its origin or by the browser; another port of this machine is another page, too."""
    async with a_house(demo=demo) as house, house.browser() as lena:
        if not demo:
            await house.signs_in(lena)
        assert (await lena.post("/does", content=b"x")).status_code == 200

        assert (await lena.post("/does", content=b"x", headers=headers)).status_code == 403
        assert (await lena.delete("/does", headers=headers)).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_what_changes_something_must_name_our_origin(method: str) -> None:
    """A request without any is none of a browser's."""
    async with a_house(demo=True) as house, house.browser() as someone:
        del someone.headers["origin"]

        assert (await someone.request(method, "/does", content=b"x")).status_code == 403


async def test_a_link_of_another_page_may_be_followed() -> None:
    """But nothing of ours is loaded into it: no picture, no script, no frame, no answer to read."""
    async with a_house(demo=True) as house, house.browser() as someone:
        del someone.headers["origin"]
        assert (await someone.get("/", headers=FOLLOWED)).status_code == 200

        for change in (
            {"sec-fetch-dest": "iframe"},
            {"sec-fetch-mode": "no-cors"},
            {"sec-fetch-mode": "cors"},
        ):
            assert (await someone.get("/", headers=FOLLOWED | change)).status_code == 403
        assert (await someone.get("/", headers={"origin": "http://evil.example"})).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
async def test_no_socket_is_opened_by_another_page(origin: str | None) -> None:
    """The browser would send the cookie along: a page on another port of this machine is of the same site."""
    async with a_house() as house, house.browser() as lena:
        await house.signs_in(lena)
        cookie = "; ".join(f"{name}={value}" for name, value in lena.cookies.items())
        headers = {"cookie": cookie} | ({} if origin is None else {"origin": origin})

        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://127.0.0.1:{house.port}/socket", additional_headers=headers)
        assert refused.value.response.status_code == 403


async def test_long_and_unmeasured_requests_are_refused() -> None:
    """Before any of it is read: at the sign-in, where anybody may write, and on the pages."""
    async with a_house() as house, house.browser() as lena:
        form = {"name": "Lena", "password": "x" * 20_000}
        assert (await lena.post("/sign-in", data=form)).status_code == 413
        assert house.porter.asked == 0
        await house.signs_in(lena)

        assert (await lena.post("/does", content=b"x" * 1024 * 1024)).text == "1048576 bytes"
        assert (await lena.post("/does", content=b"x" * (1024 * 1024 + 1))).status_code == 413
        head = ("POST /does HTTP/1.1", f"host: 127.0.0.1:{house.port}", f"origin: {house.origin}")
        assert b" 411 " in await raw(house, *head, "transfer-encoding: chunked")


async def test_a_refusal_is_one_line_that_repeats_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """What was refused and from where; never what was sent."""
    async with a_house() as house, house.browser() as stranger:
        await house.signs_in(stranger, name="SECRET-NAME", password="SECRET-PASSWORD")
        await stranger.post("/SECRET-PATH?SECRET", content=b"x", headers={"origin": "http://SECRET"})
        await stranger.get("/sign-in/SECRET-SECRET-SECRET-SECRET")
        lines = [one.getMessage() for one in caplog.records if one.name.startswith("adapters.playground")]

        assert lines == [
            "refused a request (POST) from 127.0.0.1: wrong",
            "refused a request (POST) from 127.0.0.1: foreign",
            "refused a request (GET) from 127.0.0.1: spent",
        ]
        assert "SECRET" not in caplog.text


def test_addresses_that_are_ours() -> None:
    """Those of this machine and, where it is said, that by which the world comes."""
    assert own_addresses("127.0.0.1", 8080) == (
        "http://127.0.0.1:8080",
        "http://localhost:8080",
        "http://[::1]:8080",
    )
    assert own_addresses("0.0.0.0", 8080, "https://pages.example.org") == (  # noqa: S104
        "http://127.0.0.1:8080",
        "http://localhost:8080",
        "http://[::1]:8080",
        "https://pages.example.org",
    )
    assert "http://[2001:db8::1]:80" in own_addresses("2001:db8::1", 80)


def test_there_is_an_address_at_least() -> None:
    """Else nothing would ever answer."""
    with pytest.raises(ValueError, match="one address at least"):
        Origins(())
