"""What the core says becomes parts: spans become Markdown, and strings can only stand for themselves."""

import re
from typing import assert_never

from adapters.memory.acts import Act, Answer, Lookup, Press, Submit, Turn, Type, Use, Visit, custom_id
from adapters.memory.faults import Breach
from bot.chat import limits
from bot.chat.form import Form
from bot.chat.message import Message, Part
from bot.chat.page import FiguresSection, Page, PictureSection, Section, TableSection, TextSection
from bot.chat.place import Platform
from bot.chat.quoting import unsteered
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.chat.split import split_markdown
from bot.chat.text import Link, Mention, Slash, Span, Strong, Text, When, local, plain

CUSTOM_ID = 100  # Discord: custom_id 1-100 characters.
_KEY = re.compile(rf"[a-z2-7]{{{limits.KEY_CHARACTERS}}}")
_CONTROL = re.compile(r"https?://[^\s<>]+|[\\*_~`|\[\]<>@]|^(?:[#+-]|\d+\.)(?= )", re.MULTILINE)
_ESCAPED = re.compile(r"\\([^\w\s]|_)|\u200b")


def layout(message: Message, platform: Platform) -> tuple[Part, ...]:
    """The parts of a message; only the last has the buttons, the picture and the file."""
    content = render(message.text, platform)
    if message.body:
        content = f"{content}\n\n{message.body}" if content else message.body
    *first, last = split_markdown(content, limits.MESSAGE_CHARACTERS)
    carrier = Part(content=last, buttons=message.buttons, picture=message.picture, file=message.file)
    return (*(Part(content=piece) for piece in first), carrier)


def render(text: Text, platform: Platform) -> str:
    """The spans as Markdown of this chat."""
    return "".join([_span(span, platform) for span in text])


def _span(span: Span, platform: Platform) -> str:
    match span:
        case str():
            return escape(span)
        case Mention(account=account, name=name):
            known = account is not None and account.platform == platform
            return f"<@{account.user}>" if account is not None and known else escape(name)
        case When(at=at):
            if at.tzinfo is None:
                raise Breach(f"an instant is aware: {at!r}")
            return escape(local(span))
        case Strong(text=text):
            return f"**{escape(text)}**"
        case Link(label=label, url=url):
            target = url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
            return f"[{escape(label)}]({target})"
        case Slash():
            return escape(plain((span,)))


def escape(words: str) -> str:
    """Let words stand for themselves: no Markdown, no mention, no ping, no control; addresses stay."""
    return _CONTROL.sub(_stand, unsteered(words))


def _stand(found: re.Match[str]) -> str:
    control = found[0]
    if control == "@":
        return "@\u200b"
    if control.startswith("http"):
        return control.replace("@", "%40")
    return f"{control[:-1]}\\{control[-1]}"


def readable(content: str) -> str:
    """The content as a reader sees it, without the escapes: for transcripts."""
    return _ESCAPED.sub(r"\1", content)


def checked(part: Part, key: str) -> Part:
    """The part itself. Raises Breach for what a platform would not take."""
    if not _KEY.fullmatch(key):
        raise Breach(f"a key is {limits.KEY_CHARACTERS} characters of a-z and 2-7: {key!r}")
    return _sound(part, key)


def _sound(part: Part, key: str) -> Part:
    if not part.content.strip() or len(part.content) > limits.MESSAGE_CHARACTERS:
        raise Breach(f"a part has 1 to {limits.MESSAGE_CHARACTERS} characters, not {len(part.content)}")
    if len(part.buttons) > limits.BUTTONS:
        raise Breach(f"a part has at most {limits.BUTTONS} buttons, not {len(part.buttons)}")
    for index, button in enumerate(part.buttons):
        if len(custom_id(button, key, index)) > CUSTOM_ID:
            raise Breach(f"a custom_id has at most {CUSTOM_ID} characters: {button.token}")
    return part


def answer_to(act: Act, reply: Reply, platform: Platform) -> Answer:
    """What the one who acted sees. Raises Breach for an answer that no platform can give to such an act."""
    match reply:
        case Say(message=message, private=private):
            return Answer(kind="say", parts=_spoken(message, platform), private=private)
        case Replace(message=message):
            _only(act, reply, Press)
            parts = _spoken(message, platform)
            if len(parts) > 1:
                raise Breach("a message is replaced by one part")
            return Answer(kind="replace", parts=parts)
        case Ask(form=form):
            # Discord and Slack: a form needs a click or a command, and can't follow a form.
            _only(act, reply, Press, Use, Visit)
            return Answer(kind="ask", form=_short(form))
        case Refuse(text=text, problems=problems):
            if problems:
                _only(act, reply, Submit)
            named = tuple((name, render(problem, platform)) for name, problem in problems.items())
            return Answer(kind="refuse", parts=_spoken(Message(text=text), platform), problems=named)
        case Offer(choices=choices):
            _only(act, reply, Lookup)
            if len(choices) > limits.OFFERED_CHOICES:
                raise Breach(f"at most {limits.OFFERED_CHOICES} choices are offered, not {len(choices)}")
            return Answer(kind="offer", choices=choices)
        case Show(page=page):
            _only(act, reply, Visit, Use, Press)
            return Answer(kind="show", parts=page_parts(page, platform))
        case _:
            assert_never(reply)


def page_parts(page: Page, platform: Platform) -> tuple[Part, ...]:
    """A page in words, a picture as its table."""
    body = "\n\n".join(_section(section, platform) for section in page.sections)
    pieces = split_markdown(f"**{escape(page.title)}**\n\n{body}", limits.MESSAGE_CHARACTERS)
    return tuple(Part(content=piece) for piece in pieces)


def _section(section: Section, platform: Platform) -> str:
    match section:
        case TextSection(text=text):
            return render(text, platform)
        case FiguresSection(figures=figures):
            return "\n".join(f"{escape(figure.label)}: {escape(figure.value)}" for figure in figures)
        case TableSection(columns=columns, rows=rows):
            return _table(columns, rows)
        case PictureSection(picture=picture):
            return f"{escape(picture.title)}\n{escape(picture.alt)}\n{_table(picture.columns, picture.rows)}"


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join(" · ".join(escape(cell) for cell in row) for row in (columns, *rows))


def _spoken(message: Message, platform: Platform) -> tuple[Part, ...]:
    return tuple(_sound(part, "") for part in layout(message, platform))


def _short(form: Form) -> Form:
    if len(form.fields) > limits.FORM_FIELDS:
        raise Breach(f"a form has at most {limits.FORM_FIELDS} fields, not {len(form.fields)}")
    return form


def _only(act: Act, reply: Reply, *kinds: type[Press | Type | Submit | Use | Lookup | Visit | Turn]) -> None:
    if not isinstance(act.does, kinds):
        raise Breach(f"{type(reply).__name__} can't answer {type(act.does).__name__}")
