"""Wording in the reader's language: templates with named slots, from catalogues."""

import gettext
from functools import lru_cache
from pathlib import Path

from bot.chat.text import Say, Slot, Text, fill

CATALOGUES = Path(__file__).parent.parent / "locale"


@lru_cache
def wording(language: str) -> Say:
    """What says things in a language; a text that the catalogue lacks is said in English."""
    catalogue = gettext.translation("cohortbot", CATALOGUES, [language], fallback=True)

    def say(template: str, **slots: Slot) -> Text:
        return fill(catalogue.gettext(template), **slots)

    return say
