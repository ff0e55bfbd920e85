"""Doctoring: everything that can keep the bot from working is looked at, one finding a thing."""

import asyncio
import contextlib
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bot.app.checking import notes
from bot.app.connecting import Maker, makers_of
from bot.app.database import database_of
from bot.app.doctoring_pages import pages
from bot.chat.adapter import Ambiguous, ChatAdapter, Finding, Halted, Retry, Undeliverable
from bot.chat.place import Platform
from bot.config.setup import Checked
from bot.errors import CohortbotError, DatabaseError
from bot.pictures.drawing import Drawing
from bot.store.cohorts import CohortRow
from bot.store.opening import open_store
from schedules.planner import LOOK_AT_LEAST_EVERY, TICK_AT_LEAST_EVERY

ENOUGH = 500_000_000
"""Bytes that should be free: the database, its log and a copy before a migration."""
LONGEST_SILENCE = LOOK_AT_LEAST_EVERY + 2 * TICK_AT_LEAST_EVERY
"""A planner that runs has put on record since that it looked."""
PATIENCE = 60.0
"""Seconds for a chat to answer everything that it is asked."""


async def findings(
    checked: Checked, now: datetime, makers: Mapping[Platform, Maker] | None = None
) -> tuple[Finding, ...]:
    """The configuration, the database, and each chat; nothing is written, and nothing is said to anybody."""
    return (
        _configuration(checked),
        *await _database(checked, now),
        *pages(checked, now),
        *await _chats(checked, makers_of(checked) if makers is None else makers),
    )


def _configuration(checked: Checked) -> Finding:
    noted = len(notes(checked))
    text = f"{checked.path} has no fault"
    if noted:
        text += f", and {'a note' if noted == 1 else f'{noted} notes'}: cohortbot check {checked.path}"
    return Finding(subject="configuration", well=True, text=f"{text}.")


async def _database(checked: Checked, now: datetime) -> Sequence[Finding]:
    path = database_of(checked)
    if not path.parent.is_dir():
        text = f"There is no folder {path.parent} for {path.name}."
        return (_wrong("database", text, "Make the folder, or name another one in [store]."),)
    if not path.exists():
        text = f"{path} is not there yet: `cohortbot run` makes it."
        return (Finding(subject="database", well=True, text=text), _room(path))
    try:
        rows = await _cohorts(path, now)
    except DatabaseError as refused:
        return (Finding(subject="database", well=False, text=f"{refused}."), _room(path))
    whole = Finding(subject="database", well=True, text=f"{path} opens, and has the newest schema.")
    known = {row.name: row for row in rows}
    planned = (_planned(plan.cohort.name, known.get(plan.cohort.name), now) for plan in checked.cohorts)
    return (whole, _room(path), *planned)


async def _cohorts(path: Path, now: datetime) -> list[CohortRow]:
    store = open_store(path, mode="look", now=now)
    try:
        return await store.read(lambda tx: tx.cohorts.all())
    finally:
        await store.close()


def _room(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    text = f"{free / 1e9:,.1f} GB are free beside {path.name}."
    if free < ENOUGH:
        return _wrong("disk", text, "Make room: a full disk stops the bot.")
    return Finding(subject="disk", well=True, text=text)


def _planned(name: str, row: CohortRow | None, now: datetime) -> Finding:
    subject, start = f"planner of {name}", "Start the bot: cohortbot run CONFIG."
    if row is not None and row.hold is not None:
        text = f"Held since {row.hold.since:%Y-%m-%d %H:%M} UTC by {row.hold.by}: {row.hold.reason}."
        return _wrong(subject, text, f"When all is well: cohortbot release CONFIG {name}, or forget.")
    if row is None or row.last_tick is None:
        return _wrong(subject, "It has not looked at this cohort yet.", start)
    text = f"It last looked at {row.last_tick:%Y-%m-%d %H:%M} UTC."
    if now - row.last_tick > LONGEST_SILENCE:
        return _wrong(subject, text, start)
    return Finding(subject=subject, well=True, text=text)


async def _chats(checked: Checked, makers: Mapping[Platform, Maker]) -> list[Finding]:
    found: list[Finding] = []
    if not makers:
        text = "None is connected by this configuration, so nothing is sent."
        if checked.config.pages is not None:
            text = "None is connected by this configuration: the pages are the chat."
        found.append(Finding(subject="chats", well=True, text=text))
    with contextlib.closing(Drawing()) as drawing:
        for platform, make in makers.items():
            found += await _chat(platform, make, drawing)
    return found


async def _chat(platform: Platform, make: Maker, drawing: Drawing) -> Sequence[Finding]:
    try:
        told = await _told(make(drawing))
    except CohortbotError as refused:
        return (Finding(subject=platform, well=False, text=f"{refused}."),)
    except (Retry, Ambiguous, Undeliverable, Halted, TimeoutError) as silent:
        why = str(silent) or "no answer came in time"
        return (_wrong(platform, f"It can't be asked: {why}.", "Try again in a few minutes."),)
    return [
        Finding(subject=f"{platform} {one.subject}", well=one.well, text=one.text, remedy=one.remedy)
        for one in told
    ]


async def _told(adapter: ChatAdapter) -> Sequence[Finding]:
    async with asyncio.timeout(PATIENCE):
        return await adapter.doctor()


def _wrong(subject: str, text: str, remedy: str) -> Finding:
    return Finding(subject=subject, well=False, text=text, remedy=remedy)
