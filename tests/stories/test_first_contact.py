"""The bot begins no conversation: it writes to people where they acted first, whatever they did there."""

from adapters.memory.acts import press_of
from bot.domain.flags import Silence
from tests.builders import a_programme, a_step, utc
from tests.stories.led import led
from tests.world import DISCORD, SLACK, Community, Someone, a_world

WEEKLY = a_programme(weeks=6, steps=[a_step(f"w{n}", week=n) for n in range(1, 6)])
UNMET = "I can't write to these of the team yet: "


async def an_unmet_mentor(world: Community) -> tuple[Someone, Someone, Someone]:
    """Amara, who never used the bot, Lena, who did, and Ana, whose mentor Amara is."""
    amara, lena = world.staff("Amara"), world.staff("Lena")
    ana = world.creator("Ana", mentor="Amara")
    await lena.joins()
    await ana.joins()
    await world.advance_to(utc("2026-09-07 15:00"))
    return amara, lena, ana


async def test_a_mentor_who_never_used_the_bot_is_not_written_to() -> None:
    """Ana's cry is in Amara's queue; the admin is told of it, and reads in the status who was not."""
    async with led() as world:
        amara, lena, ana = await an_unmet_mentor(world)
        said = await ana.uses("program stuck", words="The camera broke.")

        assert said == "I have passed your words on to the programme's team. They answer you here."
        assert amara.messages() == []
        assert lena.told() == [
            "I can't write to the one who looks after this, so please see to it.\n"
            "<@ana> asks for help · just now\nThe camera broke."
        ]
        assert f"{UNMET}Amara. I begin no conversation: " in await lena.uses("cohort status")
        assert "The camera broke." in await amara.uses("mentor queue")
        assert UNMET not in await lena.uses("cohort status")
        await ana.uses("program stuck", words="And the tripod.")
        assert amara.sees("And the tripod.") == 1


async def test_nobody_is_told_that_somebody_was_told_who_was_not() -> None:
    """Tom never used the bot: whoever makes him stand in, or hands him something over, tells him."""
    async with led() as world:
        amara, _, ana = await an_unmet_mentor(world)
        tom = world.staff("Tom")
        await ana.uses("program stuck", words="The camera broke.")
        days = {"from": "2026-09-08", "until": "2026-09-18", "stand-in": "Tom"}
        stands_in = await amara.uses("mentor away", **days)
        await amara.uses("mentor queue")
        await amara.presses("Hand over")
        given = await amara.fills(to=tom.enrolment.person.key)

        assert "I can't write to them yet, so please tell them." in stands_in
        assert given == "**Tom** has it now. I can't write to them yet, so please tell them."
        assert tom.messages() == []
        assert "The camera broke." in await tom.uses("mentor queue")


async def test_an_alarm_goes_to_who_can_be_told_and_else_to_whatever_account_there_is() -> None:
    """The safety contact never used the bot, so the admin reads it; without her Ana is told the truth."""
    async with led(safety_contact="Tom") as world:
        tom = world.staff("Tom")
        _, lena, ana = await an_unmet_mentor(world)
        assert "I have told **Lena** at once" in await ana.uses("program stuck", words="I am in danger")
        assert (tom.messages(), lena.sees("I am in danger")) == ([], 1)

    async with led(safety_contact="Tom") as world:
        tom, ana = world.staff("Tom"), world.creator("Ana")
        await ana.joins()
        said = await ana.uses("program stuck", words="I am in danger")
        assert said.startswith(
            "Thank you for telling me. I have sent your words to **Tom**, but I can't be sure that they read "
            "them soon. If you are in danger now, please call"
        )
        assert "I am in danger" in await tom.uses("mentor queue")


async def test_who_only_looks_is_not_silent() -> None:
    """Ana reads her progress each week, and presses nothing; Ben does neither."""
    async with a_world(programme=WEEKLY, flag_rules=[Silence(days=14)]) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        for week in range(4):
            await world.advance_to(utc(f"2026-09-{7 + 7 * week:02} 15:00"))
            await ana.uses("program progress")

        assert (ana.sees("I noticed this"), ben.sees("I noticed this")) == (0, 1)


async def test_a_creator_is_written_to_where_they_joined() -> None:
    """The roster names Ana's Discord first, and she has only ever been seen on Slack."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana", chats=(DISCORD, SLACK))
        await world.settle()
        invitation = next(one for one in reversed(world.shown) if one.place.platform == SLACK)
        await ana.does(press_of(invitation, "Join"), invitation.place)
        await world.advance_to(utc("2026-09-07 15:00"))

        assert {one.place.platform for one in ana.shown()} == {SLACK}
