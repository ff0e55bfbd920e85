"""Wording in the reader's language: templates with named slots, translated by catalogues."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.chat.text import TEMPLATES, Say, Slot, Text, When, fill, slots_of

CATALOGUES = Path(__file__).parent.parent / "locale"
"""`cohortbot.pot` has every text in English, and a folder for each language what it is called there."""
DOMAIN = "cohortbot"
ENGLISH = "en"
"""What the templates are written in."""


@lru_cache(maxsize=256)
def wording(language: str, folder: Path = CATALOGUES) -> Say:
    """What says things in a language; a text that no catalogue of it has is said in English."""
    texts = _in(language, folder)

    # The words on every button are said for each of the people.
    @lru_cache(TEMPLATES)
    def plainly(template: str) -> Text:
        return fill(texts.get(template, template))

    def say(template: str, **slots: Slot) -> Text:
        if not slots:
            return plainly(template)
        for name, slot in slots.items():
            # A day is written in the language of the text that it stands in.
            if isinstance(slot, When) and slot.language != language:
                slots[name] = replace(slot, language=language)
        return fill(texts.get(template, template), **slots)

    return say


def template_in(language: str, template: str, folder: Path = CATALOGUES) -> str:
    """A template in a language with its slots still open: what people of it may type."""
    return _in(language, folder).get(template, template)


def name_in(language: str, kind: str, name: str, folder: Path = CATALOGUES) -> str:
    """What a word of a command, or a parameter, is called in a language; its own name, if nothing else.

    `kind` is the catalogue's context, since a name may read otherwise than the same word in a sentence.
    """
    found = (_names(path).get((kind, name)) for path in catalogues(language, folder))
    return next((called for called in found if called is not None), name)


def installed(folder: Path = CATALOGUES) -> tuple[str, ...]:
    """The languages that have a catalogue; English needs none."""
    return tuple(_known(folder))


@lru_cache(maxsize=256)
def _in(language: str, folder: Path) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for path in reversed(catalogues(language, folder)):
        texts |= _texts(path)
    return texts


def catalogues(language: str, folder: Path = CATALOGUES) -> tuple[Path, ...]:
    """The catalogues of a language, in the order they are asked: of es-MX, if there is one, then of es."""
    known = _known(folder)
    base = language.partition("-")[0]
    return tuple(known[name] for name in dict.fromkeys((language, base)) if name in known)


def untranslated(language: str, folder: Path = CATALOGUES) -> tuple[str, ...]:
    """The texts that are said in English to readers of a language."""
    if language.partition("-")[0] == ENGLISH:
        return ()
    found = catalogues(language, folder)
    said = {text for path in found for text in _texts(path)}
    called = {name for path in found for name in _names(path)}
    texts = tuple(text for text in templates(folder) if text not in said)
    return (*texts, *(name for kind, name in names(folder) if (kind, name) not in called))


@lru_cache
def templates(folder: Path = CATALOGUES) -> tuple[str, ...]:
    """Every text that the bot says, in English."""
    said = read_catalogue(folder / f"{DOMAIN}.pot")
    return tuple(str(message.id) for message in said if message.id and not message.context)


@lru_cache
def names(folder: Path = CATALOGUES) -> tuple[tuple[str, str], ...]:
    """The words of commands, and the names of parameters, each after which of both it is."""
    said = read_catalogue(folder / f"{DOMAIN}.pot")
    return tuple((message.context, str(message.id)) for message in said if message.context)


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
        and not message.context
        and message.string
        and not message.fuzzy
        and slots_of(str(message.id)) == slots_of(str(message.string))
    }


@lru_cache
def _names(path: Path) -> Mapping[tuple[str, str], str]:
    """The translations of names, by their context and the English one."""
    return {
        (message.context, str(message.id)): str(message.string)
        for message in read_catalogue(path)
        if message.context and message.string and not message.fuzzy
    }
