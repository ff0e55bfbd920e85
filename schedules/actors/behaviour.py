"""Behaviour: what an actor intends when it sees a message, and what its life brings. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.chat.adapter import Shown
from bot.chat.token import Token
from bot.features.notice import WORD as WELCOME
from schedules.actors.act import Intent, Press, Use
from schedules.actors.chance import between, chance, one_of
from schedules.actors.manner import Manner, Role

DAY = 24.0
NOT_NOW = frozenset(("later", "stuck"))
"""What these buttons are for, actors do not do: they do what is asked of them, or nothing."""
ZONES = ("America/New_York", "Europe/Lisbon", "Asia/Tokyo", "Australia/Lord_Howe", "Africa/Cairo")

_CARE = {
    Manner.DILIGENT: (0.95, 1.0, 30.0),
    Manner.LATE: (0.75, 2 * DAY, 6 * DAY),
    Manner.SILENT: (0.06, 1.0, 3 * DAY),
    Manner.LEAVES: (0.85, 1.0, 30.0),
    Manner.MOVES: (0.95, 1.0, 30.0),
    Manner.PAUSES: (0.9, 1.0, 30.0),
}
"""How likely each does what a message asks, and within which hours."""

AT_ONCE = (0.02, 0.5)
"""Within these hours the test message of joining is confirmed, since one is still there."""


def reactions(seed: int, role: Role, shown: Shown, start: datetime) -> Iterator[Intent]:
    """What somebody intends on seeing a message; `start` is when week 1 begins."""
    for button in shown.part.buttons:
        if button.token.feature == "join":
            yield from _joining(seed, role, shown, button.token, start)
            return
    if role.manner is None or shown.place.at != role.account:
        return
    asked = [button for button in shown.part.buttons if button.token.feature not in NOT_NOW]
    for button in asked[:3]:
        yield from _answering(seed, role, role.manner, shown, button.token)


def _joining(seed: int, role: Role, shown: Shown, token: Token, start: datetime) -> Iterator[Intent]:
    """Most join before the start, some in the first weeks, a few never; staff at once."""
    if shown.place.platform != role.account.platform:
        return
    drawn = chance(seed, role.name, "joins")
    if role.manner is None:
        at = shown.at + _hours(between(0.1, 20, seed, role.name, "join"))
    elif drawn < 0.86:
        before = max((start - shown.at) / timedelta(hours=1) - 1, 1)
        at = shown.at + _hours(between(0.1, before, seed, role.name, "join"))
    elif drawn < 0.97:
        at = max(start, shown.at) + _hours(between(6, 24 * DAY, seed, role.name, "join"))
    else:
        return
    yield Intent(id=f"join/{role.name}", at=_minute(at), who=role.name, does=_press(shown, token))


def _answering(seed: int, role: Role, manner: Manner, shown: Shown, token: Token) -> Iterator[Intent]:
    """Do what the button is for, perhaps; a second message about the same thing is a second chance."""
    likely, soonest, latest = _CARE[manner]
    words = (role.name, str(token), shown.key)
    if chance(seed, *words, "does") < likely:
        if token.feature == WELCOME:
            soonest, latest = AT_ONCE
        at = shown.at + _hours(between(soonest, latest, seed, *words, "when"))
        yield Intent(id=f"{token}/{shown.key}", at=_minute(at), who=role.name, does=_press(shown, token))


def life(seed: int, role: Role, joined: datetime) -> Iterator[Intent]:
    """What a creator's life brings after joining: leaving, moving, resting."""

    def when(word: str, first_week: float, last_week: float) -> datetime:
        hours = between(first_week * 7 * DAY, last_week * 7 * DAY, seed, role.name, word)
        return _minute(joined + _hours(hours))

    match role.manner:
        case Manner.LEAVES:
            yield _use(role, "leave", when("leave", 3, 20), "program leave")
        case Manner.MOVES:
            zone = one_of(ZONES, seed, role.name, "zone")
            yield _use(role, "move", when("move", 2, 22), "program zone", ("zone", zone))
        case Manner.PAUSES:
            at = when("pause", 2, 20)
            weeks = 1 + int(between(0, 4, seed, role.name, "weeks"))
            mode = "skip" if chance(seed, role.name, "mode") < 0.4 else "shift"
            yield _use(role, "pause", at, "program pause", ("weeks", str(weeks)), ("mode", mode))
            if chance(seed, role.name, "early") < 0.5:
                early = between(0.2, 0.9, seed, role.name, "resume")
                yield _use(role, "resume", _minute(at + timedelta(weeks=weeks) * early), "program resume")
        case _:
            return


def _use(role: Role, word: str, at: datetime, command: str, *values: tuple[str, str]) -> Intent:
    return Intent(id=f"{word}/{role.name}", at=at, who=role.name, does=Use(command, values))


def _press(shown: Shown, token: Token) -> Press:
    return Press(token=token, key=shown.key, ref=shown.ref, place=shown.place)


def _hours(hours: float) -> timedelta:
    return timedelta(hours=hours)


def _minute(at: datetime) -> datetime:
    """People don't act on the second; whole minutes also keep a simulation short."""
    return at.replace(second=0, microsecond=0) + timedelta(minutes=1)
