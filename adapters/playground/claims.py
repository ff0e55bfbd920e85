"""Claims: a live page belongs to the session that opened it, and to no other that finds it still open."""

from collections import OrderedDict
from urllib.parse import parse_qs

from starlette.types import Scope

from adapters.playground.sessions import Session

REMEMBERED = 10_000
"""So many pages are known at once; what was claimed the longest ago goes first."""
LONGEST = 64
_NAMED_BY = "client_id"
"""What NiceGUI's sockets say in their address of the page that opens them."""


class Claims:
    """Which session each live page is of: the one whose browser first opens its socket."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()

    def grant(self, scope: Scope, session: Session) -> bool:
        """Whether this request for a page's socket may go on.

        Somebody else who signs in where a page is still open does not take it over.
        """
        named = parse_qs(scope["query_string"].decode("latin-1")).get(_NAMED_BY)
        if named is None:
            return True
        if any(len(page) > LONGEST for page in named):
            return False
        owners = {self._owners.setdefault(page, session.id) for page in named}
        while len(self._owners) > REMEMBERED:
            self._owners.popitem(last=False)
        return owners == {session.id}
