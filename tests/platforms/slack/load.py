"""Load is many people who use one command at once, each again when they were answered."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from tests.platforms.slack.driver import Slack
from tests.platforms.slack.hearing import Ack, Failure, Told
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
    return _load(took, kinds, loop.time() - began)


async def typing_on(slack: Slack, text: str, *, seconds: float, at_once: int) -> Load:
    """So many people write this for so long, each again when what they wrote was acknowledged."""
    loop = asyncio.get_running_loop()
    took: list[float] = []
    kinds: dict[str, int] = {}
    began = loop.time()

    async def types(person: Person) -> None:
        while (since := loop.time()) < began + seconds:
            person.types(text)
            told = slack.hearing.told[-1]

            def outcome(of: Told = told) -> Ack | Failure | None:
                return of.outcome

            heard = await slack.changes.until(outcome, within=60, what="an acknowledgement")
            took.append(loop.time() - since)
            kind = type(heard).__name__.casefold()
            kinds[kind] = kinds.get(kind, 0) + 1

    await asyncio.gather(*(types(slack.person(f"member {each}")) for each in range(at_once)))
    return _load(took, kinds, loop.time() - began)


def _load(took: list[float], kinds: dict[str, int], seconds: float) -> Load:
    took.sort()
    return Load(
        seconds=seconds,
        each_second=len(took) / seconds,
        p50=took[len(took) // 2],
        p99=took[int(len(took) * 0.99)],
        kinds=kinds,
    )
