"""Interactions on the server that plays Discord: once, in time, by the rules of each kind."""

from datetime import timedelta

import discord
import pytest

from tests.platforms.bots import Interaction, bot_on, row
from tests.platforms.changes import TookTooLong
from tests.platforms.discord.modal import ClientRefused
from tests.platforms.discord.people import Person
from tests.platforms.discord.seen import SeenMessage
from tests.platforms.discord.server import Discord, serving


async def posted(there: Discord, bot: discord.Client, ana: Person) -> SeenMessage:
    """A lesson with two buttons in Ana's DM."""
    dm = await bot.create_dm(discord.Object(ana.id))
    await dm.send("Lesson", view=row("Done", "Ask"))
    return ana.sees(dm.id)[-1]


async def test_a_second_first_answer_is_refused() -> None:
    """40060, though the library itself would not try."""

    async def answer(interaction: Interaction) -> None:
        await interaction.response.send_message("One")
        interaction.response._response_type = None
        await interaction.response.send_message("Two")

    async with serving() as there, bot_on(there, answer) as bot:
        ana = there.person("Ana")
        lesson = await posted(there, bot, ana)
        await ana.clicks(lesson.channel_id, lesson.id, "Done")

        failed = await bot.failure()
        assert (failed.status, failed.code) == (400, 40060)
        assert [each.content for each in ana.sees(lesson.channel_id)] == ["Lesson", "One"]


async def test_a_late_answer_finds_no_interaction() -> None:
    """10062 after 3 real seconds (here 0.05), and the person sees that the bot did not respond."""
    held: list[Interaction] = []

    async def hold(interaction: Interaction) -> None:
        held.append(interaction)

    async with serving(answer_within=0.05) as there, bot_on(there, hold) as bot:
        ana = there.person("Ana")
        lesson = await posted(there, bot, ana)
        with pytest.raises(TookTooLong):
            await ana.clicks(lesson.channel_id, lesson.id, "Done")
        with pytest.raises(discord.NotFound) as refused:
            await held[0].response.send_message("Sorry")
        assert refused.value.code == 10062


async def test_a_deferral_is_followed_up_as_ephemeral_as_it_was() -> None:
    """The first follow-up takes the deferral's place, and cannot become visible to all."""

    async def answer(interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.followup.send("Here it is", ephemeral=False)

    async with serving() as there, bot_on(there, answer) as bot:
        ana, bea = there.person("Ana"), there.person("Bea")
        general = there.channel("general").id
        await bot.get_partial_messageable(general).send("Join", view=row("Join"))
        at_first = await ana.clicks(general, ana.sees(general)[0].id, "Join")
        then = await at_first.later()

        assert (at_first.kind, at_first.ephemeral) == ("deferred", True)
        assert (then.content, then.ephemeral) == ("Here it is", True)
        assert [each.content for each in bea.sees(general)] == ["Join"]
        with pytest.raises(ClientRefused):
            await bea.clicks(general, ana.sees(general)[-1].id, 0)


async def test_a_message_is_updated_in_place() -> None:
    """At once, or after a deferred update."""

    async def answer(interaction: Interaction) -> None:
        assert interaction.message is not None
        if interaction.message.content == "Lesson":
            await interaction.response.edit_message(content="Done!", view=row("Undo"))
        else:
            await interaction.response.defer()
            await interaction.edit_original_response(content="Undone", view=None)

    async with serving() as there, bot_on(there, answer) as bot:
        ana = there.person("Ana")
        lesson = await posted(there, bot, ana)
        done = await ana.clicks(lesson.channel_id, lesson.id, "Done")
        undone = await ana.clicks_in(done, "Undo")

        assert (done.kind, done.content, done.labels) == ("update", "Done!", ["Undo"])
        assert undone.kind == "deferred_update"
        assert (await undone.later()).content == "Undone"
        assert [each.content for each in ana.sees(lesson.channel_id)] == ["Undone"]


async def test_a_token_lives_for_15_minutes() -> None:
    """Of the driver's clock; then 50027."""
    held: list[Interaction] = []

    async def answer(interaction: Interaction) -> None:
        held.append(interaction)
        await interaction.response.send_message("One", ephemeral=True)

    async with serving() as there, bot_on(there, answer) as bot:
        ana = there.person("Ana")
        lesson = await posted(there, bot, ana)
        await ana.clicks(lesson.channel_id, lesson.id, 0)
        there.advance(timedelta(minutes=14))
        await held[0].followup.send("Two")
        there.advance(timedelta(minutes=2))
        with pytest.raises(discord.HTTPException) as refused:
            await held[0].followup.send("Three")
        assert (refused.value.status, refused.value.code) == (401, 50027)


class Checkin(discord.ui.Modal, title="Check-in"):
    """Three kinds of question."""

    done: discord.ui.Label[discord.ui.View] = discord.ui.Label(
        text="What did you do?",
        description="A sentence or two",
        component=discord.ui.TextInput(custom_id="done", min_length=3, max_length=20),
    )
    mood: discord.ui.Label[discord.ui.View] = discord.ui.Label(
        text="How was it?",
        component=discord.ui.Select(
            custom_id="mood",
            options=[discord.SelectOption(label="Good", value="g"), discord.SelectOption(label="Bad")],
        ),
    )
    note: discord.ui.Label[discord.ui.View] = discord.ui.Label(
        text="Anything else?",
        component=discord.ui.TextInput(custom_id="note", required=False, default="No"),
    )


async def test_a_modal_asks_and_is_submitted_by_the_clients_rules() -> None:
    """Required fields, lengths and choices are checked by the client; a modal never answers a modal."""
    told: list[object] = []

    async def answer(interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_modal(Checkin(custom_id="checkin"))
            return
        assert interaction.data is not None
        told.append(interaction.data)
        with pytest.raises(discord.HTTPException, match="does not answer a MODAL_SUBMIT"):
            await interaction.response.send_modal(Checkin())
        interaction.response._response_type = None
        await interaction.response.send_message("Thank you")

    async with serving() as there, bot_on(there, answer) as bot:
        ana = there.person("Ana")
        lesson = await posted(there, bot, ana)
        asked = (await ana.clicks(lesson.channel_id, lesson.id, "Ask")).modal
        assert asked is not None
        with pytest.raises(ClientRefused):
            await ana.submits(asked, done="Hm", mood="Good")
        with pytest.raises(ClientRefused):
            await ana.submits(asked, done="A lot")
        thanked = await ana.submits(asked, {"What did you do?": "A lot"}, mood="Good")

        assert [each.label for each in asked.fields] == ["What did you do?", "How was it?", "Anything else?"]
        assert [each.required for each in asked.fields] == [True, True, False]
        assert asked.fields[2].value == "No"
        assert thanked.content == "Thank you"
        [sent] = told
        assert isinstance(sent, dict)
        assert [each["component"].get("value") for each in sent["components"]] == ["A lot", None, "No"]
        assert sent["components"][1]["component"]["values"] == ["g"]


async def test_selects_are_chosen_from() -> None:
    """By label; what is not there cannot be chosen."""

    async def answer(interaction: Interaction) -> None:
        assert interaction.data is not None
        await interaction.response.send_message(f"{interaction.data.get('values')}")

    async with serving() as there, bot_on(there, answer) as bot:
        ana = there.person("Ana")
        dm = await bot.create_dm(discord.Object(ana.id))
        view = discord.ui.View(timeout=None)
        options = [discord.SelectOption(label="Madrid", value="es"), discord.SelectOption(label="Accra")]
        view.add_item(discord.ui.Select(custom_id="city", placeholder="Your city", options=options))
        asked = await dm.send("Where do you live?", view=view)

        assert (await ana.selects(dm.id, asked.id, "Your city", "Madrid")).content == "['es']"
        with pytest.raises(ClientRefused):
            await ana.selects(dm.id, asked.id, "Your city", "Lima")
