"""An answer as it was typed becomes the answer that is kept, or a problem in words."""

from datetime import date
from typing import assert_never
from urllib.parse import urlsplit

from bot.chat import limits
from bot.chat.text import Say, Text
from bot.domain.question import Question, QuestionKind
from bot.engine.flow import SKIPPED

LARGEST_NUMBER = 1e15


def read_answer(
    question: Question, typed: str, say: Say, longest: int = limits.ANSWER_CHARACTERS
) -> str | Text:
    """The answer to keep (text), or what is wrong with it (spans) for the one who typed it."""
    given = typed.strip()
    if not given:
        return SKIPPED if question.optional else say("This one needs an answer.")
    if len(given) > longest:
        return say("That is longer than {most} characters.", most=longest)
    match question.kind:
        case QuestionKind.TEXT:
            return given
        case QuestionKind.CHOICE:
            return _choice(question, given, say)
        case QuestionKind.SCALE:
            return _scale(question, given, say)
        case QuestionKind.NUMBER:
            return _number(given, say)
        case QuestionKind.LINK:
            return _link(given, say)
        case QuestionKind.DATE:
            return _date(given, say)
        case never:
            assert_never(never)


def _choice(question: Question, given: str, say: Say) -> str | Text:
    """What is stored, whether the answer was given as it reads or as it is stored."""
    for label, value in question.labelled:
        if given.casefold() in (label.casefold(), value.casefold()):
            return value
    return say("Choose one of: {choices}.", choices=", ".join(label for label, _ in question.labelled))


def _scale(question: Question, given: str, say: Say) -> str | Text:
    if given.isascii() and given.isdecimal() and question.low <= int(given) <= question.high:
        return str(int(given))
    return say("A whole number from {low} to {high}, please.", low=question.low, high=question.high)


def _number(given: str, say: Say) -> str | Text:
    """Digits, perhaps grouped: 1,200 and 1 200 and 1.200 are 1200; 2.5 and 2,5 are 2.5."""
    compact = "".join(given.split()).replace("'", "").replace(",", ".")
    whole, mark, rest = compact.rpartition(".")
    if mark and len(rest) == 3 and rest.isdecimal() and whole.replace(".", "").isdecimal():
        compact = whole.replace(".", "") + rest
    try:
        value = float(compact)
    except ValueError:
        return say("A number in digits, please, such as 12 or 2.5.")
    if not -LARGEST_NUMBER < value < LARGEST_NUMBER:
        return say("That number is too large.")
    return str(int(value)) if value == int(value) else str(value)


def _link(given: str, say: Say) -> str | Text:
    try:
        address = urlsplit(given)
    except ValueError:
        address = urlsplit("")
    if address.scheme in ("http", "https") and address.netloc and not any(c.isspace() for c in given):
        return given
    return say("A web address, please, one that begins with https://.")


def _date(given: str, say: Say) -> str | Text:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        return say("A date as year-month-day, please, such as 2027-03-08.")
