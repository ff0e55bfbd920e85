"""What people see on the small Slack, in the words of the contract."""

import re
from collections.abc import Sequence

from adapters.slack.outbound import content_of
from bot.chat.place import Channel, Place
from tests.contract.rig import Saw, Seen
from tests.platforms.slack import mentions
from tests.platforms.slack.answer import Answer
from tests.platforms.slack.modal import Modal
from tests.platforms.slack.seen import SeenMessage
from tests.platforms.slack.state import File, Message

_PING = re.compile(r"<[@#!](?!date\^)")
_EVERYBODY = re.compile(r"<!(?:channel|here|everyone|subteam)")


def channel_of(place: Place) -> str:
    """The channel that a place is; a scenario has no account without one."""
    if isinstance(place.at, Channel):
        return place.at.id
    assert place.thread is not None
    return place.thread


def pings(content: str) -> bool:
    """Whether this content would ring for anybody."""
    return _PING.search(content) is not None


def rings(message: Message) -> bool:
    """Whether a message called anybody: in a conversation of two nobody else is called by name."""
    if message.channel.kind == "im":
        return any(_EVERYBODY.search(text) for text in mentions.marked_up(message))
    return mentions.pings(message)


def seen(one: SeenMessage, *, files: Sequence[File], rang: bool) -> Seen:
    """A message; a picture is what has a description, since without one nobody would be told what it is."""
    described = [each.alt for each in one.images if each.alt]
    return Seen(
        id=one.ts,
        content=content_of(one.blocks),
        buttons=tuple(one.labels),
        file=next((each.name for each in files if not each.alt), None),
        picture=bool(described),
        alt="".join(described),
        rang=rang,
    )


def saw(answer: Answer, shown: Sequence[SeenMessage | Modal], *, private: bool) -> Saw:
    """An answer: problems, a form, or what is shown."""
    if answer.kind == "errors":
        return Saw(problems=tuple(answer.errors.items()))
    form = next((one for one in shown if isinstance(one, Modal) and one.fields), None)
    if form is not None:
        return Saw(form=form.title, fields=tuple(field.label for field in form.fields))
    return Saw(
        text="\n\n".join(_words(one) for one in shown),
        buttons=tuple(label for one in shown for label in one.labels),
        private=private,
    )


def _words(one: SeenMessage | Modal) -> str:
    return f"{one.title}\n{one.content}" if isinstance(one, Modal) else one.content
