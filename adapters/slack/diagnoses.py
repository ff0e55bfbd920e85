"""What Slack's answers mean for the bot: one finding a thing, each ill one with its remedy; pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from adapters.slack.asking import APPS, REFUSED, REINSTALL, Answer, Unanswered
from adapters.slack.manifest import SCOPES
from bot.chat.adapter import Finding

Payload = Mapping[str, Any]

WORST_SKEW: Final = timedelta(minutes=5)
"""Slack, Verifying requests: older ones are to be refused."""
LOOK: Final = 16
"""So many messages are asked for."""
RESTRICTED: Final = 15
"""Slack, Rate limits: more are not given to apps that are sold outside the Marketplace."""
_COPY_ID: Final = (
    "Copy the channel's id from the foot of its details in Slack, and write it into [[cohorts.channels]]."
)
_APP_TOKEN: Final = (
    f"Make an app-level token with the scope connections:write, on the page Basic Information of the app "
    f"({APPS}), put it where [slack] app_token says, and start again."
)
_SOCKET_MODE: Final = f"Switch Enable Socket Mode on, on the page Socket Mode of the app ({APPS})."


def unanswered(subject: str, no: Unanswered) -> Finding:
    """Whatever was asked, there was no answer."""
    return _wrong("token" if no.code in REFUSED else subject, no.why, no.remedy)


def token(me: Payload) -> Finding:
    """Whom the token belongs to."""
    if not me.get("bot_id"):
        text = f"The token belongs to {me['user']}, who is no bot."
        remedy = (
            f"Take the Bot User OAuth Token (xoxb-), on the page OAuth & Permissions of the app ({APPS})."
        )
        return _wrong("token", text, remedy)
    return _well("token", f"The token is that of the bot {me['user']}.")


def workspaces(me: Payload, configured: Sequence[str]) -> Sequence[Finding]:
    """Whether the channels of the configuration are in the token's workspace."""
    own, name = str(me["team_id"]), str(me["team"])
    others = tuple(
        _wrong(
            f"workspace {other}",
            f"Channels are configured for the workspace {other}, and the token is for {name} ({own}).",
            f"Write {own} as their `workspace`, or install the app in {other} and take its token.",
        )
        for other in configured
        if other != own
    )
    return (_well(f"workspace {own}", f"The bot is in {name}."), *others)


def scopes(granted: frozenset[str] | None) -> Sequence[Finding]:
    """What the app may do, against what it needs."""
    if granted is None:
        return (_well("scopes", "Slack's answers tell no scopes to compare with."),)
    missing = [scope for scope in SCOPES if scope not in granted]
    if not missing:
        return (_well("scopes", "The app has all scopes that it needs."),)
    return tuple(
        _wrong("scopes", f"The app lacks the scope {scope}, needed {SCOPES[scope]}.", REINSTALL)
        for scope in missing
    )


def no_app_token() -> Finding:
    """Socket Mode without its token."""
    return _wrong("socket mode", "Socket Mode needs an app token, and there is none.", _APP_TOKEN)


def socket_mode(no: Unanswered | None) -> Finding:
    """Whether Slack gives the app a connection."""
    if no is None:
        return _well("socket mode", "Slack opens a socket for the app.")
    if no.code == "missing_scope":
        return _wrong("socket mode", "The app token lacks the scope connections:write.", _APP_TOKEN)
    if no.code == "not_allowed_token_type":
        text = "The app token is one of another kind: it must begin with xapp-."
        return _wrong("socket mode", text, _APP_TOKEN)
    if no.code in REFUSED:
        text = "Slack refuses the app token: it is wrong, or was revoked."
        return _wrong("socket mode", text, _APP_TOKEN)
    if no.code == "forbidden_team":
        text = "Slack opens no socket for the app (forbidden_team), as where Socket Mode is off."
        return _wrong("socket mode", text, _SOCKET_MODE)
    return _wrong("socket mode", no.why, no.remedy)


def signatures(secret: str | None) -> Finding:
    """Whether there is a secret by which Slack's requests are known; they alone show if it is right."""
    if not (secret or "").strip():
        return _wrong(
            "signatures",
            "There is no signing secret, so no request of Slack can be told from anybody else's.",
            f"Copy the Signing Secret from the page Basic Information of the app ({APPS}), "
            "and put it where [slack] signing_secret says.",
        )
    text = "There is a signing secret; whether it is the app's shows when Slack first calls."
    return _well("signatures", text)


def settings() -> Finding:
    """What Slack tells no token of a bot."""
    return _well(
        "settings",
        "Whether the Messages tab is on, and which commands and events the app has, can't be seen from here: "
        "its page App Manifest must have what `cohortbot manifest slack CONFIG` prints.",
    )


def unseen(channel: str, no: Unanswered) -> Finding:
    """The channel gave no answer."""
    if no.code != "channel_not_found":
        return unanswered(f"channel {channel}", no)
    return _wrong(
        f"channel {channel}",
        f"There is no channel {channel}, or it is private and the bot is not in it.",
        f"If it is private, write `/invite` and the bot's name in it; if not, c{_COPY_ID[1:]}",
    )


def channel(its: Payload, bot: str) -> Finding:
    """Whether the channel is one that the bot can work in."""
    subject, name = f"channel {its.get('id')}", f"#{its.get('name')}"
    if its.get("is_im") or its.get("is_mpim"):
        return _wrong(
            subject, f"{its.get('id')} is a conversation of a few people, and no channel.", _COPY_ID
        )
    if its.get("is_archived"):
        remedy = f"Unarchive it in Slack, or choose another channel. {_COPY_ID}"
        return _wrong(subject, f"{name} is archived.", remedy)
    if not its.get("is_member"):
        return _wrong(subject, f"The bot is not in {name}.", f"Write `/invite @{bot}` in {name}.")
    return _well(subject, f"The bot is in {name}.")


def history(its: Payload, seen: Answer | Unanswered) -> Sequence[Finding]:
    """Whether the bot can look for its own messages in a channel that it is in."""
    subject, name = f"channel {its.get('id')}", f"#{its.get('name')}"
    if isinstance(seen, Answer):
        given = len(seen.body.get("messages") or ())
        if given == RESTRICTED and seen.body.get("has_more"):
            return (_well("history", _RESTRICTED_TEXT),)
        return ()
    if seen.code == "missing_scope":
        text = f"The bot may not read the history of {name}: the app lacks the scope {seen.needed}."
        return (_wrong(subject, text, REINSTALL),)
    if seen.code == "ratelimited":
        # An app that is restricted may have asked a minute ago, for the channel before.
        text = f"Whether the bot may read the history of {name} can't be seen now: {seen.why}"
        return (_well("history", text),)
    return (unanswered(subject, seen),)


def clock(there: datetime | None, here: datetime, *, signed: bool) -> Finding:
    """How far this machine's clock is from Slack's."""
    if there is None:
        return _well("clock", "Slack's answers tell no time to compare with.")
    skew = here - there
    if abs(skew) <= WORST_SKEW:
        return _well("clock", "This machine's clock agrees with Slack's.")
    side = "ahead of" if skew > timedelta() else "behind"
    held = "messages are held back until it is right"
    refused = f"{held}, and all that Slack signs is refused" if signed else held
    return _wrong(
        "clock",
        f"This machine's clock is {abs(skew) / timedelta(minutes=1):.0f} minutes {side} Slack's.",
        f"Let the machine set its clock by the network: {refused}.",
    )


_RESTRICTED_TEXT: Final = (
    f"Slack gives this app at most {RESTRICTED} messages of a history, once a minute: after a lost answer "
    "it takes the bot longer to look whether its message is there."
)


def _well(subject: str, text: str) -> Finding:
    return Finding(subject=subject, well=True, text=text)


def _wrong(subject: str, text: str, remedy: str) -> Finding:
    return Finding(subject=subject, well=False, text=text, remedy=remedy)
