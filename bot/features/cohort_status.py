"""The status of a cohort: who is where, who is slipping, what could not be delivered, and who has room."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.chat.command import Command
from bot.chat.page import Figure, FiguresSection, Page, Section, TextSection
from bot.chat.reply import Refuse, Reply, Show
from bot.chat.text import Slash, Strong, Text, When, phrase, plain
from bot.domain.attention import needs_attention
from bot.domain.busy_days import Busy, next_busy_day
from bot.domain.people import EnrolmentState
from bot.domain.wall import local_day, midnight
from bot.engine.feature import About, CommandRoute, Feature, PageRoute, Who
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features.own_creators import OVERVIEW, SHEET
from bot.features.owning import staff
from bot.features.sights import Sight, by_state, sights_of, state_word, why
from bot.features.steering import Guide, cohort_of, guides_of
from bot.features.tables import Row, start_of, table
from bot.features.undelivered import PAGE as TROUBLE
from bot.store.cohorts import CohortRow, Hold
from bot.store.enrolments import TRAVELLING
from bot.store.tx import Tx

WORD = "cohort"
SLIPPING, UNCONFIRMED, WEEKS, MENTORS, UNDELIVERED = "slipping", "unconfirmed", "weeks", "mentors", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """A row that is made only if it is shown, and the page that it leads to."""

    row: Callable[[], Row]
    path: str | None = None


STATUS = Command(
    name="cohort status",
    summary=phrase("Who is where, who is slipping, and what could not be delivered"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """All that the page tells."""

    row: CohortRow
    sights: tuple[Sight, ...]
    failed: tuple[tuple[str, int], ...]
    guides: tuple[Guide, ...]
    busy: Busy | None

    unmet: tuple[str, ...]
    """Who of the team never acted, so that they can't be written to."""
    needy: tuple[Sight, ...]
    """Who needs somebody, most of all first."""

    @property
    def under_way(self) -> list[Sight]:
        """Those to whom steps happen."""
        return [one for one in self.sights if one.member.state in TRAVELLING]

    @property
    def unconfirmed(self) -> list[Sight]:
        """Who is under way and never said that the bot's messages arrive."""
        return [one for one in self.under_way if not one.member.confirmed]


def status(tx: Tx, visit: Visit) -> Reply:
    """The whole page."""
    row = cohort_of(tx, visit)
    return row if isinstance(row, Refuse) else _whole(visit, _status(tx, visit, row))


def show(tx: Tx, visit: Visit) -> Reply:
    """The page, or one of its lists: cohort/<key>/<list>/<first row>."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return row
    found, (name, _, start) = _status(tx, visit, row), visit.token.action.partition("/")
    columns, rows, title = _list(visit, found, name)
    if not title:
        return _whole(visit, found)
    if not rows:
        return Show(_page(title, [TextSection(text=visit.say("There is nobody in this list."))]))
    path = f"{WORD}/{row.key}/{name}"
    return Show(_page(title, [table(columns, rows, _made, start=start_of(start), path=path, leads=_leads)]))


def _status(tx: Tx, visit: Visit, row: CohortRow) -> Status:
    plan = visit.cohort_plan
    members = tx.caseload.members(row.id)
    tracks = Counter(one.track for one in members if one.state in TRAVELLING)
    today = local_day(visit.now, plan.cohort.zone)
    sights = sights_of(tx, plan, row.id, members, visit.now)
    return Status(
        row=row,
        sights=sights,
        needy=tuple(one for one in sights if needs_attention(one.glance, visit.now)),
        failed=tuple(tx.troubled.reasons(row.id)),
        guides=tuple(guides_of(tx, plan, row.id)),
        unmet=tuple(_unmet(tx, plan)),
        busy=next_busy_day(plan.programme, plan.cohort, tracks, today),
    )


def _unmet(tx: Tx, plan: CohortPlan) -> list[str]:
    team = staff(tx, plan)
    met = tx.people.met([known.id for known in team])
    return [known.person.name for known in team if known.id not in met]


def _whole(visit: Visit, found: Status) -> Reply:
    say = visit.say
    sections: list[Section] = [
        TextSection(text=_hold(visit, found.row.hold)),
        FiguresSection(figures=_figures(visit, found)),
    ]
    for name in (SLIPPING, WEEKS, UNDELIVERED, MENTORS):
        columns, rows, title = _list(visit, found, name)
        if rows:
            sections.append(TextSection(text=(Strong(plain(title)),)))
            path = f"{WORD}/{found.row.key}/{name}"
            sections.append(table(columns, rows, _made, start=0, path=path, leads=_leads))
    if found.unmet:
        text = say(
            "I can't write to these of the team yet: {names}. I begin no conversation: they press Join in "
            "the channel, or use any command. Until then {command} has what they should know.",
            names=", ".join(found.unmet),
            command=Slash("mentor queue"),
        )
        sections.append(TextSection(text=text))
    if found.failed:
        sections.append(
            TextSection(
                text=say(
                    "{command} shows each of them, to send again or drop.", command=Slash("cohort deliveries")
                )
            )
        )
    return Show(_page((visit.cohort_plan.cohort.title,), sections))


def _page(title: Text, sections: Sequence[Section]) -> Page:
    return Page(title=plain(title), sections=tuple(sections))


def _hold(visit: Visit, hold: Hold | None) -> Text:
    if hold is None:
        return visit.say("Messages go out: nothing holds this cohort.")
    return visit.say(
        "Held since {when} by {who}: {reason}. What is due waits; {command} lets it go on.",
        when=When(hold.since, visit.person.person.zone),
        who=hold.by,
        reason=hold.reason,
        command=Slash("cohort release"),
    )


def _figures(visit: Visit, found: Status) -> tuple[Figure, ...]:
    say, states, base = visit.say, by_state([one.member for one in found.sights]), f"{WORD}/{found.row.key}"
    named = [
        Figure(
            label=plain(state_word(state, say)).capitalize(), value=str(states[state]), path=f"{base}/{state}"
        )
        for state in EnrolmentState
    ]
    unconfirmed, failed = len(found.unconfirmed), sum(count for _, count in found.failed)
    return (
        *named,
        Figure(label=plain(say("Need somebody")), value=str(len(found.needy)), path=f"{base}/{SLIPPING}"),
        Figure(label=plain(say("Not confirmed yet")), value=str(unconfirmed), path=f"{base}/{UNCONFIRMED}"),
        Figure(label=plain(say("Not delivered")), value=str(failed), path=f"{TROUBLE}/{found.row.key}"),
        Figure(label=plain(say("Next busy day")), value=_busy(visit, found.busy)),
        Figure(
            label=plain(say("At a glance")),
            value=visit.cohort_plan.cohort.title,
            path=f"{OVERVIEW}/{found.row.key}",
        ),
    )


def _busy(visit: Visit, busy: Busy | None) -> str:
    if busy is None:
        return plain(visit.say("none in the next two weeks"))
    zone = visit.cohort_plan.cohort.zone
    day = When(midnight(busy.day, zone), zone, "date")
    return plain(visit.say("{day}, about {count} messages", day=day, count=busy.messages))


def _list(visit: Visit, found: Status, name: str) -> tuple[Sequence[Text], Sequence[Making], Text]:
    """Columns, rows and title of a list; without a title where there is no such list."""
    say = visit.say
    match name:
        case "slipping":
            who = (say("Creator"), say("Mentor"), say("Why"))
            return who, _about(_needy, visit, found.needy), say("Who needs somebody")
        case "unconfirmed":
            rows = _about(_row, visit, found.unconfirmed)
            return _columns(visit), rows, say("Who has not confirmed that messages arrive")
        case "weeks":
            return (say("Week"), say("Creators")), _ready(_weeks(found)), say("Who is where")
        case "mentors":
            loads = [(one.name, f"{one.load}/{one.most}") for one in found.guides]
            return (say("Mentor"), say("Creators")), _ready(loads), say("Mentors")
        case "failed":
            failed = [(reason or "–", str(count)) for reason, count in found.failed]
            return (say("Why"), say("Messages")), _ready(failed), say("What could not be delivered")
        case state if state in list(EnrolmentState):
            rows = _about(_row, visit, [one for one in found.sights if one.member.state == state])
            return _columns(visit), rows, state_word(EnrolmentState(state), say)
        case _:
            return (), (), ()


def _made(making: Making) -> Row:
    return making.row()


def _leads(making: Making) -> str | None:
    return making.path


def _ready(rows: Sequence[Row]) -> list[Making]:
    return [Making(row=partial(tuple, row)) for row in rows]


def _about(making: Callable[[Visit, Sight], Row], visit: Visit, sights: Sequence[Sight]) -> list[Making]:
    """Rows that lead to the sheets of these creators."""
    return [Making(row=partial(making, visit, one), path=f"{SHEET}/{one.member.key}") for one in sights]


def _needy(visit: Visit, one: Sight) -> Row:
    reasons = why(one, visit.say, visit.cohort_plan, visit.person.person.zone, visit.now)
    return (one.member.name, one.member.mentor or "–", reasons)


def _weeks(found: Status) -> list[Row]:
    weeks = Counter(one.week for one in found.under_way)
    return [(str(week) if week else "–", str(count)) for week, count in sorted(weeks.items())]


def _columns(visit: Visit) -> Sequence[Text]:
    return (visit.say("Creator"), visit.say("Mentor"), visit.say("Track"), visit.say("Week"))


def _row(visit: Visit, one: Sight) -> Row:
    tracks = {track.name: track.title for track in visit.cohort_plan.programme.tracks}
    member = one.member
    track = tracks.get(member.track, member.track)
    return (member.name, member.mentor or "–", track or "–", str(one.week) if one.week else "–")


FEATURE = Feature(
    name="cohort status",
    commands=(CommandRoute(command=STATUS, run=status, who=Who.ADMIN, reads=True),),
    pages=(PageRoute(word=WORD, about=About.COHORT, show=show, who=Who.ADMIN),),
)
