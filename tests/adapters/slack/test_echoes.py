"""What the bot wrote itself is known again, and nothing else is taken for it."""

import json

import pytest

from adapters.slack.echoes import envelope_of, is_own


def told(**event: object) -> dict[str, object]:
    """An event as Slack tells it."""
    return {"type": "event_callback", "event": {"type": "message", "channel": "D1", **event}}


def test_only_what_the_bot_wrote_is_its_own() -> None:
    """Neither what people write, nor other bots, nor other things that happen."""
    assert is_own(told(bot_id="B1"), "B1")
    assert not is_own(told(bot_id="B2"), "B1")
    assert not is_own(told(user="U1"), "B1")
    assert not is_own(told(bot_id="B1", type="app_home_opened"), "B1")
    assert not is_own({"type": "block_actions", "user": {"id": "U1"}}, "B1")


def test_where_the_bot_has_no_id_nothing_is_its_own() -> None:
    """A message without an author's bot is no message of this one."""
    assert not is_own(told(bot_id=""), "")
    assert not is_own(told(), "")


def test_its_envelope_is_acknowledged() -> None:
    """Of its own words, and of nothing else that names it."""
    own = {"envelope_id": "E1", "type": "events_api", "payload": told(bot_id="B1")}
    theirs = {**own, "payload": told(user="U1", text="Who is B1?")}

    assert envelope_of(json.dumps(own), "B1") == "E1"
    assert envelope_of(json.dumps(own), "") is None
    assert envelope_of(json.dumps(theirs), "B1") is None


@pytest.mark.parametrize("message", ["B1", "[]", '{"payload": {}, "bot_id": "B1"}', '"B1'])
def test_what_has_no_shape_is_nothing_of_its_own(message: str) -> None:
    """It is heard, and refused, like everything else."""
    assert envelope_of(message, "B1") is None
