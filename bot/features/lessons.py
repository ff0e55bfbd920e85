"""Lessons: the training resource of the week, and the buttons Done, Later and I'm stuck."""

from bot.chat import limits
from bot.chat.message import Button, Message
from bot.chat.reply import Replace, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Text, phrase, plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Lesson, StepKind
from bot.engine.feature import About, Feature, Intent, TokenRoute
from bot.engine.visit import Visit
from bot.features.asking_for_help import stuck_button
from bot.features.heading import heading
from bot.store.tx import Tx

WORD, LATER = "lesson", "later"
"""The first words of the tokens of its own buttons."""
MOST_ASKED = 5


def words(entry: LedgerEntry, lesson: Lesson, say: Wording) -> Message:
    """The lesson as it is read."""
    return Message(
        text=heading(entry, say("Week {week} lesson", week=entry.week)),
        body=without_title(lesson.body),
        buttons=buttons(entry, say),
    )


def buttons(entry: LedgerEntry, say: Wording) -> tuple[Button, ...]:
    """What can be said about a lesson."""
    return (
        Button(label=plain(say("Done")), token=Token(WORD, entry.key, "done"), style="primary"),
        Button(label=plain(say("Later")), token=Token(LATER, entry.key, "when")),
        stuck_button(entry, say),
    )


def later_name(key: str) -> str:
    """The timer that brings a lesson back: one for each, so that a new time takes the place of the last."""
    return f"{LATER}/{key}"


def without_title(body: str) -> str:
    """The lesson without its first heading, since the message begins with the title."""
    first, _, rest = body.strip().partition("\n")
    return rest.strip() if first.startswith("# ") and rest.strip() else body


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A creator says that the lesson's task is done."""
    entry = visit.occurrence
    if not tx.occurrences.done(entry.key, visit.now):
        return Say(Message(text=visit.say("You had marked “{title}” as done already.", title=entry.title)))
    tx.timers.drop([later_name(entry.key)])
    return Replace(Message(text=_well_done(entry, visit.say)))


def _well_done(entry: LedgerEntry, say: Wording) -> Text:
    return say("✓ Week {week}: “{title}” is done. Well done!", week=entry.week, title=entry.title)


def open_lessons(tx: Tx, visit: Visit) -> list[LedgerEntry]:
    """The lessons that a creator was shown and has not marked as done, the newest first."""
    return [
        visit.cohort_plan.told(entry)
        for entry in reversed(tx.occurrences.of(visit.creator.id))
        if entry.kind == StepKind.LESSON and entry.shown_at is not None and entry.done_at is None
    ]


def done(tx: Tx, visit: Visit) -> Reply:
    """Somebody types that it is done: that is plain where one lesson is open, else it is asked."""
    found = open_lessons(tx, visit)
    if not found:
        return Say(Message(text=visit.say("No lesson is open: you have marked all of them as done.")))
    if len(found) == 1:
        tx.occurrences.done(found[0].key, visit.now)
        tx.timers.drop([later_name(found[0].key)])
        return Say(Message(text=_well_done(found[0], visit.say)))
    choices = tuple(
        Button(label=entry.title[: limits.BUTTON_LABEL], token=Token(WORD, entry.key, "done"))
        for entry in found[:MOST_ASKED]
    )
    return Say(Message(text=visit.say("Well done! Which one is it?"), buttons=choices))


FEATURE = Feature(
    name="lessons",
    tokens=(TokenRoute(word=WORD, about=About.OCCURRENCE, pressed=pressed),),
    intents=(Intent(name="done", says=phrase("done; i did it; i am done; finished; ready"), run=done),),
)
