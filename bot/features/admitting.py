"""Admitting: an admin gives somebody a place in the cohort, whom it knew before or never heard of."""

from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Slash, Strong, Text, joined, phrase
from bot.domain.keys import enrolment_key, person_key
from bot.domain.people import Enrolment, EnrolmentState, Person, Setting
from bot.engine.creators import SHOWN, mentioned
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.features.asked_place import AskedPlace, read_place
from bot.features.giving_codes import code_of
from bot.features.steering import choices, cohort_of, offered_mentors
from bot.store.cohorts import CohortRow
from bot.store.enrolments import Enrolled
from bot.store.people import Known
from bot.store.tx import Tx

LONGEST_NAME = 80

ENROL = Command(
    name="cohort enrol",
    summary=phrase("Give somebody a place: invite them, or bring them back"),
    params=(
        Param(name="name", summary=phrase("Who, as the roster would call them"), kind="person"),
        Param(name="track", summary=phrase("Their cause; needed for somebody new"), required=False),
        Param(
            name="mentor",
            summary=phrase("Who looks after them, if it is known"),
            kind="person",
            required=False,
        ),
        Param(
            name="zone",
            summary=phrase("Such as Europe/Madrid; needed for somebody new"),
            required=False,
        ),
    ),
)


def enrol(tx: Tx, visit: Visit) -> Reply:
    """Invite or revive; who is not on record is put there, with a code by which their account is tied."""
    row, name = cohort_of(tx, visit), " ".join(visit.values()["name"].split())
    if isinstance(row, Refuse):
        return row
    known = _known(tx, visit, name)
    if known is not None and known.person.name in visit.cohort_plan.mentors | visit.cohort_plan.admins:
        return Refuse(_leads(visit, known.person.name))
    place = read_place(tx, visit, row.id, known)
    if isinstance(place, Refuse):
        return place
    if known is None:
        return _newcomer(tx, visit, row, name, place)
    mine = next((one for one in tx.enrolments.of_person(known.id) if one.cohort_id == row.id), None)
    return _known_one(tx, visit, row, known, mine, place)


def _known(tx: Tx, visit: Visit, name: str) -> Known | None:
    number = mentioned(tx, visit, name)
    if number is not None:
        return tx.people.by_id(number)
    return tx.people.by_key(person_key(tx.meta.secret(), name))


def _leads(visit: Visit, name: str) -> Text:
    return visit.say(
        "{name} looks after this cohort, as the configuration says, so they can't be one of its creators.",
        name=name,
    )


def _known_one(
    tx: Tx, visit: Visit, row: CohortRow, known: Known, mine: Enrolled | None, place: AskedPlace
) -> Reply:
    """Somebody on record: of another cohort, or one who has left this one."""
    name = Strong(known.person.name)
    if mine is None:
        _invite(tx, visit, row, known.id, known.person, place)
        return Say(Message(text=joined(visit.say("{name} is invited.", name=name), _next(visit, place))))
    if mine.enrolment.state is not EnrolmentState.WITHDRAWN:
        return Refuse(visit.say("{name} is in this cohort already.", name=known.person.name))
    tx.enrolments.assign(
        mine.id, track=place.track, nonprofit=mine.enrolment.nonprofit, mentor=place.mentor_number
    )
    tx.enrolments.set_state(mine.id, EnrolmentState.INVITED)
    _audit(tx, visit, mine.enrolment.key)
    text = visit.say("{name} is invited again; what was done before still counts.", name=name)
    return Say(Message(text=joined(text, _next(visit, place))))


def _newcomer(tx: Tx, visit: Visit, row: CohortRow, name: str, place: AskedPlace) -> Reply:
    """Somebody who is not on record."""
    key = person_key(tx.meta.secret(), name)
    if tx.people.is_erased(key):
        return Refuse(
            visit.say(
                "Somebody called “{name}” asked to be forgotten, so I don't put that name on record again. "
                "If this is somebody else, enrol them by a name that differs.",
                name=name[:SHOWN],
            )
        )
    if not name or len(name) > LONGEST_NAME or name.startswith("<@"):
        return Refuse(
            visit.say(
                "That is no name. Write it as the roster would, at most {most} characters.", most=LONGEST_NAME
            )
        )
    if place.zone is None:
        return Refuse(_who_is_that(visit, name))
    plan = visit.cohort_plan
    person = Person(
        key=key,
        name=name,
        zone=place.zone,
        language=plan.programme.language,
        working_days=plan.cohort.working_days,
    )
    number = tx.people.add(person, (Setting.LANGUAGE,))
    _invite(tx, visit, row, number, person, place)
    text = joined(visit.say("{name} is on record now, and invited.", name=Strong(name)), _next(visit, place))
    known = tx.people.by_id(number)
    code = () if known is None else joined(("\n",), code_of(tx, visit, known))
    return Say(Message(text=joined(text, code)))


def _who_is_that(visit: Visit, name: str) -> Text:
    return visit.say(
        "I know nobody called “{name}”. If they are new, use the command again with their zone, such as "
        "Europe/Madrid, and their track. Or put them on the roster file and import it.",
        name=name[:SHOWN],
    )


def _invite(tx: Tx, visit: Visit, row: CohortRow, number: int, person: Person, place: AskedPlace) -> None:
    enrolment = Enrolment(
        key=enrolment_key(row.key, person.key),
        person=person,
        state=EnrolmentState.INVITED,
        platform="",
        track=place.track,
    )
    tx.enrolments.add(row.id, number, enrolment, place.mentor_number)
    _audit(tx, visit, enrolment.key)


def _next(visit: Visit, place: AskedPlace) -> Text:
    """What happens now, and who looks after them."""
    begins = visit.say("They begin when they press Join in the programme's channel.")
    if place.mentor is None:
        mentor = visit.say(
            "Nobody is their mentor yet: {command} gives them one.", command=Slash("cohort assign")
        )
    else:
        mentor = visit.say("{mentor} is their mentor.", mentor=place.mentor.name)
    return joined(("\n",), begins, (" ",), mentor)


def _audit(tx: Tx, visit: Visit, enrolment: str) -> None:
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action="enrol", subject=enrolment)


def offered_people(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """Who has left this cohort; whom other cohorts know is for their own admins to see."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return ()
    left = [one.name for one in tx.caseload.members(row.id) if one.state is EnrolmentState.WITHDRAWN]
    return choices(((name, name) for name in left), typed)


def offered_tracks(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """The tracks of the programme."""
    return choices(((track.title, track.name) for track in visit.cohort_plan.programme.tracks), typed)


FEATURE = Feature(
    name="admitting",
    commands=(
        CommandRoute(
            command=ENROL,
            run=enrol,
            who=Who.ADMIN,
            offers=(("name", offered_people), ("track", offered_tracks), ("mentor", offered_mentors)),
        ),
    ),
)
