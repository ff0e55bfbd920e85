"""A route is what a path asks for: its template, and the resource that rate limits are counted by."""

from collections.abc import Iterator


def template(path: str) -> str:
    """The path with its values left out: `/channels/1/messages/2` is `/channels/{}/messages/{}`."""
    return "".join(f"/{part}" for part in left_out(path.strip("/").split("/")))


def left_out(parts: list[str]) -> Iterator[str]:
    """The parts of a path, `{}` for each value."""
    for at, part in enumerate(parts):
        token = at == 2 and parts[0] in ("webhooks", "interactions")
        emoji = at > 0 and parts[at - 1] == "reactions"
        yield "{}" if part.isdigit() or token or emoji else part


def resource(path: str) -> str:
    """The top-level resource of a path: a channel, a server, or a webhook with its token; else nothing."""
    match path.strip("/").split("/"):
        case ["channels" | "guilds" as kind, id_, *_]:
            return f"{kind}/{id_}"
        case ["webhooks" | "interactions" as kind, id_, token, *_]:
            return f"{kind}/{id_}/{token}"
    return ""


def is_interaction(path: str) -> bool:
    """Whether it answers an interaction or follows one up, which the global limit leaves out."""
    return path.startswith(("/interactions/", "/webhooks/"))


def matches(path: str, pattern: str) -> bool:
    """Whether a path is one of a pattern in which `*` stands for any one part."""
    parts, wanted = path.strip("/").split("/"), pattern.strip("/").split("/")
    return len(parts) == len(wanted) and all(
        own in ("*", part) for part, own in zip(parts, wanted, strict=True)
    )
