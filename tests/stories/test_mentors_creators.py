"""Mentors see their creators, and do for them what helps."""

from bot.domain.keys import cohort_key
from tests.builders import utc
from tests.stories.led import leaders, led

COHORT = cohort_key("autumn")
NOT_YOURS = "That creator is not among yours: somebody else looks after Ana."
FRIDAY_NIGHT = utc("2026-09-12 00:00")
"""The first check-in was asked at 15:00 in New York; it closes on Wednesday at 15:00."""


async def test_a_mentor_sees_their_own_creators_who_needs_them_first() -> None:
    """Ana was flagged, Ben was not; Cleo is Tom's, and on no page of Amara's."""
    async with led() as world:
        amara, tom, lena = await leaders(world)
        ana, ben = world.creator("Ben", mentor="Amara"), world.creator("Ana", mentor="Amara")
        cleo = world.creator("Cleo", mentor="Tom")
        for one in (ana, ben, cleo):
            await one.joins()
        await world.advance_to(utc("2026-09-08 15:00"))
        await ana.presses("Done")
        await amara.uses("mentor flag", creator="Ben", words="He sounded tired.")
        seen = (await amara.uses("mentor creators")).splitlines()

        assert seen[2].startswith("Ben: week 1 · 1 of 1 done · last seen Tue 8 Sep · a mentor's note")
        assert "“He sounded tired.”" in seen[2]
        assert seen[3].startswith("Ana: week 1 · 0 of 1 done")
        assert len(seen) == 4
        assert "Cleo" in await tom.opens(f"creators/{COHORT}")
        assert len((await lena.uses("mentor creators")).splitlines()) == 5


async def test_the_page_of_one_creator() -> None:
    """Answers, flags and the rest; another mentor is refused on command and path, the admin is not."""
    async with led() as world:
        amara, tom, lena = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.advance_to(FRIDAY_NIGHT)
        await ana.presses("Answer")
        await ana.fills(mood="2", stuck="no", followers="120")
        await amara.uses("mentor flag", creator="Ana", words="*Ask* @everyone")
        page = await amara.uses("mentor creator", creator="ana")
        path = f"creator/{ana.enrolment.key}"

        assert page.startswith("**Ana**\n\nactive · Education · Room to Read · mentor: Amara")
        assert "Week 1 of 5" in page
        assert "1 · Mood · 2" in page
        assert "Flags (Ana can read this, too):\n• a mentor's note: “*Ask* @everyone”" in page
        assert "1 · Followers · 120" in await amara.opens(path)
        assert "1 · Followers · 120" in await lena.opens(path)
        assert await tom.opens(path) == "That isn't yours to use."
        assert await tom.uses("mentor creator", creator="Ana") == NOT_YOURS
        assert await ana.opens(path) == "That isn't yours to use."


async def test_what_is_for_creators_says_so() -> None:
    """Amara asks for progress, and has none of her own; Ana's page says that she is still to come."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        world.creator("Ana", mentor="Amara")

        said = await amara.uses("program progress")
        page = await amara.uses("mentor creator", creator="Ana")

        assert said == ("That is for the creators of the programme. /program help lists what you can use.")
        assert "All of it comes once Join was pressed in the programme's channel." in page


async def test_a_mentor_sends_a_lesson_of_another_track() -> None:
    """It comes with the mentor's name and words, outside of Ana's own programme."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 15:00"))
        offered = await amara.is_offered("mentor assign", "lesson", "do no")
        said = await amara.uses("mentor assign", creator="Ana", lesson="w01-lesson-health", words="For you")
        wrong = await amara.uses("mentor assign", creator="Ana", lesson="Cooking")
        half = await amara.uses("mentor assign", creator="Ana", lesson="no harm")

        assert offered == ["Do no harm (week 1)"]
        assert said == "**Ana** gets “Do no harm” from you."
        assert ana.messages()[-1].startswith("**Amara** sends you this lesson: **Do no harm**\n“For you”")
        assert "People **tell** you." in ana.messages()[-1]
        assert wrong.startswith("There is no lesson “Cooking” in the programme.")
        assert half.endswith("Did you mean “Do no harm”?")


async def test_a_lesson_of_her_own_can_be_marked_done_from_there() -> None:
    """The lesson of week 1 is open in Ana's programme, so the message has Done."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 15:00"))
        await amara.uses("mentor assign", creator="Ana", lesson="w01-lesson")

        assert "is done. Well done!" in await ana.presses("Done", on="sends you this lesson")


async def test_a_mentor_gives_more_time() -> None:
    """The check-in of week 1 has closed; Amara lets it take answers for three days, and Ana answers."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.advance_to(utc("2026-09-17 15:00"))
        said = await amara.uses("mentor extend", creator="Ana", days="3")
        reminders = ana.sees("is still open")
        await world.advance(days=1)
        await ana.presses("Answer", on="gives you more time")
        done = await ana.fills(mood="4", stuck="no", followers="")

        assert said.startswith("**Ana** can answer “w01-check-in” until Sun 20 Sep 11:00")
        assert ana.sees("Amara gives you more time: “w01-check-in”") == 1
        assert ana.sees("is still open") == reminders
        assert "is complete" in done
        assert "“survey-start”" in await amara.uses("mentor extend", creator="Ana", days="3")
        assert "from 1 to 14" in await amara.uses("mentor extend", creator="Ana", days="99")


async def test_an_extended_check_in_closes_at_its_new_time() -> None:
    """Open until Wednesday, then until Saturday: the closing follows, and after it answers are late."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.advance_to(FRIDAY_NIGHT)
        await amara.uses("mentor extend", creator="Ana", days="3")
        await world.advance_to(utc("2026-09-18 15:00"))
        assert "Mood" in await ana.presses("Answer", on="w01-check-in")
        await world.advance_to(utc("2026-09-19 20:00"))

        await ana.presses("Answer", on="w01-check-in")
        late = await ana.fills(mood="4", stuck="no", followers="")
        assert late.startswith("“w01-check-in” closed Sat 19 Sep 15:00 (America/New_York). What you sent now")


async def test_a_mentor_lets_a_creator_rest() -> None:
    """Ana is told who did it; nothing comes for two weeks, and she can wake the bot herself."""
    async with led() as world:
        amara, tom, _ = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 15:00"))
        not_his = await tom.uses("mentor pause", creator="Ana", weeks="2")
        said = await amara.uses("mentor pause", creator="Ana", weeks="2")
        before = len(ana.shown())
        await world.advance(days=10)

        assert not_his == NOT_YOURS
        assert said == "**Ana** rests; we go on Tue 22 Sep."
        assert ana.sees("Amara has paused your programme") == 1
        assert len(ana.shown()) == before
        assert "not under way" in await amara.uses("mentor pause", creator="Ana", weeks="2")
        assert "Welcome back!" in await ana.uses("program resume")


async def test_a_flag_in_a_mentors_words_goes_up_and_down() -> None:
    """One at a time; without one there is nothing to take down."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.settle()

        assert "is flagged" in await amara.uses("mentor flag", creator="Ana", words="Tired")
        assert "already" in await amara.uses("mentor flag", creator="Ana", words="Again")
        assert await amara.uses("mentor unflag", creator="Ana") == "The flag of **Ana** is down."
        assert await amara.uses("mentor unflag", creator="Ana") == "Ana has no flag."
