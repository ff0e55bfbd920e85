"""A Discord in a process of its own can be driven from here."""

import discord

from tests.platforms.bots import Interaction, bot_at, row
from tests.platforms.discord.process import elsewhere


async def test_people_of_another_process_click_and_are_answered() -> None:
    """The server, its people and their clicks are elsewhere; the bot is here."""

    async def answer(interaction: Interaction) -> None:
        await interaction.response.send_message("Well done!", ephemeral=True)

    options = ("--no-checks", "--no-rate-limits", "--guilds", "3", "--members", "30", "--granted", "2")
    async with (
        elsewhere(*options) as there,
        bot_at(there.api_url, there.gateway_url, there.token, answer) as bot,
    ):
        ana = await there.asks("person", person="Ana")
        dm = await bot.create_dm(discord.Object(ana))
        await dm.send("Your first lesson", view=row("Done"))
        [lesson] = await there.asks("sees", person="Ana", channel=dm.id)
        answered = await there.asks(
            "clicks", person="Ana", channel=dm.id, message=lesson["id"], button="Done"
        )
        told = await there.asks("told")

        assert (answered["kind"], answered["content"]) == ("message", "Well done!")
        assert told["breaches"] == []
        assert told["messages"] == 2
        assert len(bot.guilds) == 3
