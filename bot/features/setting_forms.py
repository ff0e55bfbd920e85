"""The forms that ask for a setting, and what was filled in as a value, or what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from datetime import time

from bot.chat import limits
from bot.chat.form import Choice, Field, Form
from bot.chat.reply import Refuse
from bot.chat.text import Say, Text, plain
from bot.chat.token import Token
from bot.config.working_days import parse_working_days, spell_working_days
from bot.domain.people import Person, QuietHours
from bot.domain.zones import zones_called, zones_near
from bot.engine.tongues import called
from bot.features.setting_words import days_of

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_WEEKS = ("mon-fri", "sun-thu", "mon-sat", "mon-sun")
OTHER = "other"


def zone_form(token: Token, person: Person, say: Say) -> Form:
    """Where the person lives."""
    hint = plain(say("A city near you, such as Madrid or Nairobi; or a name such as Europe/Madrid"))
    field = Field(
        key="zone",
        label=_label(say("Time zone")),
        kind="text",
        hint=hint[: limits.FIELD_HINT],
        value=person.zone,
    )
    return Form(token=token, title=_title(say("Time zone")), fields=(field,))


def language_form(token: Token, person: Person, languages: Sequence[str], say: Say) -> Form:
    """What language to speak."""
    choices = tuple(
        Choice(label=called(one)[: limits.CHOICE_LABEL], value=one)
        for one in languages[: limits.FIELD_CHOICES]
    )
    value = person.language if person.language in languages else ""
    field = Field(key="language", label=_label(say("Language")), kind="choice", choices=choices, value=value)
    return Form(token=token, title=_title(say("Language")), fields=(field,))


def days_form(token: Token, person: Person, say: Say) -> Form:
    """On which days the person works."""
    weeks = [
        Choice(label=days_of(parse_working_days(week), say)[: limits.CHOICE_LABEL], value=week)
        for week in _WEEKS
    ]
    other = Choice(label=plain(say("Other days"))[: limits.CHOICE_LABEL], value=OTHER)
    own = spell_working_days(person.working_days)
    fields = (
        Field(
            key="days",
            label=_label(say("Working days")),
            kind="choice",
            choices=(*weeks, other),
            value=own if own in _WEEKS else OTHER,
        ),
        Field(
            key="other",
            label=_label(say("Other days")),
            kind="text",
            required=False,
            hint=plain(say("In English, such as mon,tue,thu or tue-sat"))[: limits.FIELD_HINT],
            value="" if own in _WEEKS else own,
        ),
    )
    return Form(token=token, title=_title(say("Working days")), fields=fields)


def quiet_form(token: Token, person: Person, say: Say) -> Form:
    """From when to when not to write."""
    never = plain(say("Twice the same time means never quiet"))[: limits.FIELD_HINT]
    fields = (
        Field(key="start", label=_label(say("Quiet from")), kind="text", value=f"{person.quiet.start:%H:%M}"),
        Field(
            key="end",
            label=_label(say("Quiet until")),
            kind="text",
            hint=never,
            value=f"{person.quiet.end:%H:%M}",
        ),
    )
    return Form(token=token, title=_title(say("Quiet hours")), fields=fields)


def read_zone(values: Mapping[str, str], say: Say) -> str | Refuse:
    """The zone that was named."""
    typed = values.get("zone", "").strip()
    found = zones_called(typed)
    if len(found) == 1:
        return found[0]
    shown = typed[:60]
    if found:
        problem = say("“{zone}” may be {zones}. Which one is it?", zone=shown, zones=", ".join(found))
    elif near := zones_near(typed):
        problem = say(
            "I don't know the zone “{zone}”. Did you mean {zones}?", zone=shown, zones=", ".join(near)
        )
    else:
        problem = say(
            "I don't know the zone “{zone}”. Name a larger city near you, or write it like Europe/Madrid.",
            zone=shown,
        )
    return Refuse(problem, {"zone": problem})


def read_language(values: Mapping[str, str], languages: Sequence[str], say: Say) -> str | Refuse:
    """The language that was chosen."""
    chosen = values.get("language", "")
    if chosen in languages:
        return chosen
    problem = say("I don't speak that. I speak {languages}.", languages=", ".join(map(called, languages)))
    return Refuse(problem, {"language": problem})


def read_days(values: Mapping[str, str], say: Say) -> frozenset[int] | Refuse:
    """The days that were chosen."""
    chosen = values.get("days", "")
    typed = values.get("other", "") if chosen == OTHER else chosen
    try:
        return parse_working_days(typed)
    except ValueError:
        problem = say("Which days? Write them in English, such as mon,tue,thu or tue-sat.")
        return Refuse(problem, {"other": problem})


def read_quiet(values: Mapping[str, str], say: Say) -> QuietHours | Refuse:
    """The hours that were filled in."""
    start, end = _clock(values.get("start", "")), _clock(values.get("end", ""))
    if start is not None and end is not None:
        return QuietHours(start=start, end=end)
    problem = say("A time, please, such as 21:00 or 9 pm.")
    wrong = {key: problem for key, read in (("start", start), ("end", end)) if read is None}
    return Refuse(problem, wrong)


def _clock(typed: str) -> time | None:
    found = _CLOCK.fullmatch(typed.strip())
    if found is None or not typed.isascii():
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute) if hour < 24 else None


def _label(text: Text) -> str:
    return plain(text)[: limits.FIELD_LABEL]


def _title(text: Text) -> str:
    return plain(text)[: limits.FORM_TITLE]
