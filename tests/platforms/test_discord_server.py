"""The server that plays Discord does what the real library needs, and refuses what Discord refuses."""

from typing import Any

import discord

from tests.platforms.bots import bot_on
from tests.platforms.discord.server import serving


def buttons(*labels: str) -> discord.ui.View:
    """A row of buttons, each with its label as its custom id."""
    view = discord.ui.View(timeout=None)
    for label in labels:
        view.add_item(discord.ui.Button(label=label, custom_id=f"press:{label}"))
    return view


async def test_a_bot_logs_in_sends_a_dm_and_answers_a_click() -> None:
    """The shortest whole story: login, READY, a DM, a click, its answer."""

    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Well done!", ephemeral=True)

    async with serving() as there, bot_on(there, answer) as bot:
        ana = there.person("Ana")
        dm = await bot.create_dm(discord.Object(ana.id))
        await dm.send("Your first lesson", view=buttons("Done"))
        [lesson] = ana.sees(dm.id)
        answer_seen = await ana.clicks(dm.id, lesson.id, "Done")

        assert lesson.author == "cohortbot"
        assert [each.label for each in lesson.buttons] == ["Done"]
        assert (answer_seen.kind, answer_seen.content, answer_seen.ephemeral) == (
            "message",
            "Well done!",
            True,
        )
        assert there.breaches == []
