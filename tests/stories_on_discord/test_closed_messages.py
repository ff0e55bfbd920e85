"""Who takes no direct messages is written to in a private thread of their own in the cohort's channel."""

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.discord_world import a_discord_world
from tests.platforms.discord import permissions
from tests.platforms.discord.faults import Refuse, Status
from tests.platforms.discord.state import Overwrite
from tests.stories_on_discord.threads import closed, thread_of

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
MORNING = utc("2026-09-07 13:01")


async def test_a_thread_with_the_creator_alone() -> None:
    """The test message arrives there once; its button works there, and what follows comes there too."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, ben = await closed(town), await town.creator("Ben")
        await ben.is_in()
        thread = thread_of(town, ana)
        assert set(thread.members) == {town.discord.world.bot.id, ana.hands.id}
        assert (thread.parent, thread.invitable) == (town.channel, False)
        assert ana.messages() == ["This is where I write to you, Ana. Did it arrive?"]

        assert "I can reach you here" in await ana.presses("I got it")
        await town.advance_to(MORNING)
        assert [(letter.channel_id, "Lesson 1" in letter.content) for letter in ana.letters()] == [
            (thread.id, False),
            (thread.id, True),
        ]
        assert (len(town.requests("POST", "/threads")), ben.sees("Lesson 1")) == (1, 1)


async def test_commands_and_forms_work_in_the_thread() -> None:
    """A check-in is answered there; what is shown stands there, and only Ana sees it."""
    async with a_discord_world(at=utc("2026-09-10 12:00"), programme=CHECK_IN) as town:
        ana = await closed(town)
        await town.advance_to(utc("2026-09-11 19:00"))
        await ana.presses("Answer", on="friday")
        assert "is complete" in await ana.fills(mood="4", stuck="no", followers="20")
        await ana.uses("program progress", at=thread_of(town, ana).id)

        assert ana.answer is not None
        assert ana.answer.ephemeral


async def test_a_moderator_in_the_thread_is_not_written_to_there() -> None:
    """Max may see all threads: his press is refused, and neither his answers nor Ana's letters go astray."""
    async with a_discord_world(programme=LESSONS, mentors=["Max"]) as town:
        max_ = await town.staff("Max")
        await max_.joins()
        town.channel.overwrites[max_.hands.id] = Overwrite(
            id=max_.hands.id, kind=1, allow=permissions.MANAGE_THREADS
        )
        ana = await closed(town, mentor="Max")
        thread = thread_of(town, ana)
        (letter,) = ana.letters()
        said = await max_.clicks(letter, "I got it")
        assert max_.answer is not None
        assert max_.answer.ephemeral
        assert said == "That isn't yours to use."

        await max_.uses("mentor queue", at=thread.id)
        await ana.uses("program stuck", words="The camera broke.")
        await town.advance_to(MORNING)
        told = [letter for letter in max_.letters() if "camera" in letter.content]
        assert {letter.channel_id for letter in told} == {town.discord.dm(max_.hands)}
        assert {letter.channel_id for letter in ana.letters()} == {thread.id}
        assert set(thread.members) == {town.discord.world.bot.id, ana.hands.id}


async def test_a_deleted_thread_is_opened_anew() -> None:
    """A moderator took it away: the next lesson comes in a new one."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await closed(town)
        first = thread_of(town, ana)
        town.discord.delete_channel(first)
        await town.advance_to(MORNING)

        second = thread_of(town, ana)
        assert second.id != first.id
        assert [letter.channel_id for letter in ana.letters()] == [second.id]
        assert ana.sees("Lesson 1") == 1


async def test_direct_messages_that_are_open_again_are_used_again() -> None:
    """Ana opens them, and presses something there: from then on she is written to there."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        dm = town.discord.dm(ana.hands)
        assert dm is not None
        ana.hands.closes_dms()
        await town.advance_to(MORNING)
        assert [letter.channel_id for letter in ana.letters()] == [dm, thread_of(town, ana).id]

        ana.hands.opens_dms()
        await ana.uses("program progress", at=dm)
        await town.advance(days=7)
        assert [letter.channel_id for letter in ana.letters()][-1] == dm
        assert ana.sees("Lesson 2") == 1


async def test_direct_messages_that_are_closed_again_lead_to_the_same_thread() -> None:
    """Nobody's channel fills with threads."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await closed(town)
        thread = thread_of(town, ana)
        ana.hands.opens_dms()
        dm = town.discord.dm(ana.hands)
        assert dm is not None
        await ana.uses("program progress", at=dm)
        ana.hands.closes_dms()
        await town.advance_to(MORNING)

        assert ana.letters()[-1].channel_id == thread.id
        assert len(town.requests("POST", "/threads")) == 1


async def test_direct_messages_that_close_while_a_message_is_in_doubt() -> None:
    """It had not arrived, as a look showed: no part of it was seen, so it comes in the thread, once."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        dm = ana.rooms()[0]
        town.discord.faults.script(Status(status=503), method="POST", path=f"/channels/{dm}/messages")
        await town.advance_to(utc("2026-09-07 13:00"))
        assert [state for state, _ in town.deliveries("step/")] == ["unknown"]
        ana.hands.closes_dms()
        await town.advance(minutes=2)

        assert (ana.sees("Lesson 1"), ana.letters()[-1].channel_id) == (1, thread_of(town, ana).id)


async def test_nowhere_to_write_is_told_to_the_mentor_once() -> None:
    """No direct messages, and no threads in the channel: it is dead with its reason, and Tom is told once."""
    async with a_discord_world(programme=LESSONS, mentors=["Tom"], admins=["Lena"]) as town:
        tom, lena = await town.staff("Tom"), await town.staff("Lena")
        await tom.joins()
        await lena.joins()
        town.channel.overwrites[town.discord.world.bot.id] = Overwrite(
            id=town.discord.world.bot.id, kind=1, deny=permissions.CREATE_PRIVATE_THREADS
        )
        await closed(town, mentor="Tom")
        await town.advance(days=9)

        assert [state for state, _ in town.deliveries("step/")] == ["dead"] * 2
        why = (
            "direct messages are refused, and no private thread can be opened: "
            "the bot lacks a permission in the channel"
        )
        assert tom.sees(f"I can't reach **Ana**: {why}.") == 1
        listed = await lena.uses("cohort deliveries")
        assert "Lesson 1" in listed
        assert why in listed
        refused = [one for one in town.discord.requests if one[2] in (401, 403, 429)]
        assert len(refused) == 2 * 3  # The room and the thread, for the test message and two lessons.


async def test_direct_messages_that_can_not_even_be_opened() -> None:
    """To open them is refused with 400 and the same code: the thread is next, as after a refused message."""
    async with a_discord_world(programme=LESSONS) as town:
        refused = Refuse(status=400, code=50007, message="Cannot send messages to this user")
        town.discord.faults.last(refused, method="POST", path="/users/@me/channels")
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(minutes=1)

        assert ana.sees("Did it arrive") == 1
        assert ana.letters()[0].channel_id == thread_of(town, ana).id
        assert len(town.requests("POST", "/users/@me/channels")) == 1
