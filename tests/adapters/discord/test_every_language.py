"""What the adapter itself says fits where Discord shows it, in every language that the bot speaks."""

import pytest

from adapters.discord import opening, pages
from adapters.discord.forms import modal_of, problems_message
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.page import Figure, FiguresSection, Page
from bot.chat.reply import Refuse
from bot.chat.text import plain
from bot.chat.token import Token
from bot.engine.wording import installed, wording

LANGUAGES = sorted({"en", *installed()})
KINDS: tuple[FieldKind, ...] = ("text", "number", "link", "date", "choice")
FIELDS = tuple(
    Field(
        key=kind,
        label="x" * 45,
        kind=kind,
        hint="x" * 100,
        choices=(Choice(label="x" * 75, value="x"),) if kind == "choice" else (),
    )
    for kind in KINDS
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_with_every_kind_of_field(language: str) -> None:
    """45 characters of title and labels, 100 of a hint or an example, 150 of what stands in a list."""
    made = modal_of(Form(token=Token("a", "b"), title="x" * 24, fields=FIELDS), wording(language)).to_dict()

    assert len(made["title"]) <= 45
    for label in made["components"]:
        assert len(label["label"]) <= 45
        assert len(label["description"]) <= 100
        most = 150 if label["component"]["type"] == 3 else 100
        assert len(label["component"].get("placeholder") or "") <= most


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_back_to_a_form(language: str) -> None:
    """A button's label is checked where it is made."""
    assert problems_message(Refuse(("No.",)), {}, Token("a", "b"), wording(language)).buttons


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_pages(language: str) -> None:
    """150 characters of what stands in it."""
    figures = tuple(Figure(label=f"F{n}", value=str(n), path=f"p/{n}") for n in range(9))
    view = pages.page_view(Page(title="T", sections=(FiguresSection(figures=figures),)), wording(language))

    assert view is not None
    assert 1 <= len(view.to_components()[0]["components"][0]["placeholder"]) <= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_thread(language: str) -> None:
    """100 characters."""
    say = wording(language)

    assert len(plain(say("For {name}", name="x" * opening.NAME))) <= 100
    assert 1 <= len(plain(say("For you alone"))) <= 100
