"""[[cohorts.flags]] and [cohorts.ladder] as types: when to look after a creator, and who hears of it when."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Literal, assert_never

from pydantic import AfterValidator, Field

from bot.config.fields import Duration
from bot.config.table import Table
from bot.config.tables import question_id
from bot.domain.flags import (
    FallingMood,
    Ladder,
    MetricDrop,
    MissedCheckins,
    Rule,
    Silence,
    StuckUnanswered,
)

QuestionId = Annotated[str, AfterValidator(question_id), Field(examples=["mood"])]


class MissedCheckinsTable(Table):
    """Check-ins in a row that closed without an answer."""

    rule: Annotated[Literal["missed_checkins"], Field(examples=["missed_checkins"])]
    times: Annotated[int, Field(ge=1, le=20, examples=[2])] = 2
    """So many."""


class FallingMoodTable(Table):
    """Answers that fall, and do not rise in between."""

    rule: Annotated[Literal["falling_mood"], Field(examples=["missed_checkins"])]
    question: QuestionId = "mood"
    """The id of a question that is answered by a number."""
    answers: Annotated[int, Field(ge=2, le=20, examples=[3])] = 3
    """So many answers in a row."""
    by: Annotated[float, Field(ge=0.1, le=1_000_000, examples=[2])] = 2
    """By so much in all."""


class SilenceTable(Table):
    """Nothing done, answered, typed or pressed; pauses and breaks don't count."""

    rule: Annotated[Literal["silence"], Field(examples=["missed_checkins"])]
    days: Annotated[int, Field(ge=1, le=365, examples=[14])] = 14
    """For so many days."""


class MetricDropTable(Table):
    """A number that is lower than it was the last time."""

    rule: Annotated[Literal["metric_drop"], Field(examples=["missed_checkins"])]
    metric: QuestionId = "followers"
    """Its name: that of a metric, or the id of a question that asks for a number."""
    percent: Annotated[float, Field(ge=1, le=100, examples=[20])] = 20
    """By so many percent, or more."""


class StuckUnansweredTable(Table):
    """Help that was asked for, and has not come."""

    rule: Annotated[Literal["stuck_unanswered"], Field(examples=["missed_checkins"])]
    hours: Annotated[int, Field(ge=1, le=720, examples=[48])] = 48
    """For so many hours."""


FlagTable = Annotated[
    MissedCheckinsTable | FallingMoodTable | SilenceTable | MetricDropTable | StuckUnansweredTable,
    Field(discriminator="rule"),
]
Flags = tuple[FlagTable, ...]
USUAL: Flags = (
    MissedCheckinsTable(rule="missed_checkins"),
    SilenceTable(rule="silence"),
    FallingMoodTable(rule="falling_mood"),
    StuckUnansweredTable(rule="stuck_unanswered"),
)
"""What holds where the admins write none; flags = [] means none at all."""


class LadderTable(Table):
    """A creator is told of a flag at once, in private; others hear of it when it is still up later."""

    mentor_after: Duration = timedelta(days=2)
    """After so long it comes to the mentor."""
    admins_after: Duration = timedelta(days=7)
    """After so long it stands in the admins' digest."""


def rules_of(tables: Sequence[FlagTable]) -> tuple[Rule, ...]:
    """The rules as the domain knows them."""
    return tuple(_rule_of(table) for table in tables)


def _rule_of(table: FlagTable) -> Rule:
    match table:
        case MissedCheckinsTable():
            return MissedCheckins(times=table.times)
        case FallingMoodTable():
            return FallingMood(question=table.question, answers=table.answers, by=table.by)
        case SilenceTable():
            return Silence(days=table.days)
        case MetricDropTable():
            return MetricDrop(metric=table.metric, percent=table.percent)
        case StuckUnansweredTable():
            return StuckUnanswered(hours=table.hours)
        case never:
            assert_never(never)


def ladder_of(table: LadderTable) -> Ladder:
    """The ladder as the domain knows it."""
    return Ladder(mentor_after=table.mentor_after, admins_after=table.admins_after)
