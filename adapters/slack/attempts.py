"""Attempts: which keys were sent lately, since Slack itself would show one key twice."""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.chat.place import MessageRef

KEPT = 2_000
"""So many keys are known again."""
SKEW = timedelta(minutes=5)
"""So far Slack's clock may be behind this machine's."""


class Attempts:
    """What became of each key: its message, or the time since when one may stand there.

    Bounded, and gone with the process: whoever sends again after that looks for the message first.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, MessageRef | datetime] = OrderedDict()

    def of(self, key: str) -> MessageRef | datetime | None:
        """The message of a key; since when it may have been posted; None where it was not tried."""
        return self._known.get(key)

    def begins(self, key: str, now: datetime) -> None:
        """It may be posted from now on. Of several attempts the first counts."""
        self._known.setdefault(key, now - SKEW)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def posted(self, key: str, ref: MessageRef) -> None:
        """It stands there."""
        self._known[key] = ref

    def refused(self, key: str) -> None:
        """It was certainly not posted."""
        self._known.pop(key, None)
