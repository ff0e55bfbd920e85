"""Explaining: why each of a creator's newest messages was or was not sent, in their own language."""

from collections.abc import Iterator, Sequence

from bot.chat.command import Command
from bot.chat.page import Page, Section, TextSection
from bot.chat.reply import Reply, Show
from bot.chat.text import Slash, Text, When, joined, phrase, plain
from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.domain.people import EnrolmentState
from bot.domain.progress import TO_DO
from bot.engine.feature import CommandRoute, Feature, Intent
from bot.engine.visit import Visit
from bot.features.explaining_words import fate, not_sent
from bot.features.kinds import kind_word, without_kind
from bot.features.lessons import LATER
from bot.features.missing import REMINDER
from bot.store.deliveries import OnRecord
from bot.store.tx import Tx

SHOWN = 15

WHY = Command(name="program why", summary=phrase("See why each message was or was not sent to you"))


def why(tx: Tx, visit: Visit) -> Reply:
    """The newest steps of a creator, and what became of each."""
    plan, enrolled = visit.cohort_plan, visit.creator
    newest = [plan.told(one) for one in tx.occurrences.of(enrolled.id)[: -SHOWN - 1 : -1]]
    deliveries = tx.deliveries.of_occurrences([one.key for one in newest])
    row = tx.cohorts.by_id(enrolled.cohort_id)
    held = row is not None and row.hold is not None
    told = (TextSection(text=_told(one, deliveries, visit, held=held)) for one in newest)
    title = plain(visit.say("Your newest messages, and why"))
    return Show(Page(title=title, sections=(*_standing(visit, held=held), *told, *_nothing(newest, visit))))


def _standing(visit: Visit, *, held: bool) -> Iterator[Section]:
    """What holds everything back, if anything does."""
    if held:
        text = visit.say("The programme's team has stopped all messages for now, so what is due waits.")
        yield TextSection(text=text)
    if visit.creator.enrolment.state is EnrolmentState.PAUSED:
        text = visit.say(
            "You are on a pause, so nothing new comes. {command} ends it.", command=Slash("program resume")
        )
        yield TextSection(text=text)


def _nothing(newest: Sequence[LedgerEntry], visit: Visit) -> Iterator[Section]:
    if not newest:
        yield TextSection(
            text=visit.say(
                "Nothing has come due yet. {command} says what comes first.", command=Slash("program next")
            )
        )


def _told(entry: LedgerEntry, deliveries: Sequence[OnRecord], visit: Visit, *, held: bool) -> Text:
    """One step: what it is, what became of its message and of its reminder, and what its creator did."""
    say, person = visit.say, visit.creator.enrolment.person
    mine = [one for one in deliveries if one.occurrence == entry.key]
    own = [one for one in mine if one.kind not in (REMINDER, LATER)]
    kind = kind_word(entry.kind, say)
    heading = say(
        "{kind} “{title}”, for {when}",
        kind=kind,
        title=without_kind(entry.title, kind),
        when=When(entry.at, person.zone),
    )
    lines = [*_sent(entry, own, visit, held=held)]
    for one in mine:
        if one.kind == REMINDER:
            became = fate(one, person, visit.now, say, held=held)
            lines.append(joined(say("The reminder:"), (" ",), became))
        elif one.kind == LATER:
            became = fate(one, person, visit.now, say, held=held)
            lines.append(joined(say("Brought back, as you asked:"), (" ",), became))
    return joined(heading, *(joined(("\n",), line) for line in (*lines, *_done(entry, visit))))


def _sent(entry: LedgerEntry, own: Sequence[OnRecord], visit: Visit, *, held: bool) -> Iterator[Text]:
    say, person = visit.say, visit.creator.enrolment.person
    match entry.state:
        case OccurrenceState.LISTED:
            yield _listed(entry, visit)
        case OccurrenceState.SKIPPED:
            yield not_sent(entry.reason, say)
        case OccurrenceState.EARLY:
            yield say("You began to answer it before its time; what is left is asked then.")
        case _ if not own:
            yield say("It is about to be sent.")
        case _:
            yield from (fate(one, person, visit.now, say, held=held) for one in own)


def _listed(entry: LedgerEntry, visit: Visit) -> Text:
    if entry.shown_at is None:
        return visit.say("It is a line of a catch-up message, which is still to come.")
    when = When(entry.shown_at, visit.creator.enrolment.person.zone)
    return visit.say("It was a line of the catch-up message of {when}.", when=when)


def _done(entry: LedgerEntry, visit: Visit) -> Iterator[Text]:
    say, zone = visit.say, visit.creator.enrolment.person.zone
    if entry.kind not in TO_DO:
        return
    if entry.done_at is not None:
        yield say("You did it on {when}.", when=When(entry.done_at, zone))
    elif entry.closes_at is not None and entry.closes_at <= visit.now:
        yield say("It closed without an answer on {when}.", when=When(entry.closes_at, zone))
    elif entry.closes_at is not None:
        yield say("It is open until {when}.", when=When(entry.closes_at, zone))


FEATURE = Feature(
    name="explaining",
    commands=(CommandRoute(command=WHY, run=why, reads=True),),
    intents=(Intent(name="why", says=phrase("why; why did I get this; why did I get nothing"), run=why),),
)
