"""Answering early, wholly or in part, among pauses, moves and edits: nothing comes twice, nothing is lost."""

import asyncio
from collections import Counter
from datetime import time
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.delivery import OccurrenceState
from bot.domain.programme import StepKind
from bot.store.tx import Tx
from tests.builders import a_programme, a_step
from tests.world import Community, Someone, a_world

STEPS = [a_step(f"w{n}", StepKind.CHECK_IN, week=n, at=time(22) if n == 2 else time(15)) for n in range(1, 5)]
ACTS = st.one_of(
    st.tuples(st.just("answers"), st.booleans()),
    st.tuples(st.just("answers"), st.booleans()),
    st.tuples(st.just("passes"), st.integers(1, 120)),
    st.tuples(st.just("passes"), st.integers(1, 120)),
    st.tuples(st.just("pauses"), st.sampled_from(("shift", "skip"))),
    st.tuples(st.just("resumes"), st.none()),
    st.tuples(st.just("moves"), st.sampled_from(("Asia/Tokyo", "Pacific/Honolulu"))),
    st.tuples(st.just("leaves"), st.none()),
    st.tuples(st.just("edits"), st.sampled_from((time(9), time(22)))),
)
LIFE = st.lists(ACTS, min_size=4, max_size=14)


async def lives(world: Community, ana: Someone, acts: list[tuple[str, object]]) -> None:
    """Ana does all this, from the first week on."""
    await ana.joins()
    await world.advance(days=8)
    for does, how in acts:
        match does, how:
            case "answers", bool(whole):
                await ana.uses("program check-in")
                if ana.form is not None:
                    await ana.fills(mood="4", stuck="no" if whole else "perhaps", followers="")
            case "passes", int(hours):
                await world.advance(hours=hours)
            case "pauses", str(mode):
                await ana.uses("program pause", weeks="1", mode=mode)
            case "resumes", _:
                await ana.uses("program resume")
            case "moves", str(zone):
                await ana.uses("program zone", zone=zone)
            case "leaves", _:
                await ana.uses("program leave")
                await ana.presses("Leave")
                await ana.joins()
            case "edits", time() as at:
                await world.edit(steps=[a_step("w3", StepKind.CHECK_IN, week=3, at=at), *STEPS[:2], STEPS[3]])
    await world.advance(weeks=12)


async def is_accounted_for(world: Community, ana: Someone) -> None:
    """Each check-in was shown once, listed, answered before, or let go for a reason; no answer is lost."""
    assert max(Counter(one.key for one in ana.shown()).values(), default=0) <= 1
    named = {button.token.subject for one in ana.shown() for button in one.part.buttons}
    enrolled = await world.store.read(lambda tx: tx.enrolments.by_key(ana.enrolment.key))
    assert enrolled is not None
    entries = await world.store.read(lambda tx: tx.occurrences.of(enrolled.id))
    assert {entry.step for entry in entries} == {step.id for step in STEPS}
    for entry in entries:
        match entry.state:
            case OccurrenceState.SENT | OccurrenceState.LISTED:
                assert entry.key in named, entry
            case OccurrenceState.SKIPPED:
                assert entry.reason in ("answered", "paused", "late", "closed"), entry
                assert entry.reason != "answered" or entry.done_at is not None, entry
            case _:
                assert entry.done_at is not None, entry
        answers = await world.store.read(partial(_answers, key=entry.key))
        assert (set(answers) == {"mood", "stuck", "followers"}) == (entry.done_at is not None), entry


async def a_life(acts: list[tuple[str, object]]) -> None:
    async with a_world(programme=a_programme(steps=STEPS)) as world:
        ana = world.creator("Ana")
        await lives(world, ana, acts)
        await is_accounted_for(world, ana)


QUICK = settings(max_examples=5)


@QUICK
@given(LIFE)
def test_some_early_lives(acts: list[tuple[str, object]]) -> None:
    """A handful of them."""
    asyncio.run(a_life(acts))


@pytest.mark.soak
@settings(QUICK, max_examples=120)
@given(LIFE)
def test_many_early_lives(acts: list[tuple[str, object]]) -> None:
    """The same for hundreds."""
    asyncio.run(a_life(acts))


def _answers(tx: Tx, *, key: str) -> dict[str, str]:
    return tx.answers.of(key)
