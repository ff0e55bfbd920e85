"""On Discord the first contact is a creator's click: nobody is written to who has pressed nothing."""

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.discord_world import a_discord_world

ONE = a_programme(steps=[a_step("listen", title="Listen first")])
TWO = a_programme(steps=[a_step("listen"), a_step("friday", StepKind.CHECK_IN)])


async def test_a_creator_joins_with_a_click() -> None:
    """The welcome is Ana's alone; then her zone, the notice, and one test message in a DM."""
    async with a_discord_world(programme=ONE) as town:
        ana = await town.creator("Ana")
        (invitation,) = ana.public()
        assert [button.label for button in invitation.buttons] == ["Join"]
        assert town.discord.world.dms_opened == []

        welcome = await ana.joins()
        assert welcome.startswith("You are in, **Ana**. Welcome to Change Makers!")
        assert ana.answer is not None
        assert ana.answer.ephemeral
        await ana.presses("Yes")
        assert ana.rooms() == []
        said = await ana.presses("That's fine")
        assert said.startswith("Nearly done: I sent you a message in private on Discord.")

        assert ana.messages() == ["This is where I write to you, Ana. Did it arrive?"]
        assert len(town.discord.world.dms_opened) == 1
        assert await ana.presses("I got it", on="Did it arrive") == (
            "Good, I can reach you here. </program help:1> shows what I can do."
        )
