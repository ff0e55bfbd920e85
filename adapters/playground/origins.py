"""Origins: by which addresses people open the pages, so that what comes by another is known as foreign."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers

_USUAL_PORTS: Mapping[str, int] = {"http": 80, "https": 443}
_HOST = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_SAFE = frozenset(("GET", "HEAD"))
_OWN_SITE = frozenset(("same-origin", "none"))
"""What a browser says of a request that a page of ours made, or a person by hand."""


class Origins:
    """The addresses that are served, such as "http://127.0.0.1:8080" and "https://pages.example.org"."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._by_host = {_host_of(address): _origin_of(address) for address in addresses}
        if not self._by_host:
            raise ValueError("pages are served by one address at least")

    def of(self, headers: Headers) -> str | None:
        """The origin by which a request came; None if its host is none of ours, or not one."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not _HOST.fullmatch(host := hosts[0].lower()):
            return None
        return self._by_host.get(host)

    def are_own(self, headers: Headers, method: str) -> bool:
        """Whether a page of ours asks, by this host, or a person who follows a link.

        What changes something, and a WebSocket (whose method is ""), must name our origin.
        """
        named = headers.getlist("origin")
        if named and named != [self.of(headers)]:
            return False
        site = headers.get("sec-fetch-site", "none")
        if method in _SAFE:
            return site in _OWN_SITE or _follows_a_link(headers)
        return bool(named) and site in _OWN_SITE


def own_addresses(host: str, port: int, url: str | None = None) -> tuple[str, ...]:
    """By what people on this machine reach an address that is listened on, and by what the world does."""
    named = f"[{host}]" if ":" in host else host
    local = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", named))
    every = ("0.0.0.0", "[::]")  # noqa: S104 - nothing is bound here: nobody opens a page by these.
    addresses = tuple(f"http://{one}:{port}" for one in local if one not in every)
    # Last, so that it counts where both have the same host.
    return (*addresses, url) if url else addresses


def is_secure(origin: str) -> bool:
    """Whether nobody on the way reads along."""
    return origin.startswith("https://")


def _follows_a_link(headers: Headers) -> bool:
    """A page of another site may lead here, but load nothing of ours into itself."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{_host_of(address)}"


def _host_of(address: str) -> str:
    """As browsers write it: in small letters, without the usual port."""
    parts = urlsplit(address)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    if not host:
        raise ValueError(f"{address} has no host")
    return host if parts.port in (None, _USUAL_PORTS.get(parts.scheme)) else f"{host}:{parts.port}"
