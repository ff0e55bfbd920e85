"""A place in a cohort as an admin describes it: track, mentor and time zone, read and checked."""

from dataclasses import dataclass

from bot.chat.reply import Refuse
from bot.config.roster import folded
from bot.engine.creators import SHOWN
from bot.engine.visit import Visit
from bot.features.setting_forms import read_zone
from bot.features.steering import Guide, find_guide, guides_of, no_room
from bot.store.people import Known
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPlace:
    """What was said of it; `zone` is None where nothing was."""

    track: str
    mentor: Guide | None
    zone: str | None

    @property
    def mentor_number(self) -> int | None:
        """The mentor as rows refer to them."""
        return None if self.mentor is None else self.mentor.known.id


def read_place(tx: Tx, visit: Visit, cohort: int, known: Known | None) -> AskedPlace | Refuse:
    """The place, or what is wrong with it. Who had one before keeps its track and its mentor."""
    values = visit.values()
    before = [] if known is None else tx.enrolments.of_person(known.id)
    track = _track(visit, values.get("track", ""), [one.enrolment.track for one in before])
    if isinstance(track, Refuse):
        return track
    here = next((one.mentor_id for one in before if one.cohort_id == cohort), None)
    mentor = _mentor(tx, visit, cohort, values.get("mentor", ""), here)
    if isinstance(mentor, Refuse):
        return mentor
    zone = read_zone(values, visit.say) if values.get("zone", "").strip() else None
    if isinstance(zone, Refuse):
        return Refuse(zone.text)
    return AskedPlace(track=track, mentor=mentor, zone=zone)


def _track(visit: Visit, typed: str, before: list[str]) -> str | Refuse:
    tracks = visit.cohort_plan.programme.tracks
    if not typed.strip():
        kept = next((name for name in reversed(before) if any(one.name == name for one in tracks)), None)
        if kept is not None or not tracks:
            return kept or ""
        titles = ", ".join(one.title for one in tracks)
        return Refuse(visit.say("Say their track, too. Write one of these: {tracks}.", tracks=titles))
    for one in tracks:
        if folded(typed) in (folded(one.name), folded(one.title)):
            return one.name
    titles = ", ".join(one.title for one in tracks)
    return Refuse(
        visit.say(
            "“{track}” is no track of the programme. Write one of these: {tracks}.",
            track=typed[:SHOWN],
            tracks=titles,
        )
    )


def _mentor(tx: Tx, visit: Visit, cohort: int, typed: str, before: int | None) -> Guide | Refuse | None:
    guides = guides_of(tx, visit.cohort_plan, cohort)
    if not typed.strip():
        return next((one for one in guides if one.known.id == before and one.has_room), None)
    guide = find_guide(tx, visit, guides, typed)
    if isinstance(guide, Guide) and not guide.has_room:
        return Refuse(no_room(visit.say, guide, guides))
    return guide
