"""How a click is answered on a bad network, by the small Discord."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.discord.adapter import DiscordAdapter
from bot.app.connecting import words
from bot.chat.message import File, Message, Picture
from bot.chat.place import Account, Platform
from bot.chat.reply import Ask, Replace, Reply, Say
from tests.contract.acting import FORM
from tests.contract.door import ScriptedDoor, a_moment
from tests.contract.words import key, says
from tests.platforms.changes import TookTooLong
from tests.platforms.discord.driver import Discord
from tests.platforms.discord.faults import Fault, ResetAfter, ResetBefore, Status
from tests.platforms.discord.people import Person
from tests.platforms.discord.server import serving

CALLBACK = "/interactions/*/*/callback"


async def no_picture(_: Picture) -> bytes:
    """There is none in these stories."""
    raise LookupError


async def no_file(_: File) -> bytes:
    """Nor any of these."""
    raise LookupError


@asynccontextmanager
async def at_work(
    discord: Discord, door: ScriptedDoor, patience: float = 2.0
) -> AsyncIterator[DiscordAdapter]:
    """The adapter, connected."""
    adapter = DiscordAdapter(
        discord.token,
        draw=no_picture,
        fill=no_file,
        words=words,
        clock=lambda: discord.now,
        api_url=discord.api_url,
        patience=patience,
        ready_timeout=0,
    )
    running = asyncio.create_task(adapter.run((), door))
    try:
        await discord.ready()
        yield adapter
    finally:
        running.cancel()
        await asyncio.wait((running,))


async def a_click(discord: Discord, adapter: DiscordAdapter) -> tuple[Person, int, int]:
    """Somebody, and the place and id of a message with a button for them."""
    ana = discord.person("ana")
    room = await adapter.open(Account(platform=Platform("discord"), user=str(ana.id)), None)
    (part,) = adapter.layout(says("Hello", "Done"))
    sent = await adapter.send(room, part, key=key())
    return ana, int(room.thread or 0), int(sent.id)


@pytest.mark.parametrize("fault", [ResetBefore(), ResetAfter()])
async def test_an_answer_comes_once_although_its_connection_broke(fault: Fault) -> None:
    """Whether it had arrived or not, it is given once more, and Discord takes the first."""
    door = ScriptedDoor()
    async with serving() as discord, at_work(discord, door) as adapter:
        ana, room, message = await a_click(discord, adapter)
        door.answers.append(Say(says("Well done")))
        discord.faults.script(fault, method="POST", path=CALLBACK)

        assert (await ana.clicks(room, message, "Done")).content == "Well done"
        assert [each.content for each in ana.sees(room)] == ["Hello", "Well done"]
        assert discord.faults.injected[fault] == 1
        assert discord.breaches == []


LOST = [ResetAfter(), Status(status=502, after=True)]
"""It arrives, and the bot does not know."""


@pytest.mark.parametrize("fault", LOST)
async def test_all_of_a_long_answer_comes_although_its_beginning_was_lost_from_sight(fault: Fault) -> None:
    """That Discord has the first part already is no reason to keep the second."""
    door = ScriptedDoor()
    async with serving() as discord, at_work(discord, door) as adapter:
        ana, room, message = await a_click(discord, adapter)
        door.answers.append(Say(Message(text=("first " * 300 + "\n\n" + "second " * 200,))))
        discord.faults.script(fault, method="POST", path=CALLBACK)

        await ana.clicks(room, message, "Done")
        await discord.changes.until(lambda: len(ana.sees(room)) == 3 or None, within=2, what="the rest")

        assert [each.content[:6] for each in ana.sees(room)] == ["Hello", "first ", "second"]


@pytest.mark.parametrize("fault", [ResetBefore(), *LOST])
async def test_a_slow_answer_comes_although_its_acknowledgement_was_lost_from_sight(fault: Fault) -> None:
    """Ana does not look at a bot that thinks for ever."""
    door = ScriptedDoor()
    door.lateness = a_moment
    async with serving() as discord, at_work(discord, door, patience=0) as adapter:
        ana, room, message = await a_click(discord, adapter)
        door.answers.append(Say(says("Well done")))
        discord.faults.script(fault, method="POST", path=CALLBACK)

        await ana.clicks(room, message, "Done")
        await discord.changes.until(lambda: len(ana.sees(room)) == 2 or None, within=2, what="the answer")

        assert ana.sees(room)[-1].content == "Well done"


async def test_what_could_not_be_acknowledged_is_done_and_answered() -> None:
    """Discord does not take the acknowledgement at all; a moment later it takes the answer."""
    door = ScriptedDoor()
    door.lateness = a_moment
    async with serving() as discord, at_work(discord, door, patience=0) as adapter:
        ana, room, message = await a_click(discord, adapter)
        door.answers.append(Say(says("Well done")))
        discord.faults.script(ResetBefore(), method="POST", path=CALLBACK, times=2)

        assert (await ana.clicks(room, message, "Done")).content == "Well done"


@pytest.mark.parametrize("reply", [Say(says("Well done")), Replace(says("Well done"))])
async def test_an_answer_comes_although_nobody_knew_of_its_acknowledgement(reply: Reply) -> None:
    """It had arrived, and twice the bot was not told: the answer follows it, and nobody thinks for ever."""
    door = ScriptedDoor()
    door.lateness = a_moment
    async with serving() as discord, at_work(discord, door, patience=0) as adapter:
        ana, room, message = await a_click(discord, adapter)
        door.answers.append(reply)
        discord.faults.script(ResetAfter(), method="POST", path=CALLBACK)
        discord.faults.script(ResetBefore(), method="POST", path=CALLBACK)

        await ana.clicks(room, message, "Done")
        await discord.changes.until(
            lambda: ana.sees(room)[-1].content == "Well done" or None, within=2, what="the answer"
        )
        assert discord.breaches == []


async def test_a_form_is_offered_although_nobody_knew_of_the_acknowledgement() -> None:
    """A form can't follow it: a button leads there."""
    door = ScriptedDoor()
    door.lateness = a_moment
    async with serving() as discord, at_work(discord, door, patience=0) as adapter:
        ana, room, message = await a_click(discord, adapter)
        door.answers.append(Ask(FORM))
        discord.faults.script(ResetAfter(), method="POST", path=CALLBACK)
        discord.faults.script(ResetBefore(), method="POST", path=CALLBACK)

        await ana.clicks(room, message, "Done")
        await discord.changes.until(lambda: len(ana.sees(room)) == 2 or None, within=2, what="the button")

        assert [one.label for one in ana.sees(room)[-1].buttons] == ["Open the form"]


async def test_an_answer_that_can_not_be_given_goes_back_to_the_core(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The log says which, and why; nothing of the click's own address, by which others could answer it."""
    door = ScriptedDoor()
    async with serving(answer_within=0.2) as discord, at_work(discord, door) as adapter:
        ana, room, message = await a_click(discord, adapter)
        answer = Say(says("Well done"))
        door.answers.append(answer)
        broken = discord.faults.last(ResetBefore(), method="POST", path=CALLBACK)
        with pytest.raises(TookTooLong):
            await ana.clicks(room, message, "Done")
        (event,) = door.events
        await discord.changes.until(lambda: door.late or None, within=2, what="the answer, given back")
        discord.faults.lift(broken)

        assert door.late == [answer]
        assert f"{event.id} could not be answered: the connection to Discord broke" in caplog.text
        assert [one for one in caplog.records if one.exc_info and one.name.startswith("adapters")] == []
        assert [one.token for one in discord.desk.interactions.values() if one.token in caplog.text] == []


async def test_an_answer_that_is_there_does_not_come_twice() -> None:
    """Nobody knew that it had arrived: Discord is asked, and shows it."""
    door = ScriptedDoor()
    async with serving() as discord, at_work(discord, door) as adapter:
        ana, room, message = await a_click(discord, adapter)
        door.answers.append(Say(says("Well done")))
        discord.faults.script(ResetAfter(), method="POST", path=CALLBACK)
        discord.faults.script(ResetBefore(), method="POST", path=CALLBACK)

        assert (await ana.clicks(room, message, "Done")).content == "Well done"
        await discord.changes.until(
            lambda: [one for one in discord.requests if one[1].endswith("/@original")] or None,
            within=2,
            what="a look at the answer",
        )
        assert door.late == []
