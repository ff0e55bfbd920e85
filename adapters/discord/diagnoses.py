"""What Discord's answers mean for the bot: one finding a thing, each ill one with its remedy; pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from discord import ApplicationFlags

from adapters.discord.asking import PORTAL, Unanswered
from adapters.discord.permissions import missing_in
from bot.chat.adapter import Finding

Payload = Mapping[str, Any]

WORST_SKEW: Final = timedelta(minutes=5)
"""From here on the bot would hold its messages back."""
_KINDS: Final = {
    2: "a voice channel",
    4: "a category",
    5: "an announcement channel, which has no private threads",
    13: "a stage",
    15: "a forum",
    16: "a media channel",
}
_MEMBERS: Final = ApplicationFlags(
    gateway_guild_members=True,
    gateway_guild_members_limited=True,  # the same for a bot with few users
).value
_UNKNOWN_GUILD, _UNKNOWN_MEMBER, _UNKNOWN_CHANNEL, _NO_ACCESS = 10004, 10007, 10003, 50001
INVITE: Final = (
    "Open the address that `cohortbot invite discord CONFIG` prints, and choose the server there; "
    "only who may manage the server can."
)
_COPY_ID: Final = (
    "Switch on the developer mode in Discord's settings, copy the channel's id by a right click on it, and "
    "write it into [[cohorts.channels]]."
)


def unanswered(subject: str, no: Unanswered) -> Finding:
    """Whatever was asked, there was no answer."""
    subject = "token" if no.refused else subject
    return Finding(subject=subject, well=False, text=no.why, remedy=no.remedy)


def token(me: Payload) -> Finding:
    """Whom the token belongs to."""
    if not me.get("bot"):
        return Finding(
            subject="token",
            well=False,
            text=f"The token belongs to {me['username']}, who is no bot.",
            remedy=f"Take the token from the page Bot of the application: {PORTAL}",
        )
    return Finding(subject="token", well=True, text=f"The token is that of the bot {me['username']}.")


def application(app: Payload) -> Sequence[Finding]:
    """Settings of the portal that would keep the bot from being invited, or clicks from reaching it."""
    ill = []
    if app.get("interactions_endpoint_url"):
        ill.append(
            Finding(
                subject="application",
                well=False,
                text="Clicks and commands go to an Interactions Endpoint URL, and so never come to the bot.",
                remedy=f"Empty that field on the page General Information of the application: {PORTAL}",
            )
        )
    if app.get("bot_require_code_grant"):
        ill.append(
            Finding(
                subject="application",
                well=False,
                text="The bot can't be invited by an address: it requires a code grant.",
                remedy=f"Switch off Requires OAuth2 Code Grant on the application's page Bot: {PORTAL}",
            )
        )
    return ill or [Finding(subject="application", well=True, text=f"The application is {app['name']}.")]


def intents(app: Payload, *, members: bool) -> Finding:
    """Whether the one privileged intent that may be asked for is switched on."""
    if members and not int(app["flags"]) & _MEMBERS:
        return Finding(
            subject="intents",
            well=False,
            text="The Server Members Intent is wanted but off, so Discord would refuse to connect.",
            remedy=f"Switch it on ({PORTAL}, page Bot), or take `members` out of [discord].",
        )
    text = "The Server Members Intent is on." if members else "No privileged intent is needed."
    return Finding(subject="intents", well=True, text=text)


def gateway(answer: Payload) -> Finding:
    """How often the bot may still connect today: past the last one Discord takes the token away."""
    limit = answer["session_start_limit"]
    left, total = int(limit["remaining"]), int(limit["total"])
    hours = timedelta(milliseconds=int(limit["reset_after"])) / timedelta(hours=1)
    well = left * 10 >= total and left >= int(answer["shards"])
    return Finding(
        subject="gateway",
        well=well,
        text=f"The bot may connect {left} more times of {total}.",
        remedy=""
        if well
        else f"Leave the bot off for {hours:.1f} hours, until Discord counts anew; see why it starts often.",
    )


def outside(guild: str, no: Unanswered) -> Finding:
    """The server gave no answer, most likely since the bot is not in it."""
    if no.code not in (_UNKNOWN_GUILD, _UNKNOWN_MEMBER, _NO_ACCESS):
        return unanswered(f"server {guild}", no)
    return Finding(
        subject=f"server {guild}",
        well=False,
        text=f"The bot is not in the server {guild}, or there is none with this id.",
        remedy=INVITE,
    )


def inside(guild: Payload) -> Finding:
    """The bot is in the server."""
    return Finding(subject=f"server {guild['id']}", well=True, text=f"The bot is in {guild['name']}.")


def unseen(channel: str, no: Unanswered) -> Finding:
    """The channel gave no answer."""
    subject = f"channel {channel}"
    if no.code == _UNKNOWN_CHANNEL:
        text, remedy = f"There is no channel {channel}.", _COPY_ID
    elif no.code == _NO_ACCESS:
        text, remedy = f"The bot lacks View Channels in the channel {channel}.", _allow("View Channels")
    else:
        return unanswered(subject, no)
    return Finding(subject=subject, well=False, text=text, remedy=remedy)


def channel(its: Payload, guild: Payload, member: Payload) -> Sequence[Finding]:
    """Whether the channel is one that the bot can work in, and what it lacks there."""
    subject, name = f"channel {its['id']}", f"#{its.get('name')}"
    wrong = _wrong_channel(its, guild)
    if wrong is not None:
        return (Finding(subject=subject, well=False, text=wrong, remedy=_COPY_ID),)
    missing = missing_in(its, guild, member)
    if not missing:
        return (Finding(subject=subject, well=True, text=f"In {name} the bot may do all that it needs to."),)
    return tuple(
        Finding(
            subject=subject,
            well=False,
            text=f"The bot lacks {need.name} in {name}: {need.why}.",
            remedy=_allow(need.name),
        )
        for need in missing
    )


def commands(scope: str, *, declared: bool, same: bool) -> Finding:
    """The commands where they are wanted; `scope` says where that is."""
    remedy = "" if same else "Start the bot: it declares its commands when it connects."
    if same:
        text = f"The commands are declared {scope}."
    elif declared:
        text = f"The commands that are declared {scope} are not those of this version."
    else:
        text = f"No commands are declared {scope}."
    return Finding(subject="commands", well=same, text=text, remedy=remedy)


def stale(scope: str) -> Finding:
    """Commands where none are wanted."""
    return Finding(
        subject="commands",
        well=False,
        text=f"Commands are declared {scope} as well, so people see them twice.",
        remedy="Start the bot: it takes back what is declared elsewhere when it connects.",
    )


def clock(there: datetime | None, here: datetime) -> Finding:
    """How far this machine's clock is from Discord's."""
    if there is None:
        return Finding(subject="clock", well=True, text="Discord's answers tell no time to compare with.")
    skew = here - there
    if abs(skew) <= WORST_SKEW:
        return Finding(subject="clock", well=True, text="This machine's clock agrees with Discord's.")
    side = "ahead of" if skew > timedelta() else "behind"
    return Finding(
        subject="clock",
        well=False,
        text=f"This machine's clock is {abs(skew) / timedelta(minutes=1):.0f} minutes {side} Discord's.",
        remedy="Let the machine set its clock by the network: messages are held back until it is right.",
    )


def _wrong_channel(its: Payload, guild: Payload) -> str | None:
    if str(its.get("guild_id")) != str(guild["id"]):
        return f"The channel {its['id']} is not in {guild['name']}, whose id is written as its workspace."
    if its["type"] != 0:
        return f"#{its.get('name')} is {_KINDS.get(its['type'], 'a thread')}; it must be a text channel."
    return None


def _allow(name: str) -> str:
    return f"Open the channel's settings, Permissions, and allow {name} for the bot's role."
