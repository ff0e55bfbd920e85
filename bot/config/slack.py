"""The Slack app's table of config.toml, and which of its keys go together."""

import re
from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, InstanceOf, WithJsonSchema

from bot.config.address import Address, parse_address
from bot.config.document import Document
from bot.config.fields import WebAddress, spell, wrong
from bot.config.findings import Findings
from bot.config.secret import SecretReference
from bot.config.table import Table

_PREFIX: Final = "[a-z0-9_-]*"
_LONGEST_PREFIX: Final = 20
"""With the longest name of a group the command has less than the 32 characters that Slack allows."""


def _prefix(value: str) -> str:
    if not re.fullmatch(_PREFIX, value) or len(value) > _LONGEST_PREFIX:
        kinds = "lower-case letters, digits, hyphens and underscores"
        remedy = f"write at most {_LONGEST_PREFIX} {kinds}, such as 'cb-'"
        raise wrong(f"{spell(value)} can't begin a command", remedy)
    return value


class Slack(Table):
    """The Slack app."""

    mode: Literal["socket", "http"] = "socket"
    """socket: the bot calls Slack, and needs no address of its own. http: Slack calls the bot."""
    bot_token: SecretReference
    """Where its bot token (xoxb-) is found."""
    app_token: SecretReference | None = None
    """Where its app token (xapp-) is found; for mode socket."""
    signing_secret: SecretReference | None = None
    """Where the secret is found by which Slack signs its calls; for mode http."""
    listen: Annotated[
        InstanceOf[Address],
        BeforeValidator(parse_address),
        WithJsonSchema({"type": "string", "pattern": r"^\S+:[0-9]{1,5}$", "default": "127.0.0.1:3000"}),
    ] = Address("127.0.0.1", 3000)
    """Where Slack's calls arrive on this machine, behind what the world reaches; for mode http."""
    prefix: Annotated[
        str,
        AfterValidator(_prefix),
        WithJsonSchema({"type": "string", "pattern": f"^{_PREFIX}$", "maxLength": _LONGEST_PREFIX}),
        Field(examples=["cb-"]),
    ] = ""
    """What the names of the commands begin with, where the workspace has /program taken."""
    api_url: WebAddress | None = None
    """Another address of the API: a proxy, a test server."""


_OF_MODE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "socket": ("app_token", ("signing_secret", "listen")),
    "http": ("signing_secret", ()),
}
"""The key that a mode can't do without, and those that are another mode's."""


def check_slack(doc: Document, slack: Slack | None, findings: Findings) -> None:
    """Every fault between the keys of the table, which can be told even where one of them is wrong."""
    table = doc.values.get("slack")
    if not isinstance(table, Mapping):
        return
    mode = table.get("mode", "socket")
    if not isinstance(mode, str) or mode not in _OF_MODE:
        return
    other = "http" if mode == "socket" else "socket"
    needed, foreign = _OF_MODE[mode]
    if needed not in table:
        remedy = f'write {needed} = "env:SLACK_{needed.upper()}", or mode = "{other}"'
        findings.fault(doc.at("slack", needed), f'is missing, and mode is "{mode}"', remedy)
    for key in foreign:
        if key in table:
            problem = f'is for mode = "{other}", and mode is "{mode}"'
            findings.fault(doc.at("slack", key), problem, f'take it out, or write mode = "{other}"')
    if slack is not None and mode == "http":
        _note(doc, slack, findings)


def _note(doc: Document, slack: Slack, findings: Findings) -> None:
    if slack.app_token is not None:
        findings.note(doc.at("slack", "app_token"), 'is not used, since mode is "http"')
    if not slack.listen.is_loopback:
        text = f"other machines may reach {slack.listen}; what is not signed by Slack is refused there"
        findings.note(doc.at("slack", "listen"), text)
