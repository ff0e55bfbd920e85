"""What people see on the small Discord, in the words of the contract."""

import re
from collections.abc import Sequence

from adapters.discord.escape import readable
from bot.chat.place import Channel, Place
from tests.contract.rig import Saw, Seen
from tests.platforms.discord.answer import Answer
from tests.platforms.discord.seen import SeenMessage

_PING = re.compile(r"@(everyone|here)|(?<!\\)<[@!#]")
_PROBLEM = re.compile(r"^\*\*(.+):\*\* (.+)\n?", re.MULTILINE)


def channel_of(place: Place) -> str:
    """The channel that a place is; a scenario has no account without one."""
    if place.thread is not None:
        return place.thread
    assert isinstance(place.at, Channel)
    return place.at.id


def pings(content: str) -> bool:
    """Whether this Markdown would ring for anybody, if the message let it."""
    return _PING.search(content) is not None


def seen(one: SeenMessage, *, rang: bool) -> Seen:
    """A message; a picture is what has a description, since without one nobody would be told what it is."""
    described = [each.description for each in one.attachments if each.description is not None]
    return Seen(
        id=str(one.id),
        content=one.content,
        buttons=tuple(button.label for button in one.buttons),
        file=next((each.filename for each in one.attachments if each.description is None), None),
        picture=bool(described),
        alt="".join(described),
        rang=rang,
    )


def saw(answer: Answer, shown: Sequence[SeenMessage], *, private: bool) -> Saw:
    """An answer: a form, choices, or the messages that are shown; bold labels name the fields of problems."""
    if answer.modal is not None:
        fields = tuple(field.label for field in answer.modal.fields)
        return Saw(form=answer.modal.title, fields=fields)
    text = "\n\n".join(one.content for one in shown)
    return Saw(
        text=readable(_PROBLEM.sub("", text)).strip(),
        buttons=tuple(button.label for one in shown for button in one.buttons),
        private=private,
        problems=tuple((readable(label), readable(words)) for label, words in _PROBLEM.findall(text)),
    )
