"""What a person sees of a message or a view: its text, and what can be pressed or chosen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.platforms.slack.state import Json, Message, User, View, World, walk

SELECTS = (
    "static_select",
    "multi_static_select",
    "external_select",
    "users_select",
    "multi_users_select",
    "conversations_select",
    "channels_select",
    "overflow",
    "radio_buttons",
    "checkboxes",
    "datepicker",
    "timepicker",
    "datetimepicker",
)
_LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenButton:
    label: str
    action_id: str
    block_id: str
    value: str = ""
    url: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSelect:
    """`options` are the values by label; a select of users has none. `chosen` are labels."""

    action_id: str
    block_id: str
    placeholder: str
    kind: str
    options: dict[str, str]
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenImage:
    """`content` is there for an uploaded file."""

    alt: str
    title: str = ""
    url: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBlocks:
    """`content` is the text as it is read; `blocks` is what the client was sent."""

    content: str
    buttons: tuple[SeenButton, ...] = ()
    selects: tuple[SeenSelect, ...] = ()
    images: tuple[SeenImage, ...] = ()
    blocks: tuple[Json, ...] = ()

    @property
    def labels(self) -> list[str]:
        return [each.label for each in self.buttons]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMessage(SeenBlocks):
    """`text` is what notifications and screen readers get."""

    ts: str
    channel_id: str
    author: str
    text: str
    ephemeral: bool = False
    edited: bool = False
    thread_ts: str | None = None
    metadata: Json | None = None
    reactions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHome(SeenBlocks):
    view_id: str
    hash: str
    private_metadata: str = ""
    callback_id: str = ""


def read(text: str, users: Mapping[str, User]) -> str:
    """Slack's text as it is read: mentions by name, links by label, dates by their fallback."""

    def shown(found: re.Match[str]) -> str:
        target, label = found[1], found[2]
        if target.startswith("@") and target[1:] in users:
            return f"@{users[target[1:]].name}"
        if target.startswith("!") and not target.startswith("!date"):
            return f"@{target[1:].split('^')[0]}"
        return label if label is not None else target

    return _LINK.sub(shown, text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _text(of: Json | None, users: Mapping[str, User]) -> str:
    if not of:
        return ""
    return str(of["text"]) if of["type"] == "plain_text" else read(of["text"], users)


def texts(blocks: list[Json], users: Mapping[str, User]) -> Iterator[str]:
    """What there is to read, in the order of reading."""
    for block in blocks:
        match block["type"]:
            case "section":
                found = [_text(each, users) for each in (block.get("text"), *(block.get("fields") or ()))]
                yield from filter(None, found)
            case "header":
                yield _text(block["text"], users)
            case "markdown":
                yield str(block["text"])
            case "context":
                yield from (_text(each, users) for each in block["elements"] if each["type"] != "image")
            case "input":
                yield from filter(None, (_text(block["label"], users), _text(block.get("hint"), users)))
            case "rich_text":
                yield from _rich(block, users)


def _rich(part: Json, users: Mapping[str, User]) -> Iterator[str]:
    inner = part.get("elements")
    if inner is None:
        user = users.get(part.get("user_id", ""))
        named = f"@{user.name}" if user else f"@{part['range']}" if "range" in part else ""
        shown = (part.get(key) for key in ("text", "name", "fallback", "url"))
        yield str(next(filter(None, shown), named))
    elif part["type"] in ("rich_text", "rich_text_list"):
        for each in inner:
            yield from _rich(each, users)
    else:
        yield "".join(text for each in inner for text in _rich(each, users))


def _images(blocks: list[Json], world: World) -> Iterator[SeenImage]:
    for block in blocks:
        for each in (block, *(block.get("elements") or ()), block.get("accessory") or {}):
            if each.get("type") == "image":
                file = world.files.get(each.get("slack_file", {}).get("id", ""))
                yield SeenImage(
                    alt=each.get("alt_text", ""),
                    title=_text(each.get("title"), world.users),
                    url=each.get("image_url", ""),
                    content=b"" if file is None or file.content is None else file.content,
                )


def options(element: Json) -> dict[str, str]:
    """The values that may be chosen, by label."""
    groups = element.get("option_groups") or [{"options": element.get("options") or []}]
    return {each["text"]["text"]: each["value"] for group in groups for each in group["options"]}


def buttons(blocks: list[Json]) -> tuple[SeenButton, ...]:
    return tuple(
        SeenButton(
            label=each["text"]["text"],
            action_id=each["action_id"],
            block_id=block["block_id"],
            value=each.get("value", ""),
            url=each.get("url", ""),
            style=each.get("style", ""),
        )
        for block, each in walk(blocks)
        if each["type"] == "button"
    )


def selects(blocks: list[Json], chosen: Mapping[tuple[str, str], Json]) -> tuple[SeenSelect, ...]:
    return tuple(
        SeenSelect(
            action_id=each["action_id"],
            block_id=block["block_id"],
            placeholder=(each.get("placeholder") or {}).get("text", ""),
            kind=each["type"],
            options=options(each),
            chosen=_chosen(each, chosen.get((block["block_id"], each["action_id"]))),
        )
        for block, each in walk(blocks)
        if each["type"] in SELECTS
    )


def _chosen(element: Json, entered: Json | None) -> tuple[str, ...]:
    held = entered or {}
    first = held.get("selected_option", element.get("initial_option"))
    several = held.get("selected_options", element.get("initial_options")) or []
    return tuple(each["text"]["text"] for each in ([first] if first else several))


def seen(message: Message, world: World) -> SeenMessage:
    files = (SeenImage(alt=each.alt, title=each.title, content=each.content or b"") for each in message.files)
    content = (
        "\n".join(texts(message.blocks, world.users)) if message.blocks else read(message.text, world.users)
    )
    return SeenMessage(
        content=content,
        buttons=buttons(message.blocks),
        selects=selects(message.blocks, message.chosen),
        images=(*_images(message.blocks, world), *files),
        blocks=tuple(message.blocks),
        ts=message.ts,
        channel_id=message.channel.id,
        author=message.author.name,
        text=message.text,
        ephemeral=message.only_for is not None,
        edited=message.edited is not None,
        thread_ts=message.thread_ts,
        metadata=message.metadata,
        reactions=tuple(message.reactions),
    )


def home(view: View, world: World) -> SeenHome:
    return SeenHome(
        content="\n".join(texts(view.blocks, world.users)),
        buttons=buttons(view.blocks),
        selects=selects(view.blocks, view.entered),
        images=tuple(_images(view.blocks, world)),
        blocks=tuple(view.blocks),
        view_id=view.id,
        hash=view.hash,
        private_metadata=view.sent.get("private_metadata", ""),
        callback_id=view.sent.get("callback_id", ""),
    )


def images(view: View, world: World) -> tuple[SeenImage, ...]:
    return tuple(_images(view.blocks, world))
