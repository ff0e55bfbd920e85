"""People at the clients of the server that plays Slack: modals, answers, pictures, choices."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.platforms.slack.filling import ClientRefused
from tests.platforms.slack.hearing import Kind
from tests.platforms.slack.server import Slack, serving
from tests.platforms.slack_bots import Json, asking, bolt_on, buttons, client_of, section

ANY = re.compile("")
Press = Callable[..., Awaitable[None]]


def pressing(does: Press) -> Callable[[AsyncApp], None]:
    """An app that acknowledges each press, and then does this."""

    def setup(app: AsyncApp) -> None:
        @app.action(ANY)
        async def pressed(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await does(body, client)

    return setup


async def lesson(there: Slack, client: Any) -> str:
    """A lesson with two buttons for Ana; its timestamp."""
    ana = there.person("Ana")
    posted = await client.chat_postMessage(channel=ana.id, text="Lesson", blocks=buttons("Done", "Ask"))
    return str(posted["ts"])


async def test_a_trigger_serves_once() -> None:
    """The second modal is refused; the first one is open."""
    errors = []

    async def twice(body: Json, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=asking("One"))
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=asking("Two"))
        except SlackApiError as no:
            errors.append(no.response["error"])

    async with serving() as there, bolt_on(there, pressing(twice)) as app:
        ana = there.person("Ana")
        opened = await ana.clicks(ana.dm, await lesson(there, app.client), "Done")
        await there.changes.until(lambda: errors or None, within=1, what="the refusal")

        assert opened.modal is not None
        assert opened.modal.title == "Check-in"
        assert errors == ["exchanged_trigger_id"]
        assert there.breaches == []


async def test_a_trigger_lives_for_three_real_seconds() -> None:
    """Here it is made older."""
    async with serving() as there:
        ana, client = there.person("Ana"), client_of(there)
        old = there.desk.new_trigger(ana.user)
        there.desk.triggers[old].at -= 3.1

        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await client.views_open(trigger_id=old, view=asking("One"))
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            await client.views_open(trigger_id="1.2.3", view=asking("One"))


async def test_modals_stand_upon_each_other_three_deep() -> None:
    """The fourth is refused, and kept as a breach."""

    def setup(app: AsyncApp) -> None:
        @app.command("/deep")
        async def used(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=asking("0"))

        @app.view(ANY)
        async def sent(ack: Any, view: Any) -> None:
            depth = int(view["blocks"][0]["block_id"]) + 1
            await ack(response_action="push", view=asking(f"{depth}"))

    async with serving() as there, bolt_on(there, setup):
        ana = there.person("Ana")
        first = await ana.uses("/deep")
        second = await ana.submits(first, {"0": "x"})
        third = await ana.submits(second, {"1": "x"})
        with pytest.raises(AssertionError, match="push_limit_reached"):
            await ana.submits(third, {"2": "x"})

        assert third.modal is not None
        assert third.modal.depth == 2
        assert there.breaches == ["views.push: 3 views stand upon each other already"]
        with pytest.raises(ClientRefused):
            await ana.submits(first, {"0": "again"})
        await ana.closes(third)
        assert ana.modal is not None
        assert ana.modal.fields[0].block_id == "1"


async def test_pages_of_a_modal_keep_what_was_filled_in() -> None:
    """Where block and action stay the same; a stale hash is refused."""

    def setup(app: AsyncApp) -> None:
        @app.command("/form")
        async def used(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=asking("One", "Two"))

        @app.view(ANY)
        async def sent(ack: Any) -> None:
            await ack(response_action="update", view=asking("One", "Three"))

    async with serving() as there, bolt_on(there, setup) as app:
        ana = there.person("Ana")
        opened = await ana.uses("/form")
        updated = await ana.submits(opened, {"One": "1", "Two": "2"})
        assert opened.modal is not None
        assert updated.modal is not None

        assert [(each.label, each.value) for each in updated.modal.fields] == [("One", "1"), ("Three", None)]
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await app.client.views_update(
                view_id=opened.modal.view_id, hash=opened.modal.hash, view=asking("Four")
            )


async def test_errors_of_unknown_blocks_are_a_breach() -> None:
    """A problem belongs under a question."""

    def setup(app: AsyncApp) -> None:
        @app.command("/form")
        async def used(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=asking("One"))

        @app.view(ANY)
        async def sent(ack: Any) -> None:
            await ack(response_action="errors", errors={"value": "No."})

    async with serving() as there, bolt_on(there, setup):
        ana = there.person("Ana")
        with pytest.raises(AssertionError, match="stays open"):
            await ana.submits(await ana.uses("/form"), {"One": "1"})
        assert there.breaches == ["ack: errors of ['value'] where the questions are ['One']"]


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
