"""The verdict on a simulated run, from what was shown and what people did; it never asks the store."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chat.adapter import Shown
from bot.chat.place import Account, Platform
from bot.domain.calendar import Occurrence, occurrences
from bot.domain.keys import cohort_key, enrolment_key, person_key
from bot.domain.may_send import end_of_quiet
from bot.domain.pauses import Pause
from bot.domain.people import Enrolment, EnrolmentState, Person
from bot.domain.programme import IfPast
from bot.domain.wall import local_day
from bot.engine.plans import CohortPlan
from schedules.actors.diary import Entry, Joined, Left, Moved, Paused, Resumed
from schedules.lease import part_key
from schedules.planning import WORTH_CATCHING_UP

LATE = timedelta(hours=24)
"""Later than quiet hours and a daily cap explain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A creator of the run, as the roster has them."""

    person: Person
    account: Account
    track: str
    diary: tuple[Entry, ...]
    elsewhere: tuple[Account, ...] = ()
    """Where else they can be written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Down:
    """A chat that took nothing for a while: what became stale meanwhile is excused, for who had no other."""

    platform: Platform
    since: datetime
    until: datetime
    doubted: frozenset[str] = frozenset()
    """The keys of what was tried there meanwhile: it may have been seen, and so can't go another way."""

    def excuses(self, player: Player, one: Occurrence) -> bool:
        """Whether an occurrence came and became stale while its only way could not be gone."""
        only = player.elsewhere == () and player.account.platform == self.platform
        only = only or step_key(one.key) in self.doubted
        # What comes in somebody's night waits for their morning.
        begins = end_of_quiet(player.person, one.at) or one.at
        return only and self.since <= begins and one.at + one.step.late_after <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Occurrences by what became of them; `lost` and `late` name them for a person to look at."""

    expected: int
    shown: int
    lost: tuple[str, ...]
    late: tuple[str, ...]
    duplicates: tuple[str, ...]


def judge(
    plan: CohortPlan,
    secret: bytes,
    players: Sequence[Player],
    log: Sequence[Shown],
    until: datetime,
    down: Sequence[Down] = (),
) -> Verdict:
    """Compare what should have been shown up to a time with what was."""
    first = first_shown(log)
    named = {button.token.subject for shown in log for button in shown.part.buttons}
    cohort = cohort_key(plan.cohort.name)
    expected, lost, late = 0, [], []
    for player in players:
        enrolment = enrolment_key(cohort, person_key(secret, player.person.name))
        for one, excused in _expectation(plan, player, enrolment, until):
            at = first.get(step_key(one.key))
            if at is None and one.key not in named:
                if not excused and not any(outage.excuses(player, one) for outage in down):
                    expected += 1
                    lost.append(f"{player.person.name}: {one.step.id} of {one.at:%Y-%m-%d %H:%M} UTC")
                continue
            expected += 1
            if at is not None and at - one.at > LATE:
                late.append(f"{player.person.name}: {one.step.id}, {at - one.at} late")
    counts = Counter(shown.key for shown in log)
    return Verdict(
        expected=expected,
        shown=len(log),
        lost=tuple(lost),
        late=tuple(late),
        duplicates=tuple(key for key, count in counts.items() if count > 1),
    )


def step_key(occurrence: str) -> str:
    """The key under which an occurrence's own message is shown."""
    return part_key(f"step/{occurrence}", 0)


def first_shown(log: Sequence[Shown]) -> Mapping[str, datetime]:
    """When each key was shown for the first time."""
    first: dict[str, datetime] = {}
    for shown in log:
        first.setdefault(shown.key, shown.at)
    return first


def _expectation(
    plan: CohortPlan, player: Player, enrolment: str, until: datetime
) -> list[tuple[Occurrence, bool]]:
    """Each occurrence that came due for a creator, and whether it is excused if it was not shown.

    The calendar is followed from entry to entry of the diary: what came due under it came due, and
    what was still to come follows the next one.
    """
    life = _Life(plan=plan, player=player, enrolment=enrolment)
    due: dict[str, tuple[Occurrence, bool]] = {}
    times = [entry.at for entry in player.diary]
    for entry, end in zip(player.diary, [*times, until][1:], strict=True):
        life.turn(entry)
        for one in life.calendar():
            if one.at <= end and one.key not in due:
                due[one.key] = (one, life.excuses(one))
    return _but_for_leaving(due, player.diary)


def _but_for_leaving(
    due: Mapping[str, tuple[Occurrence, bool]], diary: Sequence[Entry]
) -> list[tuple[Occurrence, bool]]:
    """What came due shortly before its creator left or rested may not have been sent any more."""
    goings = [entry.at for entry in diary if isinstance(entry, Left | Paused)]
    return [
        (one, excused or any(one.at <= gone <= one.at + one.step.late_after for gone in goings))
        for one, excused in due.values()
    ]


@dataclass(slots=True, kw_only=True)
class _Life:
    """A creator's calendar as the diary goes on."""

    plan: CohortPlan
    player: Player
    enrolment: str
    joined: datetime | None = None
    zone: str | None = None
    pauses: tuple[Pause, ...] = ()

    def turn(self, entry: Entry) -> None:
        """Live through an entry of the diary."""
        zone = self.zone or self.player.person.zone
        match entry:
            case Joined(at=at):
                self.joined = at
            case Left():
                self.joined = None
            case Moved(zone=new):
                self.zone = new
            case Paused(at=at, weeks=weeks, mode=mode):
                start = local_day(at, zone)
                self.pauses += (Pause(start=start, end=start + timedelta(weeks=weeks), mode=mode),)
            case Resumed(at=at):
                today = local_day(at, zone)
                self.pauses = tuple(
                    replace(pause, end=today)
                    if pause.start <= today and (pause.end is None or pause.end > today)
                    else pause
                    for pause in self.pauses
                )

    def calendar(self) -> tuple[Occurrence, ...]:
        """What is to come, as things stand; nothing for somebody who is not in."""
        if self.joined is None:
            return ()
        person = replace(self.player.person, zone=self.zone or self.player.person.zone)
        enrolment = Enrolment(
            key=self.enrolment,
            person=person,
            state=EnrolmentState.ACTIVE,
            platform=self.player.account.platform,
            track=self.player.track,
            joined_at=self.joined,
        )
        return occurrences(self.plan.programme, self.plan.cohort, enrolment, self.pauses)

    def excuses(self, one: Occurrence) -> bool:
        """Whether a rule of the programme lets this one go: a pause, or its time before joining."""
        if one.let_go:
            return True
        before = self.joined is not None and one.at < self.joined
        return before and (one.step.if_past is IfPast.SKIP or one.step.kind not in WORTH_CATCHING_UP)
