"""The stage: the engine over a database from which every try is gone again."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from adapters.memory import acts
from adapters.memory.acts import Act, Does, Lookup, Press, Submit, Type, Use
from adapters.memory.faults import Breach
from adapters.memory.outbound import answer_to
from bot.chat.event import (
    ButtonPressed,
    ChoicesAsked,
    CommandUsed,
    Event,
    FormSubmitted,
    PageOpened,
    TextReceived,
)
from bot.chat.reply import Refuse, Replace, Reply, Say
from bot.chat.text import plain
from bot.engine.clock import ManualClock
from bot.engine.engine import Engine
from bot.engine.feature import Intent
from bot.engine.performing import perform_intent
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features import ALL
from bot.store import sqlite
from bot.store.connection import Connection
from bot.store.store import LOOKING, Result, Store, Turn, Work
from bot.store.tables import enrolments, metadata
from bot.store.tx import Tx
from tests.authority.cast import NOW, PLANS

SORRY = "Something went wrong on my side"
UNSEEN = ("audit", "events")
"""What a refused try may leave: that it was tried, and that it was answered."""

Tables = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a try: the answer, who is on record as refused, and the tables that changed."""

    reply: Reply | None
    said: str
    refused: tuple[str, ...]
    changed: frozenset[str]
    breach: str = ""
    """What no platform could show of the answer."""


class Rehearsal(Store):
    """A store all of whose transactions are parts of one, which is rolled back."""

    def __init__(self, path: Path) -> None:
        super().__init__(sqlite.writer(path, "off"), sqlite.reader(path, LOOKING))
        self._stage = sqlite.writer(path, "off").connect()
        self._cursor = self._stage.connection.cursor()
        tables = "SELECT name, name IN ({}) FROM sqlite_master WHERE type = 'table'"
        known = ", ".join(f"'{name}'" for name in metadata.tables)
        self._names = {name: bool(ours) for name, ours in self._cursor.execute(tables.format(known))}
        self._untouched = {name: self._rows(name) for name in self._names}
        self._mark_touched()
        self._begun_at = 0

    @contextmanager
    def rehearse(self) -> Iterator[None]:
        """What happens within leaves no trace."""
        with self._stage.begin() as everything:
            self._begun_at = self._changes()
            yield
            everything.rollback()

    async def write(self, work: Work[Result], turn: Turn = Turn.PERSON) -> Result:
        return work(Tx(Connection(self._stage)))

    async def read(self, work: Work[Result]) -> Result:
        return self.glance(work)

    def glance(self, work: Work[Result]) -> Result:
        self._stage.exec_driver_sql("PRAGMA query_only = ON")
        try:
            return work(Tx(Connection(self._stage)))
        finally:
            self._stage.exec_driver_sql("PRAGMA query_only = OFF")

    def tables(self) -> Tables:
        """Everything in the database but when creators were last heard of: whoever tries is alive."""
        if self._changes() == self._begun_at:
            return self._untouched
        touched = {name for (name,) in self._cursor.execute("SELECT name FROM touched")}
        return {
            name: self._rows(name) if name in touched or not marks else self._untouched[name]
            for name, marks in self._names.items()
        }

    def _changes(self) -> int:
        """How many rows were ever changed by this connection, also in what was rolled back."""
        driver = self._stage.connection.driver_connection
        assert driver is not None
        return int(driver.total_changes)

    def _mark_touched(self) -> None:
        """To read all tables after each try takes as long as all tries: read those that it wrote to.

        The index of the library has no triggers; its tables are read each time.
        """
        self._cursor.execute("CREATE TEMP TABLE touched (name TEXT)")
        for name in (name for name, marks in self._names.items() if marks):
            mark = f"BEGIN INSERT INTO touched VALUES ('{name}'); END"  # noqa: S608
            for act in ("INSERT", "UPDATE", "DELETE"):
                self._cursor.execute(f"CREATE TEMP TRIGGER {name}_{act} AFTER {act} ON main.{name} {mark}")

    def _rows(self, name: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._cursor.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
        if name != enrolments.name:
            return rows
        seen = enrolments.columns.keys().index(enrolments.c.last_seen_at.key)
        return [(*row[:seen], *row[seen + 1 :]) for row in rows]

    async def close(self) -> None:
        self._stage.close()
        await super().close()


class Stage:
    """Where everybody tries everything."""

    def __init__(self, path: Path) -> None:
        self.store = Rehearsal(path)
        self.engine = Engine(self.store, ManualClock(NOW), PLANS, ALL)
        self._numbers = count(1)
        with self.store.rehearse():
            self._before = self.store.tables()

    def number(self) -> str:
        """An id for an event."""
        return f"try-{next(self._numbers)}"

    async def tries(self, event: Event, intent: Intent | None = None) -> Outcome:
        """Let somebody do something once, or mean it by what they typed, and forget it."""
        with self.store.rehearse():
            return await self.goes_on(event, intent)

    async def goes_on(self, event: Event, intent: Intent | None = None) -> Outcome:
        """Let somebody do something after what was done in this rehearsal."""
        reply = await (self.engine.answer(event) if intent is None else self._means(event, intent))
        after = self.store.tables()
        audit = after["audit"][len(self._before["audit"]) :]
        return Outcome(
            reply=reply,
            said=said(reply),
            refused=tuple(actor for _, _, actor, _, _, outcome in audit if outcome == "refused"),
            changed=frozenset(name for name, rows in after.items() if rows != self._before[name]),
            breach=_breach(event, reply),
        )

    async def _means(self, event: Event, intent: Intent) -> Reply:
        """The answer to something typed that was understood; a number stands in each of its slots."""
        visit = Visit(event=event, now=NOW, say=wording("en"), plans=PLANS)
        given = dict.fromkeys(re.findall(r"{(\w+)}", intent.says), "5")
        return await self.store.write(lambda tx: perform_intent(tx, visit, intent, given))


def _breach(event: Event, reply: Reply | None) -> str:
    """What the strict chat of the tests says against such an answer."""
    if reply is None or isinstance(event, TextReceived):  # What is typed is answered by a delivery.
        return ""
    act = Act(id=event.id, at=event.at, account=event.account, place=event.place, does=_does(event))
    try:
        answer_to(act, reply, event.account.platform)
    except Breach as breach:
        return str(breach)
    return ""


def _does(event: Event) -> Does:
    match event:
        case CommandUsed(command=command):
            return Use(command)
        case ButtonPressed(token=token):
            return Press(str(token))
        case FormSubmitted(token=token):
            return Submit(str(token), ())
        case ChoicesAsked(command=command, param=param, typed=typed):
            return Lookup(command, param, typed)
        case PageOpened(path=path):
            return acts.Visit(path)
        case TextReceived(text=text):
            return Type(text)
        case _:
            return acts.Turn("changed")


def said(reply: Reply | None) -> str:
    """The words of an answer."""
    match reply:
        case Say(message=message) | Replace(message=message):
            return plain(message.text)
        case Refuse(text=text):
            return plain(text)
        case _:
            return ""
