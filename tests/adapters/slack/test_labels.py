"""What stands on buttons, in lists, titles and fields turns nothing around, whoever wrote it."""

import json

from adapters.slack import forms, modals, outbound, pages
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Button, Part
from bot.chat.page import Figure, FiguresSection, Page, TableSection
from bot.chat.quoting import unsteered
from bot.chat.token import Token
from bot.engine.wording import wording

SAY = wording("en")
ODD = "Ana\u202e\x07 na\u202aA"
TOKEN = Token("note", "-")


def turns(shown: object) -> bool:
    """Whether anything that is shown steers the screen."""
    written = json.dumps(shown, ensure_ascii=False)
    return unsteered(written) != written or "\\u0007" in written


def test_nothing_on_a_page_does() -> None:
    """Neither its title, nor what opens the pages behind it, as buttons or as a list."""
    few = Page(title=ODD, sections=(FiguresSection(figures=(Figure(label=ODD, value=ODD, path="a"),)),))
    rows = tuple((f"{ODD} {number}", ODD) for number in range(7))
    paths = tuple(f"p{number}" for number in range(7))
    table = TableSection(columns=(ODD, ODD), rows=rows, paths=paths)
    for page in (few, Page(title=ODD, sections=(table,))):
        assert not turns(pages.home_view(page, SAY))
        assert not turns(modals.page_modal(page, SAY))
        assert not turns([part.content for part in pages.page_parts(page)])


def test_nothing_in_a_form_does() -> None:
    """Labels, hints, and what can be chosen."""
    choice = Field(key="who", label=ODD, kind="choice", hint=ODD, choices=(Choice(label=ODD, value="1"),))
    form = Form(token=TOKEN, title=ODD, fields=(choice,))

    assert not turns(forms.view_of(form, SAY))


def test_nothing_on_a_button_does() -> None:
    """A label of nothing else is one that can be pressed."""
    labels = (ODD, "\u202e")
    part = Part(content="Hello", buttons=tuple(Button(label=one, token=TOKEN) for one in labels))
    blocks = outbound.blocks_of(part, "")

    assert not turns(blocks)
    assert [one["text"]["text"] for one in blocks[-1]["elements"]] == ["Ana naA", "…"]
