"""Doctoring the pages: whether somebody can sign in, and whether they can be served where they should be."""

import errno
import socket
from collections.abc import Sequence
from datetime import datetime
from importlib.util import find_spec

from bot.app.database import database_of
from bot.app.signing_in import keyholders_of
from bot.chat.adapter import Finding
from bot.chat.place import PLAYGROUND
from bot.config.address import Address
from bot.config.setup import Checked
from bot.errors import InputError, LockedError
from bot.store.locks import hold_lane, lane_lock

SUBJECT = "pages"
NEEDED = ("nicegui", "fastapi", "uvicorn")


def pages(checked: Checked, now: datetime) -> Sequence[Finding]:
    """Nothing where no pages are served."""
    table, address = checked.config.playground, checked.config.pages
    if table is None or address is None:
        return ()
    try:
        several = len(keyholders_of(checked))
    except InputError as missing:
        return (Finding(subject=SUBJECT, well=False, text=f"{missing}."),)
    who = "1 person signs" if several == 1 else f"{several} people sign"
    well = Finding(subject=SUBJECT, well=True, text=f"{who} in with a password at {address}.")
    return (well, *_serving(checked, table.listen, now))


def _serving(checked: Checked, listen: Address, now: datetime) -> Sequence[Finding]:
    if not all(map(find_spec, NEEDED)):
        return (_wrong("What serves them is not installed.", "Run: pip install 'cohortbot[playground]'."),)
    refused = None if _are_served(checked, now) else _refused(listen)
    if refused is None:
        return ()
    return (
        _wrong(f"They can't be served at {listen}: {refused}.", "Name another one: [playground] listen."),
    )


def _are_served(checked: Checked, now: datetime) -> bool:
    """Whether a bot does so now: then the address is its own."""
    path = database_of(checked)
    if not lane_lock(path, PLAYGROUND).exists():
        return False
    try:
        hold_lane(path, PLAYGROUND, now).release()
    except LockedError:
        return True
    return False


def _refused(listen: Address) -> str | None:
    """Why nobody can listen there; None if somebody can."""
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as at:
        at.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            at.bind((listen.host, listen.port))
        except OSError as refused:
            if refused.errno == errno.EADDRINUSE:
                return "another program listens there"
            return (refused.strerror or "no reason given").lower()
    return None


def _wrong(text: str, remedy: str) -> Finding:
    return Finding(subject=SUBJECT, well=False, text=text, remedy=remedy)
