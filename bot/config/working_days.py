"""Working days are written as people say them: "mon-fri", "sun-thu", "mon,tue,thu"."""

from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from bot.config.fields import spell, wrong

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_REMEDY: Final = 'write days or a range of them: "mon-fri", "sun-thu", "mon,tue,thu"'


def parse_working_days(value: object) -> frozenset[int]:
    """The weekday numbers (0 is Monday) of such a text; a range may pass the weekend: "sun-thu"."""
    if not isinstance(value, str):
        raise wrong(f"is {spell(value)}, wants text in quotes", _REMEDY)
    found: set[int] = set()
    for part in value.casefold().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            raise wrong(f"{spell(value)} are not working days", _REMEDY)
        start = DAYS.index(first)
        length = (DAYS.index(last) - start) % 7 if dash else 0
        found.update((start + step) % 7 for step in range(length + 1))
    return frozenset(found)


def spell_working_days(days: frozenset[int]) -> str:
    """The shortest text that means these days."""
    for start in range(7):
        row = [(start + step) % 7 for step in range(len(days))]
        if len(days) > 2 and frozenset(row) == days and (start - 1) % 7 not in days - {row[-1]}:
            return f"{DAYS[start]}-{DAYS[row[-1]]}"
    return ",".join(DAYS[day] for day in sorted(days))


WorkingDays = Annotated[
    frozenset[int],
    BeforeValidator(parse_working_days),
    WithJsonSchema({"type": "string", "examples": ["mon-fri", "sun-thu", "mon,tue,thu"]}),
]
