"""Told: what a chat tells of somebody without their doing anything for it, and what is taken over of it."""

from dataclasses import replace

from bot.domain.people import Setting
from bot.domain.zones import is_zone
from bot.engine.tongues import spoken
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.store.tx import Tx


def zone_of(visit: Visit) -> str | None:
    """The zone that the chat tells of whoever came, if it is one."""
    seen = visit.event.seen.zone
    return seen if seen is not None and is_zone(seen) else None


def note(tx: Tx, visit: Visit) -> None:
    """Keep what zone the chat tells while somebody sets theirs, so that a change of it is known later."""
    zone = zone_of(visit)
    if zone is not None:
        tx.told.note_zone(visit.event.account, zone)


def in_their_language(tx: Tx, visit: Visit) -> Visit:
    """The visit in the language of which the chat tells, where nobody else said one that is spoken here."""
    known, locale = visit.known, visit.event.seen.locale
    if known is None or locale is None or Setting.LANGUAGE in known.set_in_chat:
        return visit
    if Setting.LANGUAGE not in known.left_to_chat:
        return visit
    languages = spoken(visit.plans)
    found = next((one for one in (locale, locale.partition("-")[0]) if one in languages), None)
    if found is None or found == known.person.language:
        return visit
    tx.told.take_language(known, found)
    tx.homes.changed([known.id])
    plan = visit.plan and visit.plan.in_language(found)
    person = replace(known.person, language=found)
    return replace(visit, known=replace(known, person=person), say=wording(found), plan=plan)
