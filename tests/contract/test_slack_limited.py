"""More happens in a workspace than Slack tells an app of: what it kept to itself is read afterwards."""

import logging

import pytest

from adapters.slack.adapter import SlackAdapter
from adapters.slack.hearing import Hearing
from bot.chat.adapter import OpenPlace
from bot.chat.event import TextReceived
from tests.contract.slack_app import Way
from tests.contract.slack_rig import with_slack
from tests.platforms.slack.hearing import Kind


class SoonOver(Hearing):
    """The minute, in which nothing more is told, is a moment."""

    limit_lasts = 0.01


class Limited(SlackAdapter):
    """An adapter whose minutes are short."""

    hearing_kind = SoonOver


@pytest.mark.parametrize("way", Way, ids=lambda way: way.name)
async def test_what_slack_kept_to_itself_is_read_afterwards(
    way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack tells no more in this minute: it is acknowledged and logged, and rooms are read after it."""
    async with with_slack(Limited, way=way) as rig:
        began = rig.now()
        rig.door.reread.append(OpenPlace(place=rig.ana, since=began))
        rig.slack.desk.subscribed = frozenset()
        await rig.types_unheard(rig.ana, "I am stuck")
        minute = {"minute_rate_limited": int(began.timestamp()), "api_app_id": rig.slack.world.app}
        body = {"type": "app_rate_limited", "team_id": rig.slack.team, "token": "verification-token"}
        with caplog.at_level(logging.ERROR):
            rig.slack.hearing.tell(Kind.EVENT, body | minute)
            await rig.door.knocked(1)
            await rig.settled()

        (event,) = rig.door.events
        assert isinstance(event, TextReceived)
        assert event.text == "I am stuck"
        assert not rig.slack.hearing.failures
        assert "fewer events than there are" in caplog.text
