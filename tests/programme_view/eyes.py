"""What somebody reads on a page: its words, without the markup between them."""

from html.parser import HTMLParser

NO_END = frozenset(("br", "hr", "img", "input", "link", "meta"))


class Page(HTMLParser):
    """A page that was read: its words, its links, and the elements that are on it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self._said: list[str] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert self._open == [], f"never closed: {self._open}"

    @property
    def words(self) -> str:
        """All that is read, with one blank between the words."""
        return " ".join("".join(self._said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag in ("br", "p", "li", "td", "th", "div", "h1", "h2", "h3", "pre", "dt", "dd", "a", "ul"):
            self._said.append(" " if tag == "a" else "\n")
        if tag not in NO_END:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self._said.append(data)
