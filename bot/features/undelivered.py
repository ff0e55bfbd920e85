"""Undelivered: what could not be delivered, or is in doubt, and the admin's decision on each of it."""

from collections.abc import Sequence
from itertools import takewhile

from bot.chat.command import Command
from bot.chat.message import Button, Message
from bot.chat.page import TABLE_ROWS, Page, Section, TableSection, TextSection
from bot.chat.reply import Refuse, Reply, Say, Show
from bot.chat.text import joined, phrase, plain
from bot.chat.token import Token
from bot.domain.decide import Skipped
from bot.domain.delivery import Act, DeliveryState
from bot.engine.feature import About, CommandRoute, Feature, PageRoute, TokenRoute, Who
from bot.engine.visit import Visit
from bot.features import catching_up, trouble_words
from bot.features.own_creators import SHEET
from bot.store.announcements import KIND as ANNOUNCEMENT
from bot.store.cohorts import CohortRow
from bot.store.outbox import Ended
from bot.store.troubled import Trouble
from bot.store.tx import Tx

WORD = "trouble"
PAGE = "undelivered"
AT_ONCE = 5
"""So many in one message, each with its buttons."""
RETRY, AGAIN, DROP, AFTER = "retry", "again", "drop", "after"

DELIVERIES = Command(
    name="cohort deliveries",
    summary=phrase("What could not be delivered or is in doubt, and why; retry or drop it"),
)


def deliveries(tx: Tx, visit: Visit) -> Reply:
    """The first few, with a button for each decision."""
    cohort = tx.cohorts.by_name(visit.cohort_plan.cohort.name)
    if cohort is None:
        return Refuse(visit.say("This cohort is not on record yet: its roster must be imported first."))
    return _listed(visit, cohort, tx.troubled.of_cohort(cohort.id), 0)


def pressed(tx: Tx, visit: Visit) -> Reply:
    """Somebody decided, or wants to see more."""
    cohort, (action, _, key) = _cohort(tx, visit), visit.token.action.partition("-")
    if action == AFTER:
        waiting = tx.troubled.of_cohort(cohort.id)
        return _listed(visit, cohort, waiting, _position(waiting, key))
    one = tx.troubled.by_key(cohort.id, key)
    if one is None:
        return Say(Message(text=trouble_words.settled(visit, tx.troubled.fate(cohort.id, key))))
    if action == DROP:
        return _drop(tx, visit, one)
    if action == RETRY and trouble_words.perhaps_shown(one):
        return _warned(visit, cohort, one)
    return _retry(tx, visit, one)


def show(tx: Tx, visit: Visit) -> Reply:
    """All of them as a page, 20 to a table."""
    cohort, say = _cohort(tx, visit), visit.say
    waiting = tx.troubled.of_cohort(cohort.id)
    start = _position(waiting, visit.token.action)
    rows = waiting[start : start + TABLE_ROWS]
    more = len(waiting) > start + TABLE_ROWS
    sections: tuple[Section, ...] = (TextSection(text=trouble_words.heading(say, len(waiting))),)
    if rows:
        sheets = {one.person_id: f"{SHEET}/{one.key}" for one in tx.caseload.members(cohort.id)}
        table = TableSection(
            columns=(plain(say("Who")), plain(say("What")), plain(say("Due")), plain(say("Why"))),
            rows=tuple(trouble_words.row(visit, one) for one in rows),
            path=f"{PAGE}/{cohort.key}/{rows[-1].key}" if more else None,
            paths=tuple(sheets.get(one.person) if one.person is not None else None for one in rows),
        )
        sections = (*sections, table)
    return Show(Page(title=plain(say("Not delivered")), sections=sections))


def _listed(visit: Visit, cohort: CohortRow, waiting: Sequence[Trouble], start: int) -> Reply:
    some = waiting[start : start + AT_ONCE]
    text = trouble_words.heading(visit.say, len(waiting))
    buttons: list[Button] = []
    for number, one in enumerate(some, start + 1):
        text = joined(text, ("\n\n",), trouble_words.line(visit, number, one))
        buttons += _decisions(visit, cohort, number, one)
    if len(waiting) > start + AT_ONCE:
        label = plain(visit.say("More"))
        buttons.append(Button(label=label, token=Token(WORD, cohort.key, f"{AFTER}-{some[-1].key}")))
    return Say(Message(text=text, buttons=tuple(buttons)))


def _decisions(visit: Visit, cohort: CohortRow, number: int, one: Trouble) -> tuple[Button, ...]:
    retry, drop = visit.say("Retry {number}", number=number), visit.say("Drop {number}", number=number)
    return (
        Button(label=plain(retry), token=Token(WORD, cohort.key, f"{RETRY}-{one.key}")),
        Button(label=plain(drop), token=Token(WORD, cohort.key, f"{DROP}-{one.key}")),
    )


def _warned(visit: Visit, cohort: CohortRow, one: Trouble) -> Reply:
    again = plain(visit.say("Send it again"))
    drop = plain(visit.say("Drop it"))
    buttons = (
        Button(label=again, token=Token(WORD, cohort.key, f"{AGAIN}-{one.key}"), style="danger"),
        Button(label=drop, token=Token(WORD, cohort.key, f"{DROP}-{one.key}")),
    )
    return Say(Message(text=trouble_words.warning(visit, one), buttons=buttons))


def _retry(tx: Tx, visit: Visit, one: Trouble) -> Reply:
    if one.record.kind == ANNOUNCEMENT and one.record.act is not Act.DELETE and not one.worded:
        return Refuse(visit.say("Its words were erased, so it can't be sent any more. You can drop it."))
    known = tx.people.places(one.person) if one.person is not None else []
    tx.troubled.retry(one, known[0] if known else one.record.place, visit.now)
    _audit(tx, visit, "retry", one)
    return Say(Message(text=visit.say("It is due again, and leaves as soon as it may.")))


def _drop(tx: Tx, visit: Visit, one: Trouble) -> Reply:
    """It is not sent any more; nor are the steps whose message it was."""
    dropped = Ended(id=one.record.id, state=DeliveryState.SKIPPED, reason=Skipped.DROPPED)
    tx.outbox.end([dropped], visit.now)
    keys = one.subject.split() if one.record.kind == catching_up.KIND else []
    if one.record.occurrence is not None:
        entry = tx.occurrences.by_key(one.record.occurrence)
        keys = [one.record.occurrence] if entry is not None and entry[1].kind == one.record.kind else []
    tx.occurrences.skip((key, Skipped.DROPPED) for key in keys)
    _audit(tx, visit, "drop", one)
    return Say(Message(text=visit.say("Dropped: it is not sent any more.")))


def _position(waiting: Sequence[Trouble], key: str) -> int:
    """How many come before what follows the one with this key; from the start if it was settled meanwhile."""
    before = len(list(takewhile(lambda one: one.key != key, waiting)))
    return before + 1 if before < len(waiting) else 0


def _cohort(tx: Tx, visit: Visit) -> CohortRow:
    cohort = tx.cohorts.by_key(visit.token.subject)
    if cohort is None:
        raise LookupError(f"the engine lets nobody in whose token names no cohort: {visit.token}")
    return cohort


def _audit(tx: Tx, visit: Visit, action: str, one: Trouble) -> None:
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action=action, subject=one.key)


FEATURE = Feature(
    name="undelivered",
    commands=(CommandRoute(command=DELIVERIES, run=deliveries, who=Who.ADMIN, reads=True),),
    tokens=(TokenRoute(word=WORD, about=About.COHORT, pressed=pressed, who=Who.ADMIN),),
    pages=(PageRoute(word=PAGE, about=About.COHORT, show=show, who=Who.ADMIN),),
)
