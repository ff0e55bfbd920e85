"""Discord's limits of buttons, selects and modals."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any

ROWS = 5
BUTTONS_IN_ROW = 5
BUTTON_LABEL = 80
LINK = 512
CUSTOM_ID = 100
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
COMPONENTS = 40  # Of the second kind, with those inside others.
DISPLAYED = 4_000  # All text displays of a message together, as discord.py counts them.
MODAL_PARTS = 5  # The document says 40; Discord's pages say 5.
MODAL_TITLE = 45
LABEL = 45
LABEL_DESCRIPTION = 100
TYPED = 4_000
TYPED_PLACEHOLDER = 100
UPLOADS = 10
GALLERY = 10
SECTION_TEXTS = 3


class Kind(IntEnum):
    """The types of components that have limits."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    GALLERY = 12
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22


SELECTS = (
    Kind.STRING_SELECT,
    Kind.USER_SELECT,
    Kind.ROLE_SELECT,
    Kind.MENTIONABLE_SELECT,
    Kind.CHANNEL_SELECT,
)
LINK_STYLE, PREMIUM_STYLE = 5, 6

Part = Mapping[str, Any]


def component_breaches(components: Sequence[Part], *, v2: bool) -> Iterator[str]:
    """What is over in a message's components; `v2`: the message has the flag of the second kind."""
    everything = list(within(components))
    if v2:
        if len(everything) > COMPONENTS:
            yield f"{len(everything)} components, at most {COMPONENTS}"
        shown = sum(len(each["content"]) for each in everything if each["type"] == Kind.TEXT_DISPLAY)
        if shown > DISPLAYED:
            yield f"the text displays have {shown} characters together, at most {DISPLAYED}"
    else:
        if len(components) > ROWS:
            yield f"{len(components)} action rows, at most {ROWS}"
        if any(each["type"] != Kind.ROW for each in components):
            yield "a message without the flag of the second kind holds action rows only"
    yield from twice(everything)
    for each in everything:
        yield from part_breaches(each)


def modal_breaches(modal: Part) -> Iterator[str]:
    """What is over in a form."""
    components = modal["components"]
    everything = list(within(components))
    yield from sized("a form's title", modal["title"], MODAL_TITLE)
    yield from sized("a form's custom_id", modal["custom_id"], CUSTOM_ID)
    if not 1 <= len(components) <= MODAL_PARTS:
        yield f"a form has {len(components)} components, wants 1 to {MODAL_PARTS}"
    yield from twice(everything)
    for each in everything:
        yield from part_breaches(each)
        if each.get("disabled"):
            yield "nothing in a form can be disabled"
        if each.get("min_values") == 0 and each.get("required", True):
            yield f"{quoted(each)} may be left empty (min_values 0), yet is required"


def within(components: Sequence[Part]) -> Iterator[Part]:
    """The components, and those inside them."""
    for each in components:
        yield each
        yield from within(each.get("components") or ())
        yield from within([each[key] for key in ("component", "accessory") if key in each])


def twice(everything: Sequence[Part]) -> Iterator[str]:
    """Ids that two components share."""
    for key in ("custom_id", "id"):
        counted = Counter(each[key] for each in everything if each.get(key))
        yield from (
            f"two components have the {key} {value!r}" for value, times in counted.items() if times > 1
        )


def part_breaches(part: Part) -> Iterator[str]:
    """What is over in one component, those inside it aside."""
    if part.get("custom_id") is not None:
        yield from sized("a custom_id", part["custom_id"], CUSTOM_ID)
    match part["type"]:
        case Kind.ROW:
            yield from row_breaches(part["components"])
        case Kind.BUTTON:
            yield from button_breaches(part)
        case kind if kind in SELECTS:
            yield from select_breaches(part)
        case Kind.TEXT_INPUT:
            yield from typed_breaches(part)
        case Kind.SECTION:
            yield from counted("a section", "texts", part["components"], 1, SECTION_TEXTS)
        case Kind.GALLERY:
            yield from counted("a gallery", "items", part["items"], 1, GALLERY)
        case Kind.LABEL:
            yield from sized("a label", part["label"], LABEL)
            if part.get("description") is not None:
                yield from sized("a label's description", part["description"], LABEL_DESCRIPTION)
        case Kind.FILE_UPLOAD:
            yield from range_breaches(part, UPLOADS)
        case Kind.RADIO_GROUP:
            yield from choice_breaches(part, 2, 10)
        case Kind.CHECKBOX_GROUP:
            yield from choice_breaches(part, 1, 10)
            yield from range_breaches(part, len(part["options"]), by_default=len(part["options"]))


def row_breaches(children: Sequence[Part]) -> Iterator[str]:
    """A row holds up to five buttons, or one select, or (in old forms) one text input."""
    kinds = {each["type"] for each in children}
    if kinds <= {Kind.BUTTON}:
        yield from counted("an action row", "buttons", children, 1, BUTTONS_IN_ROW)
    elif len(children) > 1:
        yield f"an action row holds {len(children)} components, wants buttons or one select"


def button_breaches(button: Part) -> Iterator[str]:
    """What each style of button must have, and must not."""
    name = quoted(button)
    needs = {LINK_STYLE: "url", PREMIUM_STYLE: "sku_id"}.get(button["style"], "custom_id")
    for key in ("custom_id", "url", "sku_id"):
        if key == needs and not button.get(key):
            yield f"{name} lacks its {key}"
        elif key != needs and button.get(key):
            yield f"{name} has a {key}, which its style forbids"
    if len(button.get("label") or "") > BUTTON_LABEL:
        yield f"{name} has a label of {len(button['label'])} characters, at most {BUTTON_LABEL}"
    if len(button.get("url") or "") > LINK:
        yield f"{name} has a link of {len(button['url'])} characters, at most {LINK}"
    if needs != "sku_id" and not (button.get("label") or "").strip() and not button.get("emoji"):
        yield f"{name} shows neither a label nor an emoji"


def select_breaches(select: Part) -> Iterator[str]:
    """What is over in a select menu of any kind."""
    yield from hinted(select, PLACEHOLDER)
    if select["type"] == Kind.STRING_SELECT:
        yield from choice_breaches(select, 1, OPTIONS)
        yield from range_breaches(select, len(select["options"]))
    else:
        yield from range_breaches(select, OPTIONS)
        yield from counted(
            quoted(select), "default values", select.get("default_values") or [], 0, most(select)
        )


def choice_breaches(part: Part, low: int, high: int) -> Iterator[str]:
    """What is over in the options of a select, radio group or checkbox group."""
    name, options = quoted(part), part["options"]
    yield from counted(name, "options", options, low, high)
    values = Counter(each["value"] for each in options)
    yield from (f"{name} has the value {value!r} twice" for value, times in values.items() if times > 1)
    for each in options:
        for key in ("label", "value"):
            yield from sized(f"{name}: an option's {key}", each[key], OPTION_TEXT)
        if len(each.get("description") or "") > OPTION_TEXT:
            yield f"{name}: an option's description is over {OPTION_TEXT} characters"
    chosen = sum(bool(each.get("default")) for each in options)
    if chosen > most(part, 1 if part["type"] != Kind.CHECKBOX_GROUP else len(options)):
        yield f"{name} has {chosen} options chosen beforehand, more than can be chosen"


def range_breaches(part: Part, available: int, *, by_default: int = 1) -> Iterator[str]:
    """How many may be chosen: least, most, and how many there are."""
    least, highest = part.get("min_values"), most(part, by_default)
    low = 1 if least is None else least
    if not low <= highest <= available:
        yield f"{quoted(part)} wants {low} to {highest} chosen, of {available}"


def most(part: Part, by_default: int = 1) -> int:
    """How many can be chosen at most."""
    highest = part.get("max_values")
    return by_default if highest is None else int(highest)


def typed_breaches(part: Part) -> Iterator[str]:
    """What is over in a text input."""
    name = quoted(part)
    low, high = part.get("min_length") or 0, part.get("max_length") or TYPED
    value = part.get("value") or ""
    if not 0 <= low <= high <= TYPED:
        yield f"{name} takes {low} to {high} characters, wants 0 to {TYPED}"
    if value and not low <= len(value) <= high:
        yield f"{name} starts with {len(value)} characters, but takes {low} to {high}"
    yield from hinted(part, TYPED_PLACEHOLDER)
    if part.get("label") is not None:
        yield from sized(f"{name}: its label", part["label"], LABEL)


def hinted(part: Part, limit: int) -> Iterator[str]:
    """A breach if what stands there before an answer is too long."""
    if len(part.get("placeholder") or "") > limit:
        yield f"{quoted(part)} has a placeholder of {len(part['placeholder'])} characters, at most {limit}"


def sized(what: str, value: str, limit: int) -> Iterator[str]:
    """A breach unless there are 1 to limit characters."""
    if not 1 <= len(value) <= limit:
        yield f"{what} has {len(value)} characters, wants 1 to {limit}"


def counted(what: str, of: str, things: Sequence[object], low: int, high: int) -> Iterator[str]:
    """A breach unless there are low to high of them."""
    if not low <= len(things) <= high:
        yield f"{what} has {len(things)} {of}, wants {low} to {high}"


def quoted(part: Part) -> str:
    """How a breach names a component."""
    name = part.get("label") or part.get("custom_id") or part.get("url") or ""
    return f"{str(name)[:40]!r}"
