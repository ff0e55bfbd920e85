"""An address to listen on: a host and a port of this machine."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from bot.config.fields import spell, wrong

_REMEDY: Final = 'write a host and a port: "127.0.0.1:3000"'


@dataclass(frozen=True, slots=True)
class Address:
    """Where the bot listens on this machine."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse_address(value: object) -> Address:
    """ "127.0.0.1:3000", "localhost:3000" or "[::1]:3000"."""
    found = (
        re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/\[\]]+)):([0-9]{1,5})", value)
        if isinstance(value, str)
        else None
    )
    if found is None or not 1 <= int(found[3]) <= 65535:
        raise wrong(f"{spell(value)} is not an address to listen on", _REMEDY)
    return Address(found[1] or found[2], int(found[3]))
