"""What is rightly signed and has none of Slack's shapes is refused in a line, and nothing comes of it."""

import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import connection, inbound
from adapters.slack.connection import Identity, Listeners, Payload
from adapters.slack.hearing import NO_USE
from adapters.slack.profiles import Profiles
from bot.chat.place import Profile
from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.hearing import Failure, Kind
from tests.slack_world import Someone, Town, a_slack_world

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
TABLES = ("people", "accounts", "deliveries", "events", "occurrences", "audit", "answers")
FORM = "application/x-www-form-urlencoded"
SECRET = "what-nobody-shall-read"
JSON_BODIES: Sequence[object] = (
    [],
    SECRET,
    None,
    7,
    {},
    {"type": SECRET},
    {"type": {"is": SECRET}},
    {"type": "event_callback"},
    {"type": "event_callback", "event": SECRET},
    {"type": "event_callback", "event": {"type": [SECRET]}},
    {"type": "event_callback", "event": {"type": "message", "channel": "D1", "ts": SECRET}},
    {"type": "event_callback", "event": {"type": "user_change", "user": SECRET}},
    {"type": "event_callback", "event": {"type": "app_home_opened", "user": {"id": SECRET}}},
    {"type": "event_callback", "authorizations": 5, "event": {"type": "message"}},
    {"type": "url_verification", "challenge": {"is": SECRET}},
    {"type": "block_actions", "user": SECRET},
    {"type": "block_actions", "user": {"id": "U1"}, "actions": SECRET},
    {"type": "view_submission", "user": {"id": "U1"}, "view": [SECRET]},
    {"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1", "state": {"values": {"q": 1}}}},
    {"type": "shortcut", "user": {"id": "U1"}},
    {"type": "view_closed", "user": {"id": "U1"}, "view": {"id": "V1"}},
)
FORMS: Sequence[Mapping[str, str]] = (
    {"not_a_payload": SECRET},
    {"payload": ""},
    {"payload": "{"},
    {"payload": "[]"},
    {"payload": '"words"'},
    {"payload": "null"},
    {"payload": json.dumps({"type": SECRET})},
    {"command": "/program", "text": SECRET},
)
BODIES = (
    *((json.dumps(one).encode(), "application/json") for one in JSON_BODIES),
    *((urlencode(one).encode(), FORM) for one in FORMS),
    (b"[" * 100_000, "application/json"),
    (b"\xff\xfe", FORM),
    (b"", FORM),
)


async def with_ana(town: Town) -> Someone:
    """Ana, who has joined, and whose check-in is open."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance_to(FRIDAY)
    return ana


async def test_what_has_no_shape_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    """With a status that Slack does not take for ours, a line without content, and no change."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode="http") as town:
        await with_ana(town)
        before = {table: town.rows(table) for table in TABLES}
        heard, calls = len(town.bot.door.events), len(town.slack.calls)
        for body, content in BODIES:
            caplog.clear()
            with caplog.at_level(logging.DEBUG):
                status, said = await town.slack.stranger.signed(body, content)

            assert (status, said) == (400, ""), body[:80]
            lines = [one for one in caplog.records if one.levelno >= logging.WARNING]
            assert [one.getMessage() for one in lines] == [
                "a request that is none of Slack's was refused (400)"
            ]
            assert SECRET not in caplog.text
            assert "Traceback" not in caplog.text
        # Nor does Slack tell it again.
        told = town.slack.hearing.tell(Kind.EVENT, {"type": "event_callback", "event": SECRET})
        await town.told()

        assert told.outcome == Failure(reason="http_error", final=True)
        assert len(town.bot.door.events) == heard
        assert {table: town.rows(table) for table in TABLES} == before
        assert len(town.slack.calls) == calls


async def test_one_thing_amiss_is_refused_or_does_no_harm(caplog: pytest.LogCaptureFixture) -> None:
    """Whatever Slack really tells, with any one thing left out or of another kind: nothing breaks."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await with_ana(town)
        await ana.types("help")
        await ana.opens_home()
        ana.hands.changes_zone("Asia/Manila")
        await ana.presses("Answer", on="friday")
        await ana.fills(mood="4", stuck="no", followers="20")
        await ana.uses("program progress")
        await town.told()
        told = {_type(one.payload): one.payload for one in town.slack.hearing.told}
        team = town.slack.team
    assert len(told) == 6
    client = AsyncWebClient(token="xoxb-1")
    app = connection.app_of(client, Identity(team, "U0BOT", "B0BOT"), _reading(team), None)
    statuses = Counter[int]()
    for payload in told.values():
        assert (await app.async_dispatch(AsyncBoltRequest(body=payload, mode="socket_mode"))).status == 200
        for changed in _amiss(payload):
            with suppress(ValueError, TypeError, AttributeError, LookupError):  # As HTTP refuses at once.
                request = AsyncBoltRequest(body=changed, mode="socket_mode")
                statuses[(await app.async_dispatch(request)).status] += 1

    assert set(statuses) <= {200, 400, 404}
    assert statuses[400] > 100
    assert "Traceback" not in caplog.text


def _reading(team: str) -> Listeners:
    """Who reads of everything that comes what the bot wants to know of it."""

    def seen(body: Payload) -> inbound.Seen:
        return inbound.seen_in(body, team, inbound.channel_in(body), FRIDAY, Profile())

    async def command(body: Payload) -> Payload:
        inbound.command_used(body, seen(body), NO_USE)
        return {}

    async def action(body: Payload) -> Payload:
        inbound.pressed(body, seen(body))
        return {}

    async def submission(body: Payload) -> Payload:
        inbound.submitted(body, seen(body))
        return {}

    async def event(body: Payload) -> Payload:
        told = body["event"]
        match told["type"]:
            case "message":
                inbound.text_of(told, team)
            case "app_home_opened":
                inbound.home_opened(told, team, Profile())
            case "user_change":
                profile = Profiles(AsyncWebClient()).learn("U1", told["user"])
                inbound.changed(told, team, profile)
        return {}

    async def limited() -> None:
        raise AssertionError("nothing was limited")

    return Listeners(command=command, action=action, submission=submission, event=event, limited=limited)


def _type(payload: Mapping[str, Any]) -> str:
    return str((payload.get("event") or {}).get("type") or payload.get("type"))


def _amiss(told: Any) -> Iterator[Any]:
    """All that differs from it in one thing, three deep."""
    for path in _paths(told, 4):
        for other in (None, 7, [7], {"id": 7}):
            yield _with(told, path, other)


def _paths(told: Any, deep: int) -> Iterator[tuple[str | int, ...]]:
    inside: Any = (
        told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    )
    for key, value in inside:
        yield (key,)
        if deep > 1:
            yield from ((key, *more) for more in _paths(value, deep - 1))


def _with(told: Any, path: tuple[str | int, ...], other: object) -> Any:
    first, *rest = path
    copy: Any = dict(told) if isinstance(told, dict) else list(told)
    copy[first] = _with(copy[first], tuple(rest), other) if rest else other
    return copy


async def test_a_socket_that_tells_nonsense(caplog: pytest.LogCaptureFixture) -> None:
    """It is left alone, in a line; what comes after it is heard."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, within=0.5) as town:
        ana = await with_ana(town)
        heard = len(town.bot.door.events)
        with caplog.at_level(logging.WARNING):
            town.slack.hearing.tell(Kind.INTERACTIVE, {"type": "block_actions", "user": SECRET})
            await town.told()
        assert [one.getMessage() for one in caplog.records] == [
            "something that is none of Slack's was left alone"
        ]
        assert len(town.bot.door.events) == heard

        assert "A film" in await ana.uses("program goal A film")
