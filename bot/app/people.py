"""The people of a simulated cohort: those of the roster, and as many invented ones as were asked for."""

from collections.abc import Callable
from dataclasses import replace

from bot.config.roster import Roster, RosterRow
from bot.config.setup import CohortSetup
from bot.domain.people import Person, QuietHours, Role
from bot.features.enrolling import accounts_of
from schedules.actors.diary import Diary
from schedules.actors.manner import Manner
from schedules.actors.manner import Role as Part
from schedules.verdict import Player

DISCORD_ID = 900_000_000_000_000_000
"""Above every id on a roster that people have; invented accounts count up from it."""


def with_creators(setup: CohortSetup, creators: int | None) -> CohortSetup:
    """The same cohort with exactly so many creators; None: with those of its roster."""
    if creators is None:
        return setup
    own = setup.people(Role.CREATOR)
    staff = tuple(row for row in setup.roster.rows if row not in own)
    chosen = own[:creators] + tuple(_invented(own, number) for number in range(len(own), creators))
    return replace(setup, roster=Roster(rows=(*chosen, *staff), file=setup.roster.file))


def parts_of(setup: CohortSetup, manner: Callable[[str], Manner]) -> list[Part]:
    """Everybody's part in the play; `manner` says how the creator of a name is."""
    creators = setup.people(Role.CREATOR)
    return [
        Part(name=row.name, account=accounts[0], manner=manner(row.name) if row in creators else None)
        for row in setup.roster.rows
        if (accounts := accounts_of(setup, row))
    ]


def players_of(setup: CohortSetup, quiet: QuietHours, diary: Diary) -> list[Player]:
    """The creators as the run is judged: by the roster, and by what they wrote into the diary."""
    return [
        Player(
            person=Person(
                key="",
                name=row.name,
                zone=row.zone,
                language=row.language,
                working_days=row.working_days,
                quiet=quiet,
            ),
            account=accounts[0],
            track=row.track,
            diary=diary.of(row.name),
        )
        for row in setup.people(Role.CREATOR)
        if (accounts := accounts_of(setup, row))
    ]


def _invented(own: tuple[RosterRow, ...], number: int) -> RosterRow:
    """Somebody like one of the roster, under another name and account."""
    model = own[number % len(own)]
    return replace(
        model,
        name=f"{model.name} {number // len(own) + 1}",
        discord=str(DISCORD_ID + number) if model.discord else "",
        slack=f"U9{number:09d}" if model.slack else "",
    )
