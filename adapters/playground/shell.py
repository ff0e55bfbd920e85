"""The shell around every page: its head, and the way to the other pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.playground.markup import NOTHING, Html, esc, joined, tag

STATIC = "/static"
LIVE = "/_nicegui"
"""What belongs to the page of the chats, but for the page itself."""
SHEETS = ("playground.css",)
_SIGN_OUT = tag(
    "form",
    tag("button", esc("Sign out"), type="submit", class_="press small"),
    method="post",
    action="/sign-out",
)


@dataclass(frozen=True, slots=True)
class Way:
    """A page that the header leads to."""

    label: str
    path: str


def head(*sheets: str, scripts: Sequence[str] = ("playground.js",)) -> Html:
    """What the head of each page loads, all of it from here."""
    return joined(
        *(tag("link", rel="stylesheet", href=f"{STATIC}/{sheet}") for sheet in (*SHEETS, *sheets)),
        *(tag("script", src=f"{STATIC}/{script}") for script in scripts),
    )


def header(ways: Sequence[Way], here: str, who: str, *, may_leave: bool = False) -> Html:
    """The bar at the top. `here` is the path of the page that it stands on; who signed in may sign out."""
    links = (
        tag("a", esc(way.label), href=way.path, aria_current="page" if way.path == here else None)
        for way in ways
    )
    return joined(
        tag("a", esc("To the content"), href="#content", class_="skip"),
        tag(
            "header",
            tag("span", esc("cohortbot"), class_="brand"),
            tag("nav", *links, aria_label="Pages"),
            tag("span", esc(who), class_="note who-am-i"),
            tag("button", esc("Dark or light"), type="button", data_theme_toggle=True, class_="press small"),
            _SIGN_OUT if may_leave else NOTHING,
            class_="top",
        ),
    )


def document(
    title: str,
    inside: Html,
    *,
    ways: Sequence[Way],
    here: str,
    who: str,
    sheets: Sequence[str] = (),
    may_leave: bool = False,
) -> Html:
    """A whole page."""
    return Html(
        "<!doctype html>"
        + tag(
            "html",
            tag(
                "head",
                tag("meta", charset="utf-8"),
                tag("title", esc(f"{title} · cohortbot")),
                tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
                tag("link", rel="icon", href=f"{STATIC}/icon.svg"),
                head(*sheets),
            ),
            tag("body", header(ways, here, who, may_leave=may_leave), tag("main", inside, id="content")),
            lang="en",
        )
    )
