"""Admins look at their cohort, and give people places and mentors."""

from bot.domain.keys import cohort_key
from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.stories.led import leaders, led

COHORT = cohort_key("autumn")
THIRD_WEEK = utc("2026-09-24 12:00")


async def test_status_tells_who_is_where_and_who_is_slipping() -> None:
    """Ana answers nothing for two weeks; Ben never joined; the page says both, and who has room."""
    async with led() as world:
        _, _, lena = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        world.creator("Ben", mentor="Tom")
        await ana.joins()
        await world.advance_to(THIRD_WEEK)
        seen = await lena.uses("cohort status")

        assert "Messages go out: nothing holds this cohort." in seen
        assert "Invited: 1\nActive: 1\nPaused: 0\nCompleted: 0\nWithdrawn: 0\nNeed somebody: 1" in seen
        assert "Ana · Amara · " in seen
        assert "no sign of life for 17 days" in seen
        assert "Week · Creators\n3 · 1" in seen
        assert "Amara · 1/12\nTom · 1/12" in seen
        assert "Next busy day: " in seen
        assert "Ben · Tom · Education · 3" in await lena.opens(f"cohort/{COHORT}/invited")
        assert "Who needs somebody" in await lena.opens(f"cohort/{COHORT}/slipping/0")


async def test_status_shows_twenty_and_the_rest_behind_a_path() -> None:
    """Of 23 who are invited the page shows 20, and the path behind them three."""
    async with led() as world:
        _, _, lena = await leaders(world)
        for number in range(23):
            world.creator(f"C{number:02}")
        await world.settle()
        first = await lena.opens(f"cohort/{COHORT}/invited")
        rest = await lena.opens(f"cohort/{COHORT}/invited/20")

        assert "C19" in first
        assert "C20" not in first
        assert "C19" not in rest
        assert "C22" in rest


async def test_only_admins_see_the_cohort() -> None:
    """A mentor and a creator are refused, on the command and on the page."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()

        for one in (amara, ana):
            assert "That is for the admins" in await one.uses("cohort status")
            assert "That is for the admins" in await one.opens(f"audit/{COHORT}")
            assert "That is for the admins" in await one.opens(f"roll/{COHORT}")


async def test_withdrawing_is_asked_first_and_told_to_the_creator() -> None:
    """Lena reads what happens, presses, and Ana is told once; later Lena can bring her back."""
    async with led() as world:
        _, _, lena = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 15:00"))
        asked = await lena.uses("cohort withdraw", creator="ana")
        before = len(ana.shown())
        done = await lena.presses("Withdraw")
        again = await lena.uses("cohort withdraw", creator="Ana")
        await world.advance(weeks=2)

        assert "Take **Ana** out of Change Makers?" in asked
        assert "nothing more comes" in asked
        assert done == "**Ana** is out of the programme, and is told so."
        assert again == "Ana is out of the programme already."
        assert ana.messages()[before:] == [
            "The team has taken you out of Change Makers, so I send you nothing more. Thank you for having "
            "been with us. If that is a mistake, write to the team, or press Join in its channel."
        ]
        assert "**Ana** is invited again" in await lena.uses("cohort enrol", name="Ana")
        assert "You are in" in await ana.joins()


async def test_who_is_withdrawn_in_mid_conversation_is_told_so() -> None:
    """Ana is answering when the team takes her out: what she sends then is not kept, and she reads why."""
    async with led(programme=a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])) as world:
        _, _, lena = await leaders(world)
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-11 19:05"))
        await ana.types("check-in")
        await ana.presses("Answer", on="friday")
        form = ana.form
        await lena.uses("cohort withdraw", creator="Ana")
        await lena.presses("Withdraw")
        out = "You are no longer in this programme. To come back, press Join in its channel."

        assert ana.sees("The team has taken you out of Change Makers") == 1
        assert "press Join in its channel" in await ana.types("4")
        assert await ana.presses("4", on="one question") == out
        ana.form = form
        assert await ana.fills(mood="4", stuck="no", followers="") == out
        assert world.tables()["answers"] == []


async def test_a_double_press_withdraws_once() -> None:
    """The second press, from another message, is told that it is done."""
    async with led() as world:
        _, _, lena = await leaders(world)
        ana = world.creator("Ana")
        await ana.joins()
        await lena.uses("cohort withdraw", creator="Ana")
        press = lena.button("Withdraw")
        await lena.does(press)

        assert await lena.does(press) == "Ana is out of the programme already."
        assert ana.sees("The team has taken you out") == 1


async def test_a_mentor_gets_no_more_than_the_cohort_allows() -> None:
    """Amara is full, Tom has room: the refusal names both, and all three are told of what was done."""
    async with led(mentor_capacity=1) as world:
        amara, tom, lena = await leaders(world)
        ana, ben = world.creator("Ana", mentor="Amara"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.advance_to(utc("2026-09-07 15:00"))
        full = await lena.uses("cohort assign", creator="Ben", mentor="Amara")
        done = await lena.uses("cohort assign", creator="Ana", mentor="tom")
        same = await lena.uses("cohort assign", creator="Ana", mentor="Tom")
        nobody = await lena.uses("cohort assign", creator="Ana", mentor="Ben")

        assert full == ("Amara has no room: 1 of 1 places are taken. There is room with Tom (0/1).")
        assert done == "**Tom** looks after **Ana** now."
        assert same == "Tom is the mentor of Ana already."
        assert nobody == "“Ben” is no mentor of this cohort. Its mentors are Amara, Tom."
        assert ana.sees("Your mentor is Tom now.") == 1
        assert tom.sees("You look after Ana now.") == 1
        assert amara.sees("Tom looks after Ana now.") == 1
        assert await lena.is_offered("cohort assign", "mentor", "t") == ["Tom (1/1)"]


async def test_the_creators_of_a_leaving_mentor_are_spread() -> None:
    """Lena sees who goes to whom, presses, and everybody is told."""
    async with led("Zuri") as world:
        amara, tom, lena = await leaders(world)
        zuri = world.staff("Zuri")
        await zuri.joins()
        for name in ("Ana", "Ben", "Cleo"):
            await world.creator(name, mentor="Amara").joins()
        await world.advance_to(utc("2026-09-07 15:00"))
        seen = await lena.uses("cohort reassign", mentor="Amara")
        done = await lena.presses("Do it")

        assert "• Ana → Tom\n• Ben → Zuri\n• Cleo → Tom" in seen
        assert done == "3 creators of **Amara** have another mentor now. Everybody is told."
        assert tom.sees("You look after Ana, Cleo now.") == 1
        assert zuri.sees("You look after Ben now.") == 1
        assert amara.sees("Your creators are with Tom, Zuri now.") == 1
        assert await lena.uses("cohort reassign", mentor="Amara") == "Amara looks after nobody any more."


async def test_what_was_seen_is_what_is_done() -> None:
    """Between the table and the press Ana got another mentor: Lena looks again before anything is done."""
    async with led() as world:
        _, _, lena = await leaders(world)
        for name in ("Ana", "Ben"):
            await world.creator(name, mentor="Amara").joins()
        await lena.uses("cohort reassign", mentor="Amara")
        press = lena.button("Do it")
        await lena.uses("cohort assign", creator="Ana", mentor="Tom")
        again = await lena.does(press)

        assert again.startswith("Something has changed since you looked, so nothing was done yet. Now it is:")
        assert "• Ben → Tom" in again
        assert "Ana" not in again
        assert "One creator of **Amara**" in await lena.presses("Do it")


async def test_too_little_room_is_said_exactly() -> None:
    """Amara has three, and Tom has room for one: two would be left over."""
    async with led(mentor_capacity=3) as world:
        _, _, lena = await leaders(world)
        for name in ("Ana", "Ben", "Cleo"):
            world.creator(name, mentor="Amara")
        for name in ("Dan", "Eva"):
            world.creator(name, mentor="Tom")
        await world.settle()
        said = await lena.uses("cohort reassign", mentor="Amara")

        assert said.startswith(
            "Amara looks after 3 creators, and the others have room for 1: 2 would be left without a mentor."
        )
