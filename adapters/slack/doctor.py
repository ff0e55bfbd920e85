"""The doctor of Slack looks at everything there that can keep the bot from working."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import diagnoses
from adapters.slack.asking import Answer, Unanswered, ask, connected
from adapters.slack.diagnoses import Payload
from bot.chat.adapter import Finding
from bot.chat.place import Channel, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What should be so on Slack."""

    channels: Sequence[Place] = ()
    socket_mode: bool = True
    app_token: str | None = None
    signing_secret: str | None = None

    @property
    def workspaces(self) -> tuple[str, ...]:
        """Every workspace that is configured, once."""
        return tuple(dict.fromkeys(place.workspace for place in self.channels))


async def examined(
    token: str, api_url: str, wanted: Wanted, clock: Callable[[], datetime]
) -> Sequence[Finding]:
    """The findings, by a connection of the doctor's own: the bot may be running or not. Never raises."""
    async with connected(token, api_url) as client:
        return await findings(client, wanted, clock)


async def findings(
    client: AsyncWebClient, wanted: Wanted, clock: Callable[[], datetime]
) -> Sequence[Finding]:
    """One finding a thing; what can't be looked at because of an earlier one is left out."""
    try:
        answer = await ask(client, client.auth_test(), team_id=str, team=str, user=str, user_id=str)
    except Unanswered as no:
        return (diagnoses.unanswered("connection", no),)
    here, me = clock(), answer.body
    who = diagnoses.token(me)
    if not who.well:
        return (who,)
    return (
        who,
        *diagnoses.workspaces(me, wanted.workspaces),
        *diagnoses.scopes(answer.scopes),
        await _way_in(client, wanted),
        diagnoses.settings(),
        *await _channels(client, wanted, me),
        diagnoses.clock(answer.date, here, signed=not wanted.socket_mode),
    )


async def _way_in(client: AsyncWebClient, wanted: Wanted) -> Finding:
    """How Slack reaches the bot: a socket that it opens, or requests that are signed."""
    if not wanted.socket_mode:
        return diagnoses.signatures(wanted.signing_secret)
    if not wanted.app_token:
        return diagnoses.no_app_token()
    try:
        await ask(client, client.apps_connections_open(app_token=wanted.app_token), url=str)
    except Unanswered as no:
        return diagnoses.socket_mode(no)
    return diagnoses.socket_mode(None)


async def _channels(client: AsyncWebClient, wanted: Wanted, me: Payload) -> Sequence[Finding]:
    """The configured channels of the token's workspace."""
    found: list[Finding] = []
    for place in dict.fromkeys(wanted.channels):
        if isinstance(place.at, Channel) and place.workspace == me["team_id"]:
            found += await _channel(client, place.at.id, str(me["user"]))
    return found


async def _channel(client: AsyncWebClient, id: str, bot: str) -> Sequence[Finding]:
    try:
        its = (await ask(client, client.conversations_info(channel=id), channel=dict)).body["channel"]
    except Unanswered as no:
        return (diagnoses.unseen(id, no),)
    found = diagnoses.channel(its, bot)
    if not found.well:
        return (found,)
    seen = await _history(client, id)
    said = diagnoses.history(its, seen)
    return said if any(not one.well for one in said) else (found, *said)


async def _history(client: AsyncWebClient, id: str) -> Answer | Unanswered:
    """The newest messages, of which only the number counts."""
    try:
        return await ask(
            client, client.conversations_history(channel=id, limit=diagnoses.LOOK), messages=list
        )
    except Unanswered as no:
        return no
