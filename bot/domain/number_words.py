"""Small numbers as people write them in words, by language."""

from collections.abc import Mapping

_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPANISH = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce")

NUMBER_WORDS: Mapping[str, Mapping[str, int]] = {
    "en": {word: number for number, word in enumerate(_ENGLISH, 1)} | {"a": 1, "an": 1},
    "es": {word: number for number, word in enumerate(_SPANISH, 1)} | {"un": 1, "una": 1},
}
"""The words are folded: lower case, without accents."""
