"""The words that scenarios share: messages, keys and long texts."""

from bot.chat.message import Button, Message, Part, Picture
from bot.chat.text import Text
from bot.chat.token import Token, key_of

STEP = key_of("step")


def key(name: str = "first") -> str:
    """A delivery's key."""
    return key_of("delivery", name)


def button(label: str = "Done") -> Button:
    """A button about the step."""
    return Button(label=label, token=Token("checkin", STEP, label.lower()))


def says(text: str = "Hello Ana.", *labels: str) -> Message:
    """A short message with these buttons."""
    return Message(text=(text,), buttons=tuple(button(label) for label in labels))


def spans(*text: str) -> Text:
    """A text of strings."""
    return text


PARAGRAPH = "This week you write down who your community is, and what it needs from you. " * 10
LONG = Message(
    text=("Hello Ana.",),
    body="\n\n".join(f"{number}. {PARAGRAPH}" for number in range(1, 7)),
    buttons=(button(), button("Later")),
)
PICTURE = Picture(
    kind="bars",
    title="Your weeks",
    alt="Three weeks done, one to go.",
    columns=("week", "done"),
    rows=(("1", "yes"), ("2", "yes"), ("3", "yes"), ("4", "no")),
)


def labels(part: Part) -> tuple[str, ...]:
    """What stands on the buttons of a part."""
    return tuple(button.label for button in part.buttons)
