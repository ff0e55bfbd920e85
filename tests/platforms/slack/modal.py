"""A modal as a client shows it, and what the client takes for an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.platforms.slack.filling import ClientRefused, Value, entered, initial, plain
from tests.platforms.slack.seen import SeenBlocks, buttons, images, options, selects, texts
from tests.platforms.slack.state import Json, User, View, World


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalField:
    """One question: `options` are the values that may be chosen, by label; `value` is what it holds."""

    block_id: str
    action_id: str
    label: str
    hint: str = ""
    placeholder: str = ""
    kind: str
    required: bool = True
    multiline: bool = False
    options: dict[str, str] = field(default_factory=dict)
    value: str | tuple[str, ...] | None = None
    min_length: int = 0
    max_length: int = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Modal(SeenBlocks):
    """`errors` are by block_id; `depth` is how many modals stand below."""

    view_id: str
    title: str
    submit: str
    close: str
    fields: tuple[ModalField, ...]
    callback_id: str = ""
    private_metadata: str = ""
    hash: str = ""
    depth: int = 0

    def field(self, name: str) -> ModalField:
        """The field with this label or block_id."""
        for each in self.fields:
            if name in (each.label, each.block_id):
                return each
        raise ClientRefused(f"there is no field {name!r}, but {[each.label for each in self.fields]}")


def modal_of(view: View, world: World) -> Modal:
    inputs = [each for each in view.blocks if each["type"] == "input"]
    stack = world.stacks.get(view.person, [])
    return Modal(
        view_id=view.id,
        title=view.sent["title"]["text"],
        submit=(view.sent.get("submit") or {}).get("text", ""),
        close=(view.sent.get("close") or {}).get("text", ""),
        fields=tuple(_field(each, view) for each in inputs),
        callback_id=view.sent.get("callback_id", ""),
        private_metadata=view.sent.get("private_metadata", ""),
        hash=view.hash,
        depth=stack.index(view) if view in stack else 0,
        content="\n".join(texts([each for each in view.blocks if each["type"] != "input"], world.users)),
        buttons=buttons(view.blocks),
        selects=selects([each for each in view.blocks if each["type"] != "input"], view.entered),
        images=images(view, world),
        blocks=tuple(view.blocks),
    )


def _field(block: Json, view: View) -> ModalField:
    element = block["element"]
    held = view.entered.get((block["block_id"], element["action_id"])) or initial(element)
    return ModalField(
        block_id=block["block_id"],
        action_id=element["action_id"],
        label=block["label"]["text"],
        hint=(block.get("hint") or {}).get("text", ""),
        placeholder=(element.get("placeholder") or {}).get("text", ""),
        kind=element["type"],
        required=not block.get("optional", False),
        multiline=bool(element.get("multiline")),
        options=options(element),
        value=plain(held),
        min_length=element.get("min_length", 0),
        max_length=element.get("max_length", 3000),
    )


def fill(view: View, values: Mapping[str, Value], people: Sequence[User]) -> None:
    """Enter values, by label or block_id; what was filled in stays. ClientRefused where a client would."""
    left = dict(values)
    for block in (each for each in view.blocks if each["type"] == "input"):
        element = block["element"]
        key = block["block_id"], element["action_id"]
        name = block["label"]["text"] if block["label"]["text"] in left else block["block_id"]
        held = entered(element, left.pop(name), people) if name in left else view.entered.get(key)
        view.entered[key] = held or initial(element)
        if not block.get("optional") and plain(view.entered[key]) in (None, "", ()):
            raise ClientRefused(f"{block['label']['text']!r} must be answered")
    if left:
        raise ClientRefused(f"there is no field {sorted(left)}")
