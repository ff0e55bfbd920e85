"""The guard from the command line, in words."""

from functools import partial

from bot.app.database import change
from bot.app.plans import plan_of
from bot.config.setup import Checked, CohortSetup
from bot.domain.people import Role
from bot.engine.clock import SystemClock
from bot.features import holding
from bot.features.roster_changes import count
from bot.store.cohorts import Hold

BY = "the command line"


def hold(checked: Checked, setup: CohortSetup, reason: str) -> str:
    """Stop a cohort; what is said about it."""
    now, name = SystemClock().now(), setup.cohort.name
    before = change(checked, lambda tx: holding.hold(tx, plan_of(setup), reason, BY, now))
    if before is not None:
        return f"{name} is held already {_since(before)}. That hold stays."
    return f"{name} is held: nothing is planned or sent until `cohortbot release` or `forget`."


def release(checked: Checked, setup: CohortSetup) -> str:
    """Let a cohort go on; what is said about it."""
    now, name = SystemClock().now(), setup.cohort.name
    before = change(checked, lambda tx: holding.release(tx, plan_of(setup), BY, now))
    if before is None:
        return f"{name} is not held; nothing was changed."
    return f"{name} goes on. It was held {_since(before)}."


def forget(checked: Checked, setup: CohortSetup) -> str:
    """Spare the creators of a held cohort what has passed, and let it go on; what is said about it."""
    now, name, plan = SystemClock().now(), setup.cohort.name, plan_of(setup)
    creators = steps = messages = 0
    after: int | None = 0
    while after is not None:
        done = change(checked, partial(holding.forget, plan=plan, by=BY, now=now, after=after))
        creators, steps, messages = creators + done.creators, steps + done.steps, messages + done.messages
        after = done.after
    everybody = len(setup.people(Role.CREATOR))
    return (
        f"{name} goes on. {creators} of {count(everybody, 'creator is', 'creators are')} spared"
        f" {count(steps, 'step', 'steps')} not planned by then"
        f" and {count(messages, 'message', 'messages')} not sent by then."
    )


def _since(hold: Hold) -> str:
    return f"since {hold.since:%Y-%m-%d %H:%M} UTC by {hold.by}: {hold.reason}"
