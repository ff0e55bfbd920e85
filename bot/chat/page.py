"""A page is a neutral read-only view that every chat, the browser and the terminal can show."""

from dataclasses import dataclass

from bot.chat.message import Picture
from bot.chat.text import Text

TABLE_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection:
    """A paragraph."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that matters; `path` asks for the page behind it."""

    label: str
    value: str
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresSection:
    """Numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSection:
    """At most 20 rows; `path` asks for the rest."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    path: str | None = None

    def __post_init__(self) -> None:
        if len(self.rows) > TABLE_ROWS:
            raise ValueError(f"a table of a page has at most {TABLE_ROWS} rows, not {len(self.rows)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSection:
    """A chart."""

    picture: Picture


Section = TextSection | FiguresSection | TableSection | PictureSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Title and sections."""

    title: str
    sections: tuple[Section, ...]
