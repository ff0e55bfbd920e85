"""What a client makes of typed text, and whether a message calls somebody."""

import re
from collections.abc import Iterator
from typing import Any

from tests.platforms.slack.state import Message, World

_ENTITY = r"<(?:@[UW]\w+|#C\w+|![a-z]+(?:\^[^<>]*)?|https?://[^<>|\s]+|mailto:[^<>|\s]+)(?:\|[^<>]*)?>"
_PING = re.compile(r"<(?:@[UW]|!channel|!here|!everyone|!subteam\^)")
_CALLING = ("user", "usergroup", "broadcast")
_MENTION = re.compile(rf"{_ENTITY}|@[\w.-]+|#[\w-]+")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, world: World) -> str:
    """The text as the app gets it: escaped, with the mentions that the client found."""
    found, at = [], 0
    for each in _MENTION.finditer(text):
        found += [escaped(text[at : each.start()]), _mention(each[0], world)]
        at = each.end()
    return "".join(found) + escaped(text[at:])


def _mention(word: str, world: World) -> str:
    if word.startswith("<"):
        return word
    if word in ("@channel", "@here", "@everyone"):
        return f"<!{word[1:]}>"
    for user in world.users.values():
        if word == f"@{user.name}":
            return f"<@{user.id}|{user.name}>"
    for channel in world.channels.values():
        if channel.name and word == f"#{channel.name}":
            return f"<#{channel.id}|{channel.name}>"
    return word


def pings(message: Message) -> bool:
    """Whether this message calls anybody: a person, a group, or everybody."""
    return any(_PING.search(each) for each in marked_up(message)) or _calls(message.blocks)


def _calls(part: Any) -> bool:
    """Whether rich text calls anybody, which it does by elements of their own."""
    if isinstance(part, list):
        return any(map(_calls, part))
    if not isinstance(part, dict):
        return False
    return part.get("type") in _CALLING or any(map(_calls, part.values()))


def unescaped(message: Message) -> list[str]:
    """The texts in which `&`, `<` or `>` stands for itself without being escaped."""
    return [each for each in marked_up(message) if is_unescaped(each)]


def is_unescaped(text: str) -> bool:
    """Whether anything is left of `&<>`, when what Slack knows is taken out; `>` may begin a quote."""
    rest = re.sub(_ENTITY, "", text)
    rest = re.sub(r"^(?:>>> ?|> ?)", "", rest, flags=re.MULTILINE)
    return re.search(r"[<>]|&(?!amp;|lt;|gt;)", rest) is not None


def marked_up(message: Message) -> Iterator[str]:
    """Every text of a message in which Slack looks for mentions."""
    yield message.text
    yield from _mrkdwn(message.blocks)


def _mrkdwn(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _mrkdwn(each)
    elif isinstance(part, dict):
        if part.get("type") in ("mrkdwn", "markdown") and isinstance(part.get("text"), str):
            yield part["text"]
        for value in part.values():
            yield from _mrkdwn(value)
