"""Whatever is sent, the site behind the gate sees nothing of it without a session, and nothing breaks."""

import asyncio
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from adapters.playground.gate import Gate, WhoSignsIn
from adapters.playground.origins import Origins
from adapters.playground.sessions import Sessions
from tests.adapters.playground.gate.house import KEY, Porter, Watch

HOST, ORIGIN = "127.0.0.1:8080", "http://127.0.0.1:8080"
NAMES = (
    *("host", "origin", "cookie", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "accept"),
    *("content-length", "content-type", "transfer-encoding", "x-forwarded-host", "forwarded"),
)
VALUES = (
    *(HOST, ORIGIN, "null", "same-origin", "none", "navigate", "document", "text/html", "0", "12"),
    *("9" * 5000, "chunked", "application/x-www-form-urlencoded", "cohortbot-8080=a.b.c"),
)
PATHS = (
    "/",
    "/sign-in",
    "/sign-in/",
    "/sign-out",
    "/pages/x",
    "/static/other.css",
    "//sign-in",
    "/sign-in/../",
)
junk = st.text(st.characters(max_codepoint=255), max_size=20)
headers = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | junk), max_size=8)


def scope_of(kind: str, method: str, path: str, query: str, sent: list[tuple[str, str]]) -> dict[str, Any]:
    """A request as the server hands it on."""
    scope: dict[str, Any] = {
        "type": kind,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode("latin-1"),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent],
        "client": ("192.0.2.1", 1),
        "scheme": "http" if kind == "http" else "ws",
        "server": ("127.0.0.1", 8080),
    }
    if kind == "http":
        scope["method"] = method
    return scope


async def answered(scope: Scope, body: bytes) -> tuple[list[Scope], list[Message]]:
    """What the site sees, and what is sent back."""
    seen: list[Scope] = []
    sent: list[Message] = []

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    watch = Watch()
    entry = WhoSignsIn(doorkeeper=Porter(), sessions=Sessions(KEY, watch, {}), now=watch)
    await Gate(site, origins=Origins([ORIGIN]), entry=entry)(scope, receive, send)
    return seen, sent


@given(
    kind=st.sampled_from(("http", "websocket")),
    method=st.sampled_from(("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "BREW")) | junk,
    path=st.sampled_from(PATHS) | st.text(max_size=20).map(lambda text: f"/{text}"),
    query=junk,
    sent=headers,
    body=st.binary(max_size=40),
    served=st.booleans(),
)
@example(kind="http", method="GET", path="/sign-in", query="\x80", sent=[], body=b"", served=True)
def test_nothing_gets_through_and_nothing_breaks(
    kind: str, method: str, path: str, query: str, sent: list[tuple[str, str]], body: bytes, served: bool
) -> None:
    """Refused, or led to the sign-in; with our own host and origin as well."""
    sent = [("host", HOST), ("origin", ORIGIN), *sent] if served else sent
    scope = scope_of(kind, method, path, query, sent)
    seen, back = asyncio.run(answered(scope, body))

    assert seen == []
    if kind == "websocket":
        assert back == [{"type": "websocket.close", "code": 1008}]
    else:
        start, *_ = back
        names = [name for name, _ in start["headers"]]
        assert start["status"] in (200, 303, 400, 401, 403, 405, 410, 411, 413)
        assert b"content-security-policy" in names
        assert b"set-cookie" not in names or path == "/sign-out"
