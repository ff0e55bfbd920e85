"""Commands on the server that plays Discord: registered, listed, typed as a client lets them be."""

from datetime import timedelta

import discord
import pytest
from discord import app_commands

from tests.platforms.bots import Interaction, bot_on
from tests.platforms.discord.modal import ClientRefused
from tests.platforms.discord.server import serving


def program(tree: app_commands.CommandTree[discord.Client]) -> None:
    """/program pause weeks, and /program show lesson, which looks lessons up."""
    group = app_commands.Group(name="program", description="Your programme")

    @group.command(name="pause", description="Take a break")
    async def pause(interaction: Interaction, weeks: app_commands.Range[int, 1, 4]) -> None:
        await interaction.response.send_message(f"A break of {weeks}", ephemeral=True)

    @group.command(name="show", description="Show a lesson")
    async def show(interaction: Interaction, lesson: str, who: discord.Member | None = None) -> None:
        await interaction.response.send_message(f"{lesson} {who.name if who else ''}")

    @show.autocomplete("lesson")
    async def lessons(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}tars", value="guitars")]

    tree.add_command(group)


async def test_commands_are_used_as_a_client_lets_them_be() -> None:
    """Only registered ones, with what is required, within its range; options are looked up while typing."""
    async with serving() as there, bot_on(there) as bot:
        ana, general = there.person("Ana"), there.channel("general").id
        tree = app_commands.CommandTree(bot)
        program(tree)
        with pytest.raises(ClientRefused, match="there is no /program pause here"):
            await ana.uses("program pause", general, weeks=2)
        await tree.sync()

        assert (await ana.uses("program pause", general, weeks=2)).content == "A break of 2"
        assert await ana.looks_up("program show", "lesson", "gui", general) == [("guitars", "guitars")]
        assert (await ana.uses("program show", general, lesson="drums", who=ana)).content == "drums Ana"
        for wrong in ({}, {"weeks": 5}, {"weeks": "two"}, {"weeks": 2, "days": 1}):
            with pytest.raises(ClientRefused):
                await ana.uses("program pause", general, **wrong)


async def test_commands_keep_their_ids_and_hide_their_localizations() -> None:
    """A second sync creates nothing; localizations are listed only when asked for."""
    async with serving() as there, bot_on(there) as bot:
        tree = app_commands.CommandTree(bot)
        program(tree)
        [before] = await tree.sync(guild=discord.Object(there.guild.id)) or await tree.sync()
        [after] = await tree.sync()
        raw = discord.http.Route("GET", f"/applications/{bot.application_id}/commands")
        [plain] = await bot.http.request(raw)
        [whole] = await bot.http.request(raw, params={"with_localizations": "true"})

        assert before.id == after.id
        assert "name_localizations" not in plain
        assert "name_localizations" in whole
        assert len(there.world.command_creations[None]) == 1


async def test_a_client_lists_commands_in_its_readers_language() -> None:
    """Names and descriptions as translated; Latin American Spanish falls back to Spain's."""
    body = {
        "name": "progress",
        "name_localizations": {"es-ES": "progreso"},
        "description": "Your progress",
        "description_localizations": {"es-ES": "Tu progreso"},
    }
    async with serving() as there, bot_on(there) as bot:
        ana, general = there.person("Ana", locale="es-419"), there.channel("general").id
        bea = there.person("Bea")
        route = discord.http.Route("POST", f"/applications/{bot.application_id}/commands")
        await bot.http.request(route, json=body)

        assert ana.lists(general) == {"progress": ("progreso", "Tu progreso")}
        assert bea.lists(general) == {"progress": ("progress", "Your progress")}


async def test_200_commands_are_created_a_day() -> None:
    """30034 for the next; tomorrow it is possible again."""
    async with serving() as there, bot_on(there) as bot:
        there.world.command_creations[None] = [there.now] * 200
        tree = app_commands.CommandTree(bot)
        program(tree)
        with pytest.raises(discord.HTTPException) as refused:
            await tree.sync()
        assert refused.value.code == 30034
        there.advance(timedelta(days=1))
        assert len(await tree.sync()) == 1
