"""The programme as rows: who gets what when, without a creator."""

from dataclasses import dataclass

from bot.domain.programme import Programme, Step, StepKind
from bot.preview.describe import when, whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step of one week; `audience` is empty where it is for everybody."""

    step: str
    week: int
    phase: str
    kind: StepKind
    title: str
    when: str
    audience: str
    replaces: str


def syllabus(programme: Programme) -> tuple[Line, ...]:
    """Every step, week by week, in the order of the days; a step that repeats once, in its first week."""
    return tuple(
        Line(
            step=step.id,
            week=step.week,
            phase=programme.phase_of(step.week).title,
            kind=step.kind,
            title=step.title,
            when=when(step),
            audience=whom(step, programme),
            replaces=_replaced(step, programme),
        )
        for step in in_order(programme)
    )


def in_order(programme: Programme) -> list[Step]:
    """The steps by week, day and time, those with a date of their own last in their week."""
    return sorted(
        programme.steps,
        key=lambda step: (
            *(step.week, step.date is not None, step.weekday, step.time),
            *(step.slot, step.replaces is not None, step.id),
        ),
    )


def _replaced(step: Step, programme: Programme) -> str:
    """The title of what it replaces."""
    replaced = programme.step(step.replaces) if step.replaces else None
    return replaced.title if replaced else ""
