"""What a request's body makes of a message: its text, its components and its attachments."""

from itertools import count
from typing import Any

from tests.platforms.discord import refusal
from tests.platforms.discord.call import Call
from tests.platforms.discord.state import Attachment, Message, World

_SHOWN = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")
_KEPT_FLAGS = 1 << 2 | 1 << 12 | 1 << 15


def check_not_empty(body: dict[str, Any], call: Call) -> None:
    if not call.files and not any(body.get(part) for part in _SHOWN):
        raise refusal.empty_message()


def numbered(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Components with the numeric id that Discord gives to each that has none."""
    numbers = count(1)

    def number(component: dict[str, Any]) -> dict[str, Any]:
        made = {"id": next(numbers)} | component
        if "components" in made:
            made["components"] = [number(each) for each in made["components"]]
        for part in ("component", "accessory"):
            if part in made:
                made[part] = number(made[part])
        return made

    return [number(each) for each in components]


def attachments(world: World, body: dict[str, Any], call: Call, kept: list[Attachment]) -> list[Attachment]:
    """Those of an earlier version that the body lists, and the new files with their descriptions."""
    listed = body.get("attachments")
    if listed is None:
        return [*kept, *(_uploaded(world, {}, file, number) for number, file in call.files.items())]
    made = []
    for each in listed:
        old = next((one for one in kept if str(one.id) == str(each["id"])), None)
        if old is not None:
            made.append(old)
        elif (file := call.files.get(int(each["id"]))) is not None:
            made.append(_uploaded(world, each, file, int(each["id"])))
        else:
            raise refusal.invalid_form(f"there is no file for the attachment {each['id']}")
    return made


def _uploaded(world: World, said: dict[str, Any], content: bytes, number: int) -> Attachment:
    return Attachment(
        id=world.ids.new(),
        filename=said.get("filename") or f"file-{number}",
        content=content,
        description=said.get("description"),
    )


def fill(world: World, message: Message, body: dict[str, Any], call: Call) -> None:
    """Write what the body says into a message; what it does not say stays."""
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "embeds" in body:
        message.embeds = body["embeds"] or []
    if "components" in body:
        message.components = numbered(body["components"] or [])
    if "flags" in body:
        message.flags = message.flags & ~_KEPT_FLAGS | (body["flags"] or 0) & _KEPT_FLAGS
    message.allowed_mentions = body.get("allowed_mentions")
    message.attachments = attachments(world, body, call, message.attachments)
