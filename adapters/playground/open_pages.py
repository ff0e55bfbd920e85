"""Open pages: those that NiceGUI carries, by the session that opened them, so that they end with it."""

from weakref import WeakSet

from nicegui import Client
from starlette.requests import Request

from adapters.playground.sessions import Session


class OpenPages:
    """Who holds which page open."""

    def __init__(self) -> None:
        self._pages: dict[str, WeakSet[Client]] = {}

    def opened(self, request: Request, page: Client) -> None:
        """A page was opened; where nobody signs in it is nobody's."""
        session = request.scope.get("state", {}).get("session")
        if isinstance(session, Session):
            self._pages.setdefault(session.id, WeakSet()).add(page)
            page.on_delete(lambda: self._gone(session.id, page))

    def end(self, session: Session) -> None:
        """Somebody signed out: nothing is drawn for them any more."""
        for page in tuple(self._pages.pop(session.id, ())):
            # One that was left already is deleted by NiceGUI in a moment, which twice would be a fault.
            if page.has_socket_connection:
                page.delete()

    def _gone(self, session: str, page: Client) -> None:
        left = self._pages.get(session)
        if left is not None:
            left.discard(page)
            if not left:
                del self._pages[session]
