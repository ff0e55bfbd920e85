"""Modals of the server that plays Slack: by trigger, upon each other, page by page."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from tests.platforms.slack.filling import ClientRefused
from tests.platforms.slack.people import Entered
from tests.platforms.slack.server import serving
from tests.platforms.slack_bots import (
    ANY,
    Json,
    asking,
    bolt_on,
    client_of,
    lesson,
    pressing,
)


async def test_a_trigger_serves_once() -> None:
    """The second modal is refused; the first one is open."""
    errors: asyncio.Queue[str] = asyncio.Queue()

    async def twice(body: Json, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=asking("One"))
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=asking("Two"))
        except SlackApiError as no:
            errors.put_nowait(no.response["error"])

    async with serving() as there, bolt_on(there, pressing(twice)) as app:
        ana = there.person("Ana")
        opened = await ana.clicks(ana.dm, await lesson(there, app.client), "Done")
        error = await asyncio.wait_for(errors.get(), 3)

        assert opened.modal is not None
        assert opened.modal.title == "Check-in"
        assert error == "exchanged_trigger_id"
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


async def test_a_home_takes_no_modals_place() -> None:
    """An acknowledgement that says so is one that Slack does not take."""

    def setup(app: AsyncApp) -> None:
        @app.command("/form")
        async def used(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=asking("One"))

        @app.view(ANY)
        async def sent(ack: Any) -> None:
            await ack(response_action="update", view={"type": "home", "blocks": []})

    async with serving() as there, bolt_on(there, setup):
        ana = there.person("Ana")
        with pytest.raises(AssertionError, match="stays open"):
            await ana.submits(await ana.uses("/form"), {"One": "1"})
        assert there.breaches == ["ack: only a modal takes the place of a modal, or stands upon it"]


async def test_a_closed_modal_is_told_where_it_was_asked_for() -> None:
    """And only there."""
    closed: list[Any] = []

    def setup(app: AsyncApp) -> None:
        @app.command("/form")
        async def used(ack: Any, body: Any, client: Any) -> None:
            await ack()
            view = asking("One") | {"notify_on_close": True}
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        @app.view_closed("form")
        async def gone(ack: Any, body: Any) -> None:
            await ack()
            closed.append(body["view"]["callback_id"])

    async with serving() as there, bolt_on(there, setup):
        ana = there.person("Ana")
        await ana.closes(await ana.uses("/form"))
        await there.hearing.settled()

        assert closed == ["form"]
        assert ana.modal is None


async def test_every_kind_of_question_is_filled_in() -> None:
    """By label or value, with what the client itself refuses."""
    sent: list[Any] = []
    options = [{"text": {"type": "plain_text", "text": each.upper()}, "value": each} for each in "abc"]
    elements: dict[str, Json] = {
        "Text": {"type": "plain_text_input", "max_length": 5},
        "One": {"type": "static_select", "options": options},
        "Some": {"type": "multi_static_select", "options": options, "max_selected_items": 2},
        "Boxes": {"type": "checkboxes", "options": options},
        "Radio": {"type": "radio_buttons", "options": options, "initial_option": options[0]},
        "Who": {"type": "users_select"},
        "Whom": {"type": "multi_users_select"},
        "Day": {"type": "datepicker", "initial_date": "2026-03-02"},
        "Time": {"type": "timepicker"},
        "Number": {"type": "number_input", "is_decimal_allowed": False, "max_value": "9"},
        "Mail": {"type": "email_text_input"},
        "Link": {"type": "url_text_input"},
    }

    def setup(app: AsyncApp) -> None:
        @app.command("/form")
        async def used(ack: Any, body: Any, client: Any) -> None:
            await ack()
            view = asking(*elements)
            for block in view["blocks"]:
                block["element"] = elements[block["block_id"]] | {"action_id": "value"}
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        @app.view(ANY)
        async def done(ack: Any, view: Any, body: Any, client: Any) -> None:
            await ack()
            sent.append(view["state"]["values"])
            await client.chat_postMessage(channel=body["user"]["id"], text="Thanks")

    async with serving() as there, bolt_on(there, setup):
        ana, bea = there.person("Ana"), there.person("Bea")
        form = await ana.uses("/form")
        filled: dict[str, Entered] = {
            "Text": "Hello",
            "One": "B",
            "Some": ["a", "C"],
            "Boxes": ["A"],
            "Who": bea,
            "Whom": [ana, bea],
            "Time": "09:30",
            "Number": 7,
            "Mail": "ana@example.org",
            "Link": "https://example.org",
        }
        wrong: dict[str, Entered] = {
            "Text": "Too long",
            "One": "D",
            "Some": ["a", "b", "c"],
            "Time": "9 o'clock",
            "Number": 10,
            "Mail": "ana",
            "Link": "example",
            "Else": "x",
        }
        for label, value in wrong.items():
            with pytest.raises(ClientRefused):
                await ana.submits(form, filled | {label: value})
        await ana.submits(form, filled)

        said = {label: each["value"] for label, each in sent[0].items()}
        assert said["Text"]["value"] == "Hello"
        assert said["One"]["selected_option"]["value"] == "b"
        assert [each["value"] for each in said["Some"]["selected_options"]] == ["a", "c"]
        assert said["Radio"]["selected_option"]["value"] == "a"
        assert (said["Who"]["selected_user"], said["Whom"]["selected_users"]) == (bea.id, [ana.id, bea.id])
        assert (said["Day"]["selected_date"], said["Time"]["selected_time"]) == ("2026-03-02", "09:30")
        assert said["Number"]["value"] == "7"
        assert there.breaches == []
