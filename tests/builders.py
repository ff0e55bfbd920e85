"""Small programmes, cohorts and people for tests: each builder has a sensible default for everything.

`a_programme()` is a short change-makers: five weeks, every kind of step, a track that replaces one and
adds one, a step that repeats, and one on a fixed date. Say only what the story is about.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.cohort import Cohort
from bot.domain.keys import cohort_key, enrolment_key, person_key
from bot.domain.pauses import Pause, PauseMode
from bot.domain.people import Enrolment, EnrolmentState, Person, QuietHours
from bot.domain.programme import (
    Audience,
    Backfill,
    Content,
    IfPast,
    Lesson,
    Meeting,
    Milestone,
    Notice,
    OnDayOff,
    Phase,
    Programme,
    Questions,
    Repeat,
    Step,
    StepKind,
    Track,
    Week,
    YearlyDate,
)
from bot.domain.question import Equals, Question, QuestionKind

SECRET = b"a secret for tests only"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
START = date(2026, 9, 7)
"""A Monday; the autumn change of the clocks lies in the weeks after it."""
JOINED = datetime(2026, 9, 1, 12, tzinfo=UTC)
SUNDAY_TO_THURSDAY = frozenset({SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY})
EVERY_DAY = frozenset(range(7))


def utc(text: str) -> datetime:
    """An aware UTC datetime from "2026-09-07 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_question(
    id: str = "mood",
    kind: QuestionKind = QuestionKind.SCALE,
    *,
    optional: bool = False,
    only_if: Equals | None = None,
) -> Question:
    """A question; a choice has "yes" and "no"."""
    choices = ("yes", "no") if kind is QuestionKind.CHOICE else ()
    return Question(
        id=id,
        kind=kind,
        text=f"What about {id}?",
        label=id.capitalize(),
        choices=choices,
        optional=optional,
        only_if=only_if,
    )


OPEN_FOR = timedelta(days=5)
"""How long a check-in takes answers on time."""
FRIDAY_QUESTIONS = (
    a_question("mood"),
    a_question("stuck", QuestionKind.CHOICE),
    a_question("where", QuestionKind.TEXT, only_if=Equals(question="stuck", value="yes")),
    a_question("followers", QuestionKind.NUMBER, optional=True),
)

_CONTENT: dict[StepKind, Content] = {
    StepKind.LESSON: Lesson(
        body="# Listen first\n\nPeople **tell** you.", summary="Listen before you speak."
    ),
    StepKind.CHECK_IN: Questions(questions=FRIDAY_QUESTIONS, closes_after=OPEN_FOR),
    StepKind.SURVEY: Questions(questions=FRIDAY_QUESTIONS, closes_after=timedelta(days=10)),
    StepKind.MILESTONE: Milestone(criteria=("Ten people were asked", "Their words are written down")),
    StepKind.MEETING: Meeting(
        text="Bring one question.", length=timedelta(hours=1), notice=timedelta(minutes=30)
    ),
    StepKind.NOTICE: Notice(text="A word to everybody."),
}
_DAY_AND_TIME = {
    StepKind.LESSON: (MONDAY, time(9)),
    StepKind.CHECK_IN: (FRIDAY, time(15)),
    StepKind.SURVEY: (THURSDAY, time(10)),
    StepKind.MILESTONE: (WEDNESDAY, time(10)),
    StepKind.MEETING: (TUESDAY, time(17)),
    StepKind.NOTICE: (MONDAY, time(8, 30)),
}


def a_step(
    id: str = "w01-lesson",
    kind: StepKind = StepKind.LESSON,
    *,
    week: int = 1,
    weekday: int | None = None,
    at: time | None = None,
    title: str | None = None,
    content: Content | None = None,
    on_day_off: OnDayOff = OnDayOff.NEXT,
    late_after: timedelta = timedelta(days=6),
    if_past: IfPast = IfPast.CATCH_UP,
    backfill: Backfill = Backfill.NONE,
    audience: Audience | None = None,
    fixed: date | YearlyDate | None = None,
    repeat: Repeat | None = None,
    replaces: str | None = None,
) -> Step:
    """A step of its kind's usual day, time and content."""
    usual_day, usual_time = _DAY_AND_TIME[kind]
    return Step(
        id=id,
        kind=kind,
        title=title or id,
        week=week,
        weekday=usual_day if weekday is None else weekday,
        time=at or usual_time,
        content=content or _CONTENT[kind],
        on_day_off=on_day_off,
        late_after=late_after,
        if_past=if_past,
        backfill=backfill,
        audience=audience or Audience(),
        date=fixed,
        repeat=repeat,
        replaces=replaces,
    )


def usual_steps(weeks: int) -> tuple[Step, ...]:
    """Every week a lesson and a check-in; the rest once or every so often."""
    weekly = (
        step
        for week in range(1, weeks + 1)
        for step in (
            a_step(f"w{week:02}-lesson", StepKind.LESSON, week=week),
            a_step(f"w{week:02}-check-in", StepKind.CHECK_IN, week=week),
        )
    )
    return (
        a_step("welcome", StepKind.NOTICE),
        a_step("survey-start", StepKind.SURVEY),
        *weekly,
        *(a_step(f"milestone-{n // 4}", StepKind.MILESTONE, week=n) for n in range(4, weeks + 1, 4)),
        a_step("office-hours", StepKind.MEETING, week=min(2, weeks), repeat=Repeat(every=2, until=weeks)),
        a_step("teachers-day", StepKind.NOTICE, fixed=YearlyDate(month=10, day=5)),
        a_step(
            "w01-lesson-health",
            audience=Audience(tracks=("health",)),
            replaces="w01-lesson",
            title="Do no harm",
        ),
        a_step("clinic-visit", weekday=THURSDAY, audience=Audience(tracks=("health",))),
    )


def a_programme(
    *,
    weeks: int = 5,
    steps: Iterable[Step] | None = None,
    name: str = "change-makers",
    fingerprint: str = "one",
) -> Programme:
    """A programme in two phases (one, if it has one week), with the steps given or the usual ones."""
    half = max(1, weeks // 2)
    phases = [Phase(name="foundations", title="Foundations", first_week=1, last_week=half)]
    if weeks > half:
        phases.append(Phase(name="community", title="Community", first_week=half + 1, last_week=weeks))
    return Programme(
        name=name,
        title="Change Makers",
        phases=tuple(phases),
        tracks=(Track(name="education", title="Education"), Track(name="health", title="Health")),
        weeks=tuple(Week(number=n, title=f"Week {n}") for n in range(1, weeks + 1)),
        steps=usual_steps(weeks) if steps is None else tuple(steps),
        fingerprint=fingerprint,
        summary="Training and support for people who make change.",
    )


def a_cohort(
    *,
    name: str = "autumn",
    zone: str = "Europe/London",
    start: date = START,
    holidays: Iterable[date] = (),
    breaks: Iterable[Pause] = (),
    working_days: Iterable[int] = range(5),
    daily_cap: int = 3,
) -> Cohort:
    """A cohort that starts on START."""
    return Cohort(
        name=name,
        title=name.capitalize(),
        zone=zone,
        start=start,
        holidays=frozenset(holidays),
        breaks=tuple(breaks),
        working_days=frozenset(working_days),
        daily_cap=daily_cap,
    )


def a_person(
    name: str = "Ana",
    *,
    zone: str = "America/New_York",
    language: str = "en",
    working_days: Iterable[int] = range(5),
    quiet: QuietHours | None = None,
) -> Person:
    """A person, awake from 08:00 to 21:00, Monday to Friday."""
    return Person(
        key=person_key(SECRET, name),
        name=name,
        zone=zone,
        language=language,
        working_days=frozenset(working_days),
        quiet=quiet or QuietHours(),
    )


def an_enrolment(
    *,
    person: Person | None = None,
    zone: str = "America/New_York",
    working_days: Iterable[int] = range(5),
    cohort: str = "autumn",
    state: EnrolmentState = EnrolmentState.ACTIVE,
    platform: str = "discord",
    track: str = "education",
    nonprofit: str = "Room to Read",
    joined_at: datetime | None = JOINED,
    revision: int = 0,
) -> Enrolment:
    """Ana's place in the autumn cohort, joined before it starts; `zone` and `working_days` are hers."""
    person = person or a_person(zone=zone, working_days=working_days)
    return Enrolment(
        key=enrolment_key(cohort_key(cohort), person.key),
        person=person,
        state=state,
        platform=platform,
        track=track,
        nonprofit=nonprofit,
        joined_at=joined_at,
        revision=revision,
    )


def a_pause(start: date, *, weeks: int = 1, days: int = 0, mode: PauseMode = PauseMode.SHIFT) -> Pause:
    """A pause of so many weeks and days."""
    return Pause(start=start, end=start + timedelta(weeks=weeks, days=days), mode=mode)


def an_open_pause(start: date, mode: PauseMode = PauseMode.SHIFT) -> Pause:
    """A pause until the person resumes."""
    return Pause(start=start, end=None, mode=mode)
