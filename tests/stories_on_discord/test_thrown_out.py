"""A bot that was thrown out of its server gives nobody up, and goes on when it is let in again."""

import logging

import pytest

from tests.builders import a_programme, a_step, utc
from tests.discord_world import Town, a_discord_world
from tests.platforms.discord import events
from tests.platforms.discord.events import Event
from tests.platforms.discord.intents import GUILDS

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
MORNING = utc("2026-09-07 13:01")


def let_in_again(town: Town) -> None:
    """Somebody invites the bot once more."""
    world, guild = town.discord.world, town.discord.guild
    world.join(guild, world.bot)
    town.discord.gateway.dispatch(events.guild_created(world, guild))


async def test_nothing_is_given_up_while_the_bot_is_outside(caplog: pytest.LogCaptureFixture) -> None:
    """Thrown out by mistake on a Monday morning, and back an hour later: the lesson comes then, once."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        town.discord.remove_bot(town.discord.guild)
        await ana.uses("program next")  # By then the bot has heard what came before.
        await town.advance_to(MORNING)
        assert [state for state, _ in town.deliveries("step/")] == ["due"]
        assert [record.levelno for record in caplog.records if "cohortbot invite" in record.message] == [
            logging.ERROR
        ]

        let_in_again(town)
        await ana.uses("program next")
        await town.advance(hours=1)
        assert ana.sees("Lesson 1") == 1


async def test_a_server_that_is_down_is_not_gone() -> None:
    """Discord has an outage of that server: direct messages go on."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        guild = town.discord.guild.id
        down = {"id": str(guild), "unavailable": True}
        town.discord.gateway.dispatch(Event(name="GUILD_DELETE", data=down, guild_id=guild, intent=GUILDS))
        await ana.uses("program next")
        await town.advance_to(MORNING)

        assert ana.sees("Lesson 1") == 1
