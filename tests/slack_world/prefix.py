"""A prefix before the commands of the bot: everything that Slack shows is searched for one without it."""

import re
from collections.abc import Iterator
from typing import Any

from bot.features import ALL
from tests.platforms.slack.desk import Shown
from tests.platforms.slack.driver import Slack
from tests.platforms.slack.hearing import Ack
from tests.texts.slashes import slashes

PREFIX = "acme-"
GROUPS = {route.command.name.split(" ")[0] for feature in ALL for route in feature.commands}
_UNREAD = frozenset({"action_id", "block_id", "callback_id", "private_metadata", "value", "initial_value"})
"""What nobody reads, or what they filled in themselves."""


class Reader:
    """Reads over everybody's shoulder: what names a command, and what does so without the prefix."""

    def __init__(self, slack: Slack, prefix: str = PREFIX) -> None:
        self._slack = slack
        self._typed = re.compile(f"{slashes(GROUPS, prefix).pattern}|{slashes(GROUPS).pattern}")
        self._bare = slashes(GROUPS)
        self._shown: list[str] = []
        slack.desk.watching.append(self._watch)

    @property
    def named(self) -> list[str]:
        return [text for text in self._read() if not self._bare.search(text)]

    @property
    def bare(self) -> list[str]:
        return [text for text in self._read() if self._bare.search(text)]

    def _watch(self, screen: Shown) -> None:
        """What stands there now: a message may be changed later."""
        message, view = screen.message, screen.view
        if message is not None and message.author is self._slack.world.bot:
            self._keep([message.text, message.blocks])
        if view is not None:
            self._keep(view.sent)

    def _keep(self, sent: Any) -> None:
        self._shown += filter(self._typed.search, _texts(sent))

    def _read(self) -> Iterator[str]:
        """What came onto a screen, and what an acknowledgement said: the problems in a modal, too."""
        yield from self._shown
        for told in self._slack.hearing.told:
            if isinstance(told.outcome, Ack):
                yield from filter(self._typed.search, _texts(told.outcome.said))


def _texts(sent: Any) -> Iterator[str]:
    match sent:
        case str():
            yield sent
        case dict():
            for key, value in sent.items():
                if key not in _UNREAD:
                    yield from _texts(value)
        case list() | tuple():
            for value in sent:
                yield from _texts(value)
        case _:
            pass
