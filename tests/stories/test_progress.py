"""Creators ask how far they are, what comes next, and why they got what they got."""

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.world import a_world

STEPS = (
    a_step("listen", title="Listen first"),
    a_step("friday", StepKind.CHECK_IN),
    a_step("speak", week=2, title="Speak up"),
    a_step("friday-2", StepKind.CHECK_IN, week=2),
    a_step("hour", StepKind.MEETING, week=3, title="Open hour"),
    a_step("asked", StepKind.MILESTONE, week=3, title="Ten were asked"),
)
PROGRAMME = a_programme(steps=STEPS)
AFTER_A_WEEK = utc("2026-09-14 14:00")
"""Monday of week 2 in New York, after its lesson."""


async def test_a_kind_that_stands_in_a_title_is_not_said_twice() -> None:
    """The check-in is called "Check-in: your people"."""
    steps = [a_step("friday", StepKind.CHECK_IN, title="Check-in: your people")]
    async with a_world(programme=a_programme(steps=steps)) as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert "• Check-in “your people” on " in await ana.uses("program next")


async def test_before_it_begins() -> None:
    """Ana sees when it begins, and what comes first, by her own clocks."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        said = await ana.uses("program progress")

        assert "Week 1 begins Mon 7 Sep." in said
        assert "Next: **Listen first**, Mon 7 Sep 09:00 (America/New_York)." in said
        assert "Still to come: 5" in said
        assert "Week by week" not in said


async def test_in_the_middle() -> None:
    """One lesson is done, one check-in waits for an answer; the milestone says what it takes."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 14:00"))
        await ana.presses("Done")
        await world.advance_to(AFTER_A_WEEK)
        await ana.uses("program goal", goal="Ask everybody")
        await ana.uses("program share", link="https://example.org/film", words="my film")
        said = await ana.uses("program progress")

        assert said.startswith("**Change Makers · Ana**\n\nWeek 2 of 5: **Week 2**\n")
        assert "Done: 1\nOpen: 2\nOptional: 0\nStill to come: 2\nCheck-ins answered in a row: 0" in said
        assert "Next: **friday-2**, Fri 18 Sep 15:00 (America/New_York)." in said
        assert "To reach the milestone **Ten were asked** of Wed 23 Sep:\n• Ten people were asked" in said
        assert "Goal: Ask everybody" in said
        assert "• https://example.org/film my film" in said
        assert "Weeks 1 to 2: 1 done, 2 open, 0 closed without an answer." in said
        assert "\n1 · 1 · 0 · 1\n2 · 0 · 0 · 1" in said


async def test_a_pause_shows_and_shifts_the_weeks() -> None:
    """Two weeks of rest: Ana is still in week 2 when they end, and her Friday has moved."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(AFTER_A_WEEK)
        await ana.uses("program pause", weeks="2")
        await world.advance(days=13)
        said = await ana.uses("program progress")

        assert "Week 2 of 5: **Week 2**\nOn a pause until Mon 28 Sep." in said
        assert "Next: **friday-2**, Fri 2 Oct 15:00" in said


async def test_when_it_is_over() -> None:
    """All weeks are behind, and nothing more is to come."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-10-20 12:00"))
        said = await ana.uses("program progress")

        assert "Completed: all 5 weeks are over." in said
        assert "Nothing more is to come." in said
        assert "2 closed without an answer" in said
        assert "milestone **Ten were asked**, which is open:" in said


async def test_what_comes_next_and_what_is_open() -> None:
    """With a button that shows an open step again, and does what it always did."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(AFTER_A_WEEK)
        said = await ana.uses("program next", steps="2")

        assert said == (
            "This comes next:\n"
            "• Check-in “friday-2” on Fri 18 Sep 15:00 (America/New_York)\n"
            "• Meeting “Open hour” on Tue 22 Sep 12:00 (America/New_York)\n\n"
            "This is open now; press to see it again:\n"
            "• Check-in “friday”, until Wed 16 Sep 15:00 (America/New_York)\n"
            "• Lesson “Speak up”, week 2\n"
            "• Lesson “Listen first”, week 1"
        )
        assert ana.buttons() == ["friday", "Speak up", "Listen first"]
        assert "People **tell** you." in await ana.presses("Listen first")
        assert "“Listen first” is done" in await ana.presses("Done")


async def test_a_wrong_number_of_steps_is_refused() -> None:
    """Zero, too many, words."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()

        for steps in ("0", "11", "many", "-1", "9" * 5_000):
            assert await ana.uses("program next", steps=steps) == "I can show 1 to 10 steps."
        assert "Nothing is open: you are up to date." in await ana.uses("program next")


async def test_why_tells_what_became_of_each() -> None:
    """A check-in with its reminder, a lesson that waited for the morning, and what was done."""
    steps = (*STEPS[:2], a_step("early", StepKind.NOTICE, title="Early word"))
    async with a_world(programme=a_programme(steps=steps)) as world:
        ana = world.creator("Ana")
        await ana.joins()
        assert "Nothing has come due yet." in await ana.uses("program why")
        await world.advance_to(utc("2026-09-07 14:00"))
        await ana.presses("Done")
        await world.advance_to(utc("2026-09-17 12:00"))
        said = await ana.uses("program why")

        zone = "(America/New_York)"
        assert said.split("\n\n")[1:] == [
            f"Check-in “friday”, for Fri 11 Sep 15:00 {zone}\nIt was sent on Fri 11 Sep 15:00 {zone}.\n"
            f"The reminder: It was sent on Mon 14 Sep 15:00 {zone}.\n"
            f"It closed without an answer on Wed 16 Sep 15:00 {zone}.",
            f"Lesson “Listen first”, for Mon 7 Sep 09:00 {zone}\nIt was sent on Mon 7 Sep 09:00 {zone}.\n"
            f"You did it on Mon 7 Sep 10:00 {zone}.",
            f"Notice “Early word”, for Mon 7 Sep 03:30 {zone}\nIt was sent on Mon 7 Sep 08:00 {zone}. "
            "It had waited for the end of your quiet hours.",
        ]


async def test_why_tells_what_was_left_out() -> None:
    """Ana joined late, then skipped a week: the catch-up and the pause are named."""
    async with a_world(programme=PROGRAMME, at=utc("2026-09-10 12:00")) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-12 12:00"))
        await ana.uses("program pause", weeks="1", mode="skip")
        await world.advance_to(utc("2026-09-20 12:00"))
        said = await ana.uses("program why")

        assert "It was a line of the catch-up message of Thu 10 Sep" in said
        assert "It was not sent: its time fell into a pause." in said


async def test_help_says_what_the_asker_can_use() -> None:
    """A stranger how to get in, a creator their commands with three buttons, a mentor what is theirs."""
    async with a_world(programme=PROGRAMME, mentors=("Lena",)) as world:
        lena, ana, zoe = world.staff("Lena"), world.creator("Ana", mentor="Lena"), world.stranger("Zoe")
        await lena.joins()
        strange = await zoe.uses("program help")
        invited = await ana.uses("program help")
        await ana.joins()
        joined = await ana.uses("program help")

        assert strange.startswith("I don't know this account yet")
        assert "/program progress" not in strange
        assert invited.startswith("You aren't in yet. Press Join")
        assert "/program progress: See how far you have come, and what is open" in joined
        assert ana.buttons() == ["Progress", "Next", "I need help"]
        assert await ana.presses("I need help") == "I'm stuck\nWhat are you stuck with?"
        assert "**Lena**, who answers you here" in await ana.fills(words="Where do I begin?")
        assert (await lena.uses("program help")).startswith("Hello Lena!")
        assert lena.buttons() == []


async def test_help_leads_on() -> None:
    """Its buttons show what the commands show."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program help")
        progress = await ana.presses("Progress")
        await ana.uses("program help")
        coming = await ana.presses("Next")

        assert progress == await ana.uses("program progress")
        assert coming == await ana.uses("program next")
