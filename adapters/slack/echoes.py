"""Echoes: Slack tells the bot of each message that it sends, and nothing is made of that."""

import json

# What came over the wire, before anything of it is checked.
Json = object


def is_own(payload: Json, bot_id: str) -> bool:
    """Whether it tells of what the bot itself wrote."""
    match payload:
        case {"event": {"type": "message", "bot_id": str(writer)}}:
            return bool(bot_id) and writer == bot_id
        case _:
            return False


def envelope_of(message: str, bot_id: str) -> str | None:
    """The envelope to be acknowledged, if a message of Socket Mode tells of what the bot itself wrote."""
    # Looked at before it is read: most of what comes is nothing of the bot's own.
    if not bot_id or bot_id not in message:
        return None
    try:
        told = json.loads(message)
    except ValueError:
        return None
    match told:
        case {"envelope_id": str(envelope), "payload": payload} if is_own(payload, bot_id):
            return envelope
        case _:
            return None
