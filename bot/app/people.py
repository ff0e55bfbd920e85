"""The people of a simulated cohort: those of the roster, and as many invented ones as were asked for."""

from dataclasses import replace

from bot.config.plan import CohortPlan as Setup
from bot.config.roster import Roster, RosterRow
from bot.domain.people import Role

DISCORD_ID = 900_000_000_000_000_000
"""Above every id on a roster that people have; invented accounts count up from it."""


def with_creators(setup: Setup, creators: int | None) -> Setup:
    """The same cohort with exactly so many creators; None: with those of its roster."""
    if creators is None:
        return setup
    own = setup.people(Role.CREATOR)
    staff = tuple(row for row in setup.roster.rows if row not in own)
    chosen = own[:creators] + tuple(_invented(own, number) for number in range(len(own), creators))
    return replace(setup, roster=Roster(rows=(*chosen, *staff), file=setup.roster.file))


def _invented(own: tuple[RosterRow, ...], number: int) -> RosterRow:
    """Somebody like one of the roster, under another name and account."""
    model = own[number % len(own)]
    return replace(
        model,
        name=f"{model.name} {number // len(own) + 1}",
        discord=str(DISCORD_ID + number) if model.discord else "",
        slack=f"U9{number:09d}" if model.slack else "",
    )
