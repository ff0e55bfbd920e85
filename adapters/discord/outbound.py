"""What the core says becomes messages: spans become Discord's Markdown, buttons become components."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import discord

from adapters.discord.escape import escape, unmarked
from adapters.discord.escape import readable as readable
from adapters.discord.markdown import shown
from bot.chat import limits
from bot.chat.message import Button, ButtonStyle, Message, Part
from bot.chat.place import Platform
from bot.chat.quoting import unsteered
from bot.chat.split import split_markdown
from bot.chat.text import Link, Mention, Slash, Span, Strong, Text, TimeStyle, When, joined, plain

DISCORD: Final = Platform("discord")
TIMES: Final[dict[TimeStyle, str]] = {"date": "D", "time": "t", "date_time": "f", "relative": "R"}
"""Discord, Message Formatting: the letter of a timestamp says what the reader sees of it."""
STYLES: Final[dict[ButtonStyle, int]] = {"primary": 1, "secondary": 2, "danger": 4}
"""Discord, Button: the numbers of its styles."""
CommandIds = Mapping[str, str]
"""The id that Discord gave a declared command, by its full name: "program pause"."""
ROW: Final = 5  # Discord: a row holds five buttons.
LABEL: Final = 80  # Discord: a button's label.
_NO_COMMANDS: Final[CommandIds] = {}
# Escapes are not read in the label of a link, and one that looks like an address or an emoji is no link.
_NO_LABEL = re.compile(r"[\\*_~`|\[\]<>@\n]|://|:\w+:")
_UNSAFE = re.compile(r"""[\s()<>\\"'*`|\[\]]""")


def layout(message: Message, commands: CommandIds = _NO_COMMANDS) -> tuple[Part, ...]:
    """The parts of a message; only the last has the buttons, the picture and the file."""
    content = render(message.text, commands)
    if message.body:
        content = f"{content}\n\n{shown(unsteered(message.body))}"
    *first, last = pieces(content)
    carrier = Part(content=last, buttons=message.buttons, picture=message.picture, file=message.file)
    return (*(Part(content=piece) for piece in first), carrier)


def pieces(content: str) -> tuple[str, ...]:
    """Content in pieces that Discord takes; without the blanks at the ends, which it would drop."""
    split = (piece.strip() for piece in split_markdown(content.strip(), limits.MESSAGE_CHARACTERS))
    # A message of nothing is refused; one that looks empty is not.
    return tuple(piece for piece in split if piece) or ("\u200b",)


def render(text: Text, commands: CommandIds = _NO_COMMANDS) -> str:
    """The spans as Discord's Markdown."""
    spans = tuple(_merged(tuple(_named(span, commands) for span in text)))
    # Marks that follow an address at once would be read as a part of it.
    glued = [isinstance(span, Strong | Link) for span in spans[1:]]
    return "".join(
        [_span(span, commands, glued=after) for span, after in zip(spans, [*glued, False], strict=False)]
    )


def _merged(text: Text) -> Iterator[Span]:
    """The spans without borders inside words or bold, where Discord would read what nobody wrote."""
    held: Strong | None = None
    for span in joined(text):
        if isinstance(span, str) and not unsteered(span):
            # Nothing of it is shown, so what is before it and after it meets.
            continue
        if isinstance(span, Strong):
            held = Strong(f"{held.text}{span.text}") if held else span
            continue
        if held:
            yield held
            held = None
        yield span
    if held:
        yield held


def _named(span: Span, commands: CommandIds) -> Span:
    """A person whom Discord can't show is a name, a command it can't show its words; both are strings."""
    match span:
        case Mention(account=account, name=name) if account is None or account.platform != DISCORD:
            return name
        case Strong(text=text) if not unsteered(text).strip():
            return text
        case Slash(name=name) if name not in commands:
            return plain((span,))
        case _:
            return span


def _span(span: Span, commands: CommandIds, *, glued: bool) -> str:
    match span:
        case str():
            return escape(span, glued=glued)
        case Mention(account=account, name=name):
            return f"<@{account.user}>" if account else escape(name)
        case When(at=at, style=style):
            if at.tzinfo is None:
                raise ValueError(f"an instant is aware: {at!r}")
            return f"<t:{int(at.timestamp() // 1)}:{TIMES[style]}>"
        case Strong(text=text):
            return f"**{escape(text)}**"
        case Link(label=label, url=url):
            return link(label, url)
        case Slash(name=name):
            return f"</{name}:{commands[name]}>"


def link(label: str, url: str) -> str:
    """A label that is clicked; label and address one after the other where Discord allows no other way."""
    if not url.lower().startswith(("https://", "http://")):
        return escape(f"{label} ({url})")
    safe = _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
    bare = not _NO_LABEL.search(label) and not any(unicodedata.category(one) == "So" for one in label)
    if bare and label.strip():
        return f"[{label}]({safe})"
    return f"{escape(label)} (<{safe}>)" if label.strip() and label != url else f"<{safe}>"


def custom_id(button: Button, key: str, index: int) -> str:
    """What stands on a button, and comes back when it is pressed."""
    return f"{button.token}/{key}/{index}"


class Components(discord.ui.View):
    """Components that are sent and forgotten: clicks are known by their custom_id alone.

    discord.py keeps a view until it is finished, so this one is from the first. It holds no items
    either, since making and rendering them takes longer than all the rest of a message.
    """

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._rows = rows

    def to_components(self) -> list[dict[str, Any]]:
        """The rows as Discord wants them."""
        return self._rows

    def is_finished(self) -> bool:
        """Always: nothing waits here for a click."""
        return True


def view_of(buttons: Sequence[Button], key: str) -> discord.ui.View | None:
    """The buttons in rows of five; `key` is that of the delivery's part, empty on an answer."""
    if not buttons:
        return None
    return rows_of(
        [pressable(one.label, custom_id(one, key, at), one.style) for at, one in enumerate(buttons)]
    )


def pressable(label: str, identity: str, style: ButtonStyle = "secondary") -> dict[str, Any]:
    """One button as Discord wants it."""
    return {"type": 2, "style": STYLES[style], "label": unmarked(label, LABEL), "custom_id": identity}


def rows_of(components: Sequence[dict[str, Any]]) -> discord.ui.View:
    """Buttons in rows of five."""
    starts = range(0, len(components), ROW)
    return Components([{"type": 1, "components": list(components[at : at + ROW])} for at in starts])
