"""Load is many people who use one command at once, each again when they were answered."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from tests.platforms.slack.driver import Slack
from tests.platforms.slack.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Real seconds: of it all, and those within which half and 99 of 100 were answered."""

    seconds: float
    each_second: float
    p50: float
    p99: float
    kinds: dict[str, int]


async def load_of(slack: Slack, command: str, *, times: int, at_once: int) -> Load:
    """Use it so many times, by `member 0` and on, each in their own direct messages."""
    loop = asyncio.get_running_loop()
    left = iter(range(times))
    took: list[float] = []
    kinds: dict[str, int] = {}

    async def uses(person: Person, turns: Iterator[int]) -> None:
        for _ in turns:
            since = loop.time()
            answer = await person.uses(command)
            took.append(loop.time() - since)
            kinds[answer.kind] = kinds.get(answer.kind, 0) + 1

    began = loop.time()
    await asyncio.gather(*(uses(slack.person(f"member {each}"), left) for each in range(at_once)))
    seconds = loop.time() - began
    took.sort()
    return Load(
        seconds=seconds,
        each_second=times / seconds,
        p50=took[len(took) // 2],
        p99=took[int(len(took) * 0.99)],
        kinds=kinds,
    )
