"""Auditing: the admins read who did what, when, and about whom."""

from collections.abc import Mapping, Sequence

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.page import TABLE_ROWS, Page, Section, TableSection, TextSection
from bot.chat.reply import Refuse, Reply, Show
from bot.chat.text import Say as Wording
from bot.chat.text import Text, phrase, plain
from bot.config.roster import folded
from bot.domain.wall import wall_time
from bot.engine.feature import About, CommandRoute, Feature, PageRoute, Who
from bot.engine.visit import Visit
from bot.features.steering import cohort_of
from bot.store.audit import STRANGER, Act, Filter
from bot.store.cohorts import CohortRow
from bot.store.tx import Tx

WORD = "audit"
LONGEST_WORDS = 16
"""A path has room for the cohort's key, an act's number and so many characters."""

AUDIT = Command(
    name="cohort audit",
    summary=phrase("Who did what, when and about whom; the newest first"),
    params=(Param(name="words", summary=phrase("Only of this person, or of this action"), required=False),),
)


def audit(tx: Tx, visit: Visit) -> Reply:
    """The newest acts."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return row
    return _listed(tx, visit, row, visit.values().get("words", "").strip(), None)


def show(tx: Tx, visit: Visit) -> Reply:
    """Acts older than one, as a path says: audit/<cohort>/<act>/<words>."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return row
    number, _, words = visit.token.action.partition("/")
    return _listed(tx, visit, row, words, int(number) if number.isascii() and number.isdecimal() else None)


def _listed(tx: Tx, visit: Visit, row: CohortRow, words: str, before: int | None) -> Reply:
    words = words[:LONGEST_WORDS]
    plan = visit.cohort_plan
    staff = {one.person.key: one.person.name for one in tx.people.named(plan.mentors | plan.admins)}
    only = Filter(keys=_keys(tx, row, staff, words), words=words) if words else None
    found = tx.audit.of_cohort(row.id, sorted(staff), only=only, before=before, limit=TABLE_ROWS + 1)
    acts, more = found[:TABLE_ROWS], len(found) > TABLE_ROWS
    return Show(
        Page(title=plain(visit.say("Audit log")), sections=_sections(tx, visit, row, acts, more, words))
    )


def _keys(tx: Tx, row: CohortRow, staff: Mapping[str, str], words: str) -> frozenset[str]:
    """The keys of the people of the cohort whose names the words may mean, and of their places."""
    wanted = folded(words)
    members = [one for one in tx.caseload.members(row.id) if wanted in folded(one.name)]
    leaders = [key for key, name in staff.items() if wanted in folded(name)]
    return frozenset((*leaders, *(one.key for one in members), *(one.person_key for one in members)))


def _sections(
    tx: Tx, visit: Visit, row: CohortRow, acts: Sequence[Act], more: bool, words: str
) -> tuple[Section, ...]:
    say = visit.say
    if not acts:
        none = (
            say("Nothing is on record of “{words}”.", words=words)
            if words
            else say("Nothing is on record yet.")
        )
        return (TextSection(text=none),)
    names = tx.audit.names(list({key for act in acts for key in (act.actor, act.subject) if key}))
    zone = visit.person.person.zone
    table = TableSection(
        columns=tuple(
            plain(one) for one in (say("When"), say("Who"), say("What"), say("About"), say("Outcome"))
        ),
        rows=tuple(
            (
                f"{wall_time(act.at, zone):%Y-%m-%d %H:%M}",
                plain(_who(say, act.actor, names)),
                act.action,
                plain(_about(say, act.subject, row, names)),
                plain(_outcome(say, act.outcome)),
            )
            for act in acts
        ),
        path=f"{WORD}/{row.key}/{acts[-1].id}/{words}" if more else None,
    )
    return (TextSection(text=say("Times are those of {zone}.", zone=zone)), table)


def _who(say: Wording, actor: str, names: Mapping[str, str | None]) -> Text:
    """A name; whoever acts from the command line has none."""
    if actor.startswith(STRANGER):
        chat = actor.removeprefix(STRANGER)
        return say("a stranger on {chat}", chat=chat.capitalize())
    return _named(say, actor, names)


def _about(say: Wording, subject: str, row: CohortRow, names: Mapping[str, str | None]) -> Text:
    return say("the cohort") if subject == row.key else _named(say, subject, names)


def _named(say: Wording, key: str, names: Mapping[str, str | None]) -> Text:
    if key in names:
        name = names[key]
        return say("someone erased") if name is None else (name,)
    # Keys of things that have no name tell a reader nothing.
    return () if len(key) == limits.KEY_CHARACTERS else (key,)


def _outcome(say: Wording, outcome: str) -> Text:
    match outcome:
        case "done":
            return say("done")
        case "refused":
            return say("refused")
        case _:
            return (outcome,)


FEATURE = Feature(
    name="auditing",
    commands=(CommandRoute(command=AUDIT, run=audit, who=Who.ADMIN, reads=True),),
    pages=(PageRoute(word=WORD, about=About.COHORT, show=show, who=Who.ADMIN),),
)
