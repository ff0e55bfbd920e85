"""An answer shown back to whoever gave it: the beginning of it, without what could do harm."""

import unicodedata

from bot.chat.text import Say, plain
from bot.domain.question import Question, QuestionKind
from bot.engine.flow import SKIPPED

MOST = 600
"""So many characters are shown; all are kept."""
ATTACHED = "📎"
"""The answer that consists of attachments alone."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows, beyond the answer itself."""


def shown_back(question: Question, value: str, say: Say) -> str:
    """What the answer was, as it reads in the reader's language."""
    if value == SKIPPED:
        return plain(say("(left out)"))
    if question.kind is QuestionKind.CHOICE:
        value = next((label for label, stored in question.labelled if stored == value), value)
    safe = "".join(filter(_is_harmless, value))
    if len(safe) <= MOST:
        return safe
    beginning = safe[:MOST].rstrip()
    return plain(
        say("{beginning}… ({length} characters, all of them kept)", beginning=beginning, length=len(value))
    )


def _is_harmless(character: str) -> bool:
    return character == "\n" or (unicodedata.category(character) != "Cc" and character not in _TURNING)
