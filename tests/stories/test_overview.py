"""A cohort at a glance: its admins see all of it, a mentor those whom they look after, creators nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.domain.keys import cohort_key, person_key
from bot.domain.programme import StepKind
from tests.builders import SECRET, a_programme, a_step, utc
from tests.stories.led import leaders, led
from tests.world import Community, Someone

VIEW = f"view/{cohort_key('autumn')}"
WEEKLY = a_programme(
    weeks=4, steps=[a_step(f"friday {week}", StepKind.CHECK_IN, week=week) for week in range(1, 5)]
)
THIRD_WEEK = utc("2026-09-23 14:00")
BEHIND = (
    "all", "needy", "flags", "queues", "load", "week/1", "week/1-late", "checkins/1", "checkins/1-no",
    "mood/1", "day/5", "hour/9", "hour/15",
)  # fmt: skip


@asynccontextmanager
async def a_cohort_under_way() -> AsyncIterator[tuple[Community, Someone, Someone]]:
    """Ana, whom Amara looks after, answers that she is at 2; Ben, who is Tom's, answers nothing, and asks."""
    async with led(programme=WEEKLY) as world:
        amara, _, lena = await leaders(world)
        ana, ben = world.creator("Ana", mentor="Amara"), world.creator("Ben", mentor="Tom")
        await ana.joins()
        await ben.joins()
        await world.advance_to(utc("2026-09-11 19:05"))
        await ana.presses("Answer", on="friday 1")
        await ana.fills(mood="2", stuck="no", followers="")
        await ben.uses("program stuck", words="The camera broke.")
        await world.advance_to(THIRD_WEEK)
        yield world, amara, lena


async def test_the_whole_cohort_on_one_page() -> None:
    """A line of the heat map for each creator, and each number of what there is to look after."""
    async with a_cohort_under_way() as (_, _, lena):
        seen = await lena.opens(VIEW)

        assert seen.startswith("**Autumn")
        assert "Creators: 2\nNeed somebody: 1\n" in seen
        assert "Creator · 1 · 2 · 3 · 4\nAna · ✓ · ○ · · · ·\nBen · ! · ○ · · · ·" in seen
        assert "Week · Done\n1 · 50%\n2 · 0%" in seen
        assert "Week · Answered\n1 · 50%\n2 · 0%" in seen
        assert "1 · 2.0" in seen
        assert "Queue of · Open matters · The oldest · Creators" in seen


async def test_every_number_leads_to_the_people_behind_it() -> None:
    """Who is late, who answered, how they are, who waits, and to whom messages went."""
    async with a_cohort_under_way() as (_, _, lena):
        assert "Ana · Amara · done" in await lena.opens(f"{VIEW}/week/1")
        late = await lena.opens(f"{VIEW}/week/1-late")
        assert "Ben · Tom · late" in late
        assert "Ana" not in late
        assert "Ben · Tom · Not answered" in await lena.opens(f"{VIEW}/checkins/1-no")
        assert "Ana · Amara · 2" in await lena.opens(f"{VIEW}/mood/1")
        assert "Ana · Amara · 3 · 1/2 · " in await lena.opens(f"{VIEW}/all")
        assert "Ben · Tom · " in await lena.opens(f"{VIEW}/needy")
        assert "Ana · Amara · " in await lena.opens(f"{VIEW}/day/5")


async def test_each_queue_with_those_who_wait() -> None:
    """Ben's cry has come to the admins; to Amara there is no such queue, nor Tom's."""
    async with a_cohort_under_way() as (_, amara, lena):
        tom, team = f"{VIEW}/owed/{person_key(SECRET, 'Tom')}", f"{VIEW}/owed/team"

        assert "Ben · left check-ins unanswered · for 6 days" in await lena.opens(tom)
        assert "Ben · asks for help · for 11 days" in await lena.opens(team)
        assert "Ben" not in await amara.opens(tom) + await amara.opens(team)


async def test_the_creators_of_each_mentor() -> None:
    """Lena opens Tom's; what of them Amara does not look after she is not shown."""
    async with a_cohort_under_way() as (_, amara, lena):
        toms, own = (f"{VIEW}/of/{person_key(SECRET, name)}" for name in ("Tom", "Amara"))

        assert "**Creators of Tom**\n\nCreator · State · Week" in await lena.opens(toms)
        assert (
            "Ben · active · 3 · has waited for an answer for 11 days; missed a check-in"
            in await lena.opens(toms)
        )
        assert "Ben" not in await amara.opens(toms)
        assert "Ana · active · 3" in await amara.opens(own)


async def test_a_mentor_sees_their_own_creators_only() -> None:
    """What Amara finds on a page is Ana's; there is nothing about Ben on any of them."""
    async with a_cohort_under_way() as (_, amara, _):
        for behind in ("", *BEHIND):
            seen = await amara.opens(f"{VIEW}/{behind}")

            assert "Ben" not in seen, behind
            assert "Tom" not in seen, behind
            assert "isn't yours" not in seen, behind


async def test_where_the_cohort_says_so_a_mentor_sees_everybody() -> None:
    """But not what could not be delivered, nor other mentors' queues: those are the admins'."""
    async with led(programme=WEEKLY, mentors_see_all=True) as world:
        amara, _, lena = await leaders(world)
        await world.creator("Ben", mentor="Tom").joins()
        seen = await amara.opens(VIEW)

        assert "Ben · · · · · · · ·" in seen
        assert "Not delivered" not in seen
        assert "Tom" not in await amara.opens(f"{VIEW}/queues")
        assert "Not delivered: 0" in await lena.opens(VIEW)


async def test_creators_see_none_of_it() -> None:
    """Ana is refused on every page, and each try is on record."""
    async with led(programme=WEEKLY) as world:
        await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()

        for behind in BEHIND:
            assert await ana.opens(f"{VIEW}/{behind}") == "That isn't yours to use."
        refused = [one[3] for one in world.tables()["audit"] if "refused" in one]
        assert refused == ["view"] * len(BEHIND)


async def test_who_looks_after_nobody_is_told_so() -> None:
    """Tom has no creators yet."""
    async with led(programme=WEEKLY) as world:
        _, tom, _ = await leaders(world)

        assert "You look after nobody here at the moment." in await tom.opens(VIEW)
        assert "There is nobody in this list." in await tom.opens(f"{VIEW}/needy")
        assert "No message has been sent yet." in await tom.opens(f"{VIEW}/load")


async def test_paths_that_name_nothing_show_the_whole() -> None:
    """A week that the programme has not, an hour that no day has, and words that are no page."""
    async with led(programme=WEEKLY) as world:
        _, _, lena = await leaders(world)
        whole = await lena.opens(VIEW)

        for path in (
            "week/9",
            "week/0",
            "week/x",
            "mood/-",
            "day/8",
            "hour/24",
            "owed/x",
            "no",
            "checkins/²",
        ):
            assert await lena.opens(f"{VIEW}/{path}") == whole


async def test_twenty_creators_are_listed_at_a_time_and_all_are_drawn() -> None:
    """The picture has 23 rows; the list behind it 20, and the rest behind a path."""
    async with led(programme=WEEKLY) as world:
        _, _, lena = await leaders(world)
        for number in range(23):
            world.creator(f"C{number:02}", mentor="Amara")
        await world.settle()

        assert "C22 · " in await lena.opens(VIEW)
        assert "C22" not in await lena.opens(f"{VIEW}/all")
        assert "C22" in await lena.opens(f"{VIEW}/all/20")
        assert "C22 · Amara · ahead" in await lena.opens(f"{VIEW}/week/2/20")
