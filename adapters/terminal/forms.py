"""A form is asked field by field: what is printed for a field, and what a typed line means for it."""

from collections.abc import Sequence

from adapters.terminal.outbound import INDENT
from adapters.terminal.safe import one_line
from bot.chat.form import Choice, Field
from bot.chat.text import Say, Text, plain

LEAVE = "!cancel"


def field_lines(field: Field, say: Say) -> list[str]:
    """The label, the hint, the choices, and what stands in the field now."""
    label = one_line(field.label)
    lines = [label if field.required else plain(say("{label} (optional)", label=label))]
    if field.hint and one_line(field.hint) != label:
        lines.append(f"{INDENT}{one_line(field.hint)}")
    if field.choices:
        lines.append(INDENT + INDENT.join(_choices(field.choices)))
    if field.value:
        lines.append(f"{INDENT}[{one_line(_label(field))}]")
    return lines


def read_field(field: Field, line: str, say: Say) -> str | Text:
    """The value (text), or why the field must be asked again (spans).

    An empty line keeps what stands there; a choice is made by its label, its value or its number.
    """
    typed = line.strip()
    if not typed:
        if field.value or not field.required:
            return field.value
        return say("This one needs an answer; {leave} leaves the form.", leave=LEAVE)
    return _choice(field.choices, typed, say) if field.choices else typed


def _choice(choices: Sequence[Choice], typed: str, say: Say) -> str | Text:
    for choice in choices:
        if typed.casefold() in (one_line(choice.label).casefold(), choice.value.casefold()):
            return choice.value
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
    if _numbered(choices) and 1 <= number <= len(choices):
        return choices[number - 1].value
    return say("Choose one of: {choices}.", choices=", ".join(_choices(choices)))


def _choices(choices: Sequence[Choice]) -> list[str]:
    labels = [one_line(choice.label) for choice in choices]
    return [f"{number}) {label}" for number, label in enumerate(labels, 1)] if _numbered(choices) else labels


def _numbered(choices: Sequence[Choice]) -> bool:
    """Where the labels are numbers themselves, as on a scale, a second numbering would deceive."""
    return not all(choice.label.strip().lstrip("-").isdecimal() for choice in choices)


def _label(field: Field) -> str:
    return next((choice.label for choice in field.choices if choice.value == field.value), field.value)
