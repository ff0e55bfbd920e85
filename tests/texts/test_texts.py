"""Every text that the bot says is in the catalogues, whole in every language, and fits its English."""

import pytest
from babel.messages.catalog import Catalog

from bot.chat.command import Command
from bot.chat.text import slots_of
from bot.engine.wording import CATALOGUES, read_catalogue, templates
from bot.features import ALL
from tests.texts.calls import calls, calls_in
from tests.texts.catalogue import TEMPLATE, languages, missing, take_over, template, updated, written

REMEDY = "the catalogues are not what the code says: run `make texts`, and commit what it writes"
SAID_LATER = {"command.summary", "param.summary", "choice.label"}
"""What is said by a name, since it was declared as `phrase("...")` before anybody's language was known."""
COMMANDS = [route.command for feature in ALL for route in feature.commands]


def test_the_template_is_what_the_code_says() -> None:
    """No text was added, changed or taken out without its catalogue."""
    assert TEMPLATE.read_text(encoding="utf-8") == written(template(calls())), REMEDY


def test_there_is_spanish() -> None:
    """English is in the code; Spanish has a catalogue."""
    assert "es" in languages()


@pytest.mark.parametrize("language", languages())
def test_every_catalogue_has_the_same_texts(language: str) -> None:
    """In the form that `make texts` gives it."""
    path = languages()[language]
    catalogue = updated(path, template(calls()))

    assert path.read_text(encoding="utf-8") == written(catalogue, language), REMEDY


@pytest.mark.parametrize("language", languages())
def test_every_language_is_complete(language: str) -> None:
    """Nobody is spoken to in two languages."""
    catalogue = read_catalogue(languages()[language])

    assert missing(catalogue) == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", languages())
def test_every_translation_fits_its_template(language: str) -> None:
    """The same slots, the same blanks at its ends, and no typed brace that is no slot."""
    said = [(str(one.id), str(one.string)) for one in read_catalogue(languages()[language]) if one.id]

    assert [text for text, other in said if slots_of(text) != slots_of(other)] == []
    assert [text for text, other in said if _edges(text) != _edges(other)] == []
    assert [text for text, other in said if other.count("{") != other.count("}")] == []


def test_every_text_is_literal() -> None:
    """What is said can be found by reading the code, or was declared with `phrase`."""
    hidden = [call for call in calls() if call.text is None]

    assert [str(one) for one in hidden if one.function == "phrase" or one.written not in SAID_LATER] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_what_a_command_says_of_itself_is_a_phrase(command: Command) -> None:
    """Its summary, those of its parameters, and the names of their choices."""
    labels = [choice.label for param in command.params for choice in param.choices]
    words = {command.summary, *(param.summary for param in command.params), *labels}

    assert words - set(templates(CATALOGUES)) == set()


def test_how_texts_are_found() -> None:
    """By name and as an attribute, over several lines, inside the slots of another text; no f-string."""
    source = """
def greet(say, visit, name):
    visit.say("Hello {who}, this is "
              "{what}", who=name, what=plain(say("a greeting")))
    say(f"Hello {name}")
    return speaking.say("One" if name else "Two")

SUMMARY = phrase("Greet")
"""
    found = list(calls_in("greeting.py", source))

    texts = {"Hello {who}, this is {what}", "a greeting", "Greet"}
    assert {call.text for call in found if call.text is not None} == texts
    assert sorted(str(call) for call in found if call.text is None) == [
        "greeting.py:5: say(f'Hello {name}')",
        "greeting.py:6: say('One' if name else 'Two')",
    ]


def test_how_commands_in_texts_are_told() -> None:
    """A translator reads which ones they are, since one slot looks like the other."""
    source = 'say("{one} or {two}", one=Slash("program help"), two=Slash("mentor queue"), three=3)'

    (call,) = calls_in("asking.py", source)
    assert call.note == "{one} is /program help, {two} is /mentor queue"


def test_how_names_are_found() -> None:
    """Each word of a command, and each parameter, apart from what is said with the same word."""
    source = """
PAUSE = Command(name="program pause", summary=phrase("pause"), params=(Param(name="pause"), Param(name=ZONE)))
"""
    found = [(call.context, call.text, call.note) for call in calls_in("pausing.py", source)]

    assert sorted(found, key=str) == [
        ("", "pause", ""),
        ("", None, ""),
        ("command", "pause", "/program pause"),
        ("command", "program", "/program …"),
        ("parameter", "pause", ""),
    ]


def test_a_filled_catalogue_is_taken_over() -> None:
    """What was translated meanwhile is kept; what does not fit is refused."""
    ours, theirs = _of({"Hello {who}": "", "Meeting": "Encuentro"}), _of({"Hello {who}": "Hola, {who}"})

    take_over(ours, theirs)

    assert {one.id: one.string for one in ours if one.id} == {
        "Hello {who}": "Hola, {who}",
        "Meeting": "Encuentro",
    }
    with pytest.raises(ValueError, match=r"other slots than in the English text: 'Hola, \{quien\}'"):
        take_over(ours, _of({"Hello {who}": "Hola, {quien}"}))
    with pytest.raises(ValueError, match="the bot does not say this: 'Bye'"):
        take_over(ours, _of({"Bye": "Adiós"}))


def test_a_translated_name_is_taken_over() -> None:
    """Where it belongs: the same word elsewhere waits on."""
    ours, theirs = _of({"pause": ""}), Catalog()
    ours.add("pause", context="command")
    theirs.add("pause", "pausa", context="command")

    take_over(ours, theirs)

    assert [(one.context, one.string) for one in ours if one.id] == [(None, ""), ("command", "pausa")]
    assert missing(ours) == ["pause"]


def _of(texts: dict[str, str]) -> Catalog:
    catalogue = Catalog()
    for text, translation in texts.items():
        catalogue.add(text, translation)
    return catalogue


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
