"""Of all that stands in a conversation with the bot, what people write to it is heard, and nothing else."""

from typing import Any

import pytest

from adapters.slack import inbound
from bot.chat.event import TextReceived

TEAM = "T0OURS"
SAID: dict[str, Any] = {
    "type": "message",
    "channel": "D0ANA",
    "user": "U0ANA",
    "text": "I am stuck",
    "ts": "1789041999.000100",
}
HEARD: dict[str, dict[str, Any]] = {
    "words": {},
    "words by /me": {"subtype": "me_message"},
    "a file with words": {"subtype": "file_share", "files": [{"permalink": "https://files.example/1"}]},
    "an answer in a thread": {"thread_ts": "1789041000.000100"},
    "an answer in a thread, sent to all": {"subtype": "thread_broadcast", "thread_ts": "1789041000.000100"},
    "words of a person of another workspace": {"user_team": "T0THEIRS"},
    "words of a person of an organisation": {"user": "W0ANA"},
}
NOT_HEARD: dict[str, dict[str, Any]] = {
    "what a bot writes": {"bot_id": "B0OTHER"},
    "what an old bot writes": {"subtype": "bot_message", "bot_id": "B0OTHER", "user": None},
    "a change": {"subtype": "message_changed", "message": {"text": "I was stuck"}},
    "a deletion": {"subtype": "message_deleted", "deleted_ts": "1789041000.000100"},
    "a reply that a thread tells of": {"subtype": "message_replied"},
    "a call": {"subtype": "huddle_thread"},
    "a reminder of Slack's": {"subtype": "reminder_add"},
    "words in a channel": {"channel": "C0COHORT"},
    "words among several": {"channel": "G0SOME"},
    "nothing": {"text": ""},
    "words of nobody": {"user": None},
}


@pytest.mark.parametrize("told", HEARD.values(), ids=HEARD)
def test_people_are_heard(told: dict[str, Any]) -> None:
    """Whatever way they chose to say it."""
    heard = inbound.text_of({**SAID, **told}, TEAM)

    assert isinstance(heard, TextReceived)
    assert (heard.text, heard.account.user) == ("I am stuck", told.get("user", "U0ANA"))
    assert heard.id == "slack/D0ANA/1789041999.000100"


@pytest.mark.parametrize("told", NOT_HEARD.values(), ids=NOT_HEARD)
def test_nothing_else_is_heard(told: dict[str, Any]) -> None:
    """Bots would answer each other for ever, and what was said before is said."""
    assert inbound.text_of({**SAID, **told}, TEAM) is None
