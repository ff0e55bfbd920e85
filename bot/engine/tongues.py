"""Tongues: the languages in which people can be spoken to, and what each calls itself."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from bot.engine.plans import CohortPlan
from bot.engine.wording import ENGLISH, installed


def spoken(plans: Iterable[CohortPlan]) -> tuple[str, ...]:
    """The languages of the programmes, and those in which the bot itself speaks; English first."""
    of_programmes = {language for plan in plans for language in plan.programme.languages}
    return (ENGLISH, *sorted((of_programmes | {*installed()}) - {ENGLISH}))


@lru_cache(maxsize=64)
def called(language: str) -> str:
    """A language by its own name: "español"; by its code where nobody knows it."""
    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
