"""Whom and what the command line means by a name."""

from collections.abc import Iterable

from bot.config.roster import folded
from bot.config.setup import Checked, CohortSetup
from bot.config.suggest import did_you_mean
from bot.errors import InputError


def cohort_named(checked: Checked, name: str | None) -> CohortSetup:
    """The cohort of that name; without a name the only one. Raises InputError that names them all."""
    names = [plan.cohort.name for plan in checked.cohorts]
    if name is None:
        if len(names) > 1:
            raise InputError(f"{checked.path} has several cohorts: add --cohort {' or '.join(names)}")
        return checked.cohorts[0]
    plan = checked.plan(name)
    if plan is None:
        remedy = did_you_mean(name, names, f"the cohorts are {', '.join(names)}")
        raise InputError(f"{checked.path} has no cohort {name!r}; {remedy}")
    return plan


def person_named(name: str, known: Iterable[str], where: str) -> str:
    """The name as it is written there. Raises InputError with the nearest one."""
    names = list(known)
    found = next((one for one in names if folded(one) == folded(name)), None)
    if found is None:
        remedy = did_you_mean(name, names, "write the whole name, as it stands in the roster")
        raise InputError(f"{name!r} is not {where}; {remedy}")
    return found
