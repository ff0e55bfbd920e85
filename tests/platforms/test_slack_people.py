"""People at the clients of the server that plays Slack: answers, pictures, choices."""

from datetime import timedelta
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.platforms.slack.filling import ClientRefused
from tests.platforms.slack.hearing import Kind
from tests.platforms.slack.server import serving
from tests.platforms.slack_bots import (
    ANY,
    Json,
    asking,
    bolt_on,
    buttons,
    client_of,
    lesson,
    pressing,
    section,
)


async def test_a_response_url_has_five_uses_in_half_an_hour() -> None:
    """Of the driver's time; it changes and deletes the message that was pressed."""
    urls = []

    async def keep(body: Json, client: Any) -> None:
        urls.append(body["response_url"])
        await AsyncWebhookClient(urls[-1]).send(text="Pressed", replace_original=True)

    async with serving() as there, bolt_on(there, pressing(keep)) as app:
        ana = there.person("Ana")
        ts = await lesson(there, app.client)
        changed = await ana.clicks(ana.dm, ts, "Done")
        assert (changed.kind, changed.content, changed.labels) == ("update", "Pressed", [])
        hook = AsyncWebhookClient(urls[0])
        for number in range(4):
            assert (await hook.send(text=f"{number}")).body == "ok"
        assert ((await hook.send(text="5")).status_code, there.calls[-1][1]) == (404, "used_url")
        assert [each.ephemeral for each in ana.sees()] == [False, True, True, True, True]

        await ana.clicks(ana.dm, await lesson(there, app.client), "Done")
        there.advance(timedelta(minutes=31))
        assert (await AsyncWebhookClient(urls[1]).send(text="x")).status_code == 404


async def test_an_ephemeral_answer_can_be_pressed_by_its_reader_only() -> None:
    """The app is told where, not what; it may be deleted by response_url."""
    told = []

    async def answer(body: Json, client: Any) -> None:
        told.append(body)
        hook = AsyncWebhookClient(body["response_url"])
        if body["container"]["is_ephemeral"]:
            await hook.send(delete_original=True)
        else:
            await hook.send(text="Sure?", blocks=buttons("Yes"))

    async with serving() as there, bolt_on(there, pressing(answer)) as app:
        ana, bea, general = there.person("Ana"), there.person("Bea"), there.channel("general").id
        await app.client.chat_postMessage(channel=general, text="Lesson", blocks=buttons("Done"))
        sure = await ana.clicks(general, ana.sees(general)[0].ts, "Done")
        with pytest.raises(ClientRefused):
            await bea.clicks_in(sure, "Yes")
        gone = await ana.clicks_in(sure, "Yes")

        assert gone.kind == "deleted"
        assert len(ana.sees(general)) == 1
        assert "message" in told[0]
        assert "message" not in told[1]


async def test_choices_are_made_in_messages() -> None:
    """By label; the app gets the value."""
    chosen: list[Any] = []

    async def keep(body: Json, client: Any) -> None:
        action = body["actions"][0]
        chosen.append(action.get("selected_option", {}).get("value") or action.get("selected_user"))
        await client.chat_postMessage(channel=body["user"]["id"], text="Noted.")

    options = [
        {"text": {"type": "plain_text", "text": each.title()}, "value": each} for each in ("yes", "no")
    ]
    pick = {"type": "static_select", "action_id": "pick", "options": options}
    who = {"type": "users_select", "action_id": "who"}
    async with serving() as there, bolt_on(there, pressing(keep)) as app:
        ana, bea = there.person("Ana"), there.person("Bea")
        row = [{"type": "actions", "elements": [pick, who]}]
        posted = await app.client.chat_postMessage(channel=ana.id, text="Choose", blocks=row)
        answer = await ana.selects(ana.dm, posted["ts"], "pick", "Yes")
        await ana.selects(ana.dm, posted["ts"], 1, bea)

        assert answer.content == "Noted."
        assert chosen == ["yes", bea.id]
        assert ana.sees()[0].selects[0].chosen == ("Yes",)
        with pytest.raises(ClientRefused):
            await ana.selects(ana.dm, posted["ts"], "pick", "Maybe")


async def test_pictures_are_uploaded_and_shown() -> None:
    """In a message of their own, or as a block of one that has metadata and buttons."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")
        await client.files_upload_v2(
            channel=ana.dm, content=b"PNG1", filename="a.png", alt_txt="Your progress", initial_comment="Look"
        )
        kept = await client.files_upload_v2(content=b"PNG2", filename="b.png")
        picture = {"type": "image", "alt_text": "Week 2", "slack_file": {"id": kept["file"]["id"]}}
        await client.chat_postMessage(channel=ana.id, text="Week 2", blocks=[picture, *buttons("Next")])
        alone, inside = ana.sees()

        assert (alone.content, alone.images[0].content, alone.images[0].alt) == (
            "Look",
            b"PNG1",
            "Your progress",
        )
        assert (inside.images[0].content, inside.labels) == (b"PNG2", ["Next"])
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client.files_upload_v2(channel=ana.id, content=b"PNG3", filename="c.png")
        lost = {"type": "image", "alt_text": "Week 3", "slack_file": {"id": "F404"}}
        with pytest.raises(SlackApiError, match="invalid_blocks"):
            await client.chat_postMessage(channel=ana.id, text="Week 3", blocks=[lost])


async def test_a_file_that_is_still_scanned_cannot_be_shown() -> None:
    """Until it was asked for often enough."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")
        there.world.scan = 1
        kept = await client.files_upload_v2(content=b"PNG", filename="b.png")
        picture = {"type": "image", "alt_text": "Week 2", "slack_file": {"id": kept["file"]["id"]}}
        with pytest.raises(SlackApiError, match="invalid_blocks"):
            await client.chat_postMessage(channel=ana.id, text="Week 2", blocks=[picture])
        await client.chat_postMessage(channel=ana.id, text="Week 2", blocks=[picture])
        assert ana.sees()[0].images[0].content == b"PNG"


async def test_nothing_to_see_is_an_answer_too() -> None:
    """After an acknowledgement, for as long as the person is patient; later something comes."""
    sent = []

    async def say(body: Json, client: Any) -> None:
        sent.append(client)

    async with serving() as there, bolt_on(there, pressing(say)) as app:
        ana = there.person("Ana")
        ana.patience = 0.02
        answer = await ana.clicks(ana.dm, await lesson(there, app.client), "Done")
        await app.client.chat_postMessage(channel=ana.id, text="At last", blocks=[section("At *last*")])

        assert answer.kind == "acked"
        assert (await answer.later()).content == "At *last*"
        assert there.hearing.p99(Kind.INTERACTIVE) > 0


async def test_an_installed_manifest_rules_what_there_is() -> None:
    """Commands, events, scopes and tabs."""
    manifest = {
        "features": {
            "slash_commands": [{"command": "/program"}],
            "app_home": {"messages_tab_enabled": False},
        },
        "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
        "settings": {"event_subscriptions": {"bot_events": ["team_join"]}, "socket_mode_enabled": True},
    }
    async with serving() as there, bolt_on(there):
        there.install(manifest)
        ana = there.person("Ana")
        with pytest.raises(ClientRefused):
            await ana.uses("/mentor")
        with pytest.raises(ClientRefused):
            ana.types("Hello")
        ana.changes_zone("Asia/Tokyo")
        with pytest.raises(SlackApiError, match="missing_scope"):
            await client_of(there).users_info(user=ana.id)
        assert there.hearing.told == []


async def test_people_edit_and_delete_what_they_wrote() -> None:
    """The app is told of each as another kind of message."""
    async with serving() as there:
        ana = there.person("Ana")
        said = ana.types("Helo", files=(("a.txt", b"x"),))
        ana.edits(said, "Hello")
        ana.deletes(ana.sees()[0])

        told = [each.payload["event"] for each in there.hearing.told]
        assert [each.get("subtype") for each in told] == ["file_share", "message_changed", "message_deleted"]
        assert told[1]["previous_message"]["text"] == "Helo"
        assert ana.sees() == []


async def test_values_are_looked_up_while_they_are_typed() -> None:
    """The app suggests; the client takes what is chosen."""

    def setup(app: AsyncApp) -> None:
        @app.command("/form")
        async def used(ack: Any, body: Any, client: Any) -> None:
            await ack()
            view = asking("Who?")
            view["blocks"][0]["element"] = {"type": "external_select", "action_id": "value"}
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        @app.options("value")
        async def looked(ack: Any, payload: Any) -> None:
            text = f"{payload['value']}na"
            await ack(options=[{"text": {"type": "plain_text", "text": text}, "value": "U1"}])

        @app.view(ANY)
        async def sent(ack: Any, view: Any) -> None:
            chosen = view["state"]["values"]["Who?"]["value"]["selected_option"]["value"]
            await ack(response_action="errors", errors={"Who?": chosen})

    async with serving() as there, bolt_on(there, setup):
        ana = there.person("Ana")
        form = await ana.uses("/form")
        assert await ana.looks_up(form, "Who?", "A") == {"Ana": "U1"}
        assert (await ana.submits(form, {"Who?": "U1"})).errors == {"Who?": "U1"}


async def test_conversations_are_listed_with_their_members() -> None:
    """Of each kind that the bot may know."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")
        opened = await client.conversations_open(users=ana.id)
        there.channel("secret", kind="group", joined=False)
        listed = await client.conversations_list(types="public_channel,private_channel,im")
        general = await client.conversations_info(channel=there.channel("general").id)
        inside = await client.conversations_members(channel=general["channel"]["id"])

        assert opened["channel"]["id"] == there.dm(ana)
        assert {each["id"] for each in listed["channels"]} == {general["channel"]["id"], there.dm(ana)}
        assert inside["members"] == [there.world.bot.id, ana.id]
        assert (await client.bots_info(bot=there.world.bot_id))["bot"]["name"] == "cohortbot"
        assert (await client.api_test())["ok"]
