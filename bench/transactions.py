"""How many typical transactions the store runs in a second, each on the disk before it returns."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

from bench.crowd import BEFORE, PLAN, account, opened
from bench.figure import Figure
from bot.store.tx import Tx

Turn = Callable[[int], Awaitable[None]]


def measure(path: Path, *, transactions: int = 3_000, callers: tuple[int, ...] = (1, 20)) -> list[Figure]:
    """Four selects, and four selects with two writes that change something."""
    return asyncio.run(_measure(path, transactions, callers))


async def _measure(path: Path, transactions: int, callers: tuple[int, ...]) -> list[Figure]:
    async with opened(path) as store:
        numbers = count()

        async def read(_: int) -> None:
            await store.read(_select)

        async def write(_: int) -> None:
            number = next(numbers)
            await store.write(lambda tx: _change(tx, number))

        return [
            Figure(
                name=f"{what} transactions/s, {many} caller{'s' if many > 1 else ''}",
                figure=f"{await _rate(turn, transactions, many):,.0f}",
            )
            for what, turn in (("read", read), ("write", write))
            for many in callers
        ]


async def _rate(turn: Turn, transactions: int, callers: int) -> float:
    async def call() -> None:
        for number in range(transactions // callers):
            await turn(number)

    began = time.perf_counter()
    await asyncio.gather(*(call() for _ in range(callers)))
    return transactions // callers * callers / (time.perf_counter() - began)


def _select(tx: Tx) -> int:
    known = tx.people.by_account(account(7))
    assert known is not None
    enrolled = tx.enrolments.of_person(known.id)[0]
    assert tx.cohorts.by_name(PLAN.cohort.name) is not None
    tx.occurrences.of(enrolled.id)
    return enrolled.id


def _change(tx: Tx, number: int) -> None:
    enrolment = _select(tx)
    # Another value each time: SQLite writes nothing, and waits for no disk, where a page stays as it is.
    tx.meta.keep("bench", str(number))
    tx.planned.set_next_due([(enrolment, BEFORE + timedelta(days=2, seconds=number))])
