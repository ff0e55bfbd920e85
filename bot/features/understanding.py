"""Understanding: which of the things that can be said by typing was meant, typos and all. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.domain.number_words import NUMBER_WORDS
from bot.domain.terms import fold
from bot.engine.feature import Intent
from bot.engine.wording import ENGLISH, template_in

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SLOT = re.compile(r"\{(\w+)\}")
LONGEST = 2_000
"""Characters of what was typed that are looked at."""
NUMBERS = frozenset({"weeks", "days", "value"})
"""The slots that take a number, in digits or as a word."""
LONG_ENOUGH = 4
"""Letters from which on a word may have a typo: a shorter one is easily another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was meant, and what stood in the slots; `typos` is how far the words were from it."""

    intent: Intent
    given: Mapping[str, str]
    typos: int = 0


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to say it: words before the slot, the slot, words after it."""

    before: tuple[str, ...]
    slot: str = ""
    after: tuple[str, ...] = ()


def understand(text: str, intents: Sequence[Intent], language: str) -> Understood | None:
    """What the words mean in the person's language or in English; None if they mean none of it.

    The fewest typos win, then the most words that were said, then the order of the intents.
    """
    found = list(_readings(text[:LONGEST], intents, language))
    return min(found, key=lambda one: (one[0].typos, -one[1]))[0] if found else None


def _readings(text: str, intents: Sequence[Intent], language: str) -> Iterator[tuple[Understood, int]]:
    spans = [found.span() for found in _WORD.finditer(text)]
    words = tuple(_folded(text[start:end]) for start, end in spans)
    for intent in intents:
        for way in _ways(intent.says, language):
            typos = _typos(words, way)
            if typos is None:
                continue
            given = _given(text, spans, words, way, language)
            if given is not None:
                yield Understood(intent=intent, given=given, typos=typos), len(way.before) + len(way.after)


@lru_cache(maxsize=1_000)
def _ways(says: str, language: str) -> tuple[_Way, ...]:
    written = (template_in(one, says) for one in dict.fromkeys((language, ENGLISH)))
    return tuple(dict.fromkeys(_way(way) for several in written for way in several.split(";") if way.strip()))


def _way(written: str) -> _Way:
    before, *rest = _SLOT.split(written)
    slot, after = (rest[0], rest[1]) if rest else ("", "")
    return _Way(_words(before), slot, _words(after))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(found[0]) for found in _WORD.finditer(text))


def _folded(word: str) -> str:
    return fold(word).replace("’", "'").replace("'", "")


def _typos(words: Sequence[str], way: _Way) -> int | None:
    """How many letters are wrong in the words of the way; None where it was not meant."""
    fixed = len(way.before) + len(way.after)
    if len(words) < fixed + bool(way.slot) or (not way.slot and len(words) != fixed):
        return None
    said = (*words[: len(way.before)], *(words[-len(way.after) :] if way.after else ()))
    total = 0
    for one, meant in zip(said, (*way.before, *way.after), strict=True):
        wrong = OSA.distance(one, meant, score_cutoff=2)
        if wrong > _forgiven(one, meant):
            return None
        total += wrong
    return total


def _forgiven(typed: str, meant: str) -> int:
    """How many letters may be wrong; the first one of a short word is right."""
    if min(len(typed), len(meant)) < LONG_ENOUGH:
        return 0
    if len(meant) < 2 * LONG_ENOUGH:
        return 1 if typed[0] == meant[0] else 0
    return 2


def _given(
    text: str, spans: Sequence[tuple[int, int]], words: Sequence[str], way: _Way, language: str
) -> Mapping[str, str] | None:
    """What stands in the slot, as it was typed; None where a number should and none does."""
    if not way.slot:
        return {}
    first, last = len(way.before), len(words) - len(way.after)
    if way.slot in NUMBERS:
        number = _number(words[first:last], language)
        return None if number is None else {way.slot: number}
    end = spans[last - 1][1] if way.after else len(text)
    return {way.slot: text[spans[first][0] : end].strip()}


def _number(words: Sequence[str], language: str) -> str | None:
    if len(words) != 1:
        return None
    word = words[0]
    if word.isascii() and word.isdecimal():
        return word
    spoken = (NUMBER_WORDS.get(one, {}).get(word) for one in (language.partition("-")[0], ENGLISH))
    return next((str(number) for number in spoken if number is not None), None)
