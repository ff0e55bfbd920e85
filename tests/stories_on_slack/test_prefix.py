"""Where the workspace has /program taken, nobody ever reads it: each story here ends with a look at all."""

import pytest

from bot.features import ALL
from tests.builders import a_programme, a_step, utc
from tests.slack_world import a_slack_world
from tests.slack_world.prefix import Reader
from tests.slack_world.someone import Someone

WEEKLY = a_programme(weeks=3, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in (1, 2, 3)])
COMMANDS = [route.command.name for feature in ALL for route in feature.commands]


async def _tries(someone: Someone, group: str) -> int:
    """Use every command of a group as it stands, open whatever modal comes, and close it. How many?"""
    names = [name for name in COMMANDS if name.startswith(f"{group} ")]
    for name in names:
        await someone.uses(name)
        if someone.hands.modal is not None:
            await someone.hands.closes(someone.hands.modal, all_=True)
    return len(names)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_every_command_is_answered_with_the_prefix(language: str) -> None:
    """A creator, a mentor, an admin and a stranger use all there are, and look at Home and their messages."""
    async with a_slack_world(programme=WEEKLY, mentors=("Lena",), admins=("Kofi",)) as town:
        lena, kofi = await town.staff("Lena"), await town.staff("Kofi")
        ana = await town.creator("Ana", mentor="Lena", language=language)
        zoe = town.stranger("Zoe")
        for someone in (lena, kofi, zoe):
            await someone.uses("program help")
        await ana.joins()
        used = await _tries(ana, "program") + await _tries(lena, "mentor") + await _tries(kofi, "cohort")
        await ana.opens_home()
        await lena.opens_home()
        await zoe.types("What is this?")
        await town.advance_to(utc("2026-09-14 14:00"))

        assert used == len(COMMANDS)
        assert len(town.reader.named) > 50
        assert town.reader.bare == []


async def test_a_form_is_called_like_its_command() -> None:
    """With the prefix, and cut where Slack's titles end."""
    async with a_slack_world(programme=WEEKLY, mentors=("Lena",)) as town:
        lena, ana = await town.staff("Lena"), await town.creator("Ana", mentor="Lena")
        await ana.is_in()
        await ana.uses("program stuck")
        await lena.uses("mentor reply")

        assert ana.modal is not None
        assert lena.modal is not None
        assert (ana.modal.title, lena.modal.title) == ("/acme-program stuck", "/acme-mentor reply")


async def test_a_look_finds_what_lacks_the_prefix() -> None:
    """In what the bot of another configuration says."""
    async with a_slack_world(programme=WEEKLY, prefix="") as town:
        ana = await town.creator("Ana")
        there = Reader(town.slack)
        await ana.is_in()

        assert any("/program privacy" in text for text in there.bare)
        assert there.named == []
