"""A form as it will be asked, with nothing that can be filled in."""

from collections.abc import Mapping
from typing import Final, assert_never

from adapters.playground.markup import NOTHING, Html, esc, tag
from bot.chat.form import Field, FieldKind, Form
from bot.chat.text import plain


def form_look(form: Form, conditions: Mapping[str, str], language: str, which: str) -> Html:
    """The form by its title and fields; `conditions` says of a field, by its key, when it is asked."""
    title = tag("strong", esc(plain((form.title,))), lang=language)
    head = tag("p", title, tag("span", esc(which), class_="quiet"), class_="title")
    fields = (_field(field, conditions.get(field.key, ""), language) for field in form.fields)
    return tag("div", head, *fields, class_="form")


def _field(field: Field, condition: str, language: str) -> Html:
    optional = NOTHING if field.required else tag("span", esc(" (optional)"), class_="quiet")
    label = tag("p", tag("strong", esc(field.label), lang=language), optional, class_="label")
    hint = tag("p", esc(field.hint), class_="quiet", lang=language) if field.hint else NOTHING
    when = tag("p", esc(condition), class_="condition", lang=language) if condition else NOTHING
    return tag("div", label, hint, _answer(field, language), when, class_="field")


def _answer(field: Field, language: str) -> Html:
    if field.choices:
        items = (tag("li", esc(choice.label)) for choice in field.choices)
        return tag("ul", *items, class_="choices", aria_label="Choices", lang=language)
    return tag("p", esc(_kind(field.kind)), class_=f"box {field.kind}")


_TOLD: Final = {"text": "a line of text", "long_text": "a text of several lines"}


def _kind(kind: FieldKind) -> str:
    match kind:
        case "text" | "long_text":
            return _TOLD[kind]
        case "number":
            return "a number"
        case "link":
            return "a web address"
        case "date":
            return "a day, such as 2027-03-08"
        case "choice":
            return "one of the choices"
        case never:
            assert_never(never)
