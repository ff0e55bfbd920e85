"""Everybody is spoken to in their language, as far as the catalogues go."""

from pathlib import Path

import pytest

from bot.app.checking import unsaid
from bot.chat.text import plain
from bot.config.findings import Where
from bot.engine.wording import untranslated, wording

ROSTER = Where(file="roster.csv", line=7, key="language")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Catalogues of four texts: Spanish has some of them, Mexican Spanish has one in its own way."""
    locale = tmp_path / "bot" / "locale"
    english = {"Hello {who}": "", "Meeting": "", "Week {week}": "", "Your turn": ""}
    _write(locale / "cohortbot.pot", english)
    spanish = {"Hello {who}": "Hola, {who}", "Meeting": "Encuentro", "Week {week}": "Semana {wek}"}
    _write(locale / "es" / "LC_MESSAGES" / "cohortbot.po", spanish)
    _write(locale / "es_MX" / "LC_MESSAGES" / "cohortbot.po", {"Meeting": "Junta"})
    return locale


def _write(path: Path, texts: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = "\n\n".join(f'msgid "{text}"\nmsgstr "{said}"' for text, said in texts.items())
    path.write_text(f"{entries}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("es", "Encuentro"),
        ("es-MX", "Junta"),
        ("es-AR", "Encuentro"),
        ("en-GB", "Meeting"),
        ("fr", "Meeting"),
    ],
)
def test_a_reader_hears_the_nearest_language(folder: Path, language: str, heard: str) -> None:
    """That of the region, else the language, else English."""
    assert plain(wording(language, folder)("Meeting")) == heard


def test_a_region_has_the_texts_of_its_language(folder: Path) -> None:
    """Its own catalogue holds only what differs."""
    assert plain(wording("es-MX", folder)("Hello {who}", who="Ana")) == "Hola, Ana"


def test_a_text_that_is_missing_is_said_in_english(folder: Path) -> None:
    """It is not in the catalogue, or has a slot that the English text has not."""
    say = wording("es", folder)

    assert plain(say("Your turn")) == "Your turn"
    assert plain(say("Week {week}", week=3)) == "Week 3"
    assert untranslated("es", folder) == ("Week {week}", "Your turn")


def test_what_somebody_typed_is_never_a_template() -> None:
    """A name with braces stays a name."""
    assert (
        plain(wording("es")("Welcome to {programme}!", programme="{who}"))
        == "¡Te damos la bienvenida a {who}!"
    )


@pytest.mark.parametrize("language", ["en", "en-GB", "es", "es-MX"])
def test_english_and_spanish_are_complete(language: str) -> None:
    """Nobody who reads them gets anything else."""
    assert untranslated(language) == ()


def test_check_lists_what_a_catalogue_lacks(folder: Path) -> None:
    """Once, though readers of two regions share it."""
    notes = unsaid({"en": ROSTER, "es": ROSTER, "es-AR": ROSTER}, folder)

    assert [str(note) for note in notes] == [
        "bot/locale/es/LC_MESSAGES/cohortbot.po:1: file: 2 texts of the bot are not in Spanish (es): "
        "they are said in English: “Week {week}”, “Your turn”"
    ]


def test_check_names_a_language_without_a_catalogue(folder: Path) -> None:
    """Where somebody reads it."""
    assert [str(note) for note in unsaid({"fr": ROSTER, "en-GB": ROSTER}, folder)] == [
        "roster.csv:7: language: the bot's own texts are not in French (fr): they are said in English"
    ]


def test_check_quotes_three(folder: Path) -> None:
    """The rest is in the catalogue."""
    _write(folder / "it" / "LC_MESSAGES" / "cohortbot.po", {})

    (note,) = unsaid({"it": ROSTER}, folder)

    assert note.text.endswith("4 texts of the bot are not in Italian (it): they are said in English: "
        "“Hello {who}”, “Meeting”, “Week {week}” and so on")  # fmt: skip
