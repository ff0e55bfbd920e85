"""A passage is the paragraph of a lesson that answers a question."""

from collections.abc import Sequence

from bot.domain.terms import terms

ALIKE = 5
"""Letters by which two forms of a word are known as one."""
LONGEST = 400


def passage_for(markdown: str, wanted: Sequence[str], language: str) -> str:
    """The paragraph with the most of the terms, cut where it is long; empty if none has any."""
    sought = {term[:ALIKE] for term in wanted}
    paragraphs = [part.strip() for part in markdown.split("\n\n")]
    prose = [part for part in paragraphs if part and not part.startswith("#")]
    found = [len(sought & {term[:ALIKE] for term in terms(part, language)}) for part in prose]
    most = max(found, default=0)
    return _cut(prose[found.index(most)]) if most else ""


def _cut(paragraph: str) -> str:
    if len(paragraph) <= LONGEST:
        return paragraph
    return paragraph[:LONGEST].rsplit(maxsplit=1)[0] + " …"
