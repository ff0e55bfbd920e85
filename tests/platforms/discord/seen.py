"""What a person sees of a message: its text, and what can be pressed or chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.platforms.discord.state import Message

BUTTON, STRING_SELECT, TEXT_DISPLAY = 2, 3, 10
SELECTS = (3, 5, 6, 7, 8)
LINK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenButton:
    label: str
    custom_id: str
    style: int
    url: str = ""
    disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSelect:
    """`options` are the values by label; a select of users has none."""

    custom_id: str
    placeholder: str
    kind: int
    options: dict[str, str]
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAttachment:
    filename: str
    description: str | None
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMessage:
    id: int
    channel_id: int
    author: str
    content: str
    buttons: tuple[SeenButton, ...]
    selects: tuple[SeenSelect, ...]
    attachments: tuple[SeenAttachment, ...]
    flags: int
    ephemeral: bool
    edited: bool


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, those inside others too, in the order of reading."""
    for each in components:
        yield each
        yield from walk(each.get("components") or [])
        yield from walk([each[part] for part in ("component", "accessory") if part in each])


def seen(message: Message) -> SeenMessage:
    parts = list(walk(message.components))
    texts = [each["content"] for each in parts if each["type"] == TEXT_DISPLAY]
    return SeenMessage(
        id=message.id,
        channel_id=message.channel.id,
        author=message.author.name,
        content="\n".join(filter(None, (message.content, *texts))),
        buttons=tuple(_button(each) for each in parts if each["type"] == BUTTON),
        selects=tuple(_select(each) for each in parts if each["type"] in SELECTS),
        attachments=tuple(
            SeenAttachment(filename=each.filename, description=each.description, content=each.content)
            for each in message.attachments
        ),
        flags=message.flags,
        ephemeral=message.only_for is not None,
        edited=message.edited_at is not None,
    )


def _button(component: dict[str, Any]) -> SeenButton:
    return SeenButton(
        label=component.get("label") or "",
        custom_id=component.get("custom_id") or "",
        style=component["style"],
        url=component.get("url") or "",
        disabled=bool(component.get("disabled")),
    )


def _select(component: dict[str, Any]) -> SeenSelect:
    return SeenSelect(
        custom_id=component["custom_id"],
        placeholder=component.get("placeholder") or "",
        kind=component["type"],
        options={each["label"]: each["value"] for each in component.get("options") or ()},
        least=component.get("min_values", 1),
        most=component.get("max_values", 1),
    )
