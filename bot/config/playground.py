"""The playground's table of config.toml: where the pages are served, and who signs in with a password."""

import re
from collections.abc import Mapping
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, InstanceOf, WithJsonSchema

from bot.config.address import Address, parse_address
from bot.config.document import Document
from bot.config.fields import Name, WebAddress, spell, wrong
from bot.config.findings import Findings
from bot.config.roster import folded
from bot.config.secret import SecretReference
from bot.config.suggest import did_you_mean
from bot.config.table import Table
from bot.errors import InputError

SHORTEST_PASSWORD: Final = 12
"""So many characters can't be guessed at the pace that the sign-in allows."""
_CHATS: Final = ("discord", "slack")


def _origin(value: str) -> str:
    """Only scheme, host and port: pages lie directly behind it."""
    remedy = 'write where the pages begin, without a path: "https://pages.example.org"'
    if not re.fullmatch(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?/?", value, re.IGNORECASE):
        raise wrong(f"{spell(value)} is not only the beginning of an address", remedy)
    return value.rstrip("/").lower()


class PlaygroundAccount(Table):
    """Somebody who signs in to the pages with a password."""

    name: Name
    """Who it is, by the name of the roster."""
    password: SecretReference
    """Where their password is found."""


class Playground(Table):
    """The pages in the browser: chat, cohort and programme."""

    serve: bool | None = None
    """Whether `run` serves them; left out, it does where no chat is configured and somebody may sign in."""
    listen: Annotated[
        InstanceOf[Address],
        BeforeValidator(parse_address),
        WithJsonSchema({"type": "string", "pattern": r"^\S+:[0-9]{1,5}$", "default": "127.0.0.1:8080"}),
    ] = Address("127.0.0.1", 8080)
    """Where they are served on this machine."""
    url: (
        Annotated[WebAddress, AfterValidator(_origin), Field(examples=["https://pages.example.org"])] | None
    ) = None
    """Where people open them, if that is not http:// and `listen`: what serves TLS in front."""
    accounts: tuple[PlaygroundAccount, ...] = ()
    """Who signs in with a password."""

    @property
    def address(self) -> str:
        """What every link to the pages begins with."""
        return self.url or f"http://{self.listen}"


def check_playground(
    doc: Document, table: Playground | None, names: tuple[str, ...] | None, findings: Findings
) -> None:
    """Every fault of the table that no key has by itself; `names` are those of the rosters, if known."""
    raw = doc.values.get("playground")
    if not isinstance(raw, Mapping):
        return
    _check_names(doc, raw, names, findings)
    if table is None:
        return
    if table.serve and not table.accounts and not any(chat in doc.values for chat in _CHATS):
        problem = "is true, and nobody may sign in: there is no account, and no chat that brings a link"
        remedy = "write [[playground.accounts]] with name and password"
        findings.fault(doc.at("playground", "serve"), problem, remedy)
    if not table.listen.is_loopback and table.url is None:
        problem = f"is missing, and other machines may reach {table.listen}"
        remedy = 'write where people open the pages, url = "https://pages.example.org"'
        findings.fault(doc.at("playground", "url"), problem, remedy)
    _note(doc, table, findings)


def _check_names(
    doc: Document, raw: Mapping[str, object], names: tuple[str, ...] | None, findings: Findings
) -> None:
    accounts = raw.get("accounts", ())
    named = [one.get("name") if isinstance(one, Mapping) else None for one in _items(accounts)]
    seen: set[str] = set()
    for index, name in enumerate(named):
        if not isinstance(name, str) or not name.strip():
            continue
        where = doc.at("playground", "accounts", index, "name")
        if folded(name) in seen:
            findings.fault(where, f"{name!r} has an account already", "take one of the two out")
        seen.add(folded(name))
        if names is not None and folded(name) not in map(folded, names):
            remedy = did_you_mean(name, names, "name somebody of a roster")
            findings.fault(where, f"{name!r} is on no roster", remedy)


def _items(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, tuple | list) else ()


def _note(doc: Document, table: Playground, findings: Findings) -> None:
    chats = [chat for chat in _CHATS if chat in doc.values]
    if table.serve is None and chats and table.accounts:
        text = f"nobody is let in: beside {' and '.join(chats)} the pages are served with serve = true only"
        findings.note(doc.at("playground", "accounts"), text)
    if not table.listen.is_loopback:
        text = f"other machines may reach {table.listen}: let them come through what serves TLS in front only"
        findings.note(doc.at("playground", "listen"), text)
    if table.url is not None and not _is_sheltered(table.url):
        text = f"passwords on their way to {table.url} can be read: serve TLS in front, and write https://"
        findings.note(doc.at("playground", "url"), text)
    for index, one in enumerate(table.accounts):
        _note_password(doc, index, one, findings)


def _is_sheltered(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or Address(parts.hostname or "", 1).is_loopback


def _note_password(doc: Document, index: int, one: PlaygroundAccount, findings: Findings) -> None:
    where = doc.at("playground", "accounts", index, "password")
    try:
        short = len(one.password.resolve()) < SHORTEST_PASSWORD
    except InputError as missing:
        findings.note(where, str(missing))
    else:
        if short:
            text = f"{one.password} has less than {SHORTEST_PASSWORD} characters, so {one.name} can't sign in"
            findings.note(where, text)
