"""The page on which people sign in, and the one that a one-time link leads to."""

from adapters.playground.markup import NOTHING, Html, esc, joined, tag

STYLE_SHEET = "/static/playground.css"
PATH = "/sign-in"
_BY_CHAT = "Mentors and admins may also use the command “dashboard” in their chat: it gives them a link."
_DOCTYPE = Html("<!doctype html>")


def sign_in(after: str, problem: str = "") -> str:
    """Name and password; `after` is where they lead."""
    return _page(
        "Sign in",
        _told(problem),
        tag(
            "form",
            tag("input", type="hidden", name="next", value=after),
            _field("name", "Your name, as the roster writes it", "text", "username", focus=True),
            _field("password", "Your password", "password", "current-password"),
            tag("p", tag("button", esc("Sign in"), type="submit", class_="press primary")),
            method="post",
            action=PATH,
        ),
        tag("p", esc(_BY_CHAT), class_="quiet"),
    )


def by_link(link: str, name: str) -> str:
    """Whom a link lets in, and the button that uses it up: chats open links by themselves to show them."""
    return _page(
        "Open the pages",
        tag("p", esc("This link lets you in as "), tag("strong", esc(name)), esc(". It works once.")),
        tag(
            "form",
            tag(
                "p",
                tag("button", esc(f"Go on as {name}"), type="submit", class_="press primary", autofocus=True),
            ),
            method="post",
            action=f"{PATH}/{link}",
        ),
        tag("p", esc("If that isn't you, close this page."), class_="quiet"),
    )


def no_link(problem: str) -> str:
    """A link that does nothing."""
    return _page("Open the pages", _told(problem), tag("p", tag("a", esc("Sign in"), href=PATH)))


def _field(name: str, label: str, kind: str, complete: str, *, focus: bool = False) -> Html:
    return tag(
        "p",
        tag("label", esc(label), for_=name),
        tag("br"),
        tag(
            "input",
            id=name,
            name=name,
            type=kind,
            autocomplete=complete,
            required=True,
            autofocus=focus,
            maxlength=200,
        ),
    )


def _told(problem: str) -> Html:
    return tag("p", esc(problem), class_="problem", role="alert") if problem else NOTHING


def _page(title: str, *inside: Html) -> str:
    return joined(
        _DOCTYPE,
        tag(
            "html",
            tag(
                "head",
                tag("meta", charset="utf-8"),
                tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
                tag("title", esc(f"{title} · cohortbot")),
                tag("link", rel="stylesheet", href=STYLE_SHEET),
                # Else browsers ask for one that nobody may have before they sign in.
                tag("link", rel="icon", href="data:,"),
            ),
            tag("body", tag("main", tag("h1", esc(title)), *inside, class_="sign-in")),
            lang="en",
        ),
    )
