"""What the core says becomes messages: spans become Slack's rich text, lessons markdown blocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    ImageBlock,
    InteractiveElement,
    MarkdownBlock,
    MarkdownTextObject,
    PlainTextObject,
)
from slack_sdk.models.blocks.basic_components import SlackFile

from adapters.slack import rich_text
from adapters.slack.building import built
from adapters.slack.escape import BODY, MENTION, as_text, escape, for_slack
from adapters.slack.escape import readable as readable
from adapters.slack.markdown import shown, spoken
from bot.chat import limits
from bot.chat.message import Button, ButtonStyle, Message, Part, Picture
from bot.chat.place import Platform
from bot.chat.quoting import unsteered
from bot.chat.split import split_markdown
from bot.chat.text import Link, Mention, Slash, Span, Strong, Text, TimeStyle, When, joined, local, plain

SLACK: Final = Platform("slack")
DATES: Final[dict[TimeStyle, str]] = {
    "date": "{date_short_pretty}",
    "time": "{time}",
    "date_time": "{date_short_pretty} at {time}",
    "relative": "{ago}",
}
"""Slack, Formatting message text: what a reader sees of an instant, by their own clock."""
STYLES: Final[dict[ButtonStyle, str | None]] = {"primary": "primary", "secondary": None, "danger": "danger"}
ROW: Final = 5  # Slack takes 25 in one block, which on a phone are a heap.
CHANGED: Final = 4_000  # Slack, chat.update: the text of a message that is changed; a new one takes more.
ALT_TEXT: Final = 2_000  # Slack: the alternative text of an image.
SAME: Final = 256  # A lesson goes to everybody: so many contents, and rows of buttons, are built once.
LONGEST_ID: Final = "x" * (limits.TOKEN_CHARACTERS + limits.KEY_CHARACTERS + len(f"//{limits.BUTTONS}"))
_BLANK: Final = "\u200b"
_BORDER: Final = "\x02"  # Unlike BODY no blank, which the splitting would take away.
# Slack: a text is best within 4,000. Less BODY, and the marks of bold that goes on in the next piece.
_ROOM: Final = 3_997
_CUT = re.compile(r"(?:&\w*|<[^<>]*)\Z")
_UNSAFE = re.compile(r"""[\s<>|^"\\`*~]""")

Blocks = list[dict[str, Any]]
"""Blocks as Slack wants them, found to be within its limits."""


def layout(message: Message, prefix: str = "") -> tuple[Part, ...]:
    """The parts of a message; only the last has the buttons, the picture and the file."""
    *first, last = pieces(render(message.text, prefix), message.body)
    carrier = Part(content=last, buttons=message.buttons, picture=message.picture, file=message.file)
    return (*(Part(content=piece) for piece in first), carrier)


@lru_cache(SAME)
def pieces(content: str, body: str | None = None) -> tuple[str, ...]:
    """Content and a lesson in pieces that Slack takes, mostly in one, without blanks at their ends."""
    lesson = shown(unsteered(body)) if body else ""
    whole = f"{content.strip()}\n\n{_BORDER}\n{lesson}" if lesson.strip() else content.strip()
    made: list[str] = []
    in_body = bold = False
    for piece in split_markdown(whole, _ROOM):
        text, border, rest = ("", "", piece) if in_body else piece.partition(_BORDER)
        text, bold = _balanced(text.strip(), bold)
        in_body = in_body or bool(border)
        rest = rest.strip("\n").rstrip()
        made.append(f"{text}{BODY}{rest}" if rest else text)
    # A message of nothing is refused; one that looks empty is not.
    return tuple(piece for piece in made if piece) or (_BLANK,)


def _balanced(text: str, bold: bool) -> tuple[str, bool]:
    """Bold that is split is bold in both pieces; whether it goes on after this one."""
    opened = f"*{text}" if bold and text else text
    goes_on = opened.count("*") % 2 == 1
    return (f"{opened}*" if goes_on else opened), goes_on if text else bold


@lru_cache(SAME)
def render(text: Text, prefix: str = "") -> str:
    """The spans in Slack's mrkdwn, with all marks of strings escaped.

    `prefix` is what the names of the bot's commands begin with in this workspace.
    """
    return "".join([_span(span, prefix) for span in _merged(text)])


def _merged(text: Text) -> Iterator[Span]:
    """The spans with neighbouring bold in one."""
    held: Strong | None = None
    for span in joined(tuple(_named(span) for span in text)):
        if isinstance(span, Strong):
            held = Strong(f"{held.text}{span.text}") if held else span
            continue
        if held:
            yield held
            held = None
        yield span
    if held:
        yield held


def _named(span: Span) -> Span:
    """A person whom Slack can't show is a name, and a name is a string."""
    match span:
        case str():
            return unsteered(span)
        case Mention(account=account, name=name) if account is None or account.platform != SLACK:
            return name
        case Strong(text=text) if not unsteered(text).strip():
            return unsteered(text)
        case _:
            return span


def _span(span: Span, prefix: str) -> str:
    match span:
        case str():
            return escape(span)
        case Mention(account=account, name=name):
            return f"<@{account.user}|{escape(name)}>" if account else escape(name)
        case When():
            return _date(span)
        case Strong(text=text):
            return f"*{escape(text)}*"
        case Link(label=label, url=url):
            return link(label, url)
        case Slash():
            return escape(plain((span,), prefix=prefix))


def _date(when: When) -> str:
    if when.at.tzinfo is None:
        raise ValueError(f"an instant is aware: {when.at!r}")
    form = DATES[when.style]
    if when.language.partition("-")[0] != "en":
        form = form.replace(" at ", ", ")
    fallback = escape(local(when)).replace("|", "/")
    return f"<!date^{int(when.at.timestamp() // 1)}^{form}|{fallback}>"


def link(label: str, url: str) -> str:
    """A label that is clicked; label and address as words where it is no address of the web."""
    if not url.lower().startswith(("https://", "http://")):
        return escape(f"{label} ({url})")
    safe = _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
    words = " ".join(unsteered(label).split())
    return f"<{escape(safe)}|{escape(words or safe)}>"


def blocks_of(part: Part, key: str, image: str | None = None, address: str | None = None) -> Blocks:
    """The part as blocks; `key` is that of the delivery's part, empty on an answer.

    `image` is the id of the file that holds the drawn picture; without it the picture's words are shown.
    `address` is that of the uploaded file: Slack shows the file under a message that links to it.
    """
    own: list[Block] = [] if part.picture is None else [picture_block(part.picture, image)]
    if part.file is not None and address is not None:
        # Verbatim, since Slack would make calls and links of names that look like some.
        link = f"<{for_slack(address)}|{for_slack(part.file.name)}>"
        named_so = MarkdownTextObject(text=link, verbatim=True)
        own.append(ContextBlock(elements=[named_so]))
    return [*_contents(part.content), *checked(own), *_rows(part.buttons, key)]


@lru_cache(SAME)
def _contents(content: str) -> tuple[dict[str, Any], ...]:
    """The blocks of a content as Slack wants them; nobody changes them."""
    return tuple(checked(content_blocks(content)))


def _rows(buttons: Sequence[Button], key: str) -> Blocks:
    """The buttons in rows, each with an id of its own."""
    ids = (action_id(one, key, at) for at, one in enumerate(buttons))
    return [
        {**row, "elements": [{**pressed, "action_id": next(ids)} for pressed in row["elements"]]}
        for row in _looks(tuple((one.label, one.style) for one in buttons))
    ]


@lru_cache(SAME)
def _looks(buttons: tuple[tuple[str, ButtonStyle], ...]) -> tuple[dict[str, Any], ...]:
    """The rows of such buttons, found well with ids of the greatest length; nobody changes them."""
    return tuple(checked(rows_of([pressable(label, LONGEST_ID, style) for label, style in buttons])))


def content_blocks(content: str) -> list[Block]:
    """The blocks of a part's content: rich text, and a lesson."""
    text, _, body = content.partition(BODY)
    made: list[Block] = [rich_text.rich_text(text)] if text else []
    return [*made, MarkdownBlock(text=body)] if body else made


def content_of(blocks: Sequence[Mapping[str, Any]]) -> str:
    """The content of the part that these blocks were made of, to know a copy by."""
    texts = [rich_text.content_of(one) for one in blocks if one.get("type") == "rich_text"]
    bodies = [str(one.get("text") or "") for one in blocks if one.get("type") == "markdown"]
    return BODY.join(("\n".join(texts), *bodies))


def picture_block(picture: Picture, image: str | None) -> Block:
    """A picture that was uploaded, or what it says in words."""
    if image is None:
        return rich_text.rich_text(escape(picture.alt) or _BLANK)
    alt = unsteered(picture.alt)[:ALT_TEXT] or picture.title
    return ImageBlock(alt_text=alt, slack_file=SlackFile(id=image))


def in_words(blocks: Blocks) -> Blocks:
    """The same blocks, with what pictures say in the place of the pictures."""
    return [
        built(rich_text.rich_text(escape(one["alt_text"]))) if one["type"] == "image" else one
        for one in blocks
    ]


def named(part: Part) -> Part:
    """The part with names instead of mentions: in a channel Slack would call whom it mentions."""
    return replace(part, content=MENTION.sub(lambda found: found["name"] or found["user"], part.content))


def text_of(part: Part) -> str:
    """All that the part says, as the text for notifications and for who hears messages read."""
    words = [_words(part.content)]
    if part.picture is not None:
        words.append(for_slack(part.picture.alt))
    if part.file is not None:
        words.append(for_slack(part.file.name))
    return "\n\n".join(word for word in words if word)


def for_change(text: str) -> str:
    """The text of a message that is changed, as much of it as Slack takes: its blocks say it all."""
    return text if len(text) <= CHANGED else f"{_CUT.sub('', text[: CHANGED - 1])}…"


@lru_cache(SAME)
def _words(content: str) -> str:
    text, _, body = content.partition(BODY)
    words = (as_text(text), for_slack(spoken(body)) if body else "")
    return "\n\n".join(word for word in words if word)


def action_id(button: Button, key: str, index: int) -> str:
    """What stands on a button, and comes back when it is pressed."""
    return f"{button.token}/{key}/{index}"


def pressable(label: str, identity: str, style: ButtonStyle = "secondary") -> ButtonElement:
    """One button."""
    return ButtonElement(
        text=PlainTextObject(text=unsteered(label) or "…", emoji=True),
        action_id=identity,
        style=STYLES[style],
    )


def rows_of(elements: Sequence[InteractiveElement]) -> list[Block]:
    """Buttons in rows of five."""
    return [ActionsBlock(elements=elements[at : at + ROW]) for at in range(0, len(elements), ROW)]


def checked(blocks: Sequence[Block]) -> Blocks:
    """The blocks as Slack wants them. Raises SlackObjectFormationError for what it would not take."""
    return [built(block) for block in blocks]
