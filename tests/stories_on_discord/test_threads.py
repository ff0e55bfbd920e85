"""The private thread of somebody: who is in it, what it is called, and what broke off while it was opened."""

import pytest

from tests.builders import a_programme, a_step, utc
from tests.discord_world import a_discord_world
from tests.platforms.discord.faults import Fault, Refuse, ResetAfter, Status
from tests.stories_on_discord.threads import closed, thread_of

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
MORNING = utc("2026-09-07 13:01")


async def test_who_leaves_the_thread_is_let_in_again() -> None:
    """It is the only place that is left: the next lesson brings her back, and none is posted to nobody."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await closed(town)
        thread = thread_of(town, ana)
        ana.hands.leaves_thread(thread.id)
        await town.advance_to(MORNING)

        assert (ana.sees("Lesson 1"), ana.letters()[-1].channel_id) == (1, thread.id)
        assert len(town.requests("POST", "/threads")) == 1


async def test_who_left_the_server_can_not_be_reached_in_the_thread() -> None:
    """Discord takes messages there as before, and nobody reads them: Tom is told instead."""
    async with a_discord_world(programme=LESSONS, mentors=["Tom"]) as town:
        tom = await town.staff("Tom")
        await tom.joins()
        ana = await closed(town, mentor="Tom")
        thread = thread_of(town, ana)
        ana.hands.leaves(town.discord.guild)
        await town.advance_to(MORNING)

        assert [state for state, _ in town.deliveries("step/")] == ["dead"]
        assert tom.sees("I can't reach **Ana**") == 1
        assert not any("Lesson 1" in one.content for one in thread.messages.values())


@pytest.mark.parametrize("fault", [ResetAfter(), Status(status=503, after=True)])
async def test_a_thread_that_was_opened_unnoticed_is_used(fault: Fault) -> None:
    """The answer was lost: Ana is let into the thread that is there, and no empty one stays behind."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        ana.hands.closes_dms()
        town.discord.faults.script(fault, method="POST", path="/channels/*/threads")
        await ana.is_in()
        await town.advance(minutes=2)

        assert len(town.requests("POST", "/threads")) == 1
        assert ana.messages() == ["This is where I write to you, Ana. Did it arrive?"]


async def test_a_thread_that_nobody_was_let_into_is_used() -> None:
    """The bot stopped between the two steps: after its next start it finishes what it began."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        ana.hands.closes_dms()
        broken = town.discord.faults.last(
            Status(status=503), method="PUT", path="/channels/*/thread-members/*"
        )
        await ana.is_in()
        await town.advance(minutes=1)
        town.discord.faults.lift(broken)
        await town.restarts(minutes=1)
        await town.advance(minutes=1)

        assert len(town.requests("POST", "/threads")) == 1
        assert ana.sees("Did it arrive") == 1


async def test_a_thread_that_somebody_of_the_same_name_left_is_not_used() -> None:
    """What was written to the one is never shown to the other."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, ben = await closed(town), await town.creator("Ben")
        first = thread_of(town, ana)
        ana.hands.leaves_thread(first.id)
        ben.hands.user.name = ana.hands.user.name
        ben.hands.closes_dms()
        await ben.is_in()
        await town.advance(minutes=1)

        second = thread_of(town, ben)
        assert (second.name, second.id != first.id) == (first.name, True)
        assert first.id not in ben.rooms()


async def test_where_only_moderators_let_others_in() -> None:
    """No document says whether the bot may, who opened the thread: either way Ana is written to."""
    async with a_discord_world(programme=LESSONS) as town:
        town.discord.world.owners_invite = False
        ana = await closed(town)
        await town.advance_to(MORNING)

        assert (ana.sees("Did it arrive"), ana.sees("Lesson 1")) == (1, 1)
        assert len([one for one in town.discord.requests if one[2] == 403]) == 2  # One of them is the DM.


async def test_a_name_that_turns_the_name_of_the_thread_around() -> None:
    """What steers a screen is left out, and a name of several lines is one."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        ana.hands.user.name = "A\u202ena\n" + "x" * 80
        ana.hands.closes_dms()
        await ana.is_in()
        await town.advance(minutes=1)

        assert thread_of(town, ana).name == "For Ana " + "x" * 55 + "…"


@pytest.mark.parametrize("code", [20031, 200001])
async def test_a_name_that_the_server_does_not_let_a_thread_have(code: int) -> None:
    """Somebody's name holds what is a bad word elsewhere: the thread does without it."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        ana.hands.closes_dms()
        refused = Refuse(status=400, code=code, message="Contains words that are not allowed")
        town.discord.faults.script(refused, method="POST", path="/channels/*/threads")
        await ana.is_in()
        await town.advance(minutes=1)

        assert (thread_of(town, ana).name, ana.sees("Did it arrive")) == ("For you alone", 1)
