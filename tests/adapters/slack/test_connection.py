"""What the bot wrote itself is known again, and nothing else is taken for it."""

from adapters.slack.connection import is_own


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
