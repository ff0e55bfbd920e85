"""A world on Slack, in which stories are told: the whole bot, the real library, and people at clients."""

from tests.slack_world.bot import Bot
from tests.slack_world.someone import Someone
from tests.slack_world.town import Town
from tests.slack_world.world import SLACK, SUNDAY, a_slack_world

__all__ = ["SLACK", "SUNDAY", "Bot", "Someone", "Town", "a_slack_world"]
