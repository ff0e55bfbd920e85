"""Asking Slack one thing: it answers, or there is a reason why not, and a remedy."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from yarl import URL

from adapters.slack import libraries
from adapters.slack.trouble import code_of, method_of

PATIENCE: Final = 10.0
"""Seconds in which an answer must be there."""
APPS: Final = "https://api.slack.com/apps"
"""Where the settings of all apps are."""
REINSTALL: Final = (
    f"Put what `cohortbot manifest slack CONFIG` prints on the page App Manifest of the app ({APPS}), "
    "then reinstall the app on its page Install App."
)
_TOKEN: Final = (
    f"Copy the Bot User OAuth Token (xoxb-) from the page OAuth & Permissions of the app ({APPS}), "
    "put it where [slack] bot_token says, and start again."
)
REFUSED: Final[Mapping[str, tuple[str, str]]] = {
    "invalid_auth": ("Slack refuses the bot's token: it is wrong.", _TOKEN),
    "not_authed": ("Slack refuses the bot's token: it is empty.", _TOKEN),
    "token_revoked": ("The bot's token was revoked.", _TOKEN),
    "token_expired": (
        "The bot's token has run out: token rotation is switched on, which the bot does not do.",
        f"Slack can't switch it off again: make another app ({APPS}) from what "
        "`cohortbot manifest slack CONFIG` prints.",
    ),
    "account_inactive": (
        "The app was removed from the workspace, or the workspace is gone.",
        f"Install the app again on its page Install App ({APPS}), and put the new token where "
        "[slack] bot_token says.",
    ),
    "not_allowed_token_type": ("The bot's token is one of another kind: it must begin with xoxb-.", _TOKEN),
}
"""What is wrong with a token that opens nothing at all."""
_TIRED: Final = frozenset(("ratelimited", "rate_limited", "accesslimited"))
_UNWELL: Final = frozenset(
    ("internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What Slack says, and what stands above it."""

    body: Mapping[str, Any]
    date: datetime | None
    scopes: frozenset[str] | None
    """What the app may do; None where the answer does not tell."""


class Unanswered(Exception):
    """Slack gave no answer that can be used: why, and what to do about it."""

    def __init__(self, why: str, remedy: str, *, code: str = "", needed: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.remedy = remedy
        self.code = code
        """Slack's own name of the error, empty where there is none."""
        self.needed = needed
        """The scope that is missing, if it is one."""


@asynccontextmanager
async def connected(token: str, api_url: str) -> AsyncIterator[AsyncWebClient]:
    """A client of the doctor's own, which asks nothing twice; closed at the end."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(
            token=token, base_url=api_url, session=session, retry_handlers=[], logger=libraries.calls()
        )


async def ask(
    client: AsyncWebClient, asked: Awaitable[AsyncSlackResponse], patience: float = PATIENCE, **shape: type
) -> Answer:
    """An answer with these keys, each of its type. Raises Unanswered, and nothing else."""
    try:
        async with asyncio.timeout(patience):
            told = await asked
    # ValueError: a body that says it is JSON and is not, or headers that are none.
    except (SlackClientError, aiohttp.ClientError, OSError, ValueError) as error:
        raise understood(error, str(client.base_url)) from error
    body = told.data
    if not isinstance(body, dict) or not all(isinstance(body.get(key), kind) for key, kind in shape.items()):
        raise _strange(str(client.base_url))
    return Answer(body=body, date=date_of(told), scopes=_scopes(told))


def understood(error: Exception, api_url: str) -> Unanswered:
    """The error in an admin's words, without anything that is secret."""
    if isinstance(error, SlackApiError):
        return _refused(error, api_url)
    host = URL(api_url).host
    if isinstance(error, TimeoutError):
        why = f"{host} gave no answer in time."
    elif isinstance(error, aiohttp.ClientError | OSError):
        why = f"{host} can't be reached: {str(error) or type(error).__name__}."
    else:
        return _strange(api_url)
    return Unanswered(why, "Look whether this machine is online, and whether [slack] api_url is right.")


def _refused(error: SlackApiError, api_url: str) -> Unanswered:
    code, status = code_of(error), int(getattr(error.response, "status_code", 0) or 0)
    method = method_of(error.response)
    if status == 429 or code in _TIRED:
        return Unanswered(
            "Slack asks for fewer requests.",
            "Wait some minutes, and look whether another program uses the same token.",
            code="ratelimited",
        )
    if status >= 500 or code in _UNWELL:
        return Unanswered(
            f"Slack has trouble of its own ({_name(code) or status}).",
            "Look at https://slack-status.com, and try again later.",
            code=code,
        )
    if code in REFUSED:
        return Unanswered(*REFUSED[code], code=code)
    if code == "missing_scope":
        needed = _name(str(error.response.get("needed") or "")) or "that it needs"
        return Unanswered(f"The app lacks the scope {needed}.", REINSTALL, code=code, needed=needed)
    if not code:
        return _strange(api_url)
    return Unanswered(
        f"Slack refuses ({_name(code)}).",
        f"Look the name up among the errors of https://docs.slack.dev/reference/methods/{_name(method)}.",
        code=code,
    )


def _strange(api_url: str) -> Unanswered:
    return Unanswered(
        f"{URL(api_url).host} answers something that Slack would not.",
        "Look whether [slack] api_url is the address of Slack's API or of a proxy for it.",
    )


def _name(code: str) -> str:
    """A name of Slack's, and nothing else that may stand in its place."""
    return "".join(re.findall(r"[\w:.,-]", code))[:60]


def date_of(told: AsyncSlackResponse) -> datetime | None:
    """When Slack gave this answer, by its own clock; None where the answer does not tell."""
    written = _header(told, "Date")
    try:
        date = parsedate_to_datetime(written) if written else None
    except ValueError:
        return None
    return date.astimezone(UTC) if date is not None and date.tzinfo is not None else None


def _scopes(told: AsyncSlackResponse) -> frozenset[str] | None:
    written = _header(told, "X-OAuth-Scopes")
    return None if written is None else frozenset(filter(None, re.split(r"[\s,]+", written)))


def _header(told: AsyncSlackResponse, name: str) -> str | None:
    found = (value for key, value in told.headers.items() if str(key).casefold() == name.casefold())
    return next(map(str, found), None)
