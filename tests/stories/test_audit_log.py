"""The admins read who did what, about whom, with what outcome."""

from bot.domain.keys import cohort_key
from tests.stories.led import leaders, led

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

        assert log[2] == "When · Who · What · About · Outcome"
        assert log[3].endswith("Lena · withdraw · Ana · done")
        assert log[4].endswith("Ana · pause · Ana · done")
        assert "Ben" not in of_ana
        assert "withdraw" in of_ana
        assert "Ben · join · Ben · done" in joined
        assert "pause" not in joined
        assert "Nothing is on record of “%”." in await lena.uses("cohort audit", words="%")


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
