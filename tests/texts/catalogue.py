"""The catalogues as files: made from what the code says, the same from the same code, to the letter."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.chat.text import slots_of
from bot.engine.wording import CATALOGUES, DOMAIN, read_catalogue
from tests.texts.calls import Call

TEMPLATE = CATALOGUES / f"{DOMAIN}.pot"


def languages() -> dict[str, Path]:
    """The catalogue of each language there is."""
    paths = sorted(CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return {path.parent.parent.name: path for path in paths}


def template(said: Iterable[Call]) -> Catalog:
    """A catalogue of everything that is said, and in which files."""
    catalogue = Catalog(domain=DOMAIN)
    for call in said:
        if call.text is not None:
            notes = [call.note] if call.note else []
            catalogue.add(
                call.text, locations=[(call.file, 0)], auto_comments=notes, context=call.context or None
            )
    return catalogue


def updated(path: Path, said: Catalog) -> Catalog:
    """The catalogue of a language with exactly the texts of the template; what still fits is kept."""
    catalogue = read_catalogue(path) if path.exists() else Catalog(domain=DOMAIN)
    catalogue.update(said, no_fuzzy_matching=True)
    return catalogue


def take_over(catalogue: Catalog, translations: Catalog) -> None:
    """Put these translations into a catalogue. ValueError for a text it does not have, or for other slots."""
    for message in translations:
        if message.id and message.string:
            text, translation = str(message.id), str(message.string)
            known = catalogue.get(text, message.context)
            if known is None:
                raise ValueError(f"the bot does not say this: {text!r}")
            if slots_of(text) != slots_of(translation):
                raise ValueError(f"other slots than in the English text: {translation!r}")
            known.string = translation


def missing(catalogue: Catalog) -> list[str]:
    """The texts that wait for a translation."""
    return [str(message.id) for message in catalogue if message.id and not message.string]


def written(catalogue: Catalog, language: str = "") -> str:
    """The file. Dates, lines and tools are left out, so that only texts make a difference."""
    for message in catalogue:
        # Slots have braces here: a percent sign is one.
        message.flags -= {"python-format", "python-brace-format"}
    body = BytesIO()
    write_po(
        body,
        catalogue,
        width=110,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return _header(language) + body.getvalue().decode("utf-8").rstrip("\n") + "\n"


def _header(language: str) -> str:
    lines = [
        f"Language: {language}" if language else "",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    told = "\n".join(f'"{line}\\n"' for line in lines if line)
    return f'msgid ""\nmsgstr ""\n{told}\n\n'
