"""A community in memory, in which stories are told: who joins, what the bot says, what breaks."""

from tests.world.community import DISCORD, SLACK, Community
from tests.world.opening import a_world
from tests.world.person import Someone
from tests.world.team import MONDAY, Team, a_team

__all__ = ["DISCORD", "MONDAY", "SLACK", "Community", "Someone", "Team", "a_team", "a_world"]
