"""A one-time link shows whom it lets in, and only the button uses it up: chats open links to show them."""

from adapters.playground.sign_in_page import STYLE_SHEET
from tests.adapters.playground.gate.house import LINK, a_house


async def test_looking_at_a_link_uses_nothing_up() -> None:
    """Not even twice, and by a machine."""
    async with a_house() as house, house.browser() as chat, house.browser() as tom:
        del chat.headers["origin"]
        for _ in range(2):
            assert (await chat.get(f"/sign-in/{LINK}")).status_code == 200
            assert (await chat.head(f"/sign-in/{LINK}")).status_code == 200
        page = await tom.get(f"/sign-in/{LINK}")
        sent = await tom.post(f"/sign-in/{LINK}")

        assert not chat.cookies
        assert "<strong>Tom &lt;b&gt;</strong>" in page.text
        assert f'<form method="post" action="/sign-in/{LINK}">' in page.text
        assert STYLE_SHEET in page.text
        assert (sent.status_code, sent.headers["location"]) == (303, "/")
        assert (await tom.get("/")).text == "the page of tom"


async def test_a_link_works_once() -> None:
    """Who presses second is told so, and is not in."""
    async with a_house() as house, house.browser() as tom, house.browser() as second:
        await tom.post(f"/sign-in/{LINK}")

        for sent in (await second.get(f"/sign-in/{LINK}"), await second.post(f"/sign-in/{LINK}")):
            assert sent.status_code == 410
            assert "This link does not work any more." in sent.text
        assert not second.cookies


async def test_another_page_can_not_press_the_button() -> None:
    """It would put somebody into an account that is not theirs."""
    async with a_house() as house, house.browser() as tom:
        refused = await tom.post(f"/sign-in/{LINK}", headers={"origin": "http://evil.example"})

        assert refused.status_code == 403
        assert not tom.cookies
        assert LINK in house.porter.links


async def test_what_is_no_link_is_not_looked_up() -> None:
    """Whatever stands behind the address."""
    async with a_house() as house, house.browser() as tom:
        for path in (
            "/sign-in/",
            "/sign-in/x",
            "/sign-in/" + "a" * 200,
            f"/sign-in/{LINK}/x",
            "/sign-in/%00" * 9,
        ):
            assert (await tom.get(path)).status_code == 410
        assert (await tom.put(f"/sign-in/{LINK}")).status_code == 405
        assert (await tom.delete("/sign-in")).status_code == 405
        assert (await tom.get("/sign-out")).status_code == 405


async def test_a_form_that_is_none_is_said_to_be_none() -> None:
    """Another kind, or bytes that are no text."""
    async with a_house() as house, house.browser() as tom:
        form = {"content-type": "application/x-www-form-urlencoded"}
        assert (await tom.post("/sign-in", json={"name": "Lena"})).status_code == 400
        for body in (b"\xff\xfe", b"name=%ff&password=x", b"&".join(b"a=b" for _ in range(99))):
            assert (await tom.post("/sign-in", content=body, headers=form)).status_code == 400
        assert (await tom.post("/sign-in", content=b"", headers=form)).status_code == 403
