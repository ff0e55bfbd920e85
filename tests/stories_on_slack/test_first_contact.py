"""Who joins on Slack presses a button in the channel; Slack tells the zone, and the person confirms it."""

import pytest

from tests.builders import a_programme, a_step, utc
from tests.slack_world import a_slack_world
from tests.slack_world.world import Mode

ONE = a_programme(steps=[a_step("listen", title="Listen first")])
MORNING = utc("2026-09-07 13:01")


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_creator_joins_with_a_click(mode: Mode) -> None:
    """The welcome is Ana's alone; then her zone, the notice, and one test message in private."""
    async with a_slack_world(programme=ONE, mode=mode) as town:
        ana = await town.creator("Ana")
        (invitation,) = ana.public()
        assert invitation.labels == ["Join"]

        welcome = await ana.joins()
        assert welcome.startswith("You are in, Ana. Welcome to Change Makers!")
        assert ana.answer is not None
        assert ana.answer.ephemeral
        await ana.presses("Yes")
        assert ana.rooms() == []
        said = await ana.presses("All fine")
        assert said.startswith("Nearly done: I sent you a message in private on Slack.")

        assert ana.messages() == ["This is where I write to you, Ana. Did it arrive?"]
        said = await ana.presses("I got it", on="Did it arrive")
        assert said.startswith("Good, I can reach you here. /acme-program help")
        assert town.stranger("Eve").public() == [invitation]


async def test_slack_tells_the_zone() -> None:
    """The roster says New York; Ana's profile says Manila, and that is what she is asked about."""
    async with a_slack_world(programme=ONE) as town:
        ana = await town.creator("Ana")
        ana.hands.user.tz = "Asia/Manila"
        welcome = await ana.joins()
        assert "Manila" in welcome
        await ana.presses("Yes")
        await ana.presses("All fine")
        await town.advance_to(utc("2026-09-07 01:01"))

        assert ana.sees("Listen first") == 1


async def test_a_code_that_is_typed_is_answered_in_the_language_of_slack() -> None:
    """Lena enrolled Mateo by name; his Slack is Spanish and tells Bogotá, and he types his code."""
    async with a_slack_world(programme=ONE, admins=["Lena"]) as town:
        lena, mateo = await town.staff("Lena"), town.stranger("Mateo")
        mateo.hands.user.locale, mateo.hands.user.tz = "es-ES", "America/Bogota"
        said = await lena.uses('cohort enrol "Mateo Ruiz" track:Health zone:Europe/Madrid')
        await mateo.opens_home()
        code = said.partition("code of Mateo Ruiz is ")[2].partition(". ")[0]

        welcome = await mateo.types(code)

    assert "Te damos la bienvenida" in welcome
    assert "America/Bogota" in welcome


async def test_who_pressed_nothing_is_not_written_to() -> None:
    """Ben is on the roster and never joins; Tom, a mentor, never pressed anything either."""
    async with a_slack_world(programme=ONE, mentors=["Tom"]) as town:
        tom = await town.staff("Tom")
        ana, ben = await town.creator("Ana", mentor="Tom"), await town.creator("Ben", mentor="Tom")
        await ana.is_in()
        await town.advance(days=3)
        await ana.uses("program stuck The camera broke.")

        assert ana.sees("Listen first") == 1
        assert (ben.rooms(), tom.rooms()) == ([], [])


async def test_joining_twice_is_joining_once() -> None:
    """Join is pressed again: one test message, one lesson."""
    async with a_slack_world(programme=ONE) as town:
        ana = await town.creator("Ana")
        await ana.joins()
        await ana.joins()
        await ana.presses("Yes")
        await ana.presses("All fine")
        await town.advance_to(MORNING)

        assert (ana.sees("Did it arrive"), ana.sees("Listen first"), len(ana.messages())) == (1, 1, 2)


async def test_a_stranger_is_told_so_and_not_written_to() -> None:
    """Whoever presses Join is answered within the click, and no room is opened with them."""
    async with a_slack_world(programme=ONE) as town:
        eve = town.stranger("Eve")
        said = await eve.joins()

        assert eve.answer is not None
        assert eve.answer.ephemeral
        assert "roster" in said or "know" in said
        assert eve.rooms() == []
