"""Finding lessons: the list of those that a creator was shown, and those that answer a question."""

from collections.abc import Sequence

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.message import Button, Message
from bot.chat.page import TABLE_ROWS, Page, Section, TableSection, TextSection
from bot.chat.quoting import quoted
from bot.chat.reply import Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import Slash, Strong, Text, joined, phrase, plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import StepKind
from bot.domain.wall import local_day
from bot.engine.feature import About, CommandRoute, Feature, Intent, PageRoute, TokenRoute
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features.next_steps import open_buttons
from bot.features.passages import Found, find
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

WORD = "lessons"
"""The first word of the path, and of the button, of the list; then come the enrolment's key and a start."""
FOUND = 5

LESSONS = Command(
    name="program lessons",
    summary=phrase("Find a lesson again, by words or from the list"),
    params=(
        Param(
            name="words",
            summary=phrase("What you look for; nothing, for the list of your lessons"),
            required=False,
        ),
    ),
)


def lessons(tx: Tx, visit: Visit) -> Reply:
    """List a creator's lessons, or find those that answer."""
    words = visit.values().get("words", "").strip()
    return Say(_found(tx, visit, words) if words else _listed(tx, visit, 0))


def pressed(tx: Tx, visit: Visit) -> Reply:
    """The older lessons of the list."""
    return Say(_listed(tx, visit, _start(visit)))


def page(tx: Tx, visit: Visit) -> Reply:
    """The list as a page."""
    return Show(lessons_page(tx, visit.cohort_plan, visit.creator, visit.say, _start(visit)))


def lessons_page(tx: Tx, plan: CohortPlan, enrolled: Enrolled, say: Wording, start: int = 0) -> Page:
    """The lessons that a creator was shown, newest first; the path leads to the older ones."""
    shown = _shown(tx, plan, enrolled)
    rows = shown[start : start + TABLE_ROWS]
    zone = enrolled.enrolment.person.zone
    section: Section = TextSection(text=say("No lesson has come yet."))
    if rows:
        section = TableSection(
            columns=tuple(plain(one) for one in (say("Week"), say("Lesson"), say("Shown"), say("Done"))),
            rows=tuple(_row(one, zone) for one in rows),
            path=_path(enrolled, start) if len(shown) > start + TABLE_ROWS else None,
        )
    return Page(title=plain(say("Lessons")), sections=(section,))


def _shown(tx: Tx, plan: CohortPlan, enrolled: Enrolled) -> list[LedgerEntry]:
    ledger = tx.occurrences.of(enrolled.id)
    mine = [one for one in ledger if one.kind == StepKind.LESSON and one.shown_at is not None]
    return [plan.told(one) for one in reversed(mine)]


def _row(entry: LedgerEntry, zone: str) -> tuple[str, ...]:
    days = ("" if at is None else local_day(at, zone).isoformat() for at in (entry.shown_at, entry.done_at))
    return (str(entry.week), entry.title, *days)


def _path(enrolled: Enrolled, start: int) -> str:
    return str(Token(WORD, enrolled.enrolment.key, str(start + TABLE_ROWS)))


def _start(visit: Visit) -> int:
    """Where the list goes on; a path that somebody made up begins at its top."""
    written = visit.token.action
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 5 else 0


def _listed(tx: Tx, visit: Visit, start: int) -> Message:
    say = visit.say
    shown = _shown(tx, visit.cohort_plan, visit.creator)
    rows = shown[start : start + TABLE_ROWS]
    if not rows:
        return Message(
            text=say(
                "No lesson has come yet. {command} says when the first one does.",
                command=Slash("program next"),
            )
        )
    lines = [joined(("\n",), _line(one, say)) for one in rows]
    older = len(shown) - start - len(rows)
    more: tuple[Button, ...] = ()
    if older:
        label = plain(say("Older ones ({count})", count=older))
        token = Token(WORD, visit.creator.enrolment.key, str(start + TABLE_ROWS))
        more = (Button(label=label, token=token),)
    text = joined(say("Your lessons, newest first; press to read one again:"), *lines)
    return Message(text=text, buttons=(*open_buttons(rows), *more))


def _line(entry: LedgerEntry, say: Wording) -> Text:
    if entry.done_at is not None:
        return say("✓ Week {week}: {title}", week=entry.week, title=entry.title)
    return say("• Week {week}: {title}", week=entry.week, title=entry.title)


def _found(tx: Tx, visit: Visit, words: str) -> Message:
    """The best passage, whole, and where it and the next ones stand."""
    found = find(tx, visit, words, FOUND)
    if not found:
        text = visit.say(
            "I found nothing about “{words}”. Try other words, or {command} alone for the list.",
            words=quoted(words, 80),
            command=Slash("program lessons"),
        )
        return Message(text=text)
    first, *others = found
    lines = [joined(("\n• ",), where(one, visit.say)) for one in others]
    also = joined(("\n",), visit.say("Also:"), *lines) if lines else ()
    text = joined(visit.say("This fits best:"), ("\n• ",), where(first, visit.say), also)
    return Message(text=text, body=first.passage or None, buttons=found_buttons(found))


def where(found: Found, say: Wording) -> Text:
    """The lesson in which something was found, and its week."""
    title = Strong(found.title)
    if found.entry is None:
        return say("{title}, which comes in week {week}", title=title, week=found.week)
    return say("{title}, week {week}", title=title, week=found.week)


def found_buttons(found: Sequence[Found]) -> tuple[Button, ...]:
    """A button for each lesson that has come, that shows it whole."""
    return open_buttons([one.entry for one in found if one.entry is not None][: limits.BUTTONS])


FEATURE = Feature(
    name="finding lessons",
    commands=(CommandRoute(command=LESSONS, run=lessons, reads=True),),
    tokens=(TokenRoute(word=WORD, about=About.ENROLMENT, pressed=pressed),),
    pages=(PageRoute(word=WORD, show=page, about=About.ENROLMENT),),
    intents=(
        Intent(
            name="lessons",
            says=phrase("lessons; my lessons; find {words}; find a lesson about {words}"),
            run=lessons,
        ),
    ),
)
