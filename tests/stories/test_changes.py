"""A message that was sent is corrected or taken back, in its place, whatever breaks meanwhile."""

from datetime import timedelta

import pytest

from adapters.memory.faults import Drop, Fault, Refuse, Surprise, Throttle, TimeOut
from adapters.memory.outbound import readable
from bot.chat.codec import dump_message
from bot.chat.message import Message
from bot.domain.may_send import Nature
from bot.store.changes import Deletion, Edit
from bot.store.deliveries import Owed
from tests.builders import a_programme, a_step
from tests.world import DISCORD, Community, a_world
from tests.world.community import HOME

CHANNEL = HOME[0]
QUIET = a_programme(steps=[a_step("far", week=5)])
FAULTS = [
    Throttle(timedelta(seconds=7)),
    Throttle(timedelta(seconds=40), "lane"),
    TimeOut(shown=False),
    TimeOut(shown=True),
    Drop(),
    Surprise(shown=False),
    Surprise(shown=True),
]


def message(*paragraphs: str) -> str:
    """Each paragraph of 1,500 characters is a part of its own."""
    return dump_message(Message(text=("\n\n".join(word.ljust(1500, ".") for word in paragraphs),)))


async def says(world: Community, *paragraphs: str) -> None:
    """Owe a message to the channel, under the name `word`."""
    owed = Owed(
        name="word",
        kind="word",
        nature=Nature.PUBLIC,
        place=CHANNEL,
        due_at=world.now,
        content=message(*paragraphs),
    )
    await world.store.write(lambda tx: tx.deliveries.add([owed]))


async def corrects(world: Community, *paragraphs: str, name: str = "edit") -> None:
    """Owe other words for it."""
    edit = Edit(name=name, changes="word", content=message(*paragraphs))
    await world.store.write(lambda tx: tx.changes.add([edit], world.now))


async def takes_back(world: Community) -> None:
    """Owe its deletion."""
    gone = Deletion(name="gone", changes="word")
    await world.store.write(lambda tx: tx.changes.add([gone], world.now))


async def reads(world: Community) -> list[str]:
    """The words that stand in the channel, without the invitation to join."""
    standing = await world.chat.standing(CHANNEL)
    return [readable(one.part.content).strip(".") for one in standing if not one.part.buttons]


async def test_a_message_is_corrected_in_its_place() -> None:
    """The channel reads other words where the first ones stood."""
    async with a_world(programme=QUIET) as world:
        await says(world, "one", "two")
        await world.settle()
        await corrects(world, "eins", "zwei")
        await world.settle()

        assert await reads(world) == ["eins", "zwei"]
        assert world.deliveries("edit") == [("sent", None)]


async def test_fewer_words_leave_no_old_ones_behind() -> None:
    """Two parts become one; a correction that needs two again is refused, with its reason."""
    async with a_world(programme=QUIET) as world:
        await says(world, "one", "two")
        await world.settle()
        await corrects(world, "eins")
        await world.settle()
        assert await reads(world) == ["eins"]
        await corrects(world, "un", "deux", name="long")
        await world.settle()

        assert await reads(world) == ["eins"]
        refused = [("dead", "the new words need 2 messages, and only 1 can be changed")]
        assert world.deliveries("long") == refused


async def test_a_message_is_taken_back_whole() -> None:
    """Both parts go."""
    async with a_world(programme=QUIET) as world:
        await says(world, "one", "two")
        await world.settle()
        await takes_back(world)
        await world.settle()

        assert await reads(world) == []
        assert world.deliveries("gone") == [("sent", None)]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@pytest.mark.parametrize("method", ["edit", "delete"])
async def test_whatever_breaks_the_change_is_made(fault: Fault, method: str) -> None:
    """A correction and a deletion are simply made again, until the chat has answered."""
    async with a_world(programme=QUIET) as world:
        await says(world, "one", "two")
        await world.settle()
        await world.chat.script(fault, method)
        await corrects(world, "eins") if method == "edit" else await takes_back(world)
        await world.advance(minutes=2)

        assert await reads(world) == (["eins"] if method == "edit" else [])
        (state, _), *_ = world.deliveries("edit" if method == "edit" else "gone")
        assert state == "sent"


async def test_a_message_that_is_gone_cannot_be_corrected() -> None:
    """A moderator deleted it: the correction is dead and says why, and nobody is written to about it."""
    async with a_world(programme=QUIET) as world:
        await says(world, "one")
        await world.settle()
        (shown,) = [one for one in await world.chat.standing(CHANNEL) if "one" in one.part.content]
        await world.chat.delete(DISCORD, shown.ref)
        await corrects(world, "eins")
        await world.settle()

        assert await reads(world) == []
        assert world.deliveries("edit") == [("dead", "the message is gone")]


async def test_two_weeks_without_an_answer_are_enough() -> None:
    """The chat answers nothing for two weeks: the correction is dead, and says why."""
    async with a_world(programme=QUIET) as world:
        await says(world, "one")
        await world.settle()
        await corrects(world, "eins")
        for _ in range(400):
            await world.chat.script(TimeOut(shown=False), "edit")
        await world.advance(days=15)

        ((state, reason),) = world.deliveries("edit")
        assert (state, "for two weeks" in (reason or "")) == ("dead", True)


async def test_what_has_not_left_is_changed_before_it_leaves() -> None:
    """The chat is away; the correction is what its readers are shown, once."""
    async with a_world(programme=QUIET) as world:
        await world.settle()
        await world.chat.halt(DISCORD)
        await says(world, "one")
        await world.settle()
        await corrects(world, "eins", "zwei")
        await world.chat.lift(DISCORD)
        await world.advance(minutes=10)

        assert await reads(world) == ["eins", "zwei"]
        assert world.deliveries("edit") == [("skipped", "made_early")]


async def test_what_is_taken_back_before_it_left_never_leaves() -> None:
    """Nobody is shown anything."""
    async with a_world(programme=QUIET) as world:
        await world.settle()
        await world.chat.halt(DISCORD)
        await says(world, "one")
        await world.settle()
        await takes_back(world)
        await world.chat.lift(DISCORD)
        await world.advance(minutes=10)

        assert not [one for one in world.shown if "one" in one.part.content]
        assert world.deliveries("word") == [("skipped", "taken_back")]
        assert world.deliveries("gone") == [("skipped", "made_early")]


@pytest.mark.parametrize("shown", [True, False])
async def test_a_message_in_doubt_is_looked_for_before_it_is_taken_back(shown: bool) -> None:
    """Its answer was lost: what was shown goes again, and what was not shown never is."""
    async with a_world(programme=QUIET) as world:
        await world.settle()
        await world.chat.script(TimeOut(shown=shown), place=CHANNEL)
        await says(world, "one")
        await world.settle()
        await takes_back(world)
        await world.advance(minutes=2)

        assert await reads(world) == []
        assert len([one for one in world.shown if "one" in one.part.content]) == shown
        assert world.deliveries("word") == [("sent", None) if shown else ("skipped", "taken_back")]


async def test_only_the_last_of_two_changes_counts() -> None:
    """The first correction waits for the chat when the second comes: it is not made any more."""
    async with a_world(programme=QUIET) as world:
        await says(world, "one")
        await world.settle()
        await world.chat.script(TimeOut(shown=False), "edit")
        await corrects(world, "eins")
        await world.settle()
        await corrects(world, "un", name="second")
        await world.advance(minutes=5)

        assert await reads(world) == ["un"]
        assert world.deliveries("edit") == [("skipped", "superseded")]


async def test_what_was_refused_is_not_there_to_be_changed() -> None:
    """The place was closed: there is nothing to correct, and if it is retried, it is in the new words."""
    async with a_world(programme=QUIET) as world:
        await world.settle()
        await world.chat.script(Refuse("closed"), place=CHANNEL)
        await says(world, "one")
        await world.settle()
        await corrects(world, "eins")
        await world.settle()

        assert await reads(world) == []
        assert world.deliveries("word") == [("dead", "closed")]
        assert world.deliveries("edit") == [("skipped", "made_early")]


async def test_a_killed_bot_makes_its_change_again() -> None:
    """Wherever the bot dies over a correction or the deletion, it is made."""
    async with a_world(programme=QUIET) as world:
        await says(world, "one", "two")
        await world.settle()
        died, moment = True, 0
        while died:
            moment += 1
            words = (f"eins {moment}", f"zwei {moment}")
            await corrects(world, *words, name=f"edit {moment}")
            died = await world.killed_while(moment, world.settle())
            await world.lives_again(minutes=1)
            assert await reads(world) == list(words)
        await takes_back(world)
        await world.killed_while(2, world.settle())
        await world.lives_again(minutes=1)

        assert moment > 5
        assert await reads(world) == []
