"""A question of a check-in or survey, and when it is asked."""

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """What an answer looks like."""

    TEXT = "text"
    CHOICE = "choice"
    SCALE = "scale"
    NUMBER = "number"
    LINK = "link"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equals:
    """The other question was answered with exactly this."""

    question: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost:
    """The other question was answered with a number not above this."""

    question: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """The other question was answered with a number not below this."""

    question: str
    value: float


Condition = Equals | AtMost | AtLeast


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked. `low` and `high` belong to a scale, `choices` to a choice, `unit` to a number."""

    id: str
    kind: QuestionKind
    text: str
    label: str
    low: int = 1
    high: int = 5
    choices: tuple[str, ...] = ()
    unit: str = ""
    optional: bool = False
    only_if: Condition | None = None
