"""A creator's sheet: all that a mentor knows of one creator on a page."""

from collections.abc import Sequence

from bot.chat.command import Command, Param
from bot.chat.page import Page, PictureSection, Section, TableSection, TextSection
from bot.chat.reply import Reply, Show
from bot.chat.text import Strong, Text, When, joined, phrase, plain
from bot.domain.matter import MatterKind
from bot.domain.programme import Questions
from bot.engine.feature import About, CommandRoute, Feature, PageRoute, Who
from bot.engine.visit import Visit
from bot.features.matter_words import about
from bot.features.metric_history import metric_picture, metrics_of
from bot.features.own_creators import SHEET
from bot.features.progress import sections_of
from bot.features.sights import state_word
from bot.store.caseload import Answered
from bot.store.tx import Tx

ANSWERS = 12
NOTES = 5
METRICS = 3
LONGEST = 200
"""So many characters of what somebody waits for; the queue shows all."""

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
        *_listed(visit.say("Waits for an answer"), _waiting(tx, visit)),
        *sections_of(tx, plan, enrolled, visit.now, say, _flags_title(visit)),
        *_metrics(tx, visit),
        *_answers(visit, tx.caseload.answers(enrolled.id, ANSWERS)),
        *_listed(visit.say("Notes"), _notes(tx, visit)),
    ]
    return Show(Page(title=enrolled.enrolment.person.name, sections=tuple(sections)))


def _head(tx: Tx, visit: Visit) -> Text:
    """State, week, track, non-profit, mentor, and the time where they live."""
    enrolled, plan, say = visit.creator, visit.cohort_plan, visit.say
    enrolment, zone = enrolled.enrolment, enrolled.enrolment.person.zone
    mentor = tx.people.by_number(enrolled.mentor_id)
    titles = {track.name: track.title for track in plan.programme.tracks}
    lines = [
        state_word(enrolment.state, say),
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


def _waiting(tx: Tx, visit: Visit) -> list[Text]:
    enrolled, plan, now = visit.creator, visit.cohort_plan, visit.now
    return [
        about(tx, matter, enrolled, plan, visit.say, now, LONGEST)
        for matter in tx.matters.standing(enrolled.id)
        if matter.kind is not MatterKind.FLAG  # All flags are on the page, with their facts.
    ]


def _flags_title(visit: Visit) -> Text:
    return visit.say("Flags ({name} can read this, too):", name=visit.creator.enrolment.person.name)


def _metrics(tx: Tx, visit: Visit) -> list[Section]:
    zone = visit.creator.enrolment.person.zone
    drawn = (
        metric_picture(metric, zone, visit.say)
        for metric in metrics_of(tx, visit.creator, visit.cohort_plan)[:METRICS]
    )
    return [PictureSection(picture=picture) for picture in drawn if picture is not None]


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
        for one in tx.notes.of(visit.creator.id)[: -NOTES - 1 : -1]
    ]


FEATURE = Feature(
    name="creator sheet",
    commands=(CommandRoute(command=CREATOR, run=creator, who=Who.MENTOR, reads=True, creator="creator"),),
    pages=(PageRoute(word=SHEET, about=About.ENROLMENT, show=creator, who=Who.MENTOR),),
)
