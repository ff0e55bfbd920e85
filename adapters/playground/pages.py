"""Pages: a Page as markup, its figures as cards, its tables with captions, its pictures drawn."""

from collections.abc import Sequence
from typing import assert_never

from adapters.playground import outbound
from adapters.playground.leads import address, leading
from adapters.playground.markdown import markdown
from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.pictures import picture
from adapters.playground.tables import table
from bot.chat.page import Figure, FiguresSection, Page, PictureSection, Section, TableSection, TextSection
from bot.chat.text import Strong, Text

BRIEF = 12
"""Letters; a figure that says more is a line and no card."""


def page(shown: Page, *, heading: str | None = None) -> Html:
    """The inside of the main part of a page, or of a dialog that is called by its `heading`."""
    if heading is None:
        made = [tag("h1", esc(shown.title))]
    else:
        made = [tag("h2", esc(shown.title), id=heading, tabindex=-1, class_="title")]
    return _article(shown, made)


def _article(shown: Page, made: list[Html]) -> Html:
    heading, drawn = shown.title, 0
    for section in shown.sections:
        heading = _heading(section) or heading
        drawn += isinstance(section, PictureSection)
        made.append(_section(section, heading, drawn))
    return tag("article", *made, class_="page")


def _heading(section: Section) -> str | None:
    """The words of what is nothing but a heading."""
    match section:
        case TextSection(text=(Strong(text=words),)):
            return words
        case _:
            return None


def _section(section: Section, heading: str, drawn: int) -> Html:
    match section:
        case TextSection(text=text):
            return _text(text)
        case FiguresSection(figures=figures):
            return _figures(figures)
        case TableSection():
            return _table(section, heading)
        case PictureSection(picture=what):
            return picture(what, drawn)
        case never:
            assert_never(never)


def _text(text: Text) -> Html:
    match text:
        case ():
            return NOTHING
        case (Strong(text=words),):
            return tag("h2", esc(words))
        case _:
            return tag("div", markdown(outbound.render(text)), class_="words")


def _figures(figures: Sequence[Figure]) -> Html:
    if not figures:
        return NOTHING
    brief = all(len(figure.value) <= BRIEF for figure in figures)
    items = (tag("li", _figure(figure)) for figure in figures)
    return tag("ul", *items, class_="figures" if brief else "figures long")


def _figure(figure: Figure) -> Html:
    value = tag("span", esc(figure.value), class_="value")
    label = tag("span", esc(figure.label), class_="label")
    inside = (label, esc(" "), value)
    if figure.path is None:
        return tag("div", *inside, class_="one")
    return leading(figure.path, *inside, class_="one")


def _table(section: TableSection, heading: str) -> Html:
    if not section.rows:
        return NOTHING
    made = table(heading, section.columns, section.rows, row_paths=section.paths)
    if section.path is None:
        return made
    rest = tag("a", esc("The rest of this list"), href=address(section.path), class_="rest")
    return joined(made, tag("p", rest))
