"""What the server that plays Slack refuses for who asks, where, and how often."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.slack.faults import RateLimit, Refuse, ResetAfter, ResetBefore, Slow, Status
from tests.platforms.slack.ratelimits import Tiers
from tests.platforms.slack.rules import Rules
from tests.platforms.slack.server import Slack, serving
from tests.platforms.slack_bots import client_of

Answer = Any


async def refused(asking: Any) -> Answer:
    """The whole response that says no."""
    with pytest.raises(SlackApiError) as no:
        await asking
    return no.value.response


async def error(asking: Any) -> str:
    return str((await refused(asking))["error"])


async def test_tokens_and_scopes_are_looked_at() -> None:
    """Each with the error that Slack has for it."""
    async with serving() as there:
        ana, client = there.person("Ana"), client_of(there)

        assert await error(client_of(there, "xoxb-other").auth_test()) == "invalid_auth"
        assert await error(AsyncWebClient(base_url=there.api_url).auth_test()) == "not_authed"
        assert (
            await error(client.apps_connections_open(app_token=there.bot_token)) == "not_allowed_token_type"
        )
        there.credential.scopes.remove("im:write")
        no = await refused(client.conversations_open(users=ana.id))
        assert (no["error"], no["needed"]) == ("missing_scope", "im:write")
        there.credential.scopes.remove("im:history")
        assert await error(client.conversations_history(channel=ana.dm)) == "missing_scope"
        there.revoke()
        assert await error(client.chat_postMessage(channel=ana.id, text="x")) == "token_revoked"
        there.revoke("account_inactive")
        assert await error(client.auth_test()) == "account_inactive"
        assert there.breaches == []


async def test_places_are_looked_at() -> None:
    """Channels that are gone, closed or not joined; people who are gone; the Messages tab."""
    async with serving() as there:
        ana, client = there.person("Ana"), client_of(there)
        secret = there.channel("secret", kind="group", joined=False).id
        other = there.channel("other", joined=False)

        async def post(channel: str) -> str:
            return await error(client.chat_postMessage(channel=channel, text="x"))

        assert await post("C404") == "channel_not_found"
        assert await post(secret) == "channel_not_found"
        assert await post(other.id) == "not_in_channel"
        await client.conversations_join(channel=other.id)
        await client.chat_postMessage(channel=other.id, text="x")
        other.archived = True
        assert await post(other.id) == "is_archived"
        there.world.messages_tab = False
        assert await post(ana.id) == "messages_tab_disabled"
        there.world.messages_tab = True
        ana.deactivates()
        assert await post(ana.id) == "user_disabled"
        assert await error(client.users_info(user="U404")) == "user_not_found"
        assert (await client.users_info(user=ana.id))["user"].get("tz") is None


async def test_only_own_messages_are_changed() -> None:
    """By channel and timestamp; ephemeral ones are found by nobody."""
    async with serving() as there:
        ana, client = there.person("Ana"), client_of(there)
        general = there.channel("general").id
        typed = ana.types("Hello", general)
        hidden = await client.chat_postEphemeral(channel=general, user=ana.id, text="Psst")
        own = await client.chat_postMessage(channel=general, text="One")

        async def update(ts: str) -> Answer:
            return await client.chat_update(channel=general, ts=ts, text="Two")

        assert await error(update(typed.ts)) == "cant_update_message"
        assert await error(update(hidden["message_ts"])) == "message_not_found"
        await update(own["ts"])
        await client.reactions_add(channel=general, timestamp=own["ts"], name="tada")
        again = client.reactions_add(channel=general, timestamp=own["ts"], name="tada")
        assert await error(again) == "already_reacted"
        last = ana.sees(general)[-1]
        assert (last.text, last.edited, last.reactions) == ("Two", True, ("tada",))
        await client.chat_delete(channel=general, ts=own["ts"])
        assert await error(client.chat_delete(channel=general, ts=own["ts"])) == "message_not_found"


async def test_methods_have_tiers_and_channels_a_second() -> None:
    """429 with whole seconds, for this method alone."""
    async with serving(rules=Rules(tiers=Tiers(window=60, channel_window=60))) as there:
        ana, bea, client = there.person("Ana"), there.person("Bea"), client_of(there)
        await client.chat_postMessage(channel=ana.id, text="One")
        await client.chat_postMessage(channel=bea.id, text="One")
        no = await refused(client.chat_postMessage(channel=ana.id, text="Two"))
        assert (no.status_code, no["error"]) == (429, "ratelimited")
        assert 58 <= int(no.headers["Retry-After"]) <= 60
        for _ in range(20):
            await client.users_list()
        assert await error(client.users_list()) == "ratelimited"
        assert (await client.users_info(user=ana.id))["ok"]
        assert [each.text for each in ana.sees()] == ["One"]


async def test_restricted_apps_read_little_and_seldom() -> None:
    """15 objects, once a minute; the rest by a cursor."""
    async with serving(rules=Rules(tiers=Tiers(restricted=True, window=60))) as there:
        ana, client = there.person("Ana"), client_of(there)
        for number in range(20):
            ana.types(f"{number}")
        page = await client.conversations_history(channel=ana.dm, limit=100)

        assert len(page["messages"]) == 15
        assert page["has_more"]
        assert await error(client.conversations_history(channel=ana.dm)) == "ratelimited"


async def test_history_is_read_by_time_and_by_page() -> None:
    """Newest first, without replies, which their thread tells, oldest first."""
    async with serving() as there:
        ana, client = there.person("Ana"), client_of(there)
        first = await client.chat_postMessage(channel=ana.id, text="First")
        there.advance(timedelta(hours=1))
        reply = ana.types("Reply", thread=first["ts"])
        last = await client.chat_postMessage(channel=ana.id, text="Last")

        async def texts(**asked: Any) -> list[str]:
            read = await client.conversations_history(channel=ana.dm, **asked)
            return [each["text"] for each in read["messages"]]

        assert await texts() == ["Last", "First"]
        assert await texts(oldest=first["ts"]) == ["Last"]
        assert await texts(oldest=first["ts"], inclusive=True) == ["Last", "First"]
        assert await texts(latest=last["ts"]) == ["First"]
        page = await client.conversations_history(channel=ana.dm, limit=1)
        assert await texts(limit=1, cursor=page["response_metadata"]["next_cursor"]) == ["First"]
        thread = await client.conversations_replies(channel=ana.dm, ts=first["ts"])
        assert [each["text"] for each in thread["messages"]] == ["First", "Reply"]
        assert 3600 <= float(reply.ts) - float(first["ts"]) < 3601


async def test_history_may_lag_behind() -> None:
    """What was just posted is read a little later."""
    async with serving() as there:
        ana, client = there.person("Ana"), client_of(there)
        there.desk.history_lag = timedelta(seconds=2)
        await client.chat_postMessage(channel=ana.id, text="First")
        assert (await client.conversations_history(channel=ana.dm))["messages"] == []
        there.advance(timedelta(seconds=3))
        assert len((await client.conversations_history(channel=ana.dm))["messages"]) == 1


async def sent(there: Slack, client: AsyncWebClient, *, fails: type[BaseException]) -> list[str]:
    """What Ana has after an attempt that fails so."""
    with pytest.raises(fails):
        await client.chat_postMessage(channel=there.person("Ana").id, text="One")
    return [each.text for each in there.person("Ana").sees()]


@pytest.mark.parametrize(
    ("fault", "fails", "done"),
    [
        (ResetBefore(), aiohttp.ClientError, False),
        (ResetAfter(), aiohttp.ClientError, True),
        (Status(status=503), SlackApiError, False),
        (Status(status=500, after=True), SlackApiError, True),
        (Refuse(error="fatal_error", after=True), SlackApiError, True),
        (Refuse(error="service_unavailable"), SlackApiError, False),
        (RateLimit(after=7), SlackApiError, False),
    ],
)
async def test_what_goes_wrong_leaves_open_what_was_done(fault: Any, fails: Any, done: bool) -> None:
    """The bot sees the failure; only Ana sees what came of it."""
    async with serving() as there:
        there.faults.script(fault, method="chat.postMessage")

        assert await sent(there, client_of(there), fails=fails) == (["One"] if done else [])
        assert there.faults.injected == {fault: 1}
        assert there.calls[-1][0] == "chat.postMessage"


async def test_a_plan_of_faults_tells_the_same_story_again() -> None:
    """By a hash of seed, key and attempt; a fault of one channel leaves the others."""

    async def story() -> list[str]:
        async with serving(rules=Rules(tiers=None)) as there:
            client, ana = client_of(there), there.person("Ana")
            there.faults.plan("seed", 0.5, (ResetBefore(), Slow(seconds=0.001), Refuse(error="fatal_error")))
            for number in range(20):
                key = {"event_type": "m", "event_payload": {"key": f"{number}"}}
                try:
                    await client.chat_postMessage(channel=ana.id, text=f"{number}", metadata=key)
                except (SlackApiError, aiohttp.ClientError):
                    continue
            return [each.text for each in ana.sees()]

    once = await story()

    assert 5 < len(once) < 20
    assert await story() == once


async def test_people_and_their_changes_are_told() -> None:
    """Zone and language on demand; events tell of changes."""
    async with serving() as there:
        ana = there.person("Ana", tz="Asia/Tokyo", locale="ja-JP")
        told = (await client_of(there).users_info(user=ana.id, include_locale=True))["user"]
        assert (told["tz"], told["tz_offset"], told["locale"]) == ("Asia/Tokyo", 9 * 3600, "ja-JP")
        ana.changes_zone("America/New_York")
        ana.leaves(there.channel("general").id)
        there.joins_team(there.person("Bea"))
        there.uninstall()

        kinds = [each.payload["event"]["type"] for each in there.hearing.told]
        assert kinds == [
            "user_change",
            "member_left_channel",
            "team_join",
            "tokens_revoked",
            "app_uninstalled",
        ]
        assert there.hearing.told[0].payload["event"]["user"]["tz"] == "America/New_York"
