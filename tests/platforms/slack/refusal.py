"""A refusal is Slack's answer `ok: false`, with the name of the error."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """`messages` explain it, `more` are further fields of the answer."""

    def __init__(
        self,
        error: str,
        *messages: str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.messages = messages
        self.status = status
        self.headers = headers or {}
        self._more = more

    def body(self) -> dict[str, Any]:
        """What Slack writes."""
        written = {"ok": False, "error": self.error, **self._more}
        if self.messages:
            said = [f"[ERROR] {each}" for each in self.messages]
            written |= {"errors": list(self.messages), "response_metadata": {"messages": said}}
        return written
