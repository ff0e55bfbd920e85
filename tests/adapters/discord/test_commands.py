"""Commands as Discord declares them, and what people use of them."""

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.commands import ids_of, payloads, read, read_choices, same
from adapters.discord.locales import in_locales, locales_of
from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.engine.naming import in_every_language
from bot.engine.routes import Routes
from bot.features import ALL

MODE = Param(
    name="mode", summary="What comes later", kind="choice", required=False,
    choices=(Choice(label="Shift", value="shift"), Choice(label="Skip", value="skip")),
)  # fmt: skip
WEEKS = Param(name="weeks", summary="How many", kind="number")
PAUSE = Command(name="program pause", summary="Rest", params=(MODE, WEEKS))
PAUSA = Command(
    name="programa pausa",
    summary="Descansa",
    params=(
        replace(
            MODE, name="modo", summary="Qué pasa después",
            choices=(Choice(label="Mover", value="shift"), Choice(label="Saltar", value="skip")),
        ),
        replace(WEEKS, name="semanas", summary="Cuántas"),
    ),
)  # fmt: skip
NOTE = Command(
    name="mentor note",
    summary="Note it",
    params=(
        Param(name="creator", summary="Whom", kind="person"),
        Param(name="day", summary="When", kind="date"),
    ),
)
APPROVE = Command(name="cohort grant approve", summary="Approve it")
COMMANDS = (replace(PAUSE, translated=(("es", PAUSA),)), NOTE, APPROVE)


def test_a_command_for_each_first_word() -> None:
    """Below it subcommands and groups, and what is required comes first."""
    program, mentor, cohort = payloads(COMMANDS)

    assert [one["name"] for one in (program, mentor, cohort)] == ["program", "mentor", "cohort"]
    assert (program["contexts"], program["integration_types"]) == ([0, 1], [0])
    (pause,) = program["options"]
    assert [(one["name"], one["type"], one["required"]) for one in pause["options"]] == [
        ("weeks", 10, True),
        ("mode", 3, False),
    ]
    (note,) = mentor["options"]
    assert [(one["name"], one["type"], one.get("autocomplete")) for one in note["options"]] == [
        ("creator", 3, True),
        ("day", 3, None),
    ]
    (grant,) = cohort["options"]
    assert (grant["type"], grant["name"], grant["options"][0]["name"]) == (2, "grant", "approve")


def test_commands_have_names_in_other_languages() -> None:
    """Each of the two Spanish locales; ours too, so that nobody gets Spanish for want of it."""
    program, mentor, _ = payloads(COMMANDS)

    (pause,) = program["options"]
    spanish = {"es-419": "pausa", "es-ES": "pausa"}
    assert pause["name_localizations"] == {"en-GB": "pause", "en-US": "pause", **spanish}
    assert "name_localizations" not in program, "the commands of a localized group are not found"
    weeks, mode = pause["options"]
    assert pause["description_localizations"]["es-ES"] == "Descansa"
    assert (weeks["name_localizations"]["es-ES"], mode["name_localizations"]["es-419"]) == ("semanas", "modo")
    assert mode["choices"][0]["name_localizations"]["es-ES"] == "Mover"
    assert mode["choices"][0]["value"] == "shift"
    (note,) = mentor["options"]
    assert "name_localizations" not in note


def test_every_command_that_the_bot_has_fits() -> None:
    """In groups of 25 and in 8,000 characters."""
    declared = payloads(in_every_language(Routes(ALL).commands))

    assert {one["name"] for one in declared} == {"program", "mentor", "cohort"}
    assert set(ids_of([{**one, "id": "7"} for one in declared]).values()) == {"7"}


def test_what_is_offered_while_typing_is_said_in_the_declaration() -> None:
    """People, time zones, lessons: whatever the core has values for; a free text has none."""
    offered = {
        (name, option["name"])
        for top in payloads(Routes(ALL).commands)
        for name, options in ((one["name"], one["options"]) for one in top["options"])
        for option in options
        if option.get("autocomplete")
    }

    assert {("zone", "zone"), ("assign", "lesson"), ("assign", "creator"), ("enrol", "track")} <= offered
    assert ("note", "text") not in offered


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([NOTE, Command(name="mentor note list", summary="Read them")], "command, and a group"),
        ([NOTE, NOTE], "declared twice"),
        ([Command(name=f"a b{n}", summary="x") for n in range(26)], "25"),
        ([Command(name=f"a b{n} c{m}", summary="x" * 100) for n in range(9) for m in range(10)], "8000"),
    ],
)
def test_what_discord_would_not_take_is_refused_here(commands: list[Command], why: str) -> None:
    """With the reason, before anything is declared."""
    with pytest.raises(ValueError, match=why):
        payloads(commands)


def listed(wanted: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A command as Discord lists it: with ids, defaults, and nothing for nothing."""
    made: dict[str, Any] = copy.deepcopy(dict(wanted))
    for part in _all_of(made):
        part.setdefault("name_localizations", None)
        part.setdefault("description_localizations", None)
        if part.get("required") is False:
            del part["required"]
        if not part.get("options"):
            part.pop("options", None)
    return {
        **made, "id": "7", "application_id": "9", "version": "3", "default_member_permissions": None,
        "nsfw": False, "dm_permission": True, **more,
    }  # fmt: skip


def _all_of(made: dict[str, Any]) -> list[dict[str, Any]]:
    below = [*made.get("options", ()), *made.get("choices", ())]
    return [made, *(part for one in below for part in _all_of(one))]


def test_nothing_is_declared_twice() -> None:
    """What Discord lists is what was declared, though it is written in another way."""
    wanted = payloads(COMMANDS)

    assert same([listed(one) for one in reversed(wanted)], wanted)
    assert same([listed(one, guild_id="1", contexts=None, integration_types=None) for one in wanted], wanted)
    assert same([*(listed(one) for one in wanted), {"type": 4, "name": "launch", "id": "8"}], wanted)


def test_every_difference_is_declared() -> None:
    """Whatever a reader would notice."""
    wanted = payloads(COMMANDS)
    there = [listed(one) for one in wanted]

    assert not same([], wanted)
    assert not same(there[:-1], wanted)
    assert not same([*there, listed(payloads([Command(name="old one", summary="x")])[0])], wanted)
    assert not same([listed(one, contexts=[0]) for one in wanted], wanted)
    for path in ("description", "name", "autocomplete", "type", "required"):
        changed = copy.deepcopy(there)
        changed[1]["options"][0]["options"][0][path] = None
        assert not same(changed, wanted), path
    changed = copy.deepcopy(there)
    changed[0]["options"][0]["options"][1]["choices"][0]["name_localizations"]["es-ES"] = "Otra"
    assert not same(changed, wanted)


def test_ids_by_full_name() -> None:
    """The id of the first word is that of all below it."""
    ids = ids_of([listed(one, id=str(number)) for number, one in enumerate(payloads(COMMANDS))])

    assert ids == {"program pause": "0", "mentor note": "1", "cohort grant approve": "2"}
    assert ids_of([{"type": 3, "name": "Translate", "id": "5"}]) == {}


def test_what_was_used() -> None:
    """The full name and the values, as text."""
    data = {
        "id": "7", "name": "program", "type": 1,
        "options": [{"type": 1, "name": "pause", "options": [
            {"type": 10, "name": "weeks", "value": 2.0},
            {"type": 10, "name": "hours", "value": 2.5},
            {"type": 10, "name": "much", "value": 1e22},
            {"type": 4, "name": "ten", "value": 10},
            {"type": 3, "name": "mode", "value": "skip"},
        ]}],
    }  # fmt: skip

    values = (("weeks", "2"), ("hours", "2.5"), ("much", "1" + "0" * 22), ("ten", "10"), ("mode", "skip"))
    assert read(data) == ("program pause", values)


def test_a_command_in_a_group() -> None:
    """Three words, and nothing given."""
    inner = {"type": 2, "name": "grant", "options": [{"type": 1, "name": "approve", "options": []}]}

    assert read({"name": "cohort", "options": [inner]}) == ("cohort grant approve", ())


def test_what_is_being_typed() -> None:
    """The parameter that has the cursor."""
    options = [
        {"type": 3, "name": "creator", "value": "An", "focused": True},
        {"type": 3, "name": "words", "value": "x"},
    ]
    data = {"name": "mentor", "options": [{"type": 1, "name": "note", "options": options}]}

    assert read_choices(data) == ("mentor note", "creator", "An")
    assert read_choices({"name": "mentor", "options": []}) == ("mentor", "", "")


@pytest.mark.parametrize(
    ("language", "locales"),
    [
        ("en", ("en-US", "en-GB")), ("es", ("es-ES", "es-419")), ("es-MX", ("es-419",)),
        ("es-ES", ("es-ES",)),
        ("pt", ("pt-BR",)), ("pt-BR", ("pt-BR",)), ("zh", ("zh-CN", "zh-TW")), ("zh-Hant", ("zh-TW",)),
        ("fr", ("fr",)), ("fr-CA", ("fr",)), ("sv", ("sv-SE",)), ("nb", ("no",)), ("gl", ()), ("xx", ()),
    ],
)  # fmt: skip
def test_languages_by_discords_locales(language: str, locales: tuple[str, ...]) -> None:
    """None for a language that Discord does not speak."""
    assert locales_of(language) == locales


def test_a_language_with_its_region_is_heard_over_the_one_without() -> None:
    """Whichever comes first."""
    assert in_locales([("es-MX", "M"), ("es", "E")]) == {"es-419": "M", "es-ES": "E"}
