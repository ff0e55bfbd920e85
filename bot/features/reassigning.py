"""Reassigning: the creators of a mentor who leaves are spread over the others, seen first and then done."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.chat.message import Button, Message
from bot.chat.page import TABLE_ROWS
from bot.chat.reply import Refuse, Replace, Reply, Say
from bot.chat.text import Strong, Text, joined, phrase, plain
from bot.chat.token import Token
from bot.config.roster import folded
from bot.domain.spreading import Spread, TooFew, spread
from bot.engine.creators import SHOWN, mentioned
from bot.engine.feature import About, CommandRoute, Feature, TokenRoute, Who
from bot.engine.visit import Visit
from bot.features.assigning import Handed, hand_over, relieve
from bot.features.steering import Guide, choices, cohort_of, guides_of
from bot.store.caseload import IN_CARE, Member
from bot.store.cohorts import CohortRow
from bot.store.people import Known
from bot.store.tx import Tx

WORD = "reassign"
DIGEST = 5
"""So many characters of what was seen stand in the button: no more fit beside two keys."""

REASSIGN = Command(
    name="cohort reassign",
    summary=phrase("Spread the creators of a mentor who leaves over the others; you see it first"),
    params=(Param(name="mentor", summary=phrase("Who leaves"), kind="person"),),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who goes to whom: each creator with the mentor who takes them."""

    leaving: Known
    moves: tuple[tuple[Member, Guide], ...]

    @property
    def digest(self) -> str:
        """A few characters that differ where the proposal does."""
        whole = " ".join(f"{member.id}>{guide.known.id}" for member, guide in self.moves)
        return hashlib.sha256(whole.encode()).hexdigest()[:DIGEST]


def reassign(tx: Tx, visit: Visit) -> Reply:
    """Show who would go to whom, with the button that does it."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return row
    members = tx.caseload.members(row.id)
    leaving = _named(tx, visit, members, visit.values()["mentor"])
    if isinstance(leaving, Refuse):
        return leaving
    proposal = _propose(tx, visit, row, members, leaving)
    return proposal if isinstance(proposal, Refuse) else Say(_seen(visit, row, proposal))


def pressed(tx: Tx, visit: Visit) -> Reply:
    """The admin has decided; where something changed since they looked, they look again."""
    row = cohort_of(tx, visit)
    key, _, seen = visit.token.action.partition("-")
    leaving = tx.people.by_key(key)
    if isinstance(row, Refuse):
        return row
    if leaving is None:
        return Refuse(visit.say("That mentor is not on record any more, so nothing was changed."))
    proposal = _propose(tx, visit, row, tx.caseload.members(row.id), leaving)
    if isinstance(proposal, Refuse):
        return proposal
    if proposal.digest != seen:
        changed = visit.say("Something has changed since you looked, so nothing was done yet. Now it is:")
        message = _seen(visit, row, proposal)
        return Say(Message(text=joined(changed, ("\n\n",), message.text), buttons=message.buttons))
    _do(tx, visit, proposal)
    return Replace(Message(text=_done(visit, proposal)))


def _named(tx: Tx, visit: Visit, members: Sequence[Member], words: str) -> Known | Refuse:
    """The mentor who leaves: somebody looks to them, or the configuration names them."""
    number = mentioned(tx, visit, words)
    for known in _mentors(tx, visit, members):
        if known.id == number or (number is None and folded(known.person.name) == folded(words)):
            return known
    return Refuse(visit.say("“{name}” looks after nobody in this cohort.", name=words.strip()[:SHOWN]))


def _mentors(tx: Tx, visit: Visit, members: Sequence[Member]) -> list[Known]:
    """The mentors of a cohort, those included whom the configuration names no longer."""
    guided = {member.mentor for member in members if member.mentor}
    return tx.people.named(visit.cohort_plan.mentors | guided)


def _propose(
    tx: Tx, visit: Visit, row: CohortRow, members: Sequence[Member], leaving: Known
) -> Proposal | Refuse:
    others = [one for one in guides_of(tx, visit.cohort_plan, row.id) if one.known.id != leaving.id]
    theirs = [one for one in members if one.mentor_id == leaving.id and one.state in IN_CARE]
    name = leaving.person.name
    if not theirs:
        return Refuse(visit.say("{mentor} looks after nobody any more.", mentor=name))
    found = spread(
        [one.id for one in theirs],
        {one.known.id: one.load for one in others},
        visit.cohort_plan.mentor_capacity,
    )
    match found:
        case TooFew(room=room, left_over=left_over):
            return Refuse(_too_few(visit, name, len(theirs), room, left_over))
        case Spread(pairs=pairs):
            guides, creators = {one.known.id: one for one in others}, {one.id: one for one in theirs}
            moves = tuple((creators[creator], guides[mentor]) for creator, mentor in pairs)
            return Proposal(leaving=leaving, moves=moves)


def _too_few(visit: Visit, name: str, theirs: int, room: int, left_over: int) -> Text:
    if left_over == 1:
        return visit.say(
            "{mentor} looks after {count} creators, and the others have room for {room}: one would be left "
            "without a mentor. Name another mentor in the configuration, or raise mentor_capacity there.",
            mentor=name,
            count=theirs,
            room=room,
        )
    return visit.say(
        "{mentor} looks after {count} creators, and the others have room for {room}: {left} would be left "
        "without a mentor. Name another mentor in the configuration, or raise mentor_capacity there.",
        mentor=name,
        count=theirs,
        room=room,
        left=left_over,
    )


def _seen(visit: Visit, row: CohortRow, proposal: Proposal) -> Message:
    """The table of who goes to whom, and the button."""
    shown, rest = proposal.moves[:TABLE_ROWS], proposal.moves[TABLE_ROWS:]
    lines = "".join(f"\n• {member.name} → {guide.name}" for member, guide in shown)
    more = joined(("\n",), visit.say("and {count} more", count=len(rest))) if rest else ()
    name = proposal.leaving.person.name
    asked = visit.say("The creators of {mentor} would go to:", mentor=Strong(name))
    token = Token(WORD, row.key, f"{proposal.leaving.person.key}-{proposal.digest}")
    button = Button(label=plain(visit.say("Do it")), token=token, style="primary")
    return Message(text=joined(asked, (lines,), more), buttons=(button,))


def _do(tx: Tx, visit: Visit, proposal: Proposal) -> None:
    takers = {guide.known.id: guide for _, guide in proposal.moves}
    for number, guide in takers.items():
        taken = [
            Handed(enrolment=one.id, key=one.key, person=one.person_id, name=one.name)
            for one, taker in proposal.moves
            if taker.known.id == number
        ]
        hand_over(tx, visit, taken, guide, proposal.leaving.id)
    names = ", ".join(guide.name for guide in takers.values())
    relieve(
        tx, visit, proposal.leaving.id, lambda say: say("Your creators are with {names} now.", names=names)
    )
    for member, _ in proposal.moves:
        tx.audit.add(at=visit.now, actor=visit.person.person.key, action="assign", subject=member.key)


def _done(visit: Visit, proposal: Proposal) -> Text:
    name = Strong(proposal.leaving.person.name)
    if len(proposal.moves) == 1:
        return visit.say("One creator of {mentor} has another mentor now. Everybody is told.", mentor=name)
    return visit.say(
        "{count} creators of {mentor} have another mentor now. Everybody is told.",
        count=len(proposal.moves),
        mentor=name,
    )


def offered(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """The mentors who look after somebody."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return ()
    names = sorted({one.mentor for one in tx.caseload.members(row.id) if one.mentor}, key=folded)
    return choices(((name, name) for name in names), typed)


FEATURE = Feature(
    name="reassigning",
    commands=(CommandRoute(command=REASSIGN, run=reassign, who=Who.ADMIN, offers=(("mentor", offered),)),),
    tokens=(TokenRoute(word=WORD, about=About.COHORT, pressed=pressed, who=Who.ADMIN),),
)
