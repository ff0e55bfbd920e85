"""A Slack in a process of its own can be driven from here."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from tests.platforms.slack.load import load_of
from tests.platforms.slack.process import elsewhere
from tests.platforms.slack.server import serving
from tests.platforms.slack_bots import ANY, asking, bolt_at, bolt_listening, buttons


async def test_people_of_another_process_click_and_are_answered() -> None:
    """The server, its people and their clicks are elsewhere; the bot is here."""

    def setup(app: AsyncApp) -> None:
        @app.action(ANY)
        async def pressed(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=asking("How was it?"))

        @app.view(ANY)
        async def sent(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await client.chat_postMessage(channel=body["user"]["id"], text="Well done!")

    async with (
        elsewhere("--no-checks", "--no-rate-limits", "--members", "30") as there,
        bolt_at(there.api_url, there.bot_token, there.app_token, setup) as app,
    ):
        await there.asks("ready")
        ana = await there.asks("person", person="Ana", tz="Asia/Tokyo")
        await app.client.chat_postMessage(channel=ana, text="Your first lesson", blocks=buttons("Done"))
        [lesson] = await there.asks("sees", person="Ana")
        opened = await there.asks("clicks", person="Ana", ts=lesson["ts"], button="Done")
        answered = await there.asks("submits", person="Ana", values={"How was it?": "Fine"})
        told = await there.asks("told")

        assert opened["fields"] == ["How was it?"]
        assert (answered["kind"], answered["content"]) == ("message", "Well done!")
        assert told["breaches"] == []
        assert told["messages"] == 2
        assert told["acks"]["interactive"] < 1
        assert len((await app.client.users_list(limit=200))["members"]) == 32


async def test_many_people_at_once_are_measured() -> None:
    """From where Slack stands: how many were answered in a second, and how soon."""

    def setup(app: AsyncApp) -> None:
        @app.command("/program")
        async def used(ack: Any) -> None:
            await ack("Next: a lesson.")

    async with serving() as there, bolt_listening(there, setup):
        measured = await load_of(there, "/program next", times=30, at_once=5)

        assert measured.kinds == {"message": 30}
        assert 0 < measured.p50 <= measured.p99 < 3
        assert there.breaches == []
