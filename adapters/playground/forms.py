"""A form as a dialog: labelled fields, and the problems beside them."""

from collections.abc import Mapping

from adapters.playground import pages
from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from bot.chat import limits
from bot.chat.form import Field, Form
from bot.chat.page import Page
from bot.chat.text import Text, plain

TITLE = "dialog-title"
"""What the dialog is called by."""
INPUTS = {"text": "text", "number": "text", "link": "url", "date": "text"}
"""Numbers and dates are typed as people write them: the core reads them."""


def dialog(form: Form, problems: Mapping[str, Text], besides: Text = ()) -> Html:
    """The inside of the dialog: title, fields, and two buttons."""
    return tag(
        "form",
        tag("h2", esc(plain((form.title,))), id=TITLE),
        tag("p", esc(plain(besides)), class_="problem", role="alert") if besides else NOTHING,
        *(_field(field, problems.get(field.key)) for field in form.fields),
        tag(
            "div",
            tag("button", esc("Send"), type="submit", class_="press primary"),
            tag("button", esc("Cancel"), type="button", class_="press", data_close=True),
            class_="buttons",
        ),
        data_do="submit",
        novalidate=True,
    )


def page(shown: Page, *, leads_back: bool) -> Html:
    """A page in the dialog; what it leads to opens there as well."""
    return joined(pages.page(shown, heading=TITLE), _ways_out(leads_back=leads_back))


def refusal(why: Text, *, leads_back: bool) -> Html:
    """Why there is no page to be shown."""
    return joined(
        tag("h2", esc("This can't be shown"), id=TITLE, tabindex=-1),
        tag("p", esc(plain(why)), role="alert"),
        _ways_out(leads_back=leads_back),
    )


def _ways_out(*, leads_back: bool) -> Html:
    back = tag("button", esc("Back"), type="button", class_="press", data_do="back")
    close = tag("button", esc("Close"), type="button", class_="press", data_close=True)
    return tag("div", back if leads_back else NOTHING, close, class_="buttons ways-out")


def _field(field: Field, problem: Text | None) -> Html:
    id, told = f"field-{field.key}", []
    if field.hint:
        told.append(f"{id}-hint")
    if problem is not None:
        told.append(f"{id}-problem")
    label = joined(
        esc(field.label),
        NOTHING if field.required else tag("span", esc(" (may be left empty)"), class_="note"),
    )
    return tag(
        "div",
        tag("label", label, for_=id),
        tag("p", esc(field.hint), class_="note", id=f"{id}-hint") if field.hint else NOTHING,
        _input(field, id, " ".join(told), wrong=problem is not None),
        tag("p", esc(plain(problem)), class_="problem", id=f"{id}-problem") if problem else NOTHING,
        class_="field",
    )


def _input(field: Field, id: str, told: str, *, wrong: bool) -> Html:
    about = {
        "id": id,
        "name": field.key,
        "aria_describedby": told or None,
        "aria_invalid": "true" if wrong else None,
        "aria_required": "true" if field.required else None,
    }
    match field.kind:
        case "choice":
            empty = tag("option", esc("Choose ..."), value="", selected=not field.value)
            options = (
                tag("option", esc(one.label), value=one.value, selected=one.value == field.value)
                for one in field.choices
            )
            return tag("select", empty, *options, **about)
        case "long_text":
            return tag("textarea", esc(field.value), rows=4, maxlength=limits.ANSWER_CHARACTERS, **about)
        case "text" | "number" | "link" | "date" as kind:
            return tag(
                "input",
                type=INPUTS[kind],
                inputmode="decimal" if kind == "number" else None,
                value=field.value,
                maxlength=limits.ANSWER_CHARACTERS,
                **about,
            )
