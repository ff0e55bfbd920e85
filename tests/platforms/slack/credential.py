"""The app's credentials: its tokens, its signing secret, and the scopes that it was granted."""

import secrets
from dataclasses import dataclass, field
from typing import Literal

from tests.platforms.slack.refusal import Refusal

SCOPES = (
    "commands",
    "chat:write",
    "im:history",
    "im:read",
    "im:write",
    "users:read",
    "channels:read",
    "channels:history",
    "channels:join",
    "groups:read",
    "groups:history",
    "files:read",
    "files:write",
    "reactions:write",
    "metadata.message:read",
)
Standing = Literal["", "token_revoked", "account_inactive", "token_expired", "invalid_auth"]


@dataclass(slots=True, kw_only=True)
class Credential:
    """`standing` is the error that the bot's token gets, if it is not well."""

    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.token_urlsafe(24)}")
    app_token: str = field(default_factory=lambda: f"xapp-1-{secrets.token_urlsafe(24)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    app_scopes: list[str] = field(default_factory=lambda: ["connections:write"])
    standing: Standing = ""

    def check(self, authorization: str | None, *, app: bool) -> None:
        """Raise what Slack says to a token that does not open this door."""
        kind, _, token = (authorization or "").partition(" ")
        if kind != "Bearer" or not token:
            raise Refusal("not_authed")
        if token not in (self.bot_token, self.app_token):
            raise Refusal("invalid_auth")
        if (token == self.app_token) is not app:
            raise Refusal("not_allowed_token_type")
        if self.standing and not app:
            raise Refusal(self.standing)

    def need(self, scope: str, *, app: bool = False) -> None:
        granted = self.app_scopes if app else self.scopes
        if scope not in granted:
            raise Refusal("missing_scope", needed=scope, provided=",".join(granted))
