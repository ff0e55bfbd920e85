"""The dialog of a visitor: a form that is being filled in, or a page and the way back from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nicegui import ui

from adapters.playground import forms
from adapters.playground.markup import Html
from adapters.playground.posted import Room
from bot.chat.form import Form, drafted
from bot.chat.page import Page
from bot.chat.place import Account
from bot.chat.text import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """A form, and whom it asks in which room: whoever the visitor is by then."""

    form: Form
    of: Account
    room: Room


class Dialog:
    """What is open in front of the page, one thing at a time."""

    def __init__(self) -> None:
        self._box = ui.html("", sanitize=False, tag="dialog").props(
            'id="dialog" aria-labelledby="dialog-title"'
        )
        self._trail: list[Html] = []
        self.asked: Asked | None = None

    def ask(self, asked: Asked, problems: Mapping[str, Text], besides: Text = ()) -> None:
        """Show a form, and what has to be put right in it."""
        self.asked, self._trail = asked, []
        self._open(forms.dialog(asked.form, problems, besides))

    def keep(self, fields: Mapping[str, str]) -> None:
        """What was typed is still there when something has to be put right."""
        if self.asked is not None:
            self.asked = replace(self.asked, form=drafted(self.asked.form, dict(fields)))

    def turn_to(self, page: Page) -> None:
        """Show a page; one that a page led to has a way back."""
        self._turn(forms.page(page, leads_back=bool(self._trail)))

    def refuse(self, why: Text) -> None:
        """Say why a page can't be shown."""
        self._turn(forms.refusal(why, leads_back=bool(self._trail)))

    def turn_back(self) -> None:
        """Show what stood there before."""
        if len(self._trail) > 1:
            self._trail.pop()
            self._open(self._trail[-1])

    def close(self) -> None:
        """Nothing is open."""
        self.asked, self._trail = None, []
        ui.run_javascript("playground.close()")

    def forget(self) -> None:
        """The visitor has closed it: what opens next leads back to nothing."""
        self.asked, self._trail = None, []

    def _turn(self, inside: Html) -> None:
        self.asked = None
        self._trail.append(inside)
        self._open(inside)

    def _open(self, inside: Html) -> None:
        self._box.set_content(inside)
        ui.run_javascript("playground.open()")
