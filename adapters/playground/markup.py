"""Markup is made here and nowhere else: words become HTML only by being escaped."""

import html
from typing import NewType

Html = NewType("Html", str)
"""Markup that may be put into a page as it is."""
Attribute = str | int | bool | None
VOID = frozenset(("br", "hr", "img", "input", "link", "meta"))
NOTHING = Html("")


def esc(words: str) -> Html:
    """The words as they are read, whatever they hold."""
    return Html(html.escape(words, quote=True))


def tag(name: str, /, *inside: Html, **attributes: Attribute) -> Html:
    """An element. `class_` is class, `data_path` is data-path; True is an attribute without a value,
    and one that is None or False is left out."""
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{told}>")
    return Html(f"<{name}{told}>{''.join(inside)}</{name}>")


def joined(*pieces: Html) -> Html:
    """One piece of several."""
    return Html("".join(pieces))


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{esc(str(value))}"'
