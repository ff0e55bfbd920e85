"""Somebody sits down at a terminal: who they are, what they read there, and how the talk ends."""

from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from adapters.terminal.lines import Lines
from adapters.terminal.screen import Others, Screen, Seat
from bot.app.naming import person_named
from bot.app.running import enrol_empty
from bot.chat.adapter import Halted
from bot.chat.place import TERMINAL, Account
from bot.config.setup import Checked
from bot.domain.people import Person
from bot.engine.clock import Clock, SystemClock
from bot.engine.wording import wording
from bot.errors import CohortbotError, PlatformError
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """What is typed, what is printed to, and whether somebody is asked for lines."""

    lines: Lines
    stream: TextIO
    prompts: bool = False
    folder: Path = Path()
    """Where the files that the person is sent are saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """The person, and the accounts by which other chats know them."""

    person: Person
    accounts: frozenset[Account]


def sit_down(tx: Tx, checked: Checked, name: str) -> Sitter:
    """Who is called so; a cohort that is not on record yet gets its roster. InputError for a stranger."""
    enrol_empty(tx, checked)
    everybody = {known.person.name: known for known in tx.people.everybody()}
    known = everybody[person_named(name, everybody, "on record")]
    return Sitter(person=known.person, accounts=frozenset(tx.people.accounts(known.id)))


def screen_of(terminal: Terminal, sitter: Sitter, clock: Clock, others: Others) -> Screen:
    """The screen before them. Its session is named by the machine's clock, on a copy as well."""
    seat = Seat(
        account=Account(platform=TERMINAL, user=sitter.person.key),
        session=f"{SystemClock().now():%Y%m%dT%H%M%S%f}",
        zone=sitter.person.zone,
        also=sitter.accounts,
        others=others,
    )
    say = wording(sitter.person.language)
    return Screen(terminal.stream, seat, clock.now, say=say, prompts=terminal.prompts)


async def supervised(talk: Awaitable[None]) -> None:
    """Await the talk. A terminal that has gone ends it; what is unforeseen ends it without a traceback."""
    try:
        await talk
    except Halted:
        return  # Nobody reads this any more.
    except CohortbotError:
        raise
    except Exception as unforeseen:  # The supervisor's broad catch.
        raise PlatformError(
            f"the talk ended, for a fault of this program ({type(unforeseen).__name__}: {unforeseen});"
            " what was answered before is kept, and it can be begun again"
        ) from unforeseen
