"""What Slack's errors mean for a message."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackObjectFormationError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.trouble import CLOSED, LATER, STOPPED, UNSURE, code_of, is_gone, told
from bot.chat.adapter import Ambiguous, Halted, Retry, Undeliverable

SECRET = "what Ana wrote, xoxb-1234"


def refusal(
    code: str = "", status: int = 200, method: str = "chat.postMessage", headers: Any = None, **more: Any
) -> SlackApiError:
    """An error as the library raises it."""
    data = {"ok": False, "error": code, "secret": SECRET, **more} if code else {}
    response = AsyncSlackResponse(
        client=AsyncWebClient(), http_verb="POST", api_url=f"https://slack.com/api/{method}", req_args={},
        data=data, headers=headers or {}, status_code=status,
    )  # fmt: skip
    return failed(response)


def failed(response: Any) -> SlackApiError:
    """An error with this answer."""
    words = f"failed with {SECRET}"
    error: SlackApiError = SlackApiError(words, response)  # type: ignore[no-untyped-call] # So it was written.
    return error


@pytest.mark.parametrize("code", CLOSED)
def test_what_can_not_be_shown_there(code: str) -> None:
    """The reason has nothing of the message."""
    verdict = told(refusal(code))

    assert isinstance(verdict, Undeliverable)
    assert verdict.why == CLOSED[code]


@pytest.mark.parametrize("code", STOPPED)
def test_what_stops_everything(code: str) -> None:
    """A token that was revoked, an app that was removed."""
    verdict = told(refusal(code))

    assert isinstance(verdict, Halted)
    assert verdict.why == STOPPED[code]


def test_a_scope_that_lacks_is_named() -> None:
    """Its admins must grant it, and until then nothing is lost."""
    verdict = told(refusal("missing_scope", needed="files:write", provided="chat:write"))

    assert isinstance(verdict, Halted)
    assert verdict.why == "the app lacks the scope files:write"
    assert str(told(refusal("missing_scope"))) == "the app lacks a scope"


@pytest.mark.parametrize("code", set(LATER) - {"ratelimited", "rate_limited"})
def test_what_may_be_tried_later(code: str) -> None:
    """After a while of its own."""
    verdict = told(refusal(code, 503))

    assert isinstance(verdict, Retry)
    assert (verdict.after, verdict.scope) == LATER[code]


@pytest.mark.parametrize(
    ("method", "headers", "after", "scope"),
    [
        ("chat.postMessage", {"Retry-After": "7"}, 7, "place"),
        ("chat.postMessage", {"retry-after": ["7"]}, 7, "place"),
        ("chat.update", {"Retry-After": "7"}, 7, "method"),
        ("views.publish", {"Retry-After": "0"}, 30, "method"),
        ("chat.postMessage", {"Retry-After": "x"}, 30, "place"),
        ("chat.postMessage", {"Retry-After": "-5"}, 1, "place"),
        ("chat.update", {"Retry-After": "99999999"}, 3_600, "method"),
        ("chat.postMessage", {}, 30, "place"),
    ],
)
def test_too_many_requests(method: str, headers: dict[str, str], after: int, scope: str) -> None:
    """Messages are counted for each channel, all else for the workspace; Slack says how long."""
    for error in (
        refusal("ratelimited", 429, method, headers),
        refusal("rate_limited", 200, method, headers),
    ):
        verdict = told(error)
        assert isinstance(verdict, Retry)
        assert (verdict.after, verdict.scope) == (timedelta(seconds=after), scope)


def test_too_many_requests_without_a_word() -> None:
    """A proxy may have said so."""
    assert isinstance(told(refusal(status=429)), Retry)


class Unread:
    """The answer of aiohttp that the library could not read."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.headers = {"Retry-After": "9"}


@pytest.mark.parametrize(
    "error",
    [
        *(refusal(code) for code in sorted(UNSURE)),
        refusal("fatal_error", 500), refusal(status=500), refusal(status=503), refusal("odd", 502),
        failed(Unread(500)), failed({}),
        TimeoutError(), asyncio.CancelledError(), ConnectionResetError(), OSError(104, "reset"),
        aiohttp.ServerDisconnectedError(), aiohttp.ClientPayloadError(), SlackRequestError(SECRET),
        RuntimeError(SECRET), KeyError(SECRET),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_what_nobody_knows_the_outcome_of(error: BaseException) -> None:
    """It is looked for before it is sent again."""
    verdict = told(error)

    assert isinstance(verdict, Ambiguous)
    assert SECRET not in str(verdict)


def test_answers_that_are_not_slacks_own() -> None:
    """A proxy refused, before anything was shown; a word of Slack's that nobody listed is a refusal."""
    for error in (refusal(status=403), refusal(status=404), failed(Unread(403))):
        assert isinstance(told(error), Retry)
    verdict = told(refusal("brand_new_error <!channel>"))
    assert isinstance(verdict, Undeliverable)
    assert verdict.why == "Slack refused it (brand_new_errorchannel)"
    assert told(failed(Unread(429))).args == told(refusal("ratelimited", 429, "x", {"Retry-After": "9"})).args


def test_who_was_not_reached_showed_nothing() -> None:
    """There was no connection over which the message could have gone."""
    unreached = aiohttp.ClientConnectorError(
        SimpleNamespace(host="slack.com", port=443, ssl=True),  # type: ignore[arg-type] # All that it says.
        OSError(111, "refused"),
    )

    assert isinstance(told(unreached), Retry)


def test_what_the_models_refuse_was_never_sent() -> None:
    """It would be refused each time."""
    verdict = told(SlackObjectFormationError(SECRET))

    assert isinstance(verdict, Undeliverable)
    assert SECRET not in verdict.why


@pytest.mark.parametrize("error", [Retry(timedelta(1)), Ambiguous(), Undeliverable("x"), Halted("x")])
def test_what_was_told_stays(error: Exception) -> None:
    """Nothing is told twice."""
    assert told(error) is error


def test_a_message_that_is_gone() -> None:
    """To delete it again is as good as once."""
    assert is_gone(refusal("message_not_found", method="chat.delete"))
    assert not is_gone(refusal("channel_not_found"))
    assert not is_gone(TimeoutError())
    assert (code_of(refusal("is_archived")), code_of(TimeoutError())) == ("is_archived", "")


def test_every_error_has_one_meaning() -> None:
    """No name stands in two of the tables."""
    tables = (set(CLOSED), set(STOPPED), set(LATER), set(UNSURE))

    assert sum(map(len, tables)) == len(set().union(*tables))
