"""Did you mean: the nearest of the words that would have been right."""

import difflib
from collections.abc import Iterable

FEW = 8


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or None when none is alike."""
    folded = {candidate.casefold(): candidate for candidate in known}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A remedy: the nearest known word, else all of them when they are few, else `otherwise`."""
    words = sorted(set(known))
    near = nearest(word, words)
    if near is not None:
        return f"did you mean {near!r}?"
    if len(words) == 1:
        return f"write {words[0]!r}"
    if 1 < len(words) <= FEW:
        return f"write one of {', '.join(map(repr, words))}"
    return otherwise
