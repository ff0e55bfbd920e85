"""A passage is the paragraph of a lesson that answers a question."""

from collections.abc import Sequence
from functools import lru_cache

from bot.domain.terms import terms

ALIKE = 5
"""Letters by which two forms of a word are known as one."""
LONGEST = 400
KEPT = 256
"""Lessons whose terms are kept at hand: taking one apart takes longer than the whole search."""


def passage_for(markdown: str, wanted: Sequence[str], language: str) -> str:
    """The paragraph with the most of the terms, cut where it is long; empty if none has any."""
    sought = {term[:ALIKE] for term in wanted}
    found = [(len(sought & said), paragraph) for paragraph, said in _prose(markdown, language)]
    most, best = max(found, key=lambda one: one[0], default=(0, ""))
    return _cut(best) if most else ""


@lru_cache(maxsize=KEPT)
def _prose(markdown: str, language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The paragraphs of a lesson, each with the beginnings of its terms."""
    paragraphs = [part.strip() for part in markdown.split("\n\n")]
    prose = [part for part in paragraphs if part and not part.startswith("#")]
    return tuple((part, frozenset(term[:ALIKE] for term in terms(part, language))) for part in prose)


def _cut(paragraph: str) -> str:
    if len(paragraph) <= LONGEST:
        return paragraph
    return paragraph[:LONGEST].rsplit(maxsplit=1)[0] + " …"
