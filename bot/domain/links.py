"""A link lets one person in to the pages, once and soon; of it only a keyed digest is kept."""

import hmac
import secrets
from datetime import timedelta

LASTS = timedelta(minutes=10)
PATH = "sign-in"
"""Where the pages take links."""


def new_link() -> str:
    """The part of a link that nobody can guess."""
    return secrets.token_urlsafe(32)


def digest_of(link: str, key: bytes) -> str:
    """What is kept in its place."""
    return hmac.digest(key, f"link\0{link}".encode(), "sha256").hex()
