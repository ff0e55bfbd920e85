"""What comes next, and what is open now with a button that shows it again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Text, When, joined, phrase
from bot.chat.token import Token
from bot.domain.calendar import Occurrence
from bot.domain.delivery import LedgerEntry
from bot.domain.people import EnrolmentState
from bot.domain.progress import Standing, coming, standing
from bot.engine.feature import About, CommandRoute, Feature, Intent, TokenRoute
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features.catching_up import WORD as OPEN
from bot.features.kinds import kind_word, without_kind
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

WORD = "next"
"""The first word of the button that shows it; the second is the enrolment's key."""
USUAL = 3
MOST = 10
OPEN_SHOWN = 10

NEXT = Command(
    name="program next",
    summary=phrase("See what comes next, and what is open now"),
    params=(
        Param(name="steps", summary=phrase("How many steps, 1 to 10; else 3"), kind="number", required=False),
    ),
)


def next_steps(tx: Tx, visit: Visit) -> Reply:
    """The next steps of a creator in their own zone, and what is open."""
    wanted = visit.values().get("steps", "").strip() or str(USUAL)
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 3 and 1 <= int(wanted) <= MOST):
        return Refuse(visit.say("I can show 1 to {most} steps.", most=MOST))
    about = tx, visit.cohort_plan, visit.creator, visit.now
    ahead = steps_ahead([*islice(_ahead_on_record(*about), int(wanted))], visit.creator, visit.say)
    entries = _open_on_record(*about)
    shown = most_urgent(entries)
    text = joined(ahead, _open(shown, len(entries) - len(shown), visit))
    return Say(Message(text=text, buttons=open_buttons(shown)))


# Not by the whole progress: it asks for all that is on record, of which little is open.
def _ahead_on_record(tx: Tx, plan: CohortPlan, enrolled: Enrolled, now: datetime) -> Iterator[Occurrence]:
    """What is still to come to a creator."""
    pauses, known = tx.pauses.of([enrolled.id])[enrolled.id], tx.occurrences.all_keys(enrolled.id)
    return coming(plan.programme, plan.cohort, enrolled.enrolment, pauses, known, now)


def _open_on_record(tx: Tx, plan: CohortPlan, enrolled: Enrolled, now: datetime) -> list[LedgerEntry]:
    """What is open to a creator, oldest first, its titles as the plan tells them."""
    entries = tx.occurrences.unfinished(enrolled.id)
    return [plan.told(one) for one in entries if standing(one, plan.programme, now) is Standing.OPEN]


def open_buttons(entries: Sequence[LedgerEntry]) -> tuple[Button, ...]:
    """A button for each of these, that shows it again."""
    return tuple(
        Button(label=_label(entry.title), token=Token(OPEN, entry.key)) for entry in entries[: limits.BUTTONS]
    )


def _label(title: str) -> str:
    if len(title) <= limits.BUTTON_LABEL:
        return title
    return title[: limits.BUTTON_LABEL - 1].rstrip() + "…"


def most_urgent(entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The first to see to: what closes first, then the newest of what stays open."""
    closing = sorted((one for one in entries if one.closes_at), key=lambda one: one.closes_at or one.at)
    staying = [one for one in reversed(entries) if not one.closes_at]
    return [*closing, *staying][:OPEN_SHOWN]


def steps_ahead(ahead: Sequence[Occurrence], enrolled: Enrolled, say: Wording) -> Text:
    """These steps that come next, in the creator's own zone."""
    if not ahead:
        if enrolled.enrolment.state is EnrolmentState.PAUSED:
            return say("You are resting: the rest comes once your pause has ended.")
        return say("Nothing more is to come.")
    zone = enrolled.enrolment.person.zone
    words = [kind_word(one.step.kind, say) for one in ahead]
    lines = (
        joined(
            ("\n• ",),
            say(
                "{kind} “{title}” on {when}",
                kind=kind,
                title=without_kind(one.step.title, kind),
                when=When(one.starts, zone),
            ),
        )
        for one, kind in zip(ahead, words, strict=True)
    )
    return joined(say("This comes next:"), *lines)


def _open(shown: Sequence[LedgerEntry], more: int, visit: Visit) -> Text:
    if not shown:
        return joined(("\n\n",), visit.say("Nothing is open: you are up to date."))
    lines = (joined(("\n• ",), _open_line(entry, visit)) for entry in shown)
    rest = joined(("\n",), visit.say("… and {more} more, which are older.", more=more)) if more else ()
    return joined(("\n\n",), visit.say("This is open now; press to see it again:"), *lines, rest)


def _open_line(entry: LedgerEntry, visit: Visit) -> Text:
    kind = kind_word(entry.kind, visit.say)
    title = without_kind(entry.title, kind)
    if entry.closes_at is None:
        return visit.say("{kind} “{title}”, week {week}", kind=kind, title=title, week=entry.week)
    until = When(entry.closes_at, visit.creator.enrolment.person.zone)
    return visit.say("{kind} “{title}”, until {until}", kind=kind, title=title, until=until)


FEATURE = Feature(
    name="next steps",
    commands=(CommandRoute(command=NEXT, run=next_steps, reads=True),),
    tokens=(TokenRoute(word=WORD, about=About.ENROLMENT, pressed=next_steps),),
    intents=(
        Intent(
            name="next",
            says=phrase("next; what's next; what is next; what comes next; what is open"),
            run=next_steps,
        ),
    ),
)
