"""Terms are what a search compares: the words of a text, folded, without those that say nothing."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from bot.domain.stop_words import STOP_WORDS
from bot.domain.synonyms import GROUPS

_WORD: Final = re.compile(r"[^\W_]+")
_SPANISH_ENDINGS: Final = (
    *(
        "amientos",
        "imientos",
        "amiento",
        "imiento",
        "aciones",
        "uciones",
        "adores",
        "adoras",
        "acion",
        "ucion",
    ),
    *("ieron", "iendo", "ador", "adora", "mente", "ando", "aron", "aban", "adas", "ados", "idas", "idos"),
    *("cion", "iste", "aste", "amos", "emos", "imos", "aba", "ada", "ado", "ida", "ido", "ara", "era", "ira"),
    *("are", "ere", "ire", "ian", "ias", "ia", "an", "ar", "as", "en", "er", "es", "ir", "os", "io"),
    *("a", "e", "i", "o", "s"),
)
_SHORTEST: Final = 4
"""Letters that a Spanish stem keeps."""


def terms(text: str, language: str) -> Iterator[str]:
    """The words that carry a text's meaning, in order: lower case, without accents.

    Spanish words lose their endings. English ones keep theirs, since the index takes them off.
    """
    language = language.partition("-")[0]
    stop = STOP_WORDS.get(language, frozenset())
    for word in _WORD.findall(fold(text)):
        if word not in stop:
            yield _spanish_stem(word) if language == "es" else word


def akin(term: str, language: str) -> tuple[str, ...]:
    """Terms that say nearly the same, for one that was asked."""
    known = _kin(language.partition("-")[0])
    return next((known[form] for form in _forms(term) if form in known), ())


def _forms(word: str) -> Iterator[str]:
    """An English word, and what it may be a form of."""
    yield word
    for ending in ("s", "es", "d", "ed", "ing", "er", "ers"):
        if word.endswith(ending):
            yield word.removesuffix(ending)


@cache
def _kin(language: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for group in GROUPS.get(language, ()):
        members = tuple(terms(group, language))
        for member in members:
            found.setdefault(member, {}).update(dict.fromkeys(m for m in members if m != member))
    return {term: tuple(others) for term, others in found.items()}


def fold(text: str) -> str:
    """Lower case, and letters without their accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _spanish_stem(word: str) -> str:
    """Without the ending, so that graba, grabar and grabado are one word."""
    for ending in _SPANISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
