"""Commands and parameters have names of their own in every language, as far as a chat can show them."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.engine.naming import COMMAND, PARAMETER, in_every_language, read_in
from bot.engine.wording import installed, names
from bot.features import ALL

COMMANDS = tuple(route.command for feature in ALL for route in feature.commands)
GROUPS = sorted({command.name.split(" ")[0] for command in COMMANDS})
PAUSE = Command(
    name="program pause",
    summary="Rest",
    params=(
        Param(name="weeks", summary="How many", kind="number", required=False),
        Param(name="mode", summary="How", kind="choice", choices=(Choice(label="skip", value="s"),)),
    ),
)
STUCK = Command(name="program stuck", summary="Tell your mentor")


def _folder(tmp_path: Path, texts: dict[str, str], **contexts: dict[str, str]) -> Path:
    """A Spanish catalogue of these texts and, under their contexts, of these names."""
    entries = [f'msgid "{text}"\nmsgstr "{said}"\n' for text, said in texts.items()]
    for context, called in contexts.items():
        entries += [f'msgctxt "{context}"\nmsgid "{name}"\nmsgstr "{s}"\n' for name, s in called.items()]
    path = tmp_path / "es" / "LC_MESSAGES" / "cohortbot.po"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(entries), encoding="utf-8")
    return tmp_path


def test_every_name_waits_for_its_translation() -> None:
    """The catalogues know all words of all commands, and all parameters."""
    words = {(COMMAND, word) for command in COMMANDS for word in command.name.split(" ")}
    params = {(PARAMETER, param.name) for command in COMMANDS for param in command.params}

    assert set(names()) == words | params


@pytest.mark.parametrize("language", installed())
def test_every_translation_can_stand_on_a_command(language: str) -> None:
    """Lower case, no blanks, short enough, and no two alike where they stand side by side."""
    assert read_in(language, COMMANDS).unfit == ()


def test_a_command_reads_in_spanish() -> None:
    """Its words, its summary, its parameters and the labels of its choices; never the values."""
    (pause,) = (one for one in in_every_language(COMMANDS) if one.name == "program pause")
    spanish = dict(pause.translated)["es"]

    assert spanish.name == "programa pausa"
    assert spanish.summary == "Descansa unas semanas o hasta un día; tu programa te espera"
    assert [param.name for param in spanish.params] == ["semanas", "modo", "hasta"]
    assert [(choice.label, choice.value) for choice in spanish.params[1].choices] == [
        ("desplazar", "shift"),
        ("saltar", "skip"),
    ]


def test_a_name_is_not_what_the_same_word_says(tmp_path: Path) -> None:
    """“Pause” on a button, a command and a parameter may each read in their own way."""
    other = Command(name="program pause", summary="pause", params=(Param(name="pause", summary="pause"),))
    folder = _folder(
        tmp_path, {"pause": "Descansar"}, command={"pause": "pausa"}, parameter={"pause": "descanso"}
    )
    (spanish,) = read_in("es", [other], folder).commands

    assert (spanish.name, spanish.summary) == ("program pausa", "Descansar")
    assert (spanish.params[0].name, spanish.params[0].summary) == ("descanso", "Descansar")


@pytest.mark.parametrize("bad", ["mi programa", "Programa", "p" * 33, "¡programa!"])
def test_a_name_that_no_chat_takes_is_left_out(tmp_path: Path, bad: str) -> None:
    """The bot starts with the English one; the tests name what is wrong."""
    folder = _folder(tmp_path, {"Rest": "Descansa"}, command={"program": bad}, parameter={"weeks": bad})
    reading = read_in("es", [PAUSE], folder)

    assert reading.commands[0].name == "program pause"
    assert reading.commands[0].summary == "Descansa"
    assert reading.commands[0].params[0].name == "weeks"
    assert len(reading.unfit) == 2
    assert reading.unfit[0].startswith("command 'program' has ")
    assert reading.unfit[1].startswith("parameter 'weeks' has ")
    assert all(bad in unfit for unfit in reading.unfit)


def test_what_is_too_long_for_a_summary_is_left_out(tmp_path: Path) -> None:
    """The same goes for the label of a choice."""
    folder = _folder(tmp_path, {"Rest": "d" * 101, "skip": "s" * 76, "How": "Cómo"})
    (spanish,), unfit = read_in("es", [PAUSE], folder).commands, read_in("es", [PAUSE], folder).unfit

    assert (spanish.summary, spanish.params[1].summary) == ("Rest", "Cómo")
    assert spanish.params[1].choices[0].label == "skip"
    assert [one[:30] for one in unfit] == [
        "'Rest' has 101 characters, wan",
        "'skip' has 76 characters, want",
    ]


def test_two_that_would_share_a_name_keep_their_own(tmp_path: Path) -> None:
    """Two commands of a group, or two parameters of a command; elsewhere the same name may come again."""
    again = Command(name="mentor help", summary="Help")
    folder = _folder(
        tmp_path,
        {},
        command={"pause": "ayuda", "stuck": "ayuda", "help": "ayuda"},
        parameter={"weeks": "modo", "mode": "modo"},
    )
    reading = read_in("es", [PAUSE, STUCK, again], folder)

    assert [one.name for one in reading.commands] == ["program pause", "program stuck", "mentor ayuda"]
    assert [param.name for param in reading.commands[0].params] == ["weeks", "mode"]
    assert reading.unfit == (
        "command 'pause' and 'stuck' of /program are both called 'ayuda'",
        "parameter 'weeks' and 'mode' of /program pause are both called 'modo'",
    )


def test_an_english_name_may_be_taken_too(tmp_path: Path) -> None:
    """“Stuck” is called as “pause” is in English, which that one must keep: then all three are English."""
    called = {"help": "pausa", "pause": "pausa", "stuck": "pause"}
    commands = [PAUSE, STUCK, Command(name="program help", summary="Help")]
    reading = read_in("es", commands, _folder(tmp_path, {}, command=called))

    assert [one.name for one in reading.commands] == ["program pause", "program stuck", "program help"]
    assert len(reading.unfit) == 2


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_fits_into_a_chat(group: str) -> None:
    """So many commands, and so many characters in the longest language of each field."""
    commands = [one for one in in_every_language(COMMANDS) if one.name.split(" ")[0] == group]
    # The group has a name and a summary of its own, which is the adapter's to write.
    own = limits.COMMAND_NAME + limits.COMMAND_SUMMARY

    assert len(commands) <= limits.COMMANDS_IN_GROUP
    assert own + sum(map(_characters, commands)) <= limits.GROUP_CHARACTERS


def _characters(command: Command) -> int:
    """What counts of a command below its group's name."""
    fields = [_fields(one) for one in (command, *(other for _, other in command.translated))]
    return sum(max(map(len, readings)) for readings in zip(*fields, strict=True))


def _fields(command: Command) -> Iterable[str]:
    """Everything that a chat is given of a command: names, summaries, labels and values."""
    yield from (*command.name.split(" ")[1:], command.summary)
    for param in command.params:
        yield from (param.name, param.summary)
        for choice in param.choices:
            yield from (choice.label, choice.value)
