"""What Slack alone does to an adapter: its own words told back, other workspaces, clocks on every event."""

from bot.chat.adapter import OpenPlace
from tests.contract.slack_rig import SlackRig
from tests.contract.words import key, says
from tests.platforms.slack.hearing import Kind

SOON = 0.5
"""Seconds in which everything is acknowledged."""


async def its_own_words_are_not_heard(rig: SlackRig) -> None:
    """Slack tells the bot of what the bot wrote; nobody typed it."""
    (part,) = rig.adapter.layout(says())
    await rig.adapter.send(rig.ana, part, key=key())
    await rig.slack.hearing.settled()

    assert rig.slack.hearing.told
    assert rig.door.knocks == []


async def nor_when_they_are_read_again(rig: SlackRig) -> None:
    """The history holds them too."""
    (part,) = rig.adapter.layout(says())
    began = rig.now()
    await rig.adapter.send(rig.ana, part, key=key())
    await rig.disconnects()
    rig.door.reread.append(OpenPlace(place=rig.ana, since=began))
    await rig.connects()
    await rig.settled()

    assert "conversations.history" in [method for method, _ in rig.slack.calls]
    assert rig.door.knocks == []


async def another_workspace_is_not_heard(rig: SlackRig) -> None:
    """An event that names another workspace is acknowledged, and left alone."""
    await rig.types(rig.ana, "Hello")
    told = rig.slack.hearing.told[-1]
    other = {"team_id": "T0OTHER", "event": told.payload["event"] | {"ts": rig.slack.world.ids.ts()}}
    rig.slack.hearing.tell(Kind.EVENT, told.payload | other)
    await rig.slack.hearing.settled()

    assert len(rig.door.knocks) == 1
    assert not rig.slack.hearing.failures


async def what_is_kept_is_acknowledged_at_once(rig: SlackRig) -> None:
    """Slack does not wait until something was done about what somebody typed."""
    await rig.lingers()
    await rig.types(rig.ana, "Hello")

    assert not rig.slack.hearing.failures
    assert rig.slack.hearing.p99() < SOON


async def a_slow_answer_is_acknowledged_at_once(rig: SlackRig) -> None:
    """Nor until an answer is there."""
    await rig.lingers()
    await rig.uses(rig.ana, "program progress")

    assert rig.slack.hearing.p99(Kind.COMMAND) < SOON


async def notifications_say_it_all(rig: SlackRig) -> None:
    """Who hears a message read, or sees it on a locked telephone, gets its words too."""
    (part,) = rig.adapter.layout(says("Are you done with *week 3*?", "Done"))
    ref = await rig.adapter.send(rig.ana, part, key=key())

    assert rig.slack.message(ref.id).text == "Are you done with *week 3*?"


async def what_was_typed_calls_nobody(rig: SlackRig) -> None:
    """Neither in what is shown, nor in what a notification reads out."""
    (part,) = rig.adapter.layout(says("Ben & <!channel> said <@U0BEN> and <https://example.org|this>"))
    ref = await rig.adapter.send(rig.channel, part, key=key())

    (seen,) = await rig.reads(rig.channel)
    assert not seen.rang
    assert rig.slack.unescaped(ref.id) == []


ALL = (
    its_own_words_are_not_heard,
    nor_when_they_are_read_again,
    another_workspace_is_not_heard,
    what_is_kept_is_acknowledged_at_once,
    a_slow_answer_is_acknowledged_at_once,
    notifications_say_it_all,
    what_was_typed_calls_nobody,
)
