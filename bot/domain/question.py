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
    """One thing asked. `low` and `high` belong to a scale, `choices` to a choice, `unit` to a number.

    `choices` are what is stored and compared, the same in every language; `choice_labels` are how they
    read in a translation, one for each, or none where they read as they are stored.
    """

    id: str
    kind: QuestionKind
    text: str
    label: str
    low: int = 1
    high: int = 5
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()
    unit: str = ""
    optional: bool = False
    only_if: Condition | None = None

    @property
    def labelled(self) -> tuple[tuple[str, str], ...]:
        """Each choice as people read it, and as it is stored."""
        return tuple(zip(self.choice_labels or self.choices, self.choices, strict=True))
