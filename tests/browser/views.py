"""The views of the playground: how a visitor comes to see each of them. A further view is one line more."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from playwright.async_api import expect

from tests.browser.visitor import Visitor

CREATOR = "Mariam Fathy"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view, and the way to it."""

    name: str
    reach: Callable[[Visitor], Awaitable[None]]
    new: str = "html"
    """The part that no view above shows as well."""


async def chats(visitor: Visitor) -> None:
    """The page that a newcomer opens."""
    await visitor.opens()
    await visitor.sees("Week 1 lesson · The one change you stand for")


async def week(visitor: Visitor) -> None:
    """What a week of the line holds."""
    await visitor.opens()
    await visitor.page.get_by_role("button", name="Week 3, ").click()
    await expect(visitor.page.get_by_role("heading", name="Week 3: ")).to_be_visible()


async def suggestions(visitor: Visitor) -> None:
    """What can be typed next."""
    await visitor.opens()
    await visitor.composer.fill("/program")
    await expect(visitor.page.get_by_role("option").first).to_be_visible()


async def channel(visitor: Visitor) -> None:
    """What everybody reads."""
    await visitor.opens()
    await visitor.unfolds()
    await visitor.page.get_by_role("button", name="# spring-2027 on Discord").click()
    await visitor.is_("# spring-2027 on Discord")


async def form(visitor: Visitor) -> None:
    """A form in the dialog, in which something has to be put right."""
    await visitor.opens()
    await visitor.types("/program share")
    await visitor.fills({"Link": "nowhere"})
    await expect(visitor.field("Link")).to_have_attribute("aria-invalid", "true")


async def page(visitor: Visitor) -> None:
    """A page in the dialog."""
    await visitor.opens()
    await visitor.types("/program progress")
    await expect(visitor.dialog.get_by_role("heading", name="Change Makers").first).to_be_visible()


def served_at(path: str, heading: str) -> Callable[[Visitor], Awaitable[None]]:
    """A page that is read: open it, and its heading stands there."""

    async def reach(visitor: Visitor) -> None:
        await visitor.opens(path)
        await expect(visitor.page.get_by_role("heading", name=heading).first).to_be_visible()

    return reach


def led_to(words: str, heading: str) -> Callable[[Visitor], Awaitable[None]]:
    """A page of the cohort, reached from its first one by a link."""

    async def reach(visitor: Visitor) -> None:
        await cohort(visitor)
        await visitor.page.get_by_role("link", name=words).first.click()
        await expect(visitor.page.get_by_role("heading", name=heading).first).to_be_visible()

    return reach


async def cohort(visitor: Visitor) -> None:
    """Everybody at a glance, with the heat map."""
    await visitor.opens("/pages/")
    await expect(visitor.page.get_by_role("heading", name="Creators by weeks")).to_be_visible()


CHATS = (
    View(name="chats", reach=chats),
    View(name="week", reach=week, new=".time"),
    View(name="suggestions", reach=suggestions, new=".room"),
    View(name="channel", reach=channel, new=".room"),
    View(name="form", reach=form, new="#dialog"),
    View(name="page", reach=page, new="#dialog"),
)
PAGES = (
    View(name="cohort", reach=cohort),
    View(name="queues", reach=led_to("Open matters", "ueue"), new="main"),
    View(name="creator", reach=led_to("Wambui Kariuki", "Wambui Kariuki"), new="main"),
    View(name="programme", reach=served_at("/programme", "Change Makers"), new="main"),
    View(
        name="lesson",
        reach=served_at("/programme/step/w01-lesson", "The one change you stand for"),
        new="main",
    ),
    View(name="check-in", reach=served_at("/programme/step/w01-check-in", "Check-in"), new="main"),
    View(
        name="calendar", reach=served_at(f"/programme/calendar?creator={quote(CREATOR)}", CREATOR), new="main"
    ),
)
VIEWS = (*CHATS, *PAGES)
