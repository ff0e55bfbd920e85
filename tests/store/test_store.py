"""Transactions run whole, one writer at a time, people first, and whoever asked hears how it ended."""

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import DatabaseError
from bot.store.opening import open_store
from bot.store.store import Store, Turn
from bot.store.tx import Tx
from tests.store.works import PATIENCE, Gate, keeping

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def count(tx: Tx) -> int:
    """Read, and write what follows from it: the transaction that goes wrong where writers don't queue."""
    counted = int(tx.meta.value("n") or 0) + 1
    tx.meta.keep("n", str(counted))
    return counted


async def everyone_started() -> None:
    """Let the tasks made so far run until they wait: their work stands in the queue."""
    started = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(started.set_result, None)
    await started


async def test_twenty_at_once_count_to_twenty(store: Store) -> None:
    """Each reads what the one before it wrote."""
    counted = await asyncio.gather(*(store.write(count) for _ in range(20)))

    assert sorted(counted) == list(range(1, 21))
    assert await store.read(lambda tx: tx.meta.value("n")) == "20"


async def test_two_processes_worth_of_stores_count_together(store: Store, path: Path) -> None:
    """The command line writes beside a running bot."""
    other = open_store(path, mode="use", now=NOW, durability="off")

    await asyncio.gather(*(each.write(count) for each in (store, other) for _ in range(20)))

    assert await other.read(lambda tx: tx.meta.value("n")) == "40"
    await other.close()


async def test_work_that_raises_leaves_nothing(store: Store) -> None:
    """Its own error reaches whoever asked, and the next one is served."""

    def half(tx: Tx) -> None:
        tx.meta.keep("first", "half")
        raise KeyError("the other half")

    with pytest.raises(KeyError, match="the other half"):
        await store.write(half)

    assert await store.read(lambda tx: tx.meta.value("first")) is None
    assert await store.write(count) == 1


async def test_even_a_stray_stop_iteration_is_heard_of(store: Store) -> None:
    """A future can't carry it, so it comes wrapped."""
    nobody: list[int] = []

    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.write(lambda tx: next(iter(nobody)))


async def test_reading_cannot_write(store: Store) -> None:
    """A route that says `reads` can't change anything by mistake."""
    with pytest.raises(DatabaseError, match="can't be written"):
        await store.read(keeping("anything"))


async def test_people_go_before_machines(store: Store) -> None:
    """Whoever clicked doesn't wait for the planner's batch."""
    gate, served = Gate(), list[str]()
    first = asyncio.create_task(store.write(gate))
    await gate.entered()

    async def ask(who: str, turn: Turn) -> None:
        await store.write(lambda tx: served.append(who), turn)

    async with asyncio.TaskGroup() as asking:
        for who, turn in (
            ("planner", Turn.MACHINE),
            ("courier", Turn.MACHINE),
            ("ana", Turn.PERSON),
            ("ben", Turn.PERSON),
        ):
            asking.create_task(ask(who, turn))
        await everyone_started()
        gate.open()
    await first

    assert served == ["ana", "ben", "planner", "courier"]


async def test_a_reader_sees_one_state_while_a_writer_commits(store: Store) -> None:
    """A page isn't half of before and half of after."""
    looked, written = threading.Event(), threading.Event()

    def look_twice(tx: Tx) -> tuple[str | None, str | None]:
        before = tx.meta.value("n")
        looked.set()
        assert written.wait(PATIENCE)
        return before, tx.meta.value("n")

    await store.write(count)
    looking = asyncio.create_task(store.read(look_twice))
    assert await asyncio.to_thread(looked.wait, PATIENCE)
    await store.write(count)
    written.set()

    assert await looking == ("1", "1")
    assert await store.read(lambda tx: tx.meta.value("n")) == "2"


@pytest.mark.parametrize("times", [1, 3])
async def test_a_cancelled_write_ends_first_and_everybody_knows(store: Store, times: int) -> None:
    """Whoever was cancelled hears so; what was committed is told all the same."""
    heard: list[frozenset[str]] = []
    store.listen(heard.append)
    gate = Gate()

    def slowly(tx: Tx) -> None:
        keeping("plans")(tx)
        gate(tx)

    writing = asyncio.create_task(store.write(slowly))
    await gate.entered()
    for _ in range(times):
        writing.cancel()
        await everyone_started()
        assert not writing.done()
    gate.open()

    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await store.read(lambda tx: tx.meta.value("plans")) == "kept"
    assert heard == [frozenset({"plans"})]


async def test_a_cancelled_write_that_fails_leaves_nothing(store: Store) -> None:
    """Whole or not at all; the cancellation is what its caller hears."""
    gate = Gate()

    def fail(tx: Tx) -> None:
        tx.meta.keep("half", "done")
        gate(tx)
        raise ValueError("not after all")

    writing = asyncio.create_task(store.write(fail))
    await gate.entered()
    writing.cancel()
    gate.open()

    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await store.read(lambda tx: tx.meta.value("half")) is None


async def test_a_time_limit_is_kept_after_the_end(store: Store) -> None:
    """`timeout` cancels: the transaction ends, then the limit is told."""
    gate = Gate()

    async def limited() -> None:
        async with asyncio.timeout(0):
            await store.write(gate)

    waiting = asyncio.create_task(limited())
    await gate.entered()
    gate.open()

    with pytest.raises(TimeoutError):
        await waiting


async def test_listeners_hear_of_commits_only(store: Store) -> None:
    """What was rolled back has touched nothing, and what touched nothing isn't told."""
    heard: list[frozenset[str]] = []
    store.listen(heard.append)

    def fail(tx: Tx) -> None:
        keeping("plans")(tx)
        raise ValueError("not after all")

    with pytest.raises(ValueError, match="not after all"):
        await store.write(fail)
    await store.write(count)
    await store.write(keeping("deliveries"))

    assert heard == [frozenset({"deliveries"})]


async def test_who_is_alone_works_where_they_stand(path: Path) -> None:
    """Without threads, too, what fails leaves nothing, what was kept is told, and reading is only reading."""
    heard: list[frozenset[str]] = []
    alone = open_store(path, mode="serve", now=NOW, durability="off", alone=True)
    alone.listen(heard.append)

    def fail(tx: Tx) -> None:
        count(tx)
        raise ValueError("not after all")

    await alone.write(count)
    with pytest.raises(ValueError, match="not after all"):
        await alone.write(fail)
    await alone.write(keeping("plans"))

    assert await alone.read(lambda tx: tx.meta.value("n")) == "1"
    assert heard == [frozenset({"plans"})]
    with pytest.raises(DatabaseError, match="can't be written"):
        await alone.read(count)
    await alone.close()
    with pytest.raises(RuntimeError, match="closed"):
        await alone.write(count)


async def test_closing_ends_after_what_was_asked_for(path: Path) -> None:
    """Queued work is done, later work is refused, and closing twice is harmless."""
    store = open_store(path, mode="serve", now=NOW, durability="off")
    gate = Gate()
    first = asyncio.create_task(store.write(gate))
    await gate.entered()
    waiting = [asyncio.create_task(store.write(count, Turn.MACHINE)) for _ in range(5)]
    await everyone_started()
    closing = asyncio.create_task(store.close())
    await everyone_started()

    with pytest.raises(RuntimeError, match="the store is closed"):
        await store.write(count)
    with pytest.raises(RuntimeError, match="the store is closed"):
        await store.read(count)
    gate.open()
    await closing
    await store.close()

    assert await asyncio.gather(*waiting) == [1, 2, 3, 4, 5]
    await first


def test_work_outlives_the_loop_that_asked_for_it(path: Path) -> None:
    """A loop that was torn down mid-way doesn't stop the writer."""
    store = open_store(path, mode="serve", now=NOW, durability="off")
    gate = Gate()
    gone = asyncio.new_event_loop()
    abandoned = gone.create_task(store.write(gate))
    gone.run_until_complete(gate.entered())
    gone.run_until_complete(gone.shutdown_default_executor())
    gone.close()
    gate.open()

    async def go_on() -> int:
        counted = await store.write(count)
        await store.close()
        return counted

    assert asyncio.run(go_on()) == 1
    assert not abandoned.done()
