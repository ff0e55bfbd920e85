"""Leads: the path of a page as an address of this site."""

from urllib.parse import quote

from adapters.playground.markup import Html, tag

PAGES = "/pages/"


def address(path: str) -> str:
    """Where the page with this path is."""
    return PAGES + quote(path, safe="/")


def leading(path: str | None, *inside: Html, class_: str | None = None, label: str | None = None) -> Html:
    """A link to the page, or what would be inside it where there is no page; `label` is what it is called."""
    if path is None:
        return Html("".join(inside))
    return tag("a", *inside, href=address(path), class_=class_, aria_label=label)
