"""The doctor looks at each configured channel of Slack, and at its history."""

from bot.chat.place import Channel
from tests.adapters.slack.looking import at, ill, looks, only
from tests.platforms.slack.ratelimits import Tiers
from tests.platforms.slack.rules import Rules
from tests.platforms.slack.server import Slack, serving


async def test_a_channel_that_is_not_there(there: Slack) -> None:
    """Mistyped, or private: Slack tells no difference."""
    hidden = there.channel("staff", kind="group", joined=False)

    for id in ("C0NOWHERE", hidden.id):
        found = await only(there, channels=(at(there, id),))
        assert found.text == f"There is no channel {id}, or it is private and the bot is not in it."


async def test_a_channel_that_the_bot_is_not_in(there: Slack) -> None:
    """It has to be invited, by the name that it has there."""
    there.channel("welcome", joined=False)

    found = await only(there, channels=(at(there, there.channel("welcome").id),))

    assert found.text == "The bot is not in #welcome."
    assert found.remedy == "Write `/invite @cohortbot` in #welcome."


async def test_a_channel_that_is_archived(there: Slack) -> None:
    """Nothing can be posted there."""
    there.channel("general").archived = True

    assert (await only(there)).text == "#general is archived."


async def test_a_conversation_is_no_channel(there: Slack) -> None:
    """An id that was copied in the wrong place."""
    there.credential.scopes.append("im:read")
    room = there.world.im(there.person("Ana").user)

    assert "and no channel" in (await only(there, channels=(at(there, room.id),))).text


async def test_a_history_that_may_not_be_read(there: Slack) -> None:
    """The scope is named, and the channel that wants it."""
    there.credential.scopes.remove("groups:history")
    private = there.channel("welcome", kind="group")

    assert await ill(there, channels=(at(there, private.id),)) == [
        (
            "scopes",
            "The app lacks the scope groups:history, needed to find its own messages in private channels.",
        ),
        (
            f"channel {private.id}",
            "The bot may not read the history of #welcome: the app lacks the scope groups:history.",
        ),
    ]


async def test_a_scope_without_which_a_channel_cannot_be_seen(there: Slack) -> None:
    """It is said of the channel too."""
    there.credential.scopes.remove("channels:read")

    channel = at(there).at
    assert isinstance(channel, Channel)
    assert [subject for subject, _ in await ill(there)] == ["scopes", f"channel {channel.id}"]


async def test_a_history_that_is_given_slowly_is_a_note(there: Slack) -> None:
    """Apps that are sold outside the Marketplace get fifteen messages once a minute; that is no fault."""
    async with serving(rules=Rules(tiers=Tiers(restricted=True))) as slack:
        ana, general = slack.person("Ana"), slack.channel("general")
        other = slack.channel("welcome")
        for number in range(16):
            ana.types(f"Message {number}", general.id)

        found = await looks(slack, channels=(at(slack), at(slack, other.id)))

    notes = [one.text for one in found if one.subject == "history"]
    assert all(one.well for one in found)
    assert notes[0].startswith("Slack gives this app at most 15 messages of a history, once a minute")
    assert notes[1].startswith("Whether the bot may read the history of #welcome can't be seen now")
