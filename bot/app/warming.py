"""Warming: what takes long the first time is done before anybody waits for it."""

import asyncio
import gc

from bot.engine.plans import Plans
from bot.engine.wording import ENGLISH, wording

SELDOM = (10_000, 20, 100)
"""So many new objects until the young are looked through; so many of these looks until older ones are."""


async def warm(plans: Plans) -> None:
    """Read the texts of every language of the programmes, and set aside what lives as long as the process."""
    await asyncio.to_thread(_read, plans)
    gc.collect()
    # Looking through all that is kept for garbage stops everybody for a tenth of a second: what was read by
    # now is never garbage, and what is young is looked through as before.
    gc.freeze()
    gc.set_threshold(*SELDOM)


def _read(plans: Plans) -> None:
    for language in {ENGLISH}.union(*(plan.programme.languages for plan in plans)):
        wording(language)
        for plan in plans:
            plan.in_language(language)
