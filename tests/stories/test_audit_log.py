"""The admins read who did what, about whom, with what outcome."""

from bot.domain.keys import cohort_key
from tests.stories.led import leaders, led
from tests.world import a_team

COHORT = cohort_key("autumn")


async def test_the_log_names_people_and_what_they_did() -> None:
    """Ana joined and paused, Lena withdrew her: the newest comes first, and a filter takes name or action."""
    async with led() as world:
        _, _, lena = await leaders(world)
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await ana.uses("program pause", weeks="2")
        await lena.uses("cohort withdraw", creator="Ana")
        await lena.presses("Withdraw")
        log = (await lena.uses("cohort audit")).splitlines()
        of_ana = await lena.uses("cohort audit", words="ana")
        joined = await lena.uses("cohort audit", words="JOIN")

        assert log[2] == "Times are those of America/New_York."
        assert log[4] == "When · Who · What · About · Outcome"
        assert log[5] == "2026-09-01 08:00 · Lena · withdraw · Ana · done"
        assert log[6].endswith("Ana · pause · Ana · done")
        assert "Ben" not in of_ana
        assert "withdraw" in of_ana
        assert "Ben · join · Ben · done" in joined
        assert "pause" not in joined
        assert "Nothing is on record of “%”." in await lena.uses("cohort audit", words="%")


async def test_what_is_done_about_a_cry_names_its_creator() -> None:
    """Ana asks for help, Amara snoozes, hands over and closes; Tom tried to, and was refused."""
    async with a_team() as team:
        await team.ana.uses("program stuck", words="The camera broke.")
        await team.tom.presses("Done", of=team.amara)
        await team.amara.presses("Snooze", on="The camera")
        await team.amara.presses("Tomorrow")
        await team.amara.presses("Hand over", on="The camera")
        await team.amara.fills(to=team.lena.enrolment.person.key)
        await team.lena.presses("Done", on="The camera")
        await team.lena.fills(outcome="called")
        log = (await team.lena.uses("cohort audit", words="ana")).splitlines()[5:10]

        assert [line.partition(" · ")[2] for line in log] == [
            "Lena · done · Ana · done",
            "Amara · hand over · Ana · done",
            "Amara · snooze · Ana · done",
            "Tom · close · Ana · refused",
            "Ana · ask for help · Ana · done",
        ]


async def test_older_lines_are_behind_a_path() -> None:
    """Twenty lines on the page; what is older is asked for by the number of the last of them."""
    async with led() as world:
        _, _, lena = await leaders(world)
        ana, zoe = world.creator("Ana"), world.stranger("Zoe")
        await ana.joins()
        for _ in range(21):
            await zoe.uses("cohort status")
        newest = await lena.uses("cohort audit")
        number = world.tables()["audit"][1][0]
        older = await lena.opens(f"audit/{COHORT}/{number}/")

        assert newest.count("stranger on Discord") == 20
        assert "Ana · join · Ana · done" not in newest
        assert "Ana · join · Ana · done" in older
