"""What discord.py sends, Discord takes, and Discord's document does not have: each with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Reading = Mapping[str, Any]

SNOWFLAKE: Reading = {"$ref": "#/components/schemas/SnowflakeType"}
NUMBER: Reading = {"type": "integer", "minimum": 0, "format": "int64"}
ID: Reading = {"oneOf": [SNOWFLAKE, NUMBER]}
ID_OR_NULL: Reading = {"oneOf": [{"type": "null"}, SNOWFLAKE, NUMBER]}
IDS: Reading = {"type": ["array", "null"], "items": ID, "maxItems": 100, "uniqueItems": True}


KEPT_FILE: Mapping[str, Reading] = {
    "proxy_url": {"type": "string", "format": "uri"},
    "url": {"type": "string", "format": "uri"},
    "size": NUMBER,
    "spoiler": {"type": "boolean"},
    "height": NUMBER,
    "width": NUMBER,
    "content_type": {"type": "string"},
}
REFERENCE: Mapping[str, Reading] = {"message_id": ID, "channel_id": ID_OR_NULL, "guild_id": ID_OR_NULL}
EMOJI: Mapping[str, Reading] = {"id": ID_OR_NULL, "animated": {"type": "boolean"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirk:
    """In these schemas, this property is read so instead."""

    schemas: tuple[str, ...]
    key: str
    reads: Reading
    reason: str


QUIRKS = (
    Quirk(
        schemas=(
            "MessageEditRequestPartial",
            "IncomingWebhookUpdateRequestPartial",
            "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
        ),
        key="tts",
        reads={"type": "boolean", "enum": [False]},
        reason="handle_message_parameters writes `tts: false` into edits, too, where it means nothing.",
    ),
    Quirk(
        schemas=("MessageAttachmentRequest",),
        key="id",
        reads=ID,
        reason="File.to_dict numbers the files of a request: 0, 1, 2.",
    ),
    *(
        Quirk(
            schemas=("MessageAttachmentRequest",),
            key=key,
            reads=reads,
            reason="Attachment.to_dict repeats what Discord said of a file that an edit keeps.",
        )
        for key, reads in KEPT_FILE.items()
    ),
    Quirk(
        schemas=("RichEmbed",),
        key="flags",
        reads={"type": "integer", "enum": [0]},
        reason="Embed.to_dict repeats the embed's own flags, which are none for one that is made here.",
    ),
    Quirk(
        schemas=("CreatePrivateChannelRequest",),
        key="recipient_id",
        reads=ID,
        reason="start_private_message sends the user's id as a number.",
    ),
    *(
        Quirk(
            schemas=("MessageAllowedMentionsRequest",),
            key=key,
            reads=IDS,
            reason="AllowedMentions.to_dict lists ids as numbers.",
        )
        for key in ("users", "roles")
    ),
    *(
        Quirk(
            schemas=("MessageReferenceRequest",),
            key=key,
            reads=reads,
            reason="MessageReference.to_dict sends ids as numbers.",
        )
        for key, reads in REFERENCE.items()
    ),
    Quirk(
        schemas=(
            "ChannelSelectDefaultValue",
            "RoleSelectDefaultValue",
            "UserSelectDefaultValue",
        ),
        key="id",
        reads=ID,
        reason="SelectDefaultValue.to_dict sends ids as numbers.",
    ),
    *(
        Quirk(
            schemas=("ComponentEmojiForRequest",),
            key=key,
            reads=reads,
            reason="PartialEmoji.to_dict sends its id as a number, and `animated` if it moves.",
        )
        for key, reads in EMOJI.items()
    ),
    Quirk(
        schemas=("ApplicationCommandCreateRequest", "ApplicationCommandUpdateRequest"),
        key="nsfw",
        reads={"type": "boolean"},
        reason="Command.to_dict always says `nsfw`, which Discord's pages have and its document lacks.",
    ),
)


def with_quirks(schemas: Mapping[str, Any], quirks: Iterable[Quirk] = QUIRKS) -> dict[str, Any]:
    """The document's named schemas, the quirks read into them; raises KeyError for a schema it lacks."""
    read = dict(schemas)
    for quirk in quirks:
        for name in quirk.schemas:
            own = read[name]
            read[name] = {**own, "properties": {**own["properties"], quirk.key: quirk.reads}}
    return read
