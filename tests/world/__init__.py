"""A community in memory, in which stories are told: who joins, what the bot says, what breaks."""

from tests.world.community import DISCORD, SLACK, Community
from tests.world.opening import a_world
from tests.world.person import Someone

__all__ = ["DISCORD", "SLACK", "Community", "Someone", "a_world"]
