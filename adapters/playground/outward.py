"""Links outward: they lead to the web or to mail only, open beside the page, and tell nobody where from."""

from adapters.playground.markup import Html, esc, joined, tag

_SCHEMES = ("https://", "http://", "mailto:")
ATTRIBUTES = {"rel": "noopener noreferrer nofollow", "target": "_blank"}


def is_safe(url: str) -> bool:
    """Whether it can be opened without harm."""
    return url.strip().casefold().startswith(_SCHEMES)


def link(label: Html, address: str) -> Html:
    """Something to click where the address can be opened without harm; else the label and the address."""
    return (
        tag("a", label, href=address, **ATTRIBUTES)
        if is_safe(address)
        else joined(label, esc(f" ({address})"))
    )
