"""Refusals: what is not let in, with a status, a sentence, and one line in the log that repeats nobody."""

import logging
from enum import Enum

from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

log = logging.getLogger(__name__)


class Refusal(Enum):
    """Why something is not let in: its status, and what is said."""

    HOST = (403, "This address is not served here.")
    FOREIGN = (403, "This was asked by a page of another site, so it is not done.")
    STRANGER = (401, "Sign in first.")
    ANOTHERS = (403, "Somebody else opened this page. Open it anew.")
    UNMEASURED = (411, "Say how long it is.")
    TOO_LONG = (413, "This is too long.")
    TOO_OFTEN = (429, "Too many wrong tries. Wait, and try again.")
    WRONG = (403, "The name or the password is wrong.")
    NO_FORM = (400, "This is not what a form of ours sends.")
    SPENT = (410, "This link does not work any more.")
    METHOD = (405, "This is not done here.")
    DISTURBED = (503, "That did not work just now. Try again.")

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.value[0]

    @property
    def words(self) -> str:
        """What is said."""
        return self.value[1]


def refused(refusal: Refusal, scope: Scope) -> Response:
    """The plain answer to a refused request, which is put into the log."""
    note(refusal, scope)
    return PlainTextResponse(refusal.words, refusal.status)


def note(refusal: Refusal, scope: Scope) -> None:
    """One line: what was refused, and from where. Nothing that was sent is in it but the method."""
    kind = scope.get("method", scope["type"])
    log.warning("refused a request (%s) from %s: %s", kind, address_of(scope), refusal.name.lower())


def address_of(scope: Scope) -> str:
    """From where a request comes."""
    client = scope.get("client")
    return str(client[0]) if client else "nowhere"
