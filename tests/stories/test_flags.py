"""Creators who need looking after: a nudge in private, then their mentor, then the admins' digest."""

from datetime import datetime, timedelta

from bot.chat.text import plain
from bot.domain.flags import FallingMood, MetricDrop, MissedCheckins, Rule, Rung, Silence, StuckUnanswered
from bot.domain.programme import OnDayOff, Programme, Questions, StepKind
from bot.domain.question import QuestionKind
from bot.engine.wording import wording
from bot.features.flag_words import flags_in_words
from bot.features.flagging import flag_by_hand, standing_of, unflag
from bot.store.flags import Flag
from bot.store.tx import Tx
from tests.builders import START, a_cohort, a_pause, a_programme, a_question, a_step, utc
from tests.world import Community, Someone, a_team, a_world

MOOD = Questions(
    questions=(a_question("mood"), a_question("followers", QuestionKind.NUMBER)),
    closes_after=timedelta(days=5),
)
TWICE = (MissedCheckins(times=2),)
CLOSED_TWICE = utc("2026-09-23 19:00")
"""Wednesday at three in the afternoon, in New York."""
FINE = "I'm fine"
BUTTONS = ["Reply", "Snooze", "Hand over", "Done"]


def check_ins(weeks: int) -> Programme:
    """One every Friday; the programme goes on for a month after the last."""
    steps = [a_step(f"w{n}", StepKind.CHECK_IN, week=n, content=MOOD) for n in range(1, weeks + 1)]
    return a_programme(weeks=weeks + 4, steps=steps)


def lessons(weeks: int) -> Programme:
    """One every Monday."""
    return a_programme(weeks=weeks, steps=[a_step(f"w{n}", week=n) for n in range(1, weeks + 1)])


async def up(world: Community, someone: Someone) -> list[Flag]:
    """The flags that are up about somebody."""

    def look(tx: Tx) -> list[Flag]:
        enrolled = tx.enrolments.by_key(someone.enrolment.key)
        assert enrolled is not None
        return standing_of(tx, enrolled)

    return await world.store.read(look)


async def in_the_digest(world: Community) -> list[str]:
    """The rules of the flags that the admins' digest lists."""

    def look(tx: Tx) -> list[str]:
        row = tx.cohorts.by_name(world.cohort.name)
        assert row is not None
        return [flag.rule for flag in tx.flags.at_rung(row.id, Rung.ADMINS)]

    return await world.store.read(look)


async def answers(someone: Someone, mood: int, followers: int = 100) -> None:
    """Answer the newest check-in."""
    await someone.presses("Answer")
    await someone.fills(mood=str(mood), followers=str(followers))


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


async def test_silence() -> None:
    """Two weeks without a click since week 1 began; a single click and Ana is heard of again."""
    async with a_world(programme=lessons(5), flag_rules=[Silence(days=14)]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-22 12:00"))
        assert [flag.rule for flag in await up(world, ana)] == ["silence"]
        await ana.presses("Done")
        await world.advance(days=1)

        assert ana.times("nothing heard since Mon 7 Sep") == ["Mon 2026-09-21 08:00"]
        assert await up(world, ana) == []


async def test_rest_is_no_silence() -> None:
    """A break of the cohort, and Ana's own pause: two weeks count from the day after them."""
    cohort = a_cohort(breaks=[a_pause(START + timedelta(weeks=1))])
    async with a_world(programme=lessons(8), cohort=cohort, flag_rules=[Silence(days=14)]) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.advance_to(utc("2026-09-23 12:00"))
        await ana.uses("program pause", weeks="2")
        await world.advance_to(utc("2026-10-18 12:00"))

        assert ben.times("I noticed this") == ["Mon 2026-10-05 08:00"]
        assert ana.sees("I noticed this") == 0


async def test_a_mood_that_falls() -> None:
    """4, 3, 2: Ana is asked how she is; a better week, and it is over."""
    async with a_world(programme=check_ins(5), flag_rules=[FallingMood()]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        for week, mood in enumerate((4, 3, 2)):
            await world.advance_to(utc("2026-09-11 19:30") + timedelta(weeks=week))
            assert await up(world, ana) == []
            await answers(ana, mood)
        assert len(await up(world, ana)) == 1
        await world.advance(weeks=1)
        await answers(ana, 4)

        assert ana.sees("Mood 4 → 3 → 2") == 1
        assert await up(world, ana) == []


async def test_a_number_that_drops() -> None:
    """A fifth of the followers gone since the week before."""
    async with a_world(programme=check_ins(3), flag_rules=[MetricDrop()]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        for week, followers in enumerate((1200, 900)):
            await world.advance_to(utc("2026-09-11 19:30") + timedelta(weeks=week))
            await answers(ana, 3, followers)
        await world.settle()

        assert ana.sees("Followers 1,200 → 900") == 1


async def test_a_number_that_is_told_unasked() -> None:
    """By command Ana tells that followers have left since Friday's answer, and later that they are back."""
    async with a_world(programme=check_ins(3), flag_rules=[MetricDrop()]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-11 19:30"))
        await answers(ana, 3, 1200)
        await world.advance(days=1)
        await ana.uses("program metric", name="Followers", value="700")
        fallen = [flag.rule for flag in await up(world, ana)]
        await world.advance(days=1)
        await ana.uses("program metric", name="followers", value="1300")

        assert fallen == ["metric_drop/followers"]
        assert ana.sees("Followers 1,200 → 700") == 1
        assert await up(world, ana) == []


async def test_a_number_that_only_the_command_tells() -> None:
    """No question asks for money; the admins wrote a rule about it, and Ana names it with a capital."""
    async with a_world(programme=lessons(2), flag_rules=[MetricDrop(metric="money raised")]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        for value in ("500", "100"):
            await world.advance(days=1)
            await ana.uses("program metric", name="Money raised", value=value)
        await world.advance(days=1)

        assert ana.sees("money raised 500 → 100") == 1


async def test_help_that_nobody_gives() -> None:
    """Two days after Ana's cry the bot is sorry, in private; an answer takes the flag down at once."""
    async with a_team(flag_rules=[StuckUnanswered(hours=48)]) as team:
        await team.ana.uses("program stuck", words="The camera broke.")
        await team.world.advance(days=4)
        standing = [flag.rule for flag in await up(team.world, team.ana)]
        nudge = next(message for message in team.ana.messages() if "nobody has answered" in message)
        await team.lena.uses("mentor reply", creator="Ana", words="Take mine.")

        assert standing == ["stuck_unanswered"]
        assert nudge == (
            "Hi Ana, you asked for help on Mon 7 Sep, and nobody has answered you yet. I am sorry. I go on "
            "telling those who look after you. If it is solved, press the button."
        )
        assert await up(team.world, team.ana) == []
        assert "A flag is up" not in await team.amara.uses("mentor queue")


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
        assert words.endswith("• a mentor's note: “@everyone *new job*” (noticed Tue 1 Sep)")
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
