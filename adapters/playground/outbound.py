"""What the core says becomes parts: spans become Markdown, and strings can only stand for themselves."""

import re
from typing import assert_never

from bot.chat import limits
from bot.chat.message import Message, Part
from bot.chat.quoting import unsteered
from bot.chat.split import split_markdown
from bot.chat.text import Link, Mention, Slash, Span, Strong, Text, When, local, plain

_MARK = r"(?:[#+=-]+|\d+[.)])(?=\s|$)"
_CONTROL = re.compile(rf"https?://[^\s<>]+|[\\*_~`|\[\]<>&]|^[ \t]+(?:{_MARK})?|^{_MARK}", re.MULTILINE)
"""What means something in Markdown, an address first, which is a link as it stands."""


def layout(message: Message) -> tuple[Part, ...]:
    """The parts of a message; only the last has the buttons, the picture and the file."""
    content = render(message.text)
    if message.body:
        body = unsteered(message.body)
        content = f"{content}\n\n{body}" if content else body
    *first, last = split_markdown(content, limits.MESSAGE_CHARACTERS)
    carrier = Part(content=last, buttons=message.buttons, picture=message.picture, file=message.file)
    return (*(Part(content=piece) for piece in first), carrier)


def render(text: Text) -> str:
    """The spans as Markdown."""
    return "".join([_span(span) for span in text])


def _span(span: Span) -> str:
    match span:
        case str():
            return escape(span)
        case Mention(name=name):
            return f"**@{escape(one_line(name))}**"
        case Slash():
            return f"`{plain((span,))}`"
        case When():
            return escape(local(span))
        case Strong(text=text):
            return f"**{escape(one_line(text))}**"
        case Link(label=label, url=url):
            return f"[{escape(one_line(label))}](<{_address(url)}>)"
        case _:
            assert_never(span)


def escape(words: str) -> str:
    """Let words stand for themselves; addresses stay links to what they say."""
    return _CONTROL.sub(_stand, unsteered(words))


def one_line(words: str) -> str:
    """The words without line ends, around which emphasis would fall apart."""
    return " ".join(words.split())


def _stand(found: re.Match[str]) -> str:
    control = found[0]
    if control.startswith("http"):
        return f"<{_address(control)}>"
    mark = control.lstrip()
    blanks = "\u00a0" * (len(control) - len(mark))
    return f"{blanks}{mark[:-1]}\\{mark[-1]}" if mark else blanks


def _address(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\n", "%0A")
