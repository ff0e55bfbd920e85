"""The mentors' queues: how much waits with whom and for how long, and the people who wait."""

from collections import defaultdict
from dataclasses import dataclass
from typing import assert_never

from bot.chat.page import Figure, FiguresSection, Page, TableSection
from bot.chat.text import Text, plain
from bot.domain.matter import MatterKind
from bot.features.matter_words import age
from bot.features.overseen import Overseen, sheet
from bot.features.overview_people import NOBODY, page_of
from bot.features.steering import guides_of
from bot.features.tables import Row, table
from bot.store.caseload import Waiting

TEAM = "team"
"""Whose queue is that of all admins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits with somebody, the oldest first; `creators` is whom they look after."""

    key: str
    name: str
    matters: tuple[Waiting, ...]
    creators: int


def queues(seen: Overseen, path: str, _subject: str, start: int) -> Page:
    """A row for each queue."""
    return page_of(seen, *listed(seen, path, start))


def listed(seen: Overseen, path: str, start: int) -> tuple[Text, TableSection]:
    """The same as a title and a table, the longest queue first."""
    say, base = seen.say, path.rpartition("/")[0]
    made = table(
        (say("Queue of"), say("Open matters"), say("The oldest"), say("Creators")),
        _queues(seen),
        lambda one: _row(seen, one),
        start=start,
        path=path,
        leads=lambda one: f"{base}/owed/{one.key}",
    )
    return say("Queues"), made


def owed(seen: Overseen, path: str, subject: str, start: int) -> Page | None:
    """Who waits in one queue: owed/<key of its mentor>, the oldest first."""
    queue = next((one for one in _queues(seen) if one.key == subject), None)
    if queue is None:
        return None
    say, members = seen.say, {one.id: one for one in seen.members}
    found = [(members[one.enrolment], one) for one in queue.matters if one.enrolment in members]
    made = table(
        (say("Creator"), say("What it is"), say("How long")),
        found,
        lambda pair: (
            pair[0].name,
            plain(_matter(seen, pair[1])),
            plain(age(seen.visit.now - pair[1].opened_at, say)),
        ),
        start=start,
        path=path,
        leads=lambda pair: sheet(pair[0]),
    )
    base = path.removesuffix(f"/owed/{subject}")
    creators = Figure(
        label=plain(say("Creators")),
        value=str(queue.creators),
        path=f"{base}/of/{queue.key}" if queue.creators else None,
    )
    matters = Figure(label=plain(say("Open matters")), value=str(len(queue.matters)))
    figures = FiguresSection(figures=(matters, creators))
    return page_of(seen, say("In the queue of {who}", who=queue.name), figures, made)


def _queues(seen: Overseen) -> list[Queue]:
    """Those of the mentors and of whoever else has one; a mentor sees only what is theirs to answer."""
    waiting: dict[int | None, list[Waiting]] = defaultdict(list)
    for matter in seen.waiting:
        waiting[matter.owner].append(matter)
    guides = {guide.known.id: guide for guide in guides_of(seen.tx, seen.plan, seen.row.id)}
    owners = set(waiting) | (set(guides) if seen.is_admin else {seen.visit.person.id})
    found: list[Queue] = []
    for number in owners:
        guide = guides.get(number or 0)
        known = seen.tx.people.by_number(number) if guide is None else guide.known
        queue = Queue(
            key=known.person.key if known else TEAM,
            name=known.person.name if known else plain(seen.say("the admins")),
            matters=tuple(waiting[number]),
            creators=guide.load if guide else 0,
        )
        found.append(queue)
    return sorted(found, key=lambda one: (-len(one.matters), one.name))


def _row(seen: Overseen, one: Queue) -> Row:
    oldest = plain(age(seen.visit.now - one.matters[0].opened_at, seen.say)) if one.matters else NOBODY
    return (one.name, str(len(one.matters)), oldest, str(one.creators))


def _matter(seen: Overseen, one: Waiting) -> Text:
    """Why somebody waits."""
    say = seen.say
    match one.kind:
        case MatterKind.SAFETY:
            return say("may be in danger")
        case MatterKind.HELP if one.answered:
            return say("asked for help, and was answered")
        case MatterKind.HELP:
            return say("asks for help")
        case MatterKind.OVERDUE:
            return say("left check-ins unanswered")
        case MatterKind.FLAG:
            return say("a flag is up")
        case MatterKind.LEFT:
            return say("has left the chat")
        case never:
            assert_never(never)
