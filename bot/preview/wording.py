"""The page's own words, in the languages in which it can be read; in any other it speaks English."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.preview.days import MONTHS, WEEKDAYS
from bot.preview.spanish import SPANISH, SPANISH_MONTHS, SPANISH_PLURALS, SPANISH_WEEKDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A language: how its words, numbers and days are said."""

    language: str = "en"
    phrases: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    weekdays: tuple[str, ...] = WEEKDAYS
    months: tuple[str, ...] = MONTHS

    def say(self, template: str, **slots: object) -> str:
        """An English template in this language, with its slots filled."""
        return self.phrases.get(template, template).format(**slots)

    def count(self, number: int, thing: str) -> str:
        """As "1 day" or "5 days"."""
        one, many = self.plurals.get(thing, (thing, f"{thing}s"))
        return f"{number} {one if number == 1 else many}"

    def day(self, day: date) -> str:
        """As "7 September"."""
        return self.say("{day} {month}", day=day.day, month=self.months[day.month - 1])


ENGLISH: Final = Wording()
_SPANISH: Final = Wording(
    language="es",
    phrases=SPANISH,
    plurals=SPANISH_PLURALS,
    weekdays=SPANISH_WEEKDAYS,
    months=SPANISH_MONTHS,
)


def wording(language: str) -> Wording:
    """The words for readers of a language."""
    return _SPANISH if language.partition("-")[0] == "es" else ENGLISH
