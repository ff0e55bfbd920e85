"""Slash commands on Slack: one line of text, in which people are mentioned, quoted and named as they like."""

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.slack_world import Someone, Town, a_slack_world
from tests.slack_world.world import Mode

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
THURSDAY = utc("2026-09-10 12:00")


async def two(town: Town) -> tuple[Someone, Someone]:
    """Amara, and Ana Maria Cruz, whose mentor she is."""
    amara = await town.staff("Amara")
    ana = await town.creator("Ana Maria Cruz", mentor="Amara")
    await amara.joins()
    await ana.is_in()
    return amara, ana


@pytest.mark.parametrize(
    "whom",
    [
        "@ana.maria.cruz",
        '"Ana Maria Cruz"',
        "“Ana Maria Cruz”",
        "creator=Ana Maria Cruz",
        "creator:@ana.maria.cruz",
    ],
)
async def test_a_person_is_named_in_many_ways(whom: str) -> None:
    """By a mention, in quotes that phones write, or by parameter."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mentors=["Amara"]) as town:
        amara, _ = await two(town)
        said = await amara.uses(f"mentor note {whom} words=She films at night.")

        assert "Ana Maria Cruz" in said
        assert town.rows("notes") == 1


async def test_a_number_that_is_none() -> None:
    """What is wrong with the line is said at once, to its writer alone."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        said = await ana.uses("program pause soon")

        assert "number in digits" in said
        assert ana.answer is not None
        assert ana.answer.ephemeral


async def test_what_is_missing_is_asked_for_in_a_modal() -> None:
    """A command without its words opens the form for them."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await ana.uses("program stuck")
        assert ana.modal is not None
        said = await ana.fills(**{next(iter(ana.present())): "The camera broke."})

        assert "team" in said


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_the_commands_of_another_app_are_in_the_way(mode: Mode) -> None:
    """With a prefix in the configuration they are called so, and named so."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, prefix="acme-", mode=mode) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        assert "A film" in await ana.uses("program goal A film")
        said = await ana.uses("program what")

        assert "/acme-program what" in said
        assert "/acme-program goal" in said


async def test_an_unknown_command_is_answered_with_those_there_are() -> None:
    """Slack gives the group only; the rest was typed by hand."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, prefix="") as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        said = await ana.uses("program progess")

        assert "There is no command /program progess." in said
        assert "/program progress" in said


async def test_a_command_in_their_own_room_stays_there() -> None:
    """Where nobody else reads, the answer is no ephemeral message, which would soon be gone."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await ana.uses("program goal A film", at=ana.hands.dm)

        assert ana.answer is not None
        assert not ana.answer.ephemeral
        assert "A film" in ana.hands.sees()[-1].content
