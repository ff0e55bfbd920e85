"""How what Discord knows is written in JSON."""

from typing import Any

from tests.platforms.discord import mentions
from tests.platforms.discord.state import (
    DM,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Attachment,
    Channel,
    Guild,
    Member,
    Message,
    Role,
    User,
    World,
)

Json = dict[str, Any]
THREADS = (PUBLIC_THREAD, PRIVATE_THREAD)


def user(known: User) -> Json:
    return {
        "id": str(known.id),
        "username": known.name,
        "discriminator": "0",
        "global_name": None if known.bot else known.name,
        "avatar": None,
        "bot": known.bot,
        "system": False,
        "flags": 0,
        "public_flags": 0,
    }


def member(known: Member, *, allowed: int | None = None) -> Json:
    written: Json = {
        "user": user(known.user),
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [str(role) for role in known.roles],
        "joined_at": known.joined_at.isoformat(),
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    return written if allowed is None else written | {"permissions": str(allowed)}


def role(known: Role) -> Json:
    return {
        "id": str(known.id),
        "name": known.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": 0 if known.name == "@everyone" else 1,
        "permissions": str(known.permissions),
        "managed": known.name != "@everyone",
        "mentionable": False,
        "flags": 0,
    }


def channel(known: Channel) -> Json:
    written: Json = {"id": str(known.id), "type": known.kind, "flags": 0}
    written["last_message_id"] = str(max(known.messages)) if known.messages else None
    if known.recipient is not None:
        return written | {"recipients": [user(known.recipient)]}
    assert known.guild is not None
    written |= {"guild_id": str(known.guild.id), "name": known.name, "rate_limit_per_user": 0}
    if known.kind in THREADS:
        return written | _thread(known)
    return written | {
        "position": 0,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [
            {"id": str(each.id), "type": each.kind, "allow": str(each.allow), "deny": str(each.deny)}
            for each in known.overwrites.values()
        ],
    }


def _thread(known: Channel) -> Json:
    assert known.parent is not None
    return {
        "parent_id": str(known.parent.id),
        "owner_id": str(known.owner_id),
        "message_count": len(known.messages),
        "total_message_sent": len(known.messages),
        "member_count": len(known.members),
        "thread_metadata": {
            "archived": known.archived,
            "locked": known.locked,
            "invitable": known.invitable,
            "auto_archive_duration": known.auto_archive,
            "archive_timestamp": (known.active_at or known.made).isoformat(),
            "create_timestamp": known.made.isoformat(),
        },
    }


def thread_member(thread: Channel, user_id: int) -> Json:
    return {
        "id": str(thread.id),
        "user_id": str(user_id),
        "join_timestamp": thread.members[user_id].isoformat(),
        "flags": 0,
    }


def guild(known: Guild) -> Json:
    return {
        "id": str(known.id),
        "name": known.name,
        "owner_id": str(known.owner_id),
        "icon": None,
        "banner": None,
        "splash": None,
        "discovery_splash": None,
        "description": None,
        "roles": [role(each) for each in known.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "application_id": None,
        "vanity_url_code": None,
        "max_members": 500000,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": known.locale,
    }


def guild_created(world: World, known: Guild) -> Json:
    """GUILD_CREATE: of the members only the bot, as without the members and presences intents."""
    own = known.members[world.bot.id]
    here = [each for each in world.channels.values() if each.guild is known]
    threads = [each for each in here if each.kind in THREADS and world.bot.id in each.members]
    for thread in threads:
        world.rest(thread)
    return guild(known) | {
        "joined_at": own.joined_at.isoformat(),
        "large": False,
        "unavailable": False,
        "member_count": len(known.members),
        "members": [member(own)],
        "channels": [channel(each) for each in here if each.kind == TEXT],
        "threads": [channel(each) for each in threads if not each.archived],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def attachment(known: Attachment, channel_id: int, site: str) -> Json:
    url = f"{site}/attachments/{channel_id}/{known.id}/{known.filename}"
    written: Json = {
        "id": str(known.id),
        "filename": known.filename,
        "size": len(known.content),
        "url": url,
        "proxy_url": url,
    }
    return written if known.description is None else written | {"description": known.description}


def message(known: Message, world: World, *, site: str, nonce: bool = False) -> Json:
    """`nonce`: only the answer to its creation and its event carry it."""
    mentioned = mentions.mentioned(known, world.users)
    written: Json = {
        "id": str(known.id),
        "channel_id": str(known.channel.id),
        "type": 0,
        "author": user(known.author),
        "content": known.content,
        "timestamp": known.at.isoformat(),
        "edited_timestamp": None if known.edited_at is None else known.edited_at.isoformat(),
        "tts": False,
        "mention_everyone": mentions.everyone(known),
        "mentions": [user(each) for each in mentioned],
        "mention_roles": [],
        "attachments": [attachment(each, known.channel.id, site) for each in known.attachments],
        "embeds": known.embeds,
        "components": known.components,
        "pinned": False,
        "flags": known.flags,
    }
    if nonce and known.nonce is not None:
        written["nonce"] = known.nonce
    if known.by_interaction is not None:
        written |= {"application_id": str(world.application_id), "webhook_id": str(world.application_id)}
    return written


def in_dm(known: Channel) -> bool:
    return known.kind == DM
