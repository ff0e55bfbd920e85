"""What Discord tells in a form that nobody here knows is left out, and everything else goes on."""

import logging
from typing import Any

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step
from tests.discord_world import a_discord_world
from tests.platforms.discord.events import Event

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
SECRET = "My phone is 0170 123"  # What somebody wrote, which no log may hold.

MISSHAPEN: dict[str, dict[str, Any]] = {
    "INTERACTION_CREATE": {"id": "1", "application_id": "1", "type": 2, "data": {"name": SECRET}},
    "MESSAGE_CREATE": {"id": "1", "channel_id": "1", "content": SECRET},
    "CHANNEL_UPDATE": {"id": SECRET, "guild_id": "1", "type": 0},
    "GUILD_MEMBER_ADD": {"user": SECRET},
}


@pytest.mark.parametrize("name", MISSHAPEN)
async def test_an_event_that_can_not_be_read(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """The connection stays, the log has its name and nothing of its words, and the next click is heard."""
    async with a_discord_world(programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        with caplog.at_level(logging.WARNING):
            town.discord.gateway.dispatch(Event(name=name, data=MISSHAPEN[name]))
            await town.until(lambda: name in caplog.text)
        assert "A film" in await ana.uses("program goal", goal="A film")

        assert SECRET not in caplog.text
        assert town.bot.waits == []
        assert len(town.discord.credential.identified) == 1


async def test_an_event_of_a_name_that_nobody_knows() -> None:
    """Discord tells of new things before a library knows them."""
    async with a_discord_world(programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        town.discord.gateway.dispatch(Event(name="SOMETHING_NEW", data={"id": "1"}))

        assert "A film" in await ana.uses("program goal", goal="A film")
        assert len(town.discord.credential.identified) == 1


async def test_a_kind_of_click_that_nobody_knows(caplog: pytest.LogCaptureFixture) -> None:
    """An interaction of a new type is nobody's business, and no fault."""
    async with a_discord_world(programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.uses("program help", at=town.channel.id)
        told = [one for one in town.discord.gateway.dispatched if one.name == "INTERACTION_CREATE"][-1]
        heard = len(town.bot.door.events)
        town.discord.gateway.dispatch(
            Event(name=told.name, data=told.data | {"id": "77", "type": 99}, guild_id=told.guild_id)
        )
        await ana.uses("program help", at=town.channel.id)

        assert len(town.bot.door.events) == heard + 1
        assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []
