"""Markup as a reader has it: what is heard, and what can be pressed."""

from html.parser import HTMLParser

from adapters.playground.markup import Html


class Read(HTMLParser):
    """The words of a piece of markup, and its elements with their attributes."""

    def __init__(self, markup: Html) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._words: list[str] = []
        self.feed(markup)

    @property
    def words(self) -> str:
        """All that stands there, with single blanks."""
        return " ".join(" ".join(self._words).split())

    def all(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of each element with this name."""
        return [attributes for found, attributes in self.elements if found == name]

    def asks(self) -> list[tuple[str | None, str | None]]:
        """What each button asks for, and about what."""
        return [(one.get("data-do"), one.get("data-with")) for one in self.all("button") if "data-do" in one]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self._words.append(data)
