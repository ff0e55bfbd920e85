"""A token says what a button or form is about; it outlives restarts, export, import and erasure."""

import base64
import hashlib
from dataclasses import dataclass

from bot.chat import limits


def key_of(*names: str) -> str:
    """A 24-character base32 key made from names, the same for the same names for ever."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    # Eight characters for every five bytes: no more of the digest is needed.
    return base64.b32encode(digest[: limits.KEY_CHARACTERS * 5 // 8]).decode().lower()


@dataclass(frozen=True, slots=True)
class Token:
    """What a click or a form is about: the feature, the thing's key, and what is wanted of it."""

    feature: str
    subject: str
    action: str = ""

    def __post_init__(self) -> None:
        limits.within("token", str(self), limits.TOKEN_CHARACTERS)

    def __str__(self) -> str:
        return (
            f"{self.feature}/{self.subject}/{self.action}"
            if self.action
            else f"{self.feature}/{self.subject}"
        )

    @classmethod
    def parse(cls, written: str) -> "Token":
        """Read a token back. Raises ValueError for anything that is not one."""
        feature, _, rest = written.partition("/")
        subject, _, action = rest.partition("/")
        if not feature or not subject:
            raise ValueError(f"not a token: {written!r}")
        return cls(feature, subject, action)

    @classmethod
    def of_path(cls, path: str) -> "Token | None":
        """What the path of a page names, perhaps nothing but the page; None for what can't be a path."""
        try:
            return cls.parse(path if "/" in path else f"{path}/-")
        except ValueError:
            return None
