"""What the commands of admins share: their cohort, its mentors with their load, and people by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.chat import limits
from bot.chat.form import Choice
from bot.chat.reply import Refuse
from bot.chat.text import Say, Text
from bot.config.roster import folded
from bot.engine.creators import SHOWN, mentioned
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.store.cohorts import CohortRow
from bot.store.people import Known
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A mentor of a cohort, and how many creators they look after; `most` is how many they may."""

    known: Known
    load: int
    most: int

    @property
    def name(self) -> str:
        """As the roster writes it."""
        return self.known.person.name

    @property
    def has_room(self) -> bool:
        """Whether they can take one more."""
        return self.load < self.most


def cohort_of(tx: Tx, visit: Visit) -> CohortRow | Refuse:
    """The cohort that the command is about, or that it is not on record."""
    row = tx.cohorts.by_name(visit.cohort_plan.cohort.name)
    if row is None:
        return Refuse(visit.say("This cohort is not on record yet: its roster must be imported first."))
    return row


def guides_of(tx: Tx, plan: CohortPlan, cohort: int) -> list[Guide]:
    """The mentors of a cohort who are on record, by name."""
    loads = tx.caseload.loads(cohort)
    found = [
        Guide(known=known, load=loads.get(known.id, 0), most=plan.mentor_capacity)
        for known in tx.people.named(plan.mentors)
    ]
    return sorted(found, key=lambda guide: folded(guide.name))


def find_guide(tx: Tx, visit: Visit, guides: Sequence[Guide], words: str) -> Guide | Refuse:
    """The mentor whom the words name, or who the mentors are."""
    number = mentioned(tx, visit, words)
    for guide in guides:
        if guide.known.id == number or (number is None and folded(guide.name) == folded(words)):
            return guide
    names = ", ".join(guide.name for guide in guides)
    shown = words.strip()[:SHOWN]
    if not names:
        return Refuse(visit.say("This cohort has no mentor on record. The configuration names them."))
    return Refuse(
        visit.say("“{name}” is no mentor of this cohort. Its mentors are {names}.", name=shown, names=names)
    )


def no_room(say: Say, guide: Guide, guides: Iterable[Guide]) -> Text:
    """That a mentor can take nobody else, and who could."""
    free = ", ".join(f"{one.name} ({one.load}/{one.most})" for one in guides if one.has_room)
    if not free:
        return say(
            "{mentor} has no room: {load} of {most} places are taken. No mentor of this cohort has "
            "any: name another one in the configuration, or raise mentor_capacity there.",
            mentor=guide.name,
            load=guide.load,
            most=guide.most,
        )
    return say(
        "{mentor} has no room: {load} of {most} places are taken. There is room with {names}.",
        mentor=guide.name,
        load=guide.load,
        most=guide.most,
        names=free,
    )


def choices(names: Iterable[tuple[str, str]], typed: str) -> tuple[Choice, ...]:
    """(label, value) pairs of which a word begins as typed, as many as a chat shows."""
    start = folded(typed)
    near = [
        Choice(label=label[: limits.CHOICE_LABEL], value=value)
        for label, value in names
        if any(word.startswith(start) for word in (folded(label), *folded(label).split()))
    ]
    return tuple(near[: limits.OFFERED_CHOICES])


def offered_mentors(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """The mentors of the cohort, with what they have."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return ()
    guides = guides_of(tx, visit.cohort_plan, row.id)
    return choices(((f"{one.name} ({one.load}/{one.most})", one.name) for one in guides), typed)
