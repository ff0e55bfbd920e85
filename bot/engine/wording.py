"""Wording in the reader's language: templates with named slots, translated by catalogues."""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.chat.text import Say, Slot, Text, When, fill, slots_of

CATALOGUES = Path(__file__).parent.parent / "locale"
"""`cohortbot.pot` has every text in English, and a folder for each language what it is called there."""
DOMAIN = "cohortbot"
ENGLISH = "en"
"""What the templates are written in."""


@lru_cache(maxsize=256)
def wording(language: str, folder: Path = CATALOGUES) -> Say:
    """What says things in a language; a text that no catalogue of it has is said in English."""
    texts = _in(language, folder)

    def say(template: str, **slots: Slot) -> Text:
        told = {name: _told(slot, language) for name, slot in slots.items()}
        return fill(texts.get(template, template), **told)

    return say


def template_in(language: str, template: str, folder: Path = CATALOGUES) -> str:
    """A template in a language with its slots still open: what people of it may type."""
    return _in(language, folder).get(template, template)


@lru_cache(maxsize=256)
def _in(language: str, folder: Path) -> Mapping[str, str]:
    return ChainMap(*(dict(_texts(path)) for path in catalogues(language, folder)))


def _told(slot: Slot, language: str) -> Slot:
    """A day is written in the language of the text that it stands in."""
    return replace(slot, language=language) if isinstance(slot, When) else slot


def catalogues(language: str, folder: Path = CATALOGUES) -> tuple[Path, ...]:
    """The catalogues of a language, in the order they are asked: of es-MX, if there is one, then of es."""
    known = _known(folder)
    base = language.partition("-")[0]
    return tuple(known[name] for name in dict.fromkeys((language, base)) if name in known)


def untranslated(language: str, folder: Path = CATALOGUES) -> tuple[str, ...]:
    """The texts that are said in English to readers of a language."""
    if language.partition("-")[0] == ENGLISH:
        return ()
    said = {text for path in catalogues(language, folder) for text in _texts(path)}
    return tuple(text for text in templates(folder) if text not in said)


@lru_cache
def templates(folder: Path = CATALOGUES) -> tuple[str, ...]:
    """Every text that the bot says, in English."""
    return tuple(str(message.id) for message in read_catalogue(folder / f"{DOMAIN}.pot") if message.id)


def read_catalogue(path: Path) -> Catalog:
    """A catalogue as it is written."""
    with path.open("rb") as file:
        return read_po(file, ignore_obsolete=True)


@lru_cache
def _known(folder: Path) -> Mapping[str, Path]:
    """The languages that have a catalogue; only what lies in the folder can be asked for."""
    paths = sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return {path.parent.parent.name.replace("_", "-"): path for path in paths}


@lru_cache
def _texts(path: Path) -> Mapping[str, str]:
    """The translations that can be said: a doubtful one, or one with other slots, is as good as none."""
    return {
        str(message.id): str(message.string)
        for message in read_catalogue(path)
        if message.id
        and message.string
        and not message.fuzzy
        and slots_of(str(message.id)) == slots_of(str(message.string))
    }
