"""A page is a neutral read-only view that every chat, the browser and the terminal can show."""

import hashlib
from dataclasses import dataclass
from typing import assert_never

from bot.chat.message import Message, Picture
from bot.chat.text import Strong, Text, joined

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
    """At most 20 rows; `path` asks for the rest, and each of `paths`, if there are any, for what is behind
    a row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    path: str | None = None
    paths: tuple[str | None, ...] = ()

    def __post_init__(self) -> None:
        if len(self.rows) > TABLE_ROWS:
            raise ValueError(f"a table of a page has at most {TABLE_ROWS} rows, not {len(self.rows)}")
        if self.paths and len(self.paths) != len(self.rows):
            raise ValueError(f"a table of {len(self.rows)} rows has {len(self.paths)} paths for them")


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

    @property
    def fingerprint(self) -> str:
        """A hash of what is shown, by which a page that shows the same is known again."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]


def said(page: Page) -> Message:
    """The page as a message, for where somebody typed and a page can't be opened.

    Its first picture stays one, which has its own words; of further ones only the words are said.
    """
    drawn = next((section for section in page.sections if isinstance(section, PictureSection)), None)
    words = [words for section in page.sections if section is not drawn and (words := _words(section))]
    paragraphs = [("\n\n", *paragraph) for paragraph in words]
    return Message(text=joined((Strong(page.title),), *paragraphs), picture=drawn.picture if drawn else None)


def _words(section: Section) -> Text:
    match section:
        case TextSection(text=text):
            return text
        case FiguresSection(figures=figures):
            return ("\n".join(f"{figure.label}: {figure.value}" for figure in figures),)
        case TableSection(columns=columns, rows=rows):
            return ("\n".join(" · ".join(row) for row in (columns, *rows)),)
        case PictureSection(picture=picture):
            return (picture.alt,)
        case never:
            assert_never(never)
