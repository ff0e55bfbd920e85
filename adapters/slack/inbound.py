"""What happened on Slack becomes an Event, with an id made from what was done, never from the envelope."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.slack import forms
from adapters.slack.escape import typed
from adapters.slack.places import account_of, is_direct, place_of
from bot.chat.event import ButtonPressed, CommandUsed, FormSubmitted, PageOpened, PersonChanged, TextReceived
from bot.chat.place import Account, MessageRef, Place, Profile
from bot.chat.token import Token
from bot.chat.typed_command import Use

Payload = Mapping[str, Any]
PAGE = ">"
"""What the action_id of a button begins with that opens a page; alone it is a menu of pages."""
HOME = "home"
NOT_OURS = Token("unknown", "-")
"""What stands for a button of an earlier version, which nobody knows any more."""
NOTHING_KNOWN = Profile()
WRITTEN = (None, "file_share", "me_message", "thread_broadcast")
"""The subtypes of messages that people write; others are edits, joins and the like."""


class Seen:
    """Who did it, where and when, as every event has it."""

    __slots__ = ("account", "at", "place", "profile")

    def __init__(self, account: Account, place: Place, at: datetime, profile: Profile) -> None:
        self.account = account
        self.place = place
        self.at = at
        self.profile = profile


def is_for(team: str, body: Payload) -> bool:
    """Whether Slack tells it to the app of this workspace; what names none is.

    What counts is where the app is installed: of somebody of another workspace, with which a channel is
    shared, a form or an event names theirs beside.
    """
    installed = (body.get("view") or {}).get("app_installed_team_id")
    authorized = next((one.get("team_id") for one in body.get("authorizations") or ()), None)
    named = installed or (body.get("team") or {}).get("id") or authorized or body.get("team_id")
    return (named or team) == team


def seen_in(body: Payload, team: str, channel: str, at: datetime, profile: Profile) -> Seen:
    """Who used a command, pressed or sent off something, and where: in the workspace of the bot."""
    name = str((body.get("user") or {}).get("id") or body.get("user_id") or "")
    thread = (body.get("container") or {}).get("thread_ts")
    return Seen(account_of(team, name), place_of(team, name, channel, thread), at, profile)


def channel_in(body: Payload) -> str:
    """The id of the channel in which it was done, or the form was asked; empty in Home."""
    return str(
        (body.get("channel") or {}).get("id")
        or (body.get("container") or {}).get("channel_id")
        or body.get("channel_id")
        or forms.metadata_of(body.get("view") or {})
        or ""
    )


def command_used(body: Payload, seen: Seen, use: Use) -> CommandUsed:
    """A slash command. A trigger is made for one use only, so it names the use."""
    return CommandUsed(
        id=f"slack/{body.get('trigger_id', '')}",
        at=seen.at,
        account=seen.account,
        place=seen.place,
        seen=seen.profile,
        command=use.command,
        values=use.values,
    )


def pressed(body: Payload, seen: Seen) -> ButtonPressed | PageOpened | None:
    """A button, or a choice from a menu of pages; None for what has no answer, such as a link."""
    actions = body.get("actions") or ()
    if not actions:
        return None
    action, container = actions[0], body.get("container") or {}
    where = container.get("message_ts") or container.get("view_id") or ""
    id = f"slack/{container.get('channel_id', '')}/{where}/{action.get('action_ts', '')}/{seen.account.user}"
    name = str(action.get("action_id") or "")
    if name.startswith(PAGE):
        chosen = (action.get("selected_option") or {}).get("value")
        path = str(chosen or name.removeprefix(PAGE))
        return PageOpened(
            id=id, at=seen.at, account=seen.account, place=seen.place, seen=seen.profile, path=path
        )
    token, key = read_action_id(name)
    ts = container.get("message_ts")
    ref = None if ts is None or container.get("is_ephemeral") else MessageRef(place=seen.place, id=str(ts))
    return ButtonPressed(
        id=id, at=seen.at, account=seen.account, place=seen.place, seen=seen.profile,
        token=token, key=key, ref=ref,
    )  # fmt: skip


def submitted(body: Payload, seen: Seen) -> FormSubmitted:
    """A form that was sent off. It stays the same view while it is corrected; each try has a trigger."""
    view = body.get("view") or {}
    return FormSubmitted(
        id=f"slack/{view.get('id', '')}/{body.get('trigger_id', '')}",
        at=seen.at,
        account=seen.account,
        place=seen.place,
        seen=seen.profile,
        token=forms.token_of(view) or NOT_OURS,
        values=forms.values_of(view),
    )


def text_of(event: Payload, team: str, profile: Profile = NOTHING_KNOWN) -> TextReceived | None:
    """What somebody wrote to the bot in private; None for anything else."""
    channel, user = str(event.get("channel") or ""), str(event.get("user") or "")
    ours = event.get("bot_id") is not None or event.get("subtype") not in WRITTEN
    files = tuple(
        str(file.get("permalink") or file.get("url_private") or "") for file in event.get("files") or ()
    )
    text = typed(str(event.get("text") or ""))
    if ours or not user or not is_direct(channel) or not (text or files):
        return None
    ts, place = str(event["ts"]), place_of(team, user, channel)
    return TextReceived(
        id=f"slack/{channel}/{ts}",
        at=instant(ts),
        account=account_of(team, user),
        place=place,
        seen=profile,
        text=text,
        attachments=tuple(file for file in files if file),
        ref=MessageRef(place=place, id=ts),
    )


def home_opened(event: Payload, team: str, profile: Profile) -> PageOpened | None:
    """Somebody looks at the bot's Home; the other tab is no news."""
    if event.get("tab") != HOME:
        return None
    user, ts = str(event.get("user") or ""), str(event.get("event_ts") or "0")
    account = account_of(team, user)
    return PageOpened(
        id=f"slack/home/{user}/{ts}",
        at=instant(ts),
        account=account,
        place=Place(at=account),
        seen=profile,
        path=HOME,
    )


def changed(event: Payload, team: str, profile: Profile) -> PersonChanged:
    """Somebody's profile is another one now."""
    user, ts = str((event.get("user") or {}).get("id") or ""), str(event.get("event_ts") or "0")
    account = account_of(team, user)
    return PersonChanged(
        id=f"slack/changed/{user}/{ts}",
        at=instant(ts),
        account=account,
        place=Place(at=account),
        seen=profile,
    )


def instant(ts: str) -> datetime:
    """The instant of one of Slack's times."""
    return datetime.fromtimestamp(float(ts), UTC)


def read_action_id(written: str) -> tuple[Token, str | None]:
    """The token and the delivery key that a button carries; an answer's button has no key."""
    front, _, index = written.rpartition("/")
    front, _, key = front.rpartition("/")
    return (read_token(front), key or None) if index.isdigit() else (NOT_OURS, None)


def read_token(written: str) -> Token:
    """The token; one that stands for nothing where it can't be read."""
    try:
        return Token.parse(written)
    except ValueError:
        return NOT_OURS
