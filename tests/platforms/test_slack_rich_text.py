"""Rich text on the small Slack: read as people read it, and heard where it calls them."""

from typing import Any

import pytest

from tests.platforms.slack.server import serving
from tests.platforms.slack_bots import client_of

Json = dict[str, Any]


def rich(*elements: Json) -> Json:
    """A block of one paragraph."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


async def test_everybody_reads_names_times_and_labels() -> None:
    """Not the ids and addresses behind them."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")
        said = rich(
            {"type": "text", "text": "Hi "},
            {"type": "user", "user_id": ana.id},
            {"type": "text", "text": ", now", "style": {"bold": True}},
            {"type": "date", "timestamp": 5, "format": "{time}", "fallback": " at 12:00 "},
            {"type": "link", "url": "https://a.example", "text": "here"},
            {"type": "link", "url": "https://b.example"},
        )
        await client.chat_postMessage(channel=ana.id, text="Hi", blocks=[said])

        assert [each.content for each in ana.sees()] == ["Hi @ana, now at 12:00 herehttps://b.example"]


@pytest.mark.parametrize(
    ("element", "calls"),
    [
        ({"type": "user", "user_id": "U1"}, True),
        ({"type": "broadcast", "range": "channel"}, True),
        ({"type": "usergroup", "usergroup_id": "S1"}, True),
        ({"type": "text", "text": "<!channel> <@U1>"}, False),
    ],
)
async def test_who_is_called_is_told_by_the_element(element: Json, calls: bool) -> None:
    """In its texts no mark is read."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")
        sent = await client.chat_postMessage(channel=ana.id, text="Hello", blocks=[rich(element)])

        assert there.pings(str(sent["ts"])) is calls
