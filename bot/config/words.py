"""What a translation says of one thing, and what it leaves out: a note, and the words as first written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from bot.config.document import Document, validate, validate_each
from bot.config.findings import Findings, Where
from bot.config.suggest import did_you_mean

T = TypeVar("T", bound=BaseModel)
Value = TypeVar("Value", str, tuple[str, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Generic[T]):
    """The table of one thing in a translation. Without a file nothing is said again: the file is missing."""

    table: T | None
    doc: Document | None
    path: tuple[str | int, ...]
    findings: Findings

    def at(self, *key: str | int) -> Where:
        """Where a key stands, or where it would."""
        if self.doc is None:
            raise LookupError("there is no file")
        return self.doc.at(*self.path, *key)

    def say(self, key: str, original: Value) -> Value:
        """The translated words; the original, and a note, where there are none."""
        given: Value | None = None if self.table is None else getattr(self.table, key)
        if given is not None and not original:
            self.findings.fault(
                self.at(key), "translates nothing: the original has no such key", "take it out"
            )
        if given is not None and original:
            return given
        if original and self.table is not None:
            self.findings.note(self.at(), f"{key} is not translated")
        return original

    def say_each(self, key: str, original: tuple[str, ...]) -> tuple[str, ...]:
        """A list of which each entry is translated, in the same order."""
        given = self.say(key, original)
        if len(given) != len(original):
            problem = f"has {len(given)} entries, and the original has {len(original)}"
            self.findings.fault(self.at(key), problem, "write one for each, in the same order")
            return original
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsById(Generic[T]):
    """The tables of a list in a translation, by what they translate; None where there is no file."""

    doc: Document | None
    path: tuple[str | int, ...]
    indexes: Mapping[str, int]
    tables: Mapping[str, T]
    findings: Findings

    def of(self, name: str) -> Words[T]:
        """What is said of one thing; a note where nothing is."""
        table = self.tables.get(name)
        if table is None and self.doc is not None and name not in self.indexes:
            where = Where(file=self.doc.file, line=1, key=f"{self.path[-1]}[{name}]")
            self.findings.note(where, "is not translated")
        path = (*self.path, self.indexes.get(name, 0))
        return Words(table=table, doc=self.doc, path=path, findings=self.findings)

    def check(self, known: Iterable[str]) -> None:
        """A fault for each table that translates nothing."""
        names = list(known)
        for name, index in self.indexes.items():
            if self.doc is not None and name not in names:
                remedy = did_you_mean(name, names, "take it out")
                where = self.doc.at(*self.path, index)
                self.findings.fault(where, f"{name!r} is not in the programme's own file", remedy)


def words_of(doc: Document | None, model: type[T], findings: Findings, *, without: str = "") -> Words[T]:
    """What a whole file says."""
    table = None if doc is None else validate(doc, model, findings, without=without)
    return Words(table=table, doc=doc, path=(), findings=findings)


def words_by_id(
    doc: Document | None, key: str, model: type[T], findings: Findings, *, called: str = "id"
) -> WordsById[T]:
    """What a list of a file says, by the id or name of its entries."""
    tables = () if doc is None else validate_each(doc, key, model, findings)
    return by_id(doc, (key,), tables, findings, called=called)


def by_id(
    doc: Document | None,
    path: tuple[str | int, ...],
    tables: Iterable[tuple[int, T]],
    findings: Findings,
    *,
    called: str = "id",
) -> WordsById[T]:
    """Tables that were read already, by id or name; the same one twice is a fault."""
    indexes: dict[str, int] = {}
    found: dict[str, T] = {}
    for index, table in tables:
        name = getattr(table, called)
        if name in indexes and doc is not None:
            findings.fault(doc.at(*path, index, called), f"{name!r} is there twice", "take one of them out")
            continue
        indexes[name], found[name] = index, table
    return WordsById(doc=doc, path=path, indexes=indexes, tables=found, findings=findings)
