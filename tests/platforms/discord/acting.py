"""An act becomes an interaction: sent over the gateway, and its first answer awaited for 3 real seconds."""

import asyncio
import hashlib

from tests.platforms.discord import events, wire
from tests.platforms.discord.answer import Answer, AnswerKind
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.interaction import Callback, Interaction, Kind
from tests.platforms.discord.modal import modal_of
from tests.platforms.discord.seen import seen
from tests.platforms.discord.state import Channel, Message, User
from tests.platforms.discord.wire import Json

_KINDS: dict[Callback, AnswerKind] = {
    Callback.MESSAGE: "message",
    Callback.DEFERRED: "deferred",
    Callback.UPDATE: "update",
    Callback.DEFERRED_UPDATE: "deferred_update",
    Callback.MODAL: "modal",
    Callback.CHOICES: "choices",
}


def dispatch(
    desk: Desk, kind: Kind, user: User, channel: Channel, data: Json, source: Message | None = None
) -> Interaction:
    """Tell the bot; the 3 seconds begin."""
    made_id = desk.world.ids.new()
    made = Interaction(
        id=made_id,
        token=_token(made_id),
        kind=kind,
        user=user,
        channel=channel,
        data=data,
        at=desk.world.clock(),
        dispatched=asyncio.get_running_loop().time(),
        source=source,
    )
    desk.interactions[made.id] = made
    desk.by_token[made.token] = made
    guild = channel.guild
    desk.gateway.dispatch(
        events.Event(
            name="INTERACTION_CREATE",
            data=_written(desk, made),
            guild_id=None if guild is None else guild.id,
        )
    )
    return made


def _token(made_id: int) -> str:
    """As long as Discord's; made of the id, so that a story goes the same way again."""
    return "aW50ZXJhY3Rpb246" + hashlib.sha512(str(made_id).encode()).hexdigest()


def _written(desk: Desk, made: Interaction) -> Json:
    world, guild = desk.world, made.channel.guild
    allowed = world.allowed(made.channel, made.user)
    written: Json = {
        "id": str(made.id),
        "application_id": str(world.application_id),
        "type": made.kind.value,
        "data": made.data,
        "token": made.token,
        "version": 1,
        "channel": wire.channel(made.channel) | {"permissions": str(allowed)},
        "channel_id": str(made.channel.id),
        "app_permissions": str(world.allowed(made.channel, world.bot)),
        "locale": made.user.locale,
        "entitlements": [],
        "authorizing_integration_owners": {"0": "0" if guild is None else str(guild.id)},
        "context": 1 if guild is None else 0,
        "attachment_size_limit": 10 * 1024 * 1024,
    }
    if made.source is not None:
        written["message"] = wire.message(made.source, world, site=desk.site)
    if guild is None:
        return written | {"user": wire.user(made.user)}
    return written | {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": wire.member(guild.members[made.user.id], allowed=allowed),
    }


async def answer(desk: Desk, made: Interaction) -> Answer:
    """The first answer; TookTooLong where a client would say that the application did not respond."""
    left = made.dispatched + desk.answer_within - asyncio.get_running_loop().time()
    callback = await desk.changes.until(
        lambda: made.callback, within=left, what=f"an answer to {made.user.name}'s {made.kind.name.lower()}"
    )
    return _shown(desk, made, _KINDS[callback], made.original)


def _shown(desk: Desk, made: Interaction, kind: AnswerKind, message: Message | None) -> Answer:
    told = len(made.followups), made.edits

    async def later() -> Answer:
        await desk.changes.until(
            lambda: (len(made.followups), made.edits) != told or None,
            within=desk.answer_within * 5,
            what=f"what follows the answer to {made.user.name}",
        )
        if len(made.followups) > told[0]:
            return _shown(desk, made, "message", made.followups[told[0]])
        return _shown(desk, made, "update", made.original)

    return Answer(
        kind=kind,
        interaction_id=made.id,
        channel_id=made.channel.id,
        message=None if message is None else seen(message),
        modal=modal_of(made) if kind == "modal" else None,
        choices=tuple((each["name"], str(each["value"])) for each in made.said.get("choices") or ()),
        _later=later,
    )
