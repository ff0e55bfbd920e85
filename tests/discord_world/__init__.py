"""A world on Discord, in which stories are told: the whole bot, the real library, and people at clients."""

from tests.discord_world.bot import Bot
from tests.discord_world.someone import Someone
from tests.discord_world.town import Town
from tests.discord_world.world import DISCORD, SUNDAY, a_discord_world

__all__ = ["DISCORD", "SUNDAY", "Bot", "Someone", "Town", "a_discord_world"]
