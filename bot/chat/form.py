"""A form asks for several things at once, where a chat can; every chat can ask them one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bot.chat import limits
from bot.chat.text import Slash
from bot.chat.token import Token, key_of

FieldKind = Literal["text", "long_text", "choice", "number", "link", "date"]
REOPENING = "form"
"""The first word of the token of a button that opens a form once more; no feature's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values that may be chosen: what is read, and what comes back."""

    label: str
    value: str

    def __post_init__(self) -> None:
        limits.within("choice", self.label, limits.CHOICE_LABEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form."""

    key: str
    label: str
    kind: FieldKind
    required: bool = True
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    value: str = ""

    def __post_init__(self) -> None:
        limits.within("field label", self.label, limits.FIELD_LABEL)
        if len(self.hint) > limits.FIELD_HINT:
            raise ValueError(f"a hint has at most {limits.FIELD_HINT} characters: {self.hint!r}")
        if len(self.choices) > limits.FIELD_CHOICES or (self.kind == "choice") != bool(self.choices):
            raise ValueError(f"the field {self.key} has {len(self.choices)} choices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Up to five fields; `token` comes back with the answers.

    The title may be the command that asks; where it is longer than a title can be, chats cut it.
    """

    token: Token
    title: str | Slash
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        if isinstance(self.title, str):
            limits.within("form title", self.title, limits.FORM_TITLE)
        if not 1 <= len(self.fields) <= limits.FORM_FIELDS:
            raise ValueError(f"a form has 1 to {limits.FORM_FIELDS} fields, not {len(self.fields)}")


def reopening(token: Token) -> Token:
    """The token of a button that opens the form with this token once more, as it was last left."""
    return Token(REOPENING, key_of(str(token)))


def drafted(form: Form, values: Mapping[str, str]) -> Form:
    """The form as it was filled in; what was left empty, or can't be chosen, is empty."""
    return replace(form, fields=tuple(_filled(field, values.get(field.key, "")) for field in form.fields))


def _filled(field: Field, value: str) -> Field:
    if field.choices and value not in {choice.value for choice in field.choices}:
        return replace(field, value="")
    return replace(field, value=value)
