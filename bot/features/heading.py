"""How every message about a step begins."""

from datetime import timedelta

from bot.chat.text import Strong, Text, When, joined
from bot.domain.delivery import LedgerEntry
from bot.engine.feature import Speaking

WORTH_SAYING = timedelta(hours=1)
"""A message later than this says so."""


def heading(entry: LedgerEntry, kind: Text) -> Text:
    """The kind of the step, its week and its title."""
    return joined((*kind, " · "), (Strong(entry.title),))


def lateness(speaking: Speaking) -> Text:
    """A line that says when this was due, if it comes late; quiet hours and the like are no lateness."""
    leased = speaking.leased
    if speaking.now - leased.not_before < WORTH_SAYING or leased.person is None:
        return ()
    due = When(leased.due_at, leased.person.zone)
    return joined(speaking.say("This was due {when}; sorry that it comes late.", when=due), ("\n",))
