"""A secret is named in the configuration and never written there."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, InstanceOf, WithJsonSchema

from bot.config.fields import wrong
from bot.errors import InputError

_REFERENCE: Final = r"env:[A-Za-z_][A-Za-z0-9_]*|file:/[^\x00]+"
_REMEDY: Final = 'write "env:NAME" for an environment variable or "file:/path" for a file that holds it'


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret is found: "env:NAME" or "file:/path". What it is, is read only by `resolve`."""

    reference: str

    def resolve(self) -> str:
        """The secret itself; InputError when it is not there."""
        kind, _, name = self.reference.partition(":")
        if kind == "env":
            return _found(os.environ.get(name, ""), f"the environment variable {name}", f"set {name}")
        try:
            text = Path(name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            # The cause is left out: a decoding error would show bytes of the secret.
            raise InputError(f"the file {name} cannot be read; make it, with the secret in it") from None
        return _found(text, f"the file {name}", "write the secret into it")

    def __str__(self) -> str:
        return self.reference


def _found(value: str, place: str, remedy: str) -> str:
    if not value.strip():
        raise InputError(f"{place} is empty or not there; {remedy}")
    return value.strip()


def parse_secret(value: object) -> Secret:
    """A reference; what was written instead of one is never repeated, for it may be the secret."""
    if not isinstance(value, str) or not re.fullmatch(_REFERENCE, value):
        raise wrong("is not a reference to a secret", _REMEDY)
    return Secret(value)


SecretReference = Annotated[
    InstanceOf[Secret],
    BeforeValidator(parse_secret),
    WithJsonSchema({"type": "string", "pattern": "^(env:[A-Za-z_][A-Za-z0-9_]*|file:/.+)$"}),
]
