"""The doctor says what it can't look at, whatever answers in the place of Slack."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from adapters.slack.asking import PATIENCE, Unanswered, ask, connected
from adapters.slack.doctor import Wanted, examined
from tests.adapters.slack.looking import only
from tests.platforms.slack.faults import RateLimit, Refuse, ResetBefore, Slow, Status
from tests.platforms.slack.server import START, Slack


async def test_nobody_there(there: Slack) -> None:
    """A wrong address, or a machine that is offline."""
    (found,) = await examined("xoxb-1", "http://127.0.0.1:9/api/", Wanted(), lambda: START)

    assert (found.subject, found.well) == ("connection", False)
    assert found.text.startswith("127.0.0.1 can't be reached")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ResetBefore(), "127.0.0.1 can't be reached"),
        (Status(status=503), "Slack has trouble of its own (503)."),
        (Refuse(error="fatal_error"), "Slack has trouble of its own (fatal_error)."),
        (RateLimit(after=30), "Slack asks for fewer requests."),
        (Status(status=404), "127.0.0.1 answers something that Slack would not."),
        (Refuse(error="new<error>"), "Slack refuses (newerror)."),
    ],
)
async def test_slack_has_trouble(there: Slack, fault: Any, words: str) -> None:
    """What can't be looked at is said, and the rest is looked at."""
    there.faults.last(fault, method="conversations.info")

    found = await only(there)

    assert found.subject == f"channel {there.channel('general').id}"
    assert found.text.startswith(words)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<html>Welcome to the proxy</html>", "text/html"),
        ("<html>Welcome to the proxy</html>", "application/json"),
        ("[]", "application/json"),
        ("null", "application/json"),
        ('{"ok": true}', "application/json"),
        ('{"ok": true, "team_id": 1, "team": [], "user": {}, "user_id": null}', "application/json"),
        ("\x00", "application/gzip"),
    ],
)
async def test_something_else_answers(body: str, kind: str) -> None:
    """A proxy's own page is no answer of Slack."""
    async with answering(body, kind) as url:
        (found,) = await examined("xoxb-1", url, Wanted(), lambda: START)

    assert (found.subject, found.well) == ("connection", False)
    assert found.text == "127.0.0.1 answers something that Slack would not."


async def test_no_answer_in_time(there: Slack) -> None:
    """Nobody waits longer than a while, and it is said who was silent."""
    there.faults.last(Slow(seconds=1.0), method="auth.test")

    async with connected(there.bot_token, there.api_url) as client:
        with pytest.raises(Unanswered) as no:
            await ask(client, client.auth_test(), patience=0.05)

    assert no.value.why == "127.0.0.1 gave no answer in time."
    assert PATIENCE <= 10


@asynccontextmanager
async def answering(body: str, kind: str) -> AsyncIterator[str]:
    """A server that answers this, whatever it is asked."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body.encode(), content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/api/"
    finally:
        await runner.cleanup()
