"""The languages of our words, and the locales in which Discord shows its own."""

from collections.abc import Iterable, Mapping
from typing import Final

# Discord, Locales: those of two words, by the language that they are of.
_SEVERAL: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("en-US", "en-GB"),
    "es": ("es-ES", "es-419"),
    "pt": ("pt-BR",),
    "sv": ("sv-SE",),
    "zh": ("zh-CN", "zh-TW"),
}
_SINGLE: Final = frozenset((
    "ar", "bg", "cs", "da", "de", "el", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
    "ja", "ko", "lt", "nl", "no", "pl", "ro", "ru", "th", "tr", "uk", "vi",
))  # fmt: skip
_NORWEGIAN: Final = ("nb", "nn")
_CHINESE: Final = {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "zh-hk": "zh-TW", "zh-sg": "zh-CN"}


def locales_of(language: str) -> tuple[str, ...]:
    """Discord's locales for a language ("es", "pt-BR", "es-MX"); none where Discord has none."""
    wanted = language.replace("_", "-").lower()
    base, _, region = wanted.partition("-")
    several = _SEVERAL.get(base, ())
    exact = tuple(locale for locale in several if locale.lower() == wanted)
    if exact:
        return exact
    if wanted in _CHINESE:
        return (_CHINESE[wanted],)
    if base == "es" and region:
        # Every Spanish but that of Spain is that of Latin America.
        return ("es-419",)
    if base in _NORWEGIAN:
        return ("no",)
    return several or ((base,) if base in _SINGLE else ())


def in_locales(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The words by Discord's locale; of two languages for one locale the one that names it decides."""
    found: dict[str, str] = {}
    # A language with its region comes last, so that it is heard over the one without.
    for language, words in sorted(said, key=lambda one: len(one[0])):
        found |= dict.fromkeys(locales_of(language), words)
    return dict(sorted(found.items()))
