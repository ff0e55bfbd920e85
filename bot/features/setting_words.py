"""A person's settings in words, as settings, joining and privacy tell them."""

from datetime import datetime

from bot.chat.place import Account
from bot.chat.text import Say, Text, joined, plain
from bot.domain.people import Person, QuietHours
from bot.domain.wall import wall_time
from bot.engine.tongues import called


def clock(now: datetime, zone: str) -> str:
    """What the clocks of a zone show. As words: a chat would show the reader's own time."""
    return f"{wall_time(now, zone):%H:%M}"


def chat_of(account: Account) -> str:
    """A platform as it is called."""
    return str(account.platform).capitalize()


def days_of(days: frozenset[int], say: Say) -> str:
    """Working days in words."""
    known = {
        frozenset(range(5)): say("Monday to Friday"),
        frozenset((6, 0, 1, 2, 3)): say("Sunday to Thursday"),
        frozenset(range(6)): say("Monday to Saturday"),
        frozenset(range(7)): say("every day"),
    }
    names = (
        say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"),
        say("Sunday"),
    )  # fmt: skip
    return plain(known.get(days) or joined(*_listed([names[day] for day in sorted(days)])))


def _listed(names: list[Text]) -> list[Text]:
    return [part for number, name in enumerate(names) for part in ((", ",) if number else (), name)]


def quiet_of(quiet: QuietHours, say: Say) -> str:
    """Quiet hours in words."""
    if quiet.start == quiet.end:
        return plain(say("none"))
    return f"{quiet.start:%H:%M}-{quiet.end:%H:%M}"


def settings_of(person: Person, accounts: list[Account], now: datetime, say: Say) -> Text:
    """All settings, one a line."""
    lines = [
        say("Time zone: {zone}, where it is {time}", zone=person.zone, time=clock(now, person.zone)),
        say("Language: {language}", language=called(person.language)),
        say("Working days: {days}", days=days_of(person.working_days, say)),
        say("Quiet hours: {hours}", hours=quiet_of(person.quiet, say)),
    ]
    if accounts:
        lines.append(say("I write to you on {chat}", chat=chat_of(accounts[0])))
    return joined(*(part for line in lines for part in (("\n• ",), line)))
