"""What each kind of step is called."""

from typing import assert_never

from bot.chat.text import Say, Text, plain
from bot.domain.programme import StepKind


def kind_word(kind: str, say: Say) -> str:
    """The word for a kind of step; a kind that the program does not have any more stands for itself."""
    try:
        known = StepKind(kind)
    except ValueError:
        return kind
    return plain(_word(known, say))


def without_kind(title: str, word: str) -> str:
    """The title for where its kind stands before it: "Check-in: your people" would say it twice."""
    head, colon, rest = title.partition(": ")
    return rest if colon and rest and head.casefold() == word.casefold() else title


def _word(kind: StepKind, say: Say) -> Text:
    match kind:
        case StepKind.LESSON:
            return say("Lesson")
        case StepKind.CHECK_IN:
            return say("Check-in")
        case StepKind.MILESTONE:
            return say("Milestone")
        case StepKind.SURVEY:
            return say("Survey")
        case StepKind.MEETING:
            return say("Meeting")
        case StepKind.NOTICE:
            return say("Notice")
        case never:
            assert_never(never)
