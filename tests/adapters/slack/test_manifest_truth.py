"""The manifest asks for just what the code hears and calls."""

import ast
import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

import adapters.slack
from adapters.slack import connection
from adapters.slack.connection import Identity, Listeners, Payload
from adapters.slack.manifest import BOT_EVENTS, EVENT_TYPES, SCOPES, manifest
from tests.adapters.slack.manifest_rules import RULES
from tests.adapters.slack.test_manifest import COMMANDS, NEEDS
from tests.platforms.slack.driver import METHODS
from tests.platforms.slack.web_conversations import READS

FOLDER = Path(adapters.slack.__file__).parent
SCOPE_OF = {each.name: each.scope for each in METHODS}
"""The methods that the small Slack has, and the scope that each wants."""
BY_KIND = {
    "conversations.info": "read",
    "conversations.history": "history",
    "conversations.replies": "history",
}
"""What these want depends on the kind of the channel."""
OTHERS = ("app_mention", "channel_archive", "member_joined_channel", "reaction_added", "team_join")
UPLOAD = ("files.getUploadURLExternal", "files.completeUploadExternal")
"""What the library does for files_upload_v2."""


def methods() -> set[str]:
    """Every method of Slack that the adapter calls by slack_sdk: chat.update for chat_update."""
    nodes = [each for path in FOLDER.glob("*.py") for each in ast.walk(ast.parse(path.read_text("utf-8")))]
    called = {each.attr for each in nodes if isinstance(each, ast.Attribute) and _is_method(each.attr)}
    uploads = UPLOAD if "files_upload_v2" in called else ()
    return {*uploads, *_by_name(nodes), *(name.replace("_", ".") for name in called - {"files_upload_v2"})}


def _by_name(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """What is called as `api_call("chat.update")`, its name always a literal."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(attr="api_call"), args=[ast.Constant(value=str(name)), *_]):
                yield name
            case ast.Call(func=ast.Attribute(attr="api_call")):
                raise AssertionError(f"nobody can tell which method is called: {ast.unparse(node)}")


def _is_method(name: str) -> bool:
    """Whether it is one that the library has for a method of Slack."""
    return inspect.iscoroutinefunction(vars(AsyncWebClient).get(name))


def app(heard: list[str]) -> Any:
    """The app of the connection; what is heard is noted."""

    async def hear(body: Payload) -> dict[str, Any]:
        heard.append(str((body.get("event") or body).get("type")))
        return {}

    async def limited() -> None:
        raise AssertionError("nothing was limited")

    listeners = Listeners(command=hear, action=hear, submission=hear, event=hear, limited=limited)
    client = AsyncWebClient(token="xoxb-1")
    return connection.app_of(client, Identity("T1", "U1", "B1"), listeners, None)


async def dispatched(made: Any, body: dict[str, Any]) -> int:
    """The status with which the app answers what Slack tells."""
    answer = await made.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    return int(answer.status)


def event(type: str) -> dict[str, Any]:
    """An event as Slack wraps it."""
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event": {
            "type": type,
            "user": {"id": "U2"} if type == "user_change" else "U2",
            "channel": "D1",
            "ts": "1.1",
            "text": "Hello",
        },
    }


@pytest.mark.parametrize("type", EVENT_TYPES)
async def test_what_is_asked_for_is_heard(type: str) -> None:
    """Each event of the manifest has a listener, and is acknowledged."""
    heard: list[str] = []

    assert await dispatched(app(heard), event(type)) == 200
    assert heard == [type]


@pytest.mark.parametrize("type", OTHERS)
async def test_what_is_not_asked_for_is_not_heard(type: str) -> None:
    """There is no listener that hears more than the manifest tells."""
    heard: list[str] = []

    assert await dispatched(app(heard), event(type)) == 404
    assert heard == []


def test_each_event_is_handled() -> None:
    """What the ears tell apart are the events of the manifest, and no further ones."""
    tree = ast.parse((FOLDER / "hearing.py").read_text(encoding="utf-8"))
    (listener,) = [
        node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef) and node.name == "event"
    ]
    cases = [node.value for node in ast.walk(listener) if isinstance(node, ast.MatchValue)]

    assert {case.value for case in cases if isinstance(case, ast.Constant)} == set(EVENT_TYPES)


@pytest.mark.parametrize(
    "body",
    [
        {"command": "/anything", "text": "", "team_id": "T1", "user_id": "U2", "trigger_id": "1.2"},
        {"type": "block_actions", "actions": [{"action_id": "any", "block_id": "b"}], "team": {"id": "T1"}},
        {
            "type": "view_submission",
            "view": {"id": "V1", "type": "modal", "callback_id": "any"},
            "team": {"id": "T1"},
        },
    ],
)
async def test_commands_clicks_and_forms_are_all_heard(body: dict[str, Any]) -> None:
    """Routing is the engine's; so a button of an earlier version is heard as well."""
    heard: list[str] = []

    assert await dispatched(app(heard), {"user": {"id": "U2", "team_id": "T1"}, **body}) == 200
    assert len(heard) == 1


def test_every_method_is_known_to_the_small_slack() -> None:
    """So that none is tried with less than it wants."""
    assert len(methods()) > 10
    assert methods() - set(SCOPE_OF) == set()


def test_the_scopes_are_those_of_the_methods_and_events() -> None:
    """Not one less, and not one more."""
    called = {SCOPE_OF[name] for name in methods()} - {""}
    by_kind = {
        f"{kind}:{what}" for name, what in BY_KIND.items() if name in methods() for kind in READS.values()
    }
    told = set[str]().union(*(NEEDS[name] for name in BOT_EVENTS))

    # Only the doctor looks at channels, and none of these is somebody's conversation.
    assert called | by_kind - {"im:read"} | told | {"commands"} == set(SCOPES)


@pytest.mark.parametrize("url", [None, "https://bot.a.org/slack/events"])
def test_slack_knows_every_key(url: str | None) -> None:
    """And what is in it fits, in both modes."""
    made = manifest(COMMANDS, name="x" * 35, prefix="acme-", socket_mode=url is None, request_url=url)

    assert [fault.message for fault in Draft7Validator(RULES).iter_errors(made)] == []


def test_the_rules_refuse() -> None:
    """A key that Slack does not know, and a name that is too long."""
    made = manifest(COMMANDS)
    made["features"]["shortcut"] = []
    made["display_information"]["name"] = "x" * 36

    assert len(list(Draft7Validator(RULES).iter_errors(made))) == 2
