"""What a call's arguments make of a message: where it may be written, and what stands in it."""

import re
from collections.abc import Mapping
from typing import Any

from tests.platforms.slack import mentions
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Channel, File, Json, Message, World

_PERMALINK = re.compile(r"https://[\w.-]+/files/\w+/(F\w+)/")


def writable(desk: Desk, channel_id: str) -> Channel:
    """Where the bot may post; a user's id is their direct messages, which open by themselves."""
    world = desk.world
    if channel_id[:1] in ("U", "W"):
        user = world.users.get(channel_id)
        if user is None:
            raise Refusal("channel_not_found")
        check_reachable(desk, channel_id)
        return world.im(user)
    channel = world.visible(channel_id)
    if channel.person is not None:
        check_reachable(desk, channel.person.id)
    elif channel.archived:
        raise Refusal("is_archived")
    elif world.bot.id not in channel.members and "chat:write.public" not in desk.credential.scopes:
        raise Refusal("not_in_channel")
    return channel


def check_reachable(desk: Desk, user_id: str) -> None:
    """Raise what stands between the bot and a person's direct messages."""
    user = desk.world.user(user_id)
    if user.deleted:
        raise Refusal("user_disabled")
    if user.is_bot:
        raise Refusal("cannot_dm_bot")
    if not desk.world.messages_tab:
        raise Refusal("messages_tab_disabled")


def fill(world: World, message: Message, said: Mapping[str, Any]) -> None:
    """Write what the arguments say into a message; what they do not say stays, but blocks go with text."""
    if "markdown_text" in said:
        message.text = str(said["markdown_text"])
        message.blocks = numbered(world, [{"type": "markdown", "text": message.text}])
        return
    if "text" in said:
        message.text = str(said["text"] or "")
    if "blocks" in said or "text" in said:
        message.blocks = numbered(world, said.get("blocks") or [])
    if "metadata" in said:
        message.metadata = said["metadata"] or None
    for each in files_of(world, message.blocks):
        each.shared = True
    if message.author is world.bot and message.only_for is None:
        message.files = linked(world, message)
        for each in message.files:
            each.shared = True


def linked(world: World, message: Message) -> list[File]:
    """The bot's own files that a message of the bot links to, which shows them to whoever reads it."""
    ids = [found for text in mentions.marked_up(message) for found in _PERMALINK.findall(text)]
    return [world.files[each] for each in dict.fromkeys(ids) if each in world.files]


def numbered(world: World, blocks: list[Json]) -> list[Json]:
    """Blocks with the ids that Slack gives where there are none; a markdown block's own is ignored."""
    return [_numbered(world, each) for each in blocks]


def _numbered(world: World, block: Json) -> Json:
    made: Json = {"block_id": world.ids.new("b")} | block
    if block["type"] == "markdown":
        made["block_id"] = world.ids.new("b")
    for part in ("element", "accessory"):
        if part in made:
            made[part] = _named(world, made[part])
    if block["type"] in ("actions", "context_actions"):
        made["elements"] = [_named(world, each) for each in made["elements"]]
    return made


def _named(world: World, element: Json) -> Json:
    return element if element["type"] == "image" else {"action_id": world.ids.new("a")} | element


def files_of(world: World, blocks: list[Json]) -> list[File]:
    """The uploaded files that these blocks show, those in sections and contexts too."""
    inner = [each for block in blocks for each in (*(block.get("elements") or ()), block.get("accessory"))]
    pictures = [each for each in (*blocks, *inner) if each and each.get("type") == "image"]
    ids = [each["slack_file"].get("id") for each in pictures if "slack_file" in each]
    for each in ids:
        _check_file(world, each)
    return [world.files[each] for each in ids]


def _check_file(world: World, file_id: str | None) -> None:
    found = world.files.get(file_id or "")
    if found is None or found.content is None or not found.shared:
        raise Refusal("invalid_blocks", f"invalid slack file {file_id}")
    if found.unseen > 0:
        # The scan of an upload goes on after it was completed.
        found.unseen -= 1
        raise Refusal("invalid_blocks", f"invalid slack file {file_id}")
