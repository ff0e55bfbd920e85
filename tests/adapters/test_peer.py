"""A world in a process of its own outlives the bot, whatever becomes of the bot."""

import asyncio
import inspect
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.memory import acts, faults
from adapters.memory.acts import Act, Press, Type
from adapters.memory.adapter import MemoryAdapter
from adapters.memory.peer import METHODS, PeerWorld, serve
from adapters.memory.wire import line, unline
from adapters.memory.world import EPOCH, Verdict, World
from bot.chat.adapter import Ambiguous, Shown
from bot.chat.form import Choice, Field, Form
from bot.chat.message import File, Part, Picture
from bot.chat.place import Account, Channel, MessageRef, Place, Platform
from bot.chat.token import Token, key_of
from tests.contract.words import button, key

SLACK = Platform("slack")
ANA = Account(platform=SLACK, user="ana")
HERE = Place(at=ANA)
BOT = """
import asyncio, os, signal, sys
from pathlib import Path
from adapters.memory.adapter import MemoryAdapter
from adapters.memory.peer import PeerWorld
from adapters.memory.world import EPOCH
from bot.chat.message import Part
from bot.chat.place import Account, Place, Platform
from bot.chat.token import key_of

async def main():
    world = await PeerWorld.connect(Path(sys.argv[1]))
    slack = Platform("slack")
    adapter = MemoryAdapter(world, platform=slack, clock=lambda: EPOCH)
    ana = Place(at=Account(platform=slack, user="ana"))
    for number in range(50):
        await adapter.send(ana, Part(content="Hi"), key=key_of(str(number)))
        if number == 30:
            os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@asynccontextmanager
async def peer(folder: Path) -> AsyncIterator[Path]:
    """A world in a process, and the socket that it listens at."""
    socket = folder / "world"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "adapters.memory.peer", str(socket), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
        yield socket
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def test_a_killed_bot_loses_nothing_of_the_world(tmp_path: Path) -> None:
    """All that the bot showed before it was killed is there, and the time that was reached."""
    async with peer(tmp_path) as socket:
        world = await PeerWorld.connect(socket)
        await world.meet(ANA)
        await world.advance(EPOCH + timedelta(days=9))
        bot = await asyncio.create_subprocess_exec(sys.executable, "-c", BOT, str(socket))
        assert await bot.wait() == -signal.SIGKILL

        log = await world.log()
        assert [shown.key for shown in log] == [key_of(str(number)) for number in range(31)]
        assert await world.now() == EPOCH + timedelta(days=9)
        await world.disconnect()


async def test_an_unanswered_act_is_told_to_the_next_bot(tmp_path: Path) -> None:
    """A bot that dies over an act leaves it to the one that follows."""
    server = await serve(World(), tmp_path / "world")
    act = Act(id="1", at=EPOCH, account=ANA, place=HERE, does=Type("Hello"))
    first, second = [await PeerWorld.connect(tmp_path / "world") for _ in range(2)]
    await second.act(act)
    assert await first.next_act(SLACK) == act
    await first.disconnect()
    await second.reconnect(SLACK)

    assert await second.next_act(SLACK) == act
    await second.done(act.id, None)
    await second.reconnect(SLACK)
    assert await second.acted() == ("1",)
    await second.disconnect()
    server.close()


async def test_a_world_that_is_gone_is_ambiguous(tmp_path: Path) -> None:
    """Nobody knows what became of a call whose world went away."""
    async with peer(tmp_path) as socket:
        world = await PeerWorld.connect(socket)
        waiting = asyncio.create_task(world.next_act(SLACK))
        await world.meet(ANA)
    with pytest.raises(Ambiguous):
        await waiting
    adapter = MemoryAdapter(world, platform=SLACK, clock=lambda: EPOCH)
    with pytest.raises(Ambiguous):
        await adapter.send(HERE, Part(content="Hi"), key=key())
    assert not (await adapter.doctor())[0].well
    await world.disconnect()


async def test_a_faulty_call_is_told_to_its_caller_only(tmp_path: Path) -> None:
    """A method that no world has is refused, and the connection goes on."""
    server = await serve(World(), tmp_path / "world")
    world = await PeerWorld.connect(tmp_path / "world")
    with pytest.raises(RuntimeError, match="no __init__"):
        await world.ask("__init__", (), ())

    assert await world.now() == EPOCH
    await world.disconnect()
    server.close()


def test_a_peer_can_do_what_a_world_can() -> None:
    """Every coroutine of a world can be called over the socket."""
    coroutines = {
        name for name, method in inspect.getmembers(World, inspect.iscoroutinefunction) if name[0] != "_"
    }
    assert coroutines == set(METHODS)


PART = Part(
    content="Hello",
    buttons=(button(),),
    picture=Picture(kind="bars", title="Load", alt="Load", columns=("hour",), rows=(("9",), ("10",))),
    file=File(name="a.ics", media_type="text/calendar", kind="copy", ids=("1",)),
)
REF = MessageRef(place=Place(at=Channel(platform=SLACK, id="c"), thread="t"), id="1")
FIELD = Field(key="a", label="A", kind="choice", choices=(Choice(label="B", value="b"),))


@pytest.mark.parametrize(
    "value",
    [
        Shown(place=HERE, part=PART, ref=REF, at=EPOCH, key=key()),
        Act(id="1", at=EPOCH, account=ANA, place=HERE, does=Press("a/b//0", REF)),
        acts.Answer(kind="ask", form=Form(token=Token("a", "b"), title="T", fields=(FIELD,))),
        acts.Answer(kind="refuse", parts=(PART,), problems=(("a", "b"),)),
        acts.Noted(at=EPOCH, who="Ana", what="joined"),
        Verdict(REF, True, faults.TimeOut(shown=True)),
        faults.Throttle(timedelta(seconds=1.5), "lane"),
        faults.FaultPlan(seed=1, rates=faults.MILD),
        (1, None, True, "text", ("nested", ())),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_come_back_over_the_wire(value: object) -> None:
    """What is told arrives as it was told."""
    assert unline(line(value)) == value


def test_the_wire_carries_nothing_else() -> None:
    """A value that is not of the world's vocabulary is refused."""
    with pytest.raises(ValueError, match="not a value of the wire"):
        line({"is": "World"})
