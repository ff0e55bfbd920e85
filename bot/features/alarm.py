"""An alarm is a text that says somebody may be in danger: rather once too often than once too seldom."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from bot.features.alarm_phrases import ENGLISH, IDIOMS, OTHER_WORDS, SPANISH

GAP: Final = 2
"""So many words may stand between two words of a phrase."""
LONG: Final = 6
"""Words of so many letters may have a typo, but never in their first letter."""
END: Final = "$"
"""Stands where a sentence ends: "I don't want to live" is danger, and goes on harmlessly with "in London"."""
_SENTENCE = re.compile(r"[.!?;:\n]+")
_WORD = re.compile(r"\w+")
_NO_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_IDIOMS = re.compile("|".join(rf"\b{line.strip()}\b" for line in IDIOMS.splitlines() if line.strip()))
_PHRASES: Final = tuple(
    tuple(tuple(word.split("|")) for word in line.split())
    for line in f"{ENGLISH}\n{SPANISH}".splitlines()
    if line.strip()
)
Phrase = tuple[tuple[str, ...], ...]


def is_alarm(text: str) -> bool:
    """Whether the text sounds as if its writer were in danger, in English or Spanish, whatever they speak."""
    return any(
        _says(phrase, words)
        for words in _sentences(text)
        for phrase in dict.fromkeys(phrase for word in words for phrase in _begun_by(word))
        if len(phrase) <= len(words)
    )


def _sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence and its end, without accents, apostrophes and idioms."""
    for sentence in _SENTENCE.split(_plain(text.casefold())):
        words = " ".join(_WORD.findall(sentence))
        yield [*_WORD.findall(_IDIOMS.sub(" ", words)), END]


def _plain(text: str) -> str:
    if text.isascii():
        return text.translate(_NO_APOSTROPHES)
    # What is no letter to a reader (a zero-width space within a word) is none here.
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text).translate(_NO_APOSTROPHES)
        if unicodedata.category(letter) not in ("Mn", "Cf")
    )


def _says(phrase: Phrase, words: Sequence[str]) -> bool:
    """Whether the words of the phrase stand here in their order, near to each other."""
    ends = [place for place, word in enumerate(words) if _is_one(word, phrase[0])]
    for alternatives in phrase[1:]:
        gap = 0 if alternatives == (END,) else GAP
        near = {place for end in ends for place in range(end + 1, min(end + gap + 2, len(words)))}
        ends = [place for place in near if _is_one(words[place], alternatives)]
    return bool(ends)


@lru_cache(maxsize=20_000)
def _begun_by(word: str) -> tuple[Phrase, ...]:
    """The phrases that this word may begin: few words begin any."""
    return tuple(phrase for phrase in _PHRASES if _is_one(word, phrase[0]))


@lru_cache(maxsize=50_000)
def _is_one(word: str, alternatives: tuple[str, ...]) -> bool:
    return any(_is(word, alternative) for alternative in alternatives)


def _is(word: str, wanted: str) -> bool:
    """Whether this is the word that is wanted, or a typo of it."""
    stem = wanted.rstrip("*")
    if word == stem or (stem != wanted and word.startswith(stem)):
        return True
    if len(stem) < LONG or word[0] != stem[0] or word.startswith(OTHER_WORDS):
        return False
    if stem == wanted:
        return OSA.distance(word, stem, score_cutoff=1) <= 1
    beginnings = {word[: len(stem) + more] for more in (-1, 0, 1)}
    return any(OSA.distance(beginning, stem, score_cutoff=1) <= 1 for beginning in beginnings)
