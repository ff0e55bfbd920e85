"""The languages of a programme: a folder each, named by its language, with the words and nothing else."""

import re
from dataclasses import replace

from bot.config.fields import LANGUAGE
from bot.config.findings import Findings, Where
from bot.config.translation import Original, Translation
from bot.domain.programme import Programme


def read_translations(original: Original, findings: Findings) -> Programme:
    """The programme with its translations into every further language that it names."""
    first, *further = original.programme.languages
    _note_unnamed(original, findings)
    programme = replace(original.programme, language=first)
    original = replace(original, programme=programme)
    translations = (Translation(original=original, language=one, findings=findings).read() for one in further)
    return replace(programme, translations=tuple(translations))


def _note_unnamed(original: Original, findings: Findings) -> None:
    """A note for a folder that looks like a translation and is none."""
    further = original.programme.languages[1:]
    for path in sorted(original.folder.iterdir()):
        if path.is_dir() and re.fullmatch(LANGUAGE, path.name) and path.name not in further:
            text = f"is not read: {path.name!r} is not one of the further languages in program.toml"
            findings.note(Where(file=str(path), line=1, key="file"), text)
