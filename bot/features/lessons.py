"""Lessons: the training resource of the week, and the Done button."""

from bot.chat.message import Button, Message
from bot.chat.reply import Replace, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Lesson
from bot.engine.feature import About, Feature, TokenRoute
from bot.engine.visit import Visit
from bot.features.heading import heading
from bot.store.tx import Tx

WORD = "lesson"


def words(entry: LedgerEntry, lesson: Lesson, say: Wording) -> Message:
    """The lesson as it is read."""
    return Message(
        text=heading(entry, say("Week {week} lesson", week=entry.week)),
        body=without_title(lesson.body),
        buttons=(Button(label=plain(say("Done")), token=Token(WORD, entry.key, "done"), style="primary"),),
    )


def without_title(body: str) -> str:
    """The lesson without its first heading, since the message begins with the title."""
    first, _, rest = body.strip().partition("\n")
    return rest.strip() if first.startswith("# ") and rest.strip() else body


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A creator says that the lesson's task is done."""
    entry = visit.occurrence
    if not tx.occurrences.done(entry.key, visit.now):
        return Say(Message(text=visit.say("You had marked “{title}” as done already.", title=entry.title)))
    return Replace(
        Message(
            text=visit.say("✓ Week {week}: “{title}” is done. Well done!", week=entry.week, title=entry.title)
        )
    )


FEATURE = Feature(
    name="lessons",
    tokens=(TokenRoute(word=WORD, about=About.OCCURRENCE, pressed=pressed),),
)
