"""What a configuration amounts to, in a few lines."""

from bot.config.setup import Checked, CohortSetup
from bot.domain.people import Role


def summary(checked: Checked) -> str:
    """A line for each cohort, after one that says that all is well."""
    lines = [f"{checked.path} has no fault."]
    return "\n".join(lines + [f"  {_cohort(plan)}" for plan in checked.cohorts])


def _cohort(plan: CohortSetup) -> str:
    people = ", ".join(
        _count(len(plan.people(role)), role) for role in (Role.CREATOR, Role.MENTOR, Role.ADMIN)
    )
    weeks = _count(len(plan.programme.weeks), "week")
    steps = _count(len(plan.programme.steps), "step")
    return (
        f"{plan.cohort.name}: “{plan.programme.title}”, {weeks} from {plan.cohort.start}, {steps}; {people}."
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
