"""Creators as mentors and admins name them: by mention, by roster name, or by something near it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.chat import limits
from bot.chat.form import Choice
from bot.chat.place import Account
from bot.chat.reply import Refuse
from bot.chat.text import Text
from bot.config.roster import folded
from bot.engine.guiding import scope_of
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.store.enrolments import Enrolled, Named
from bot.store.tx import Tx

_MENTION = re.compile(r"<@!?(\w+)(?:\|[^>]*)?>")
SHOWN = 60
"""So many characters of a name are looked at and shown again."""
NEAR = 60
"""From this likeness on (of 100) a name is worth asking after."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nobody is called so, and what is said about it."""

    reply: Refuse


def find_creator(tx: Tx, visit: Visit, named: str, plans: Sequence[CohortPlan]) -> Enrolled | NotFound:
    """The creator of these cohorts whom the words name; whether they are the asker's is not decided here."""
    wanted = mentioned(tx, visit, named)
    creators = named_in(tx, plans)
    for one in creators:
        if one.person_id == wanted or (wanted is None and folded(one.name) == folded(named)):
            found = tx.enrolments.by_id(one.id)
            if found is not None:
                return found
    return NotFound(Refuse(_nobody(visit, named, own_names(tx, visit, plans))))


def offered(tx: Tx, visit: Visit, plans: Sequence[CohortPlan], typed: str) -> tuple[Choice, ...]:
    """The creators whom the asker may name and of whose name a word begins as typed."""
    start = folded(typed)
    near = [
        name
        for name in own_names(tx, visit, plans)
        if any(word.startswith(start) for word in (folded(name), *folded(name).split()))
    ]
    return tuple(
        Choice(label=name[: limits.CHOICE_LABEL], value=name) for name in near[: limits.OFFERED_CHOICES]
    )


def named_in(tx: Tx, plans: Sequence[CohortPlan]) -> list[Named]:
    """All creators of these cohorts, by name."""
    rows = [tx.cohorts.by_name(plan.cohort.name) for plan in plans]
    return [one for row in rows if row is not None for one in tx.enrolments.named(row.id)]


def own_names(tx: Tx, visit: Visit, plans: Sequence[CohortPlan]) -> list[str]:
    """The names of the creators whom the asker looks after."""
    names: set[str] = set()
    for plan in plans:
        scope = scope_of(tx, visit.known, plan, visit.now)
        names.update(one.name for one in named_in(tx, [plan]) if scope.covers(one.mentor_id, one.id))
    return sorted(names, key=folded)


def mentioned(tx: Tx, visit: Visit, named: str) -> int | None:
    """The person whom the words mention, if they are a mention of somebody on record."""
    found = _MENTION.fullmatch(named.strip())
    if found is None:
        return None
    here = visit.event.account
    known = tx.people.by_account(Account(platform=here.platform, workspace=here.workspace, user=found[1]))
    return None if known is None else known.id


def _nobody(visit: Visit, named: str, own: Sequence[str]) -> Text:
    """That nobody is called so, and who may be meant."""
    shown = named[:SHOWN]
    near = process.extract(named[:SHOWN], own, scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR)
    if not near:
        return visit.say("I know no creator called “{name}” among yours.", name=shown)
    names = ", ".join(name for name, _, _ in near)
    return visit.say(
        "I know no creator called “{name}” among yours. Did you mean {names}?", name=shown, names=names
    )
