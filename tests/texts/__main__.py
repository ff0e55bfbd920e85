"""Bring the catalogues up to the code, and say what waits for a translation.

`make texts` does that. `make texts ARGS="--left es > left.po"` prints only the texts of a language that
have no translation, as a small catalogue; filled in, `make texts ARGS="--take es left.po"` takes it over.
`make texts ARGS="--new fr"` begins a language.
"""

import argparse
import sys
from pathlib import Path

from bot.engine.wording import CATALOGUES, DOMAIN, read_catalogue
from tests.texts.calls import calls
from tests.texts.catalogue import TEMPLATE, languages, missing, take_over, template, updated, written


def main() -> None:
    """Do what the arguments say."""
    options = _options()
    if options.left:
        print(left(options.left), end="")
        return
    if options.take:
        language, file = options.take
        take(language, Path(file))
    if options.new:
        path = CATALOGUES / options.new / "LC_MESSAGES" / f"{DOMAIN}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    update()


def update() -> None:
    """Write every catalogue anew, and count what is left."""
    said = template(calls())
    TEMPLATE.write_text(written(said), encoding="utf-8")
    print(f"{len(said)} texts in English")
    for language, path in languages().items():
        catalogue = updated(path, said)
        path.write_text(written(catalogue, language), encoding="utf-8")
        waiting = missing(catalogue)
        print(f"{language}: {f'{len(waiting)} to translate, in {path}' if waiting else 'complete'}")


def left(language: str) -> str:
    """A catalogue of the texts that a language lacks."""
    catalogue = updated(languages()[language], template(calls()))
    for message in [message for message in catalogue if message.id and message.string]:
        catalogue.delete(message.id, message.context)
    return written(catalogue, language)


def take(language: str, file: Path) -> None:
    """Take over the translations in a file, or say which of them can't be, and leave all as it was."""
    path = languages()[language]
    catalogue = updated(path, template(calls()))
    try:
        take_over(catalogue, read_catalogue(file))
    except ValueError as unfit:
        sys.exit(str(unfit))
    path.write_text(written(catalogue, language), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make texts", description=__doc__)
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--left", metavar="LANGUAGE", help="print what a language lacks")
    chosen.add_argument("--take", nargs=2, metavar=("LANGUAGE", "FILE"), help="take translations over")
    chosen.add_argument("--new", metavar="LANGUAGE", help="begin a language, such as fr or pt_BR")
    return parser.parse_args()


if __name__ == "__main__":
    main()
