"""Discord's limits that its document does not hold, or holds too loosely: a breach is a line with its place.

Beside Discord's own, two rules of this bot: a message that it sends has a nonce that Discord enforces, and
no message, answer or edit of it ever mentions anyone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.platforms.discord.command_limits import command_breaches, commands_breaches
from tests.platforms.discord.component_limits import component_breaches, modal_breaches
from tests.platforms.discord.routes import template

MEBIBYTE = 1024 * 1024
CONTENT = 2_000
EMBEDS = 10
EMBED_TEXT = 6_000  # All embeds of a message together.
ATTACHMENTS = 10
FILE_SIZE = 10 * MEBIBYTE
REQUEST_SIZE = 25 * MEBIBYTE
ALT_TEXT = 1_024
NONCE = 25
THREAD_NAME = 100
OFFERED = 25
CHOICE = 100
COMPONENTS_V2 = 1 << 15
EPHEMERAL = 1 << 6

Body = Mapping[str, Any]


def breaches_of(method: str, path: str, body: object) -> list[str]:
    """Every limit that this request is over, a line each; the path is the one beneath the base.

    Shapes are the document's business: a body that it refuses may only be called unreadable here.
    """
    place = f"{method} {template(path)}"
    try:
        return [f"{place}: {what}" for what in found((method, *path.strip("/").split("/")), body)]
    except (AttributeError, KeyError, TypeError) as wrong:
        return [f"{place}: the body cannot be read: {type(wrong).__name__} {wrong}"]


def found(route: tuple[str, ...], body: Any) -> Iterator[str]:
    """What is over, by what is asked."""
    match route:
        case ("POST", "channels", _, "messages"):
            yield from message_breaches(body, new=True)
            yield from nonce_breaches(body)
        case ("PATCH", "channels", _, "messages", _):
            yield from message_breaches(body, new=False)
        case ("POST", "interactions", _, _, "callback"):
            yield from answer_breaches(body)
        case ("POST", "webhooks", _, _):
            yield from message_breaches(body, new=True)
        case ("PATCH", "webhooks", _, _, "messages", _):
            yield from message_breaches(body, new=False)
        case ("POST", "channels", _, "threads") | ("POST", "channels", _, "messages", _, "threads"):
            yield from thread_breaches(body)
        case ("PATCH", "channels", _) if "name" in body:
            yield from thread_breaches(body)
        case ("PUT", "applications", *_, "commands"):
            yield from commands_breaches(body or [])
        case ("POST", "applications", *_, "commands") | ("PATCH", "applications", *_, "commands", _):
            yield from command_breaches(body)


def answer_breaches(body: Body) -> Iterator[str]:
    """What is over in the first answer to an interaction."""
    kind, data = body.get("type"), body.get("data") or {}
    match kind:
        case 4:
            yield from message_breaches(data, new=True)
        case 7:
            yield from message_breaches(data, new=False)
        case 5 | 6:
            if (more := {key for key, value in data.items() if value} - {"flags"}) or (
                data.get("flags") or 0
            ) & ~EPHEMERAL:
                yield f"a deferred answer can only be ephemeral, this carries {sorted(more) or 'other flags'}"
        case 8:
            yield from offer_breaches(data.get("choices") or [])
        case 9:
            yield from modal_breaches(data)


def message_breaches(body: Body, *, new: bool) -> Iterator[str]:
    """What is over in a message, an answer, a follow-up (`new`), or an edit of one of them."""
    components = body.get("components") or []
    flags = body.get("flags") or 0
    v2 = bool(flags & COMPONENTS_V2)
    content = body.get("content") or ""
    if len(content) > CONTENT:
        yield f"content has {len(content)} characters, at most {CONTENT}"
    if is_empty(body, new=new):
        yield "the message is empty"
    if v2 and (both := [key for key in ("content", "embeds", "poll", "sticker_ids") if body.get(key)]):
        yield f"components of the second kind go without {', '.join(both)}"
    yield from embed_breaches(body.get("embeds") or [])
    yield from component_breaches(components, v2=v2)
    yield from attachment_breaches(body.get("attachments") or [])
    yield from mention_breaches(body.get("allowed_mentions"))


def is_empty(body: Body, *, new: bool) -> bool:
    """Whether nothing would be seen; an edit leaves what it does not name, so it must empty all of it."""
    parts = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")
    shown = [str(body.get(part) or "").strip() if part == "content" else body.get(part) for part in parts]
    return not any(shown) and (new or {"content", "embeds", "components", "attachments"} <= body.keys())


def nonce_breaches(body: Body) -> Iterator[str]:
    """A message that is sent must be sent at most once, so Discord must know it again."""
    nonce = body.get("nonce")
    if nonce is None or nonce == "":
        yield "a message of the bot has no nonce"
    elif len(str(nonce)) > NONCE:
        yield f"the nonce has {len(str(nonce))} characters, at most {NONCE}"
    if body.get("enforce_nonce") is not True:
        yield "enforce_nonce is not set"


def mention_breaches(allowed: Body | None) -> Iterator[str]:
    """Mentions are off everywhere; where nothing is said, Discord has defaults that mention people."""
    if allowed is None:
        yield "allowed_mentions is missing, so that Discord's default mentions people"
    elif allowed.get("parse") != []:
        yield f"allowed_mentions parses {allowed.get('parse')}, wants none"
    elif on := [key for key in ("users", "roles", "replied_user") if allowed.get(key)]:
        yield f"allowed_mentions lets {', '.join(on)} be mentioned"


def embed_breaches(embeds: Sequence[Body]) -> Iterator[str]:
    """What is over in the embeds; Discord trims white space before it counts."""
    if len(embeds) > EMBEDS:
        yield f"{len(embeds)} embeds, at most {EMBEDS}"
    total = sum(len(text.strip()) for embed in embeds for text in embed_texts(embed))
    if total > EMBED_TEXT:
        yield f"the embeds have {total} characters together, at most {EMBED_TEXT}"


def embed_texts(embed: Body) -> Iterator[str]:
    """Every text of an embed that counts."""
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    yield (embed.get("footer") or {}).get("text") or ""
    yield (embed.get("author") or {}).get("name") or ""
    for field in embed.get("fields") or []:
        yield field["name"]
        yield field["value"]


def attachment_breaches(attachments: Sequence[Body]) -> Iterator[str]:
    """What is over in the list of files."""
    if len(attachments) > ATTACHMENTS:
        yield f"{len(attachments)} attachments, at most {ATTACHMENTS}"
    ids = [str(each["id"]) for each in attachments]
    if len(set(ids)) < len(ids):
        yield f"two attachments have one id: {ids}"
    for each in attachments:
        if len(each.get("description") or "") > ALT_TEXT:
            yield f"an alt text has {len(each['description'])} characters, at most {ALT_TEXT}"


def file_breaches(sizes: Iterable[int], request: int) -> list[str]:
    """What is over in the files of a request: the bytes of each, and of the whole request."""
    each = list(sizes)
    return [
        *([f"{len(each)} files, at most {ATTACHMENTS}"] if len(each) > ATTACHMENTS else []),
        *(f"a file has {size} bytes, at most {FILE_SIZE}" for size in each if size > FILE_SIZE),
        *([f"the request has {request} bytes, at most {REQUEST_SIZE}"] if request > REQUEST_SIZE else []),
    ]


def thread_breaches(body: Body) -> Iterator[str]:
    """What is over in a thread's name, and in the first message of a post of a forum."""
    name = body.get("name") or ""
    if not len(name.strip()) >= 1 or len(name) > THREAD_NAME:
        yield f"the thread's name has {len(name)} characters, wants 1 to {THREAD_NAME}"
    if "message" in body:
        yield from message_breaches(body["message"], new=True)


def offer_breaches(choices: Sequence[Body]) -> Iterator[str]:
    """What is over in the choices offered while someone types."""
    if len(choices) > OFFERED:
        yield f"{len(choices)} choices are offered, at most {OFFERED}"
    for choice in choices:
        for part in ("name", "value"):
            if isinstance(choice[part], str) and not 1 <= len(choice[part]) <= CHOICE:
                yield f"a choice's {part} has {len(choice[part])} characters, wants 1 to {CHOICE}"
