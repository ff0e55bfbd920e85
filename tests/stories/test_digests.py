"""On their own Monday morning mentors and admins hear how their creators are."""

from datetime import date

from bot.domain.pauses import Pause
from tests.builders import a_cohort, utc
from tests.stories.led import leaders, led

SECOND_MONDAY = utc("2026-09-14 16:00")
YOURS, COHORT = "Your creators in Autumn this week", "Autumn this week, for its admins"


async def test_a_mentor_reads_who_needs_them_and_why() -> None:
    """Half past eight in New York: Ana's flag is in it, Ben has no reason to be, and Cleo is Tom's."""
    async with led() as world:
        amara, tom, lena = await leaders(world)
        ana, ben = world.creator("Ana", mentor="Amara"), world.creator("Ben", mentor="Amara")
        cleo = world.creator("Cleo", mentor="Tom")
        for one in (ana, ben, cleo):
            await one.joins()
        await world.advance_to(utc("2026-09-11 15:00"))
        await amara.uses("mentor flag", creator="Ana", words="Tired")
        await world.advance_to(SECOND_MONDAY)
        digest = [message for message in amara.messages() if YOURS in message][-1]

        assert amara.times(YOURS) == ["Mon 2026-09-07 08:30", "Mon 2026-09-14 08:30"]
        assert "2 creators: 2 active." in digest
        assert "• **Ana**: a mentor's note: “Tired”" in digest
        assert "Ben" not in digest
        assert "Cleo" not in digest
        assert "Week 2 brings: Lesson “w02-lesson”; " in digest
        assert tom.sees("One creator: 1 active.") == 2
        assert lena.sees(COHORT) == 2
        assert lena.sees("3 creators: 3 active.") == 2
        assert ana.sees("this week") == 0


async def test_a_late_start_on_monday_still_tells_and_on_tuesday_not() -> None:
    """The bot was away on the morning: at noon it catches up, a week later it comes back too late."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        await world.creator("Ana", mentor="Amara").joins()
        await world.advance_to(utc("2026-09-14 02:00"))
        await world.restart(hours=14)
        await world.settle()
        at_noon = amara.times(YOURS)
        await world.advance_to(utc("2026-09-21 02:00"))
        await world.restart(hours=27)
        await world.advance(hours=12)

        assert at_noon == ["Mon 2026-09-07 08:30", "Mon 2026-09-14 12:00"]
        assert amara.times(YOURS) == at_noon


async def test_a_held_cohort_has_no_digest_until_it_goes_on() -> None:
    """Held on Sunday and released on Monday at two: the digest comes within the hour."""
    async with led() as world:
        amara, _, lena = await leaders(world)
        await world.creator("Ana", mentor="Amara").joins()
        await world.advance_to(utc("2026-09-13 15:00"))
        await lena.uses("cohort hold", reason="Let us think")
        await world.advance_to(utc("2026-09-14 18:00"))
        held = amara.sees(YOURS)
        await world.store.write(lambda tx: tx.cohorts.release(1))
        await world.advance(hours=2)

        assert held == 1
        assert amara.sees(YOURS) == 2


async def test_who_is_away_is_left_in_peace_and_the_stand_in_reads_more() -> None:
    """Amara is away: Tom's digest is about her creator, too."""
    async with led() as world:
        amara, tom, _ = await leaders(world)
        await world.creator("Ana", mentor="Amara").joins()
        await world.creator("Ben", mentor="Tom").joins()
        await world.advance_to(utc("2026-09-08 15:00"))
        before = amara.sees(YOURS)
        await amara.uses("mentor away", **{"from": "2026-09-12", "until": "2026-09-20", "stand-in": "Tom"})
        await world.advance_to(SECOND_MONDAY)

        assert amara.sees(YOURS) == before
        assert "2 creators: 2 active." in [one for one in tom.messages() if YOURS in one][-1]


async def test_what_waits_in_the_queue_is_counted() -> None:
    """Ana asks for help on Sunday; on Monday mentor and admin read that it waits, and since when."""
    async with led() as world:
        amara, _, lena = await leaders(world)
        ana = world.creator("Ana", mentor="Amara")
        await ana.joins()
        await world.advance_to(utc("2026-09-13 20:00"))
        await ana.uses("program stuck", words="I have no idea what to film.")
        await world.advance_to(SECOND_MONDAY)
        digest = [one for one in amara.messages() if YOURS in one][-1]

        assert "• **Ana**: has waited for an answer since today" in digest
        assert "In your queue: one matter, for 16 hours. /mentor queue shows it." in digest
        assert lena.sees("In the queue of Amara: one matter, for 16 hours.") == 1


async def test_there_is_no_digest_before_the_start_and_after_the_end() -> None:
    """Five weeks bring five digests, and one when the last has ended; then nobody is under way."""
    async with led() as world:
        amara, _, _ = await leaders(world)
        await world.creator("Ana", mentor="Amara").joins()
        await world.advance(weeks=9)

        assert amara.times(YOURS)[0] == "Mon 2026-09-07 08:30"
        assert amara.times(YOURS)[5:] == ["Mon 2026-10-12 08:30"]
        assert amara.sees("Week 5 brings") == 1


async def test_a_week_that_a_break_moves_is_told_of_once() -> None:
    """The second week comes after a week off: the Monday of the break brings nothing."""
    rest = Pause(start=date(2026, 9, 14), end=date(2026, 9, 21))
    async with led(cohort=a_cohort(breaks=[rest])) as world:
        amara, _, _ = await leaders(world)
        await world.creator("Ana", mentor="Amara").joins()
        await world.advance(weeks=4)

        assert "Mon 2026-09-14 08:30" in amara.times(YOURS)
        assert amara.times("Week 2 brings") == ["Mon 2026-09-21 08:30"]
