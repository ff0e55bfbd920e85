"""The history of a metric: what a creator told by command, and what they answered to a question of its id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.chat.message import Picture
from bot.chat.quoting import quoted
from bot.chat.text import Say, plain
from bot.domain.programme import Programme, Questions
from bot.domain.question import Question, QuestionKind
from bot.domain.wall import local_day
from bot.engine.plans import CohortPlan
from bot.store.enrolments import Enrolled
from bot.store.metrics import Told
from bot.store.tx import Tx

MOST_DRAWN = 30
"""The newest points: a year of weeks is not readable."""

History = tuple[tuple[datetime, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric with its values, oldest first. `name` is what it is kept under, `label` what people read."""

    name: str
    label: str
    history: History


def metric_history(tx: Tx, enrolled: Enrolled, plan: CohortPlan, name: str) -> History:
    """The values of a metric, oldest first, however its name is written."""
    return metric_of(tx, enrolled, plan, name).history


def metric_of(tx: Tx, enrolled: Enrolled, plan: CohortPlan, named: str) -> Metric:
    """The metric that somebody names by its id, its label or as they did before; a new one has no values."""
    told = _told(tx, enrolled, plan)
    known = _names(plan.programme, told)
    wanted = " ".join(named.split()).casefold()
    alike = (name for name, label in known.items() if wanted in (name.casefold(), label.casefold()))
    name = next(alike, " ".join(named.split()))
    return Metric(name=name, label=known.get(name, name), history=_values(told, name))


def metrics_of(tx: Tx, enrolled: Enrolled, plan: CohortPlan) -> tuple[Metric, ...]:
    """Every metric of which a creator told a value, those of the programme first."""
    told = _told(tx, enrolled, plan)
    known = _names(plan.programme, told)
    found = (Metric(name=name, label=label, history=_values(told, name)) for name, label in known.items())
    return tuple(metric for metric in found if metric.history)


def metric_names(tx: Tx, enrolled: Enrolled, plan: CohortPlan) -> Mapping[str, str]:
    """The names that can be offered to a creator, with what people read."""
    return _names(plan.programme, _told(tx, enrolled, plan))


def metric_picture(metric: Metric, zone: str, say: Say) -> Picture | None:
    """The metric as a line, by the days of a zone; None while there is nothing to compare."""
    drawn = metric.history[-MOST_DRAWN:]
    if len(drawn) < 2:
        return None
    label = quoted(metric.label)
    (_, first), (_, last) = drawn[0], drawn[-1]
    rows = tuple((local_day(at, zone).isoformat(), spelled(value)) for at, value in drawn)
    return Picture(
        kind="line",
        title=label,
        alt=plain(
            say(
                "{metric} from {first} on {begin} to {last} on {end}.",
                metric=label,
                first=spelled(first),
                begin=rows[0][0],
                last=spelled(last),
                end=rows[-1][0],
            )
        ),
        columns=(plain(say("Day")), label),
        rows=rows,
    )


def spelled(value: float) -> str:
    """A number as people read it: 1,200 or 2.5."""
    return f"{value:,.15g}"


def _told(tx: Tx, enrolled: Enrolled, plan: CohortPlan) -> list[Told]:
    return tx.metrics.of(enrolled.id, frozenset(one.id for one in _asked(plan.programme)))


def _asked(programme: Programme) -> Iterator[Question]:
    """The questions of a programme that are answered with a number."""
    for step in programme.steps:
        if isinstance(step.content, Questions):
            yield from (one for one in step.content.questions if one.kind is QuestionKind.NUMBER)


def _names(programme: Programme, told: list[Told]) -> dict[str, str]:
    """Names and labels: those that the programme asks for, then what was told before."""
    names: dict[str, str] = {}
    for question in _asked(programme):
        names.setdefault(question.id, question.label)
    for one in told:
        names.setdefault(one.name, one.name)
    return names


def _values(told: list[Told], name: str) -> History:
    return tuple((one.at, value) for one in told if one.name == name and (value := _number(one)) is not None)


def _number(one: Told) -> float | None:
    """The value; None for an answer to a question that asked for something else once."""
    try:
        return float(one.value)
    except ValueError:
        return None
