"""A glance reads where it is asked for, and waits for nobody."""

import asyncio

import pytest

from bot.errors import DatabaseError
from bot.store.store import LOOKING, Store
from tests.store.works import Gate, keeping


async def test_a_glance_waits_for_nobody(store: Store) -> None:
    """Neither for who writes nor for all that read just now; it sees what was committed."""
    await store.write(keeping("word", "old"))
    writing, *reading = gates = [Gate() for _ in range(LOOKING)]
    async with asyncio.TaskGroup() as busy:
        busy.create_task(store.write(writing))
        for gate in reading:
            busy.create_task(store.read(gate))
        for gate in gates:
            await gate.entered()

        assert store.glance(lambda tx: tx.meta.value("word")) == "old"

        for gate in gates:
            gate.open()


async def test_a_glance_cannot_write(store: Store) -> None:
    """As little as any other reader."""
    with pytest.raises(DatabaseError, match="readonly"):
        store.glance(keeping("word"))

    assert await store.read(lambda tx: tx.meta.value("word")) is None
