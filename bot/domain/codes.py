"""A code ties an account to a person: a label that anybody may read, and a secret that proves it."""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Nothing that looks like something else: no 0 and O, no 1, I and L, no U."""
LABEL, SECRET = 4, 6
TRIES = 5
_LONGEST = 20


class CodeKind(StrEnum):
    """What a code is for."""

    JOIN = "join"
    """From an admin, for somebody on the roster who has no account yet."""
    LINK = "link"
    """From a person, for an account of theirs on another platform."""

    @property
    def lasts(self) -> timedelta:
        """How long it works."""
        return timedelta(days=14) if self is CodeKind.JOIN else timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Both parts of a code; written "K7QM-4X2P-9D"."""

    label: str
    secret: str

    def __str__(self) -> str:
        return f"{self.label}-{self.secret[:4]}-{self.secret[4:]}"

    def digest(self, key: bytes) -> str:
        """What is kept in the place of the secret."""
        return hmac.digest(key, f"code\0{self.label}\0{self.secret}".encode(), "sha256").hex()

    def proves(self, key: bytes, digest: str) -> bool:
        """Whether the secret is the one of this digest; it takes as long whether it is or not."""
        return hmac.compare_digest(self.digest(key), digest)


def new_code() -> Code:
    """A code that nobody can guess; there is a digit in it, so that it is never taken for words."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(LABEL + SECRET))
        if any(character.isdecimal() for character in drawn):
            return Code(label=drawn[:LABEL], secret=drawn[LABEL:])


def read_code(typed: str) -> Code | None:
    """The code that somebody typed, in capitals or not, with dashes, blanks or neither, if it is one."""
    if len(typed.strip()) > _LONGEST:
        return None
    folded = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(one for one in folded if not one.isspace() and unicodedata.category(one) != "Pd")
    sound = len(kept) == LABEL + SECRET and all(one in ALPHABET for one in kept)
    if not sound or not any(one.isdecimal() for one in kept):
        return None
    return Code(label=kept[:LABEL], secret=kept[LABEL:])
