"""A creator's sheet: all that a mentor knows of one creator on a page."""

from collections.abc import Sequence

from bot.chat.command import Command, Param
from bot.chat.page import Page, Section, TableSection, TextSection
from bot.chat.reply import Reply, Show
from bot.chat.text import Strong, Text, When, joined, phrase, plain
from bot.domain.programme import Questions
from bot.domain.wall import local_day
from bot.domain.weeks import week_on
from bot.engine.feature import About, CommandRoute, Feature, PageRoute, Who
from bot.engine.visit import Visit
from bot.features import lent
from bot.features.flag_words import facts_in_words
from bot.features.own_creators import SHEET
from bot.features.sights import state_word
from bot.store.caseload import Answered
from bot.store.tx import Tx

ANSWERS = 12
NOTES = 5

CREATOR = Command(
    name="mentor creator",
    summary=phrase("One creator: progress, last answers, notes, flags and what they wait for"),
    params=(Param(name="creator", summary=phrase("Which of your creators"), kind="person"),),
)


def creator(tx: Tx, visit: Visit) -> Reply:
    """The page of a creator."""
    enrolled, plan, say = visit.creator, visit.cohort_plan, visit.say
    sections = [
        TextSection(text=_head(tx, visit)),
        *_listed(visit.say("Flags"), _flags(tx, visit)),
        *_listed(visit.say("Waits for you"), _waiting(tx, visit)),
        *lent.progress_sections(tx, enrolled, plan, say, visit.now),
        *_answers(visit, tx.caseload.answers(enrolled.id, ANSWERS)),
        *_listed(visit.say("Notes"), _notes(tx, visit)),
    ]
    return Show(Page(title=enrolled.enrolment.person.name, sections=tuple(sections)))


def _head(tx: Tx, visit: Visit) -> Text:
    """State, week, track, non-profit, mentor, and the time where they live."""
    enrolled, plan, say = visit.creator, visit.cohort_plan, visit.say
    enrolment, zone = enrolled.enrolment, enrolled.enrolment.person.zone
    pauses = tx.pauses.of([enrolled.id])[enrolled.id]
    week = week_on(plan.cohort, len(plan.programme.weeks), pauses, local_day(visit.now, zone))
    mentor = tx.people.by_number(enrolled.mentor_id)
    titles = {track.name: track.title for track in plan.programme.tracks}
    lines = [
        state_word(enrolment.state, say),
        say("week {week} of {weeks}", week=week, weeks=len(plan.programme.weeks)) if week else (),
        (titles.get(enrolment.track, enrolment.track),),
        (enrolment.nonprofit,),
        say("mentor: {name}", name=mentor.person.name) if mentor else say("no mentor yet"),
        say("there it is {when}", when=When(visit.now, zone)),
    ]
    if enrolled.last_seen_at is not None:
        seen = When(enrolled.last_seen_at, visit.person.person.zone, "date")
        lines.append(say("last seen {day}", day=seen))
    return joined(*_separated([line for line in lines if line and line != ("",)]))


def _separated(lines: Sequence[Text]) -> list[Text]:
    return [piece for number, line in enumerate(lines) for piece in (((" · ",), line) if number else (line,))]


def _listed(title: Text, lines: Sequence[Text]) -> list[Section]:
    """A heading and its lines; nothing where there are none."""
    if not lines:
        return []
    bullets = [joined(("\n• ",), line) for line in lines]
    return [TextSection(text=joined((Strong(plain(title)),), *bullets))]


def _flags(tx: Tx, visit: Visit) -> list[Text]:
    zone = visit.person.person.zone
    return [
        joined(
            facts_in_words(flag, visit.say, plan=visit.cohort_plan, zone=zone),
            (" (",),
            visit.say("since {day}", day=When(flag.raised_at, zone, "date")),
            (")",),
        )
        for flag in tx.flags.up([visit.creator.id])
    ]


def _waiting(tx: Tx, visit: Visit) -> list[Text]:
    zone = visit.person.person.zone
    return [
        visit.say("since {when}", when=When(one.opened_at, zone))
        for one in tx.caseload.waiting(visit.creator.cohort_id)
        if one.enrolment == visit.creator.id
    ]


def _answers(visit: Visit, answers: Sequence[Answered]) -> list[Section]:
    if not answers:
        return []
    say = visit.say
    labels = {
        (step.id, question.id): question.label
        for step in visit.cohort_plan.programme.steps
        if isinstance(step.content, Questions)
        for question in step.content.questions
    }
    return [
        TextSection(text=(Strong(plain(say("Last answers"))),)),
        TableSection(
            columns=tuple(plain(one) for one in (say("Week"), say("Question"), say("Answer"))),
            rows=tuple(
                (str(one.week), labels.get((one.step, one.question), one.question), one.value or "–")
                for one in answers
            ),
        ),
    ]


def _notes(tx: Tx, visit: Visit) -> list[Text]:
    zone = visit.person.person.zone
    return [
        visit.say(
            "{author}, {day}: {words}", author=one.author, day=When(one.at, zone, "date"), words=one.words
        )
        for one in tx.caseload.notes(visit.creator.id)[:NOTES]
    ]


FEATURE = Feature(
    name="creator sheet",
    commands=(CommandRoute(command=CREATOR, run=creator, who=Who.MENTOR, reads=True, creator="creator"),),
    pages=(PageRoute(word=SHEET, about=About.ENROLMENT, show=creator, who=Who.MENTOR),),
)
