"""A command has only names that every chat takes, and its translations are the same command."""

from dataclasses import replace

import pytest

from bot.chat.command import Command, Param
from bot.chat.form import Choice

MODE = Param(name="mode", summary="How", kind="choice", choices=(Choice(label="skip", value="skip"),))
PAUSE = Command(name="program pause", summary="Rest", params=(MODE,))
SPANISH = Command(
    name="programa pausa",
    summary="Descansa",
    params=(replace(MODE, name="modo", summary="Cómo", choices=(Choice(label="saltar", value="skip"),)),),
)


@pytest.mark.parametrize(
    "name", ["programa", "día_2", "check-in", "プログラム", "कार्यक्रम", "โปรแกรม", "пауза"]
)
def test_a_name_may_be_of_any_script(name: str) -> None:
    """As Discord takes it, vowel marks of Devanagari and Thai included."""
    assert replace(PAUSE, name=f"program {name}", params=(replace(MODE, name=name),)).name


@pytest.mark.parametrize("name", ["Pausa", "ÁREA", "pausa!", "mi\u00a0pausa", "e\u0301xito", "p" * 33])
def test_a_name_that_no_chat_takes_is_refused(name: str) -> None:
    """With what is wrong about it."""
    with pytest.raises(ValueError, match=r"a command's word has (only lower-case letters|33 characters)"):
        replace(PAUSE, name=f"program {name}")
    with pytest.raises(ValueError, match=r"a parameter's name has (only lower-case letters|33 characters)"):
        replace(MODE, name=name)


def test_a_translation_is_the_same_command() -> None:
    """Other words in the same places."""
    assert dict(replace(PAUSE, translated=(("es", SPANISH),)).translated)["es"].name == "programa pausa"


@pytest.mark.parametrize(
    "other",
    [
        replace(SPANISH, name="programa pausa larga"),
        replace(SPANISH, params=()),
        replace(SPANISH, private=False),
        replace(SPANISH, params=(replace(SPANISH.params[0], required=False),)),
        replace(SPANISH, params=(replace(SPANISH.params[0], kind="text"),)),
        replace(SPANISH, params=(replace(SPANISH.params[0], choices=()),)),
        replace(SPANISH, translated=(("ca", SPANISH),)),
    ],
)
def test_another_command_is_no_translation(other: Command) -> None:
    """Neither with other words or parameters, nor with values, kinds or translations of its own."""
    with pytest.raises(ValueError, match="/program pause is another command in es: /programa pausa"):
        replace(PAUSE, translated=(("es", other),))


def test_nothing_is_there_twice() -> None:
    """Two parameters, or two translations."""
    with pytest.raises(ValueError, match="two parameters of /program pause are called 'mode'"):
        replace(PAUSE, params=(MODE, MODE))
    with pytest.raises(ValueError, match="two translations of /program pause are called 'es'"):
        replace(PAUSE, translated=(("es", SPANISH), ("es", SPANISH)))
