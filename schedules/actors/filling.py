"""Filling in: what an actor writes into the fields of a form."""

from typing import assert_never

from bot.chat.form import Field, Form
from schedules.actors.chance import between, chance, one_of

_WORDS = (
    "I filmed two conversations and wrote down what people asked for.",
    "Slow week: work got in the way, but the outline stands.",
    "We met at the library and eleven people came.",
    "I asked three neighbours what they need and changed my plan after that.",
    "First answer from the school: they want to see a sample.",
)


def fill_in(seed: int, name: str, form: Form) -> tuple[tuple[str, str], ...]:
    """An answer for every required field and most of the others."""
    return tuple(
        (field.key, _value(seed, name, str(form.token), field))
        for field in form.fields
        if field.required or chance(seed, name, str(form.token), field.key, "optional") < 0.6
    )


def _on_scale(seed: int, name: str, token: str, field: Field) -> str:
    """People are much alike from week to week: an answer is seldom more than one from their own middle."""
    top = len(field.choices) - 1
    middle = top * between(0.35, 0.95, seed, name, field.key)
    moved = middle + between(-0.9, 0.9, seed, name, token, field.key)
    return field.choices[min(max(round(moved), 0), top)].value


def _value(seed: int, name: str, token: str, field: Field) -> str:
    words = (name, token, field.key)
    match field.kind:
        case "choice":
            if all(choice.value.isdecimal() for choice in field.choices):
                return _on_scale(seed, name, token, field)
            return one_of(field.choices, seed, *words).value
        case "number":
            return str(int(200 * chance(seed, *words) ** 2))
        case "link":
            return f"https://example.org/work/{int(10_000 * chance(seed, *words))}"
        case "date":
            return f"2027-0{1 + int(9 * chance(seed, *words))}-15"
        case "text" | "long_text":
            return one_of(_WORDS, seed, *words)
        case never:
            assert_never(never)
