"""Creators who need looking after: a nudge in private, then their mentor, then the admins' digest."""

from datetime import datetime, timedelta

from bot.chat.text import plain
from bot.domain.flags import FallingMood, Rule, Silence
from bot.domain.programme import OnDayOff, StepKind
from bot.engine.wording import wording
from bot.features.flag_words import flags_in_words
from bot.features.flagging import flag_by_hand, unflag
from bot.store.flags import Flag
from bot.store.tx import Tx
from tests.builders import a_programme, a_step, utc
from tests.stories.flagged import (
    BUTTONS,
    CLOSED_TWICE,
    FINE,
    MOOD,
    TWICE,
    check_ins,
    in_the_digest,
    lessons,
    up,
)
from tests.world import a_world


async def test_the_ladder() -> None:
    """Two check-ins missed: Ana is asked at once, Mo two days later; the admins find it after a week."""
    async with a_world(programme=check_ins(2), flag_rules=TWICE, mentors=["Mo"], admins=["Lena"]) as world:
        mo, lena, ana = world.staff("Mo"), world.staff("Lena"), world.creator("Ana", mentor="Mo")
        await mo.joins()
        await ana.joins()
        await world.advance_to(CLOSED_TWICE - timedelta(minutes=1))
        assert await up(world, ana) == []
        await world.advance_to(utc("2026-09-25 18:59"))
        assert mo.sees("may need you") == 0
        await world.advance_to(utc("2026-09-30 18:59"))
        assert await in_the_digest(world) == []
        await world.advance(minutes=2)

        assert ana.times("I noticed this") == ["Wed 2026-09-23 15:00"]
        assert "2 check-ins in a row without an answer, the last one in week 2" in ana.messages()[-1]
        assert mo.times("may need you") == ["Fri 2026-09-25 15:00"]
        assert mo.sees("**Ana** may need you") == 1
        assert [button.label for one in mo.shown() for button in one.part.buttons][:4] == BUTTONS
        assert await in_the_digest(world) == ["missed_checkins"]
        assert lena.messages() == []


async def test_the_mentor_is_not_told_of_a_question_that_nobody_asked() -> None:
    """Ana is silent, too, and is not nudged for that while her first flag is up."""
    rules: list[Rule] = [*TWICE, Silence(days=21)]
    async with a_world(programme=check_ins(3), flag_rules=rules, mentors=["Mo"]) as world:
        mo, ana = world.staff("Mo"), world.creator("Ana", mentor="Mo")
        await mo.joins()
        await ana.joins()
        await world.advance_to(CLOSED_TWICE + timedelta(days=14))
        words = [message for message in mo.messages() if "may need you" in message]

        assert len(words) == 2
        assert ana.sees("I noticed this") == 1
        assert "I asked them in private, and nothing has changed since." in words[0]
        assert words[1].endswith("I have not asked them about it. A word from you may help.")


async def test_an_answer_takes_the_flag_down() -> None:
    """Ana answers the third check-in, before her mentor has heard of anything."""
    programme = a_programme(
        weeks=2,
        steps=[
            *(a_step(f"w{n}", StepKind.CHECK_IN, week=n, content=MOOD) for n in (1, 2)),
            a_step("more", StepKind.CHECK_IN, week=2, weekday=6, on_day_off=OnDayOff.KEEP, content=MOOD),
        ],
    )
    async with a_world(programme=programme, flag_rules=TWICE, mentors=["Mo"]) as world:
        mo, ana = world.staff("Mo"), world.creator("Ana", mentor="Mo")
        await mo.joins()
        await ana.joins()
        await world.advance_to(CLOSED_TWICE + timedelta(hours=1))
        assert len(await up(world, ana)) == 1
        await ana.presses("Answer", on="more")
        await ana.fills(mood="4", followers="100")
        await world.advance(days=10)

        assert await up(world, ana) == []
        assert mo.sees("may need you") == 0


async def test_who_says_that_all_is_well_is_left_alone() -> None:
    """Nothing goes to the mentor, and the two check-ins that Ana knows of are no reason any more."""
    async with a_world(programme=check_ins(3), flag_rules=TWICE, mentors=["Mo"]) as world:
        mo, ana = world.staff("Mo"), world.creator("Ana", mentor="Mo")
        await mo.joins()
        await ana.joins()
        await world.advance_to(CLOSED_TWICE + timedelta(hours=1))

        assert await ana.presses(FINE) == "Good to hear, thank you! I have crossed it out."
        assert await ana.presses(FINE, on="noticed") == "That was settled already. Thank you for telling me!"
        await world.restart()
        await world.advance(days=10)
        assert await up(world, ana) == []
        assert (mo.sees("may need you"), ana.sees("I noticed this")) == (0, 1)


async def test_somebody_elses_nudge() -> None:
    """Ben can't cross out what is about Ana."""
    async with a_world(programme=check_ins(2), flag_rules=TWICE) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.advance_to(CLOSED_TWICE + timedelta(hours=1))

        assert await ben.presses(FINE, of=ana) == "That isn't yours to use."
        assert len(await up(world, ana)) == 1


async def test_a_nudge_waits_for_the_morning_and_goes_when_there_is_no_need() -> None:
    """The silence is noticed while Ana sleeps; she is up before her quiet hours end, and does her lesson."""
    async with a_world(programme=lessons(5), flag_rules=[Silence(days=14)]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-21 11:00"))
        assert world.deliveries("nudge") == [("due", "quiet hours")]
        await ana.presses("Done")
        await world.advance(days=7)

        assert world.deliveries("nudge") == [("skipped", "settled")]
        assert ana.sees("I noticed this") == 0
        assert await up(world, ana) == []


async def test_whatever_comes_together_is_one_nudge() -> None:
    """Who is silent misses check-ins, too: two flags, and one word about them."""
    async with a_world(programme=check_ins(4), flag_rules=[*TWICE, Silence(days=14)]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-24 12:00"))

        assert [flag.rule for flag in await up(world, ana)] == ["silence", "missed_checkins"]
        assert ana.sees("I noticed this") == 1


async def test_the_watch_is_the_same_after_every_restart() -> None:
    """However often the bot starts, and however often it looks, a reason is one flag and one nudge."""
    rules: list[Rule] = [*TWICE, Silence(days=14), FallingMood()]
    async with a_world(programme=check_ins(5), flag_rules=rules) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-23 12:00"))
        before = world.tables()["flags"]
        for _ in range(3):
            await world.restart(hours=2)
        await world.advance_to(utc("2026-09-23 18:59"))

        assert world.tables()["flags"] == before
        assert ana.sees("I noticed this") == 1


async def test_a_rule_that_came_later_looks_back() -> None:
    """The admins write a rule in mid-programme, and take it out again."""
    async with a_world(programme=check_ins(4)) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-24 12:00"))
        assert await up(world, ana) == []
        world.leading = {"flag_rules": TWICE}
        await world.restart()
        assert len(await up(world, ana)) == 1
        world.leading = {"flag_rules": (Silence(days=100),)}
        await world.restart()

        assert await up(world, ana) == []


async def test_a_cohort_that_is_held_is_left_alone() -> None:
    """Nothing is noticed while an admin looks at something else; it is afterwards."""
    async with a_world(programme=lessons(5), flag_rules=[Silence(days=14)]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        world.clock.jumped = timedelta(hours=1)
        await world.advance_to(utc("2026-09-23 12:00"))
        assert await world.held() is not None
        assert await up(world, ana) == []
        world.clock.jumped = timedelta()
        await world.release()
        await world.advance(hours=2)

        assert len(await up(world, ana)) == 1


async def test_who_rests_or_has_left_is_not_flagged() -> None:
    """A flag of somebody who pauses never reaches the mentor; one who left has none raised."""
    async with a_world(programme=check_ins(4), flag_rules=TWICE, mentors=["Mo"]) as world:
        mo = world.staff("Mo")
        ana, ben = world.creator("Ana", mentor="Mo"), world.creator("Ben", mentor="Mo")
        await mo.joins()
        await ana.joins()
        await ben.joins()
        await world.advance_to(CLOSED_TWICE - timedelta(hours=1))
        await ben.uses("program leave")
        await ben.presses("Leave")
        await world.advance(hours=2)
        await ana.uses("program pause", weeks="2")
        await world.advance(days=10)

        assert (mo.sees("may need"), await up(world, ana), await up(world, ben)) == (0, [], [])


async def test_a_flag_by_hand() -> None:
    """A mentor's own words stand with the flag, for the creator to read; the admins see it a week later."""
    async with a_world(programme=lessons(3), flag_rules=TWICE, mentors=["Mo"]) as world:
        world.staff("Mo")
        ana = world.creator("Ana", mentor="Mo")
        await ana.joins()
        plan = world.plan()

        def by_mentor(tx: Tx, now: datetime = world.now) -> tuple[Flag | None, Flag | None]:
            mo, enrolled = tx.people.by_name("Mo"), tx.enrolments.by_key(ana.enrolment.key)
            assert mo is not None
            assert enrolled is not None
            raised = [flag_by_hand(tx, enrolled, mo.id, "@everyone *new job*", plan, now) for _ in "12"]
            return raised[0], raised[1]

        first, second = await world.store.write(by_mentor)
        flags = await up(world, ana)
        words = plain(flags_in_words(flags, wording("en"), plan=plan, zone="UTC"))
        await world.advance(days=8)

        assert (flags, second) == ([first], None)
        assert words.endswith("• a mentor's note: “@everyone *new job*” (first noticed Tue 1 Sep)")
        assert await in_the_digest(world) == ["mentor"]

        def by_hand(tx: Tx) -> int:
            enrolled = tx.enrolments.by_key(ana.enrolment.key)
            assert enrolled is not None
            return len(unflag(tx, enrolled, enrolled.person_id, world.now))

        assert await world.store.write(by_hand) == 1
        assert await in_the_digest(world) == []


async def test_who_comes_back_begins_without_a_flag() -> None:
    """Ben leaves with a flag up; when he joins again, nobody holds it against him."""
    async with a_world(programme=check_ins(3), flag_rules=TWICE) as world:
        ben = world.creator("Ben")
        await ben.joins()
        await world.advance_to(CLOSED_TWICE + timedelta(hours=1))
        assert len(await up(world, ben)) == 1
        await ben.uses("program leave")
        await ben.presses("Leave")

        assert await up(world, ben) == []
