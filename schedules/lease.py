"""The lease: take out of the queue what may leave now, and make its words, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.chat.codec import dump_attached, load_attached, load_message
from bot.chat.message import Message, Part
from bot.chat.token import key_of
from bot.domain.decide import Skip, Skipped
from bot.domain.delivery import Act, DeliveryState
from bot.domain.guard import LONGEST_ABSENCE
from bot.domain.may_send import DAILY_CAP, QUIET_HOURS, Circumstances, Go, Wait, end_of_quiet, may_send
from bot.domain.wall import local_day
from bot.engine.feature import Speaking, Speech
from bot.engine.plans import CohortPlan, Plans
from bot.engine.wording import wording
from bot.features.catching_up import KIND
from bot.store.leased import Leased
from bot.store.outbox import Ended
from bot.store.parts import PartRow
from bot.store.tx import Tx
from schedules import changing
from schedules.changing import Layout, Rework
from schedules.coalescing import coalesce

AT_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A delivery on its way: the parts still to show, each with its number and key."""

    leased: Leased
    parts: tuple[tuple[int, str, Part], ...]


@dataclass(slots=True, kw_only=True)
class Sorted:
    """What became of the deliveries that were looked at."""

    go: list[Leased] = field(default_factory=list)
    wait: list[tuple[int, datetime, str]] = field(default_factory=list)
    end: list[Ended] = field(default_factory=list)
    back: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What was taken out, and when to look again."""

    jobs: tuple[Job | Rework, ...]
    more: bool
    next_at: datetime | None
    doubts: bool
    """Whether something of the lane must be looked for."""


def lease(
    tx: Tx,
    lane: str,
    now: datetime,
    *,
    busy: Sequence[str],
    limit: int,
    plans: Plans,
    speeches: Mapping[str, Speech],
    layout: Layout,
) -> Lease:
    """Take up to `limit` deliveries of a lane, at most one for each place that is not busy."""
    limit = min(limit, AT_MOST)
    found = tx.outbox.due(
        lane, now, running=plans.names, looked_since=now - LONGEST_ABSENCE, busy=busy, limit=limit
    )
    first = _first_of_each_place(found)
    changes = [one for one in first if one.act is not Act.SEND]
    sends = _unchanged(tx, [one for one in first if one.act is Act.SEND], now)
    more = len(found) == limit or len(found) > len(changes) + len(sends)
    first = coalesce(tx, sends, now)
    begun = _begun(tx, first)
    ready = _sort(tx, first, begun, plans, speeches, now)
    reworks = changing.sort(tx, changes, layout, now)
    tx.outbox.postpone([*ready.wait, *reworks.wait])
    tx.outbox.end([*ready.end, *reworks.end], now)
    tx.occurrences.skip(_skipped(first, ready.end))
    if ready.back:
        tx.occurrences.unplan(tx.deliveries.withdraw(ready.back))
    sent = _lay_out(tx, ready.go, begun, plans, speeches, layout, now)
    jobs: tuple[Job | Rework, ...] = (*sent, *reworks.go)
    tx.outbox.start([job.leased.id for job in jobs], now)
    return Lease(
        jobs=jobs,
        more=more or reworks.moved > 0,
        next_at=tx.outbox.next_due(lane, now),
        doubts=tx.outbox.in_doubt(lane),
    )


def _first_of_each_place(found: Sequence[Leased]) -> list[Leased]:
    first: dict[str, Leased] = {}
    for one in found:
        first.setdefault(one.address, one)
    return list(first.values())


def _unchanged(tx: Tx, sends: Sequence[Leased], now: datetime) -> list[Leased]:
    """Without those that were changed while they were under way, and nobody has seen: they are read again."""
    names = [one.name for one in sends if one.attempts]
    changed = tx.changes.make_early(names, now) if names else set()
    return [one for one in sends if one.name not in changed]


def _begun(tx: Tx, leased: Sequence[Leased]) -> dict[int, list[PartRow]]:
    """The parts of those whose words are frozen, since some of them may have been seen."""
    return tx.parts.of([one.id for one in leased if one.frozen])


def _sort(
    tx: Tx,
    leased: Sequence[Leased],
    begun: Mapping[int, Sequence[PartRow]],
    plans: Plans,
    speeches: Mapping[str, Speech],
    now: datetime,
) -> Sorted:
    people = [one.person_id for one in leased if one.person_id is not None]
    sent = tx.outbox.sent_lately(people, now) if people else {}
    result = Sorted()
    for one in leased:
        if any(part.shown_at is not None for part in begun.get(one.id, ())):
            result.go.append(one)  # What was begun is ended, whatever the hour.
            continue
        unwanted = _unwanted(one, plans, speeches, now)
        if unwanted is not None:
            result.end.append(Ended(id=one.id, state=DeliveryState.SKIPPED, reason=unwanted))
            continue
        match _verdict(one, plans, sent, now):
            case Go():
                result.go.append(one)
            case Wait(until=until):
                result.wait.append((one.id, until, _why_wait(one, now)))
            case Skip(why=Skipped.PAUSED | Skipped.LEFT) if _is_a_step(one):
                result.back.append(one.id)  # It is planned anew when its creator is back.
            case Skip(why=why):
                result.end.append(Ended(id=one.id, state=DeliveryState.SKIPPED, reason=why))
    return result


def _why_wait(one: Leased, now: datetime) -> str:
    quiet = one.person is not None and end_of_quiet(one.person, now) is not None
    return QUIET_HOURS if quiet else DAILY_CAP


def _unwanted(one: Leased, plans: Plans, speeches: Mapping[str, Speech], now: datetime) -> Skipped | None:
    """Why nobody needs it any more, if so."""
    plan = plans.get(one.cohort)
    if one.occurrence is not None and plan is not None and plan.step(one.occurrence.step) is None:
        return Skipped.REMOVED
    return speeches[one.kind].unwanted(one, now) if one.kind in speeches else None


def _verdict(
    one: Leased, plans: Plans, sent: Mapping[int, Sequence[datetime]], now: datetime
) -> Go | Wait | Skip:
    plan = plans.get(one.cohort)
    if one.person is None or one.person_id is None:
        return Go()
    circumstances = Circumstances(
        nature=one.nature,
        state=one.state,
        sent_today=_sent_today(sent[one.person_id], one.person.zone, now),
        daily_cap=plan.cohort.daily_cap if plan is not None else 3,
        deadline=one.occurrence.closes_at if one.occurrence is not None else None,
        late_at=one.late_at,
    )
    return may_send(one.person, circumstances, now)


def _sent_today(sent: Sequence[datetime], zone: str, now: datetime) -> int:
    """How many of what was sent were sent on this day of the reader's."""
    if not sent:
        return 0
    today = local_day(now, zone)
    return sum(1 for at in sent if local_day(at, zone) == today)


def _is_a_step(one: Leased) -> bool:
    """Whether it is a step itself, or lists some; not a reminder of one."""
    return one.kind == KIND or (one.occurrence is not None and one.kind == one.occurrence.kind)


def _skipped(leased: Sequence[Leased], ended: Sequence[Ended]) -> list[tuple[str, str]]:
    """The occurrences whose own message was skipped."""
    reasons = {one.id: str(one.reason) for one in ended}
    return [
        (one.occurrence.key, reasons[one.id])
        for one in leased
        if one.id in reasons and one.occurrence is not None and one.kind == one.occurrence.kind
    ]


def _lay_out(
    tx: Tx,
    go: Sequence[Leased],
    begun: Mapping[int, Sequence[PartRow]],
    plans: Plans,
    speeches: Mapping[str, Speech],
    layout: Layout,
    now: datetime,
) -> tuple[Job, ...]:
    jobs: list[Job] = []
    rows: list[PartRow] = []
    anew: list[int] = []
    for one in go:
        kept = begun.get(one.id)
        if kept:
            jobs.append(job_of(one, kept))
            continue
        parts = layout(_message(tx, one, plans.get(one.cohort), speeches, now))
        keyed = tuple((number, part_key(one.name, number), part) for number, part in enumerate(parts))
        jobs.append(Job(leased=one, parts=keyed))
        if one.attempts:
            anew.append(one.id)
        rows.extend(
            PartRow(
                delivery=one.id,
                ordinal=number,
                key=key,
                content=part.content,
                attached=dump_attached(part),
                fingerprint=part.fingerprint,
            )
            for number, key, part in keyed
        )
    tx.parts.lay_out(anew, rows)
    return tuple(jobs)


def job_of(leased: Leased, rows: Sequence[PartRow]) -> Job:
    """A delivery that was begun: the parts that were not shown yet, in the words that were kept."""
    return Job(
        leased=leased,
        parts=tuple(
            (row.ordinal, row.key, load_attached(row.content, row.attached))
            for row in rows
            if row.shown_at is None and row.content is not None and row.attached is not None
        ),
    )


def part_key(name: str, number: int) -> str:
    """The key that goes with one part of a delivery, the same for ever."""
    return key_of("part", name, str(number))


def _message(
    tx: Tx, one: Leased, plan: CohortPlan | None, speeches: Mapping[str, Speech], now: datetime
) -> Message:
    if one.content is not None:
        return load_message(one.content)
    if plan is None:
        raise LookupError(f"the delivery {one.name} is about a cohort that the config does not have")
    say = wording(plan.programme.language)
    if one.person is not None:
        say, plan = wording(one.person.language), plan.in_language(one.person.language)
    entry = one.occurrence and plan.told(one.occurrence)
    told = one if entry is one.occurrence else replace(one, occurrence=entry)
    return speeches[one.kind].compose(tx, Speaking(leased=told, plan=plan, say=say, now=now))
