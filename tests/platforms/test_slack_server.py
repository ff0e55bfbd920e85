"""The server that plays Slack, with the real library: sign in, write, press, answer."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from tests.platforms.slack.filling import ClientRefused
from tests.platforms.slack.server import serving
from tests.platforms.slack_bots import ANY, asking, bolt_on, buttons, client_of, section


async def test_the_bot_signs_in_and_writes() -> None:
    """A user's id is an address: the direct messages open by themselves."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")
        who = await client.auth_test()
        posted = await client.chat_postMessage(channel=ana.id, text="Hello &amp; welcome")

        assert who["team_id"] == there.team
        assert "chat:write" in who.headers["x-oauth-scopes"]
        assert who.headers["Date"] == "Mon, 02 Mar 2026 09:00:00 GMT"
        assert posted["channel"] == there.dm(ana)
        assert [each.content for each in ana.sees()] == ["Hello & welcome"]
        assert there.breaches == []


async def test_a_click_is_answered_by_response_url() -> None:
    """An ephemeral message, which only the one who clicked sees."""

    def setup(app: AsyncApp) -> None:
        @app.action(ANY)
        async def pressed(ack: Any, respond: Any, action: Any) -> None:
            await ack()
            await respond(f"You pressed {action['action_id']}")

    async with serving() as there, bolt_on(there, setup) as app:
        ana, bea, general = there.person("Ana"), there.person("Bea"), there.channel("general").id
        await app.client.chat_postMessage(channel=general, text="Lesson", blocks=[*buttons("Done")])
        answer = await ana.clicks(general, ana.sees(general)[0].ts, "Done")

        assert (answer.kind, answer.content, answer.ephemeral) == ("message", "You pressed press:Done", True)
        assert [each.text for each in bea.sees(general)] == ["Lesson"]
        assert there.breaches == []


async def test_a_modal_opens_refuses_and_closes() -> None:
    """Problems stand under their fields; then it closes, and a message follows."""

    def setup(app: AsyncApp) -> None:
        @app.command(ANY)
        async def used(ack: Any, client: Any, body: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=asking("How was it?"))

        @app.view(ANY)
        async def sent(ack: Any, view: Any, client: Any, body: Any) -> None:
            said = view["state"]["values"]["How was it?"]["value"]["value"]
            if len(said) < 5:
                await ack(response_action="errors", errors={"How was it?": "Say more."})
                return
            await ack()
            await client.chat_postMessage(channel=body["user"]["id"], text=f"Thank you for “{said}”")

    async with serving() as there, bolt_on(there, setup):
        ana = there.person("Ana")
        opened = await ana.uses("/program checkin")
        assert opened.modal is not None
        assert [each.label for each in opened.modal.fields] == ["How was it?"]
        with pytest.raises(ClientRefused):
            await ana.submits(opened)
        refused = await ana.submits(opened, {"How was it?": "Ok"})
        thanked = await ana.submits(opened, {"How was it?": "Good fun"})

        assert refused.errors == {"How was it?": "Say more."}
        assert thanked.content == "Thank you for “Good fun”"
        assert ana.modal is None
        assert there.breaches == []


async def test_a_command_is_answered_in_its_acknowledgement() -> None:
    """Its text is raw; mentions are ids, and what was typed is escaped."""
    said = []

    def setup(app: AsyncApp) -> None:
        @app.command("/mentor")
        async def used(ack: Any, command: Any) -> None:
            said.append(command["text"])
            await ack("Done.")

    async with serving() as there, bolt_on(there, setup):
        ana, bea = there.person("Ana"), there.person("Bea")
        answer = await ana.uses("/mentor pair @bea <now> & here")

        assert (answer.content, answer.ephemeral) == ("Done.", True)
        assert said == [f"pair <@{bea.id}|bea> &lt;now&gt; &amp; here"]


async def test_the_home_is_published_and_pressed() -> None:
    """Each publication replaces the one before; an old hash is refused."""

    def home(text: str) -> dict[str, Any]:
        return {"type": "home", "blocks": [section(text), *buttons("Next")]}

    def setup(app: AsyncApp) -> None:
        @app.event("app_home_opened")
        async def opened(client: Any, event: Any) -> None:
            await client.views_publish(user_id=event["user"], view=home("Week 1 of 26"))

        @app.action(ANY)
        async def pressed(ack: Any, client: Any, body: Any) -> None:
            await ack()
            await client.views_publish(user_id=body["user"]["id"], view=home("Week 2 of 26"))

    async with serving() as there, bolt_on(there, setup) as app:
        ana = there.person("Ana")
        first = await ana.opens_home()
        then = await ana.clicks_in(first, "Next")

        assert (first.content, first.labels) == ("Week 1 of 26", ["Next"])
        assert (then.kind, then.content) == ("home", "Week 2 of 26")
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await app.client.views_publish(user_id=ana.id, view=home("Week 3"), hash=first.hash)


async def test_typed_text_is_heard_and_history_tells_it() -> None:
    """With the metadata, where it is asked for."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")
        key = {"event_type": "cohortbot_message", "event_payload": {"key": "abc"}}
        await client.chat_postMessage(channel=ana.id, text="How are you?", metadata=key)
        ana.types("Fine & well")

        whole = await client.conversations_history(channel=ana.dm, include_all_metadata=True)
        short = await client.conversations_history(channel=ana.dm)
        assert [each["text"] for each in whole["messages"]] == ["Fine &amp; well", "How are you?"]
        assert whole["messages"][1]["metadata"] == key
        assert short["messages"][1]["metadata"] == {"event_type": "cohortbot_message"}
