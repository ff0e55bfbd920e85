"""The library: lessons and answers, and a full-text index that finds them by what people ask.

The rows hold each text as it is read and as it is searched. On SQLite an FTS5 table indexes the searched
columns, and triggers keep it; on PostgreSQL a tsvector of the same columns can stand in its place.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Text, bindparam, column, delete, insert, literal_column, select, table

from bot.domain.library import Hit, LibraryEntry, Source
from bot.domain.passages import passage_for
from bot.domain.programme import Programme
from bot.domain.shelf import Shelf, entries_of
from bot.domain.terms import akin, terms
from bot.store.connection import Connection
from bot.store.tables import library
from bot.store.types import AnyRow

LONGEST_QUERY = 1_000
"""Characters of a question that are looked at."""
MOST_TERMS = 60
KIN = 0.6
"""What a synonym is worth, as a share of the word itself."""

_index = table("library_index", column("rowid"))
# How much a term weighs in the title, in what people ask, in tags and summary, and in the text.
_FIT: ColumnElement[float] = literal_column("-bm25(library_index, 6.0, 8.0, 4.0, 0.5)")
_SEARCH = (
    select(library.c.id, library.c.slot, library.c.step, _FIT.label("fit"))
    .join(_index, _index.c.rowid == library.c.id)
    .where(
        literal_column("library_index").op("MATCH")(bindparam("query", type_=Text)),
        library.c.programme == bindparam("wanted"),
        library.c.language == bindparam("spoken"),
    )
)
_TEXTS = select(library).where(library.c.id.in_(bindparam("ids", expanding=True)))
_KNOWN = (
    select(library.c.id)
    .join(_index, _index.c.rowid == library.c.id)
    .where(
        literal_column("library_index").op("MATCH")(bindparam("query", type_=Text)),
        library.c.programme == bindparam("wanted"),
        library.c.language == bindparam("spoken"),
    )
    .limit(1)
)
_KEPT = select(library.c.programme).distinct()
_ADD = insert(library)
_DROP = delete(library).where(library.c.programme == bindparam("gone"))


class Library:
    """Lessons and answers, by programme and language."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, programmes: Iterable[Programme]) -> None:
        """Have exactly these programmes in the library, with all their languages."""
        wanted = {programme.fingerprint: programme for programme in programmes}
        kept = set(self._connection.scalars(_KEPT))
        for gone in kept - wanted.keys():
            self._connection.execute(_DROP, {"gone": gone})
        new = [programme for fingerprint, programme in wanted.items() if fingerprint not in kept]
        rows = [
            _values(entry, one) for new_one in new for one in _languages(new_one) for entry in entries_of(one)
        ]
        if rows:
            self._connection.execute(_ADD, rows)

    def search(self, shelf: Shelf, query: str, limit: int) -> list[Hit]:
        """The lessons of a shelf that answer a question best, each once; none for what says nothing.

        Whatever people type is only words: nothing in it has a meaning for the database.
        """
        asked = list(dict.fromkeys(terms(query[:LONGEST_QUERY], shelf.language)))[:MOST_TERMS]
        known = [term for term in asked if self._is_known(shelf, term)]
        # A word that no text has speaks through its synonyms alone.
        wanted = known + _kin([term for term in asked if term not in known], shelf)
        others = [term for term in _kin(asked, shelf) if term not in wanted]
        found = self._fits(shelf, wanted)
        for row, fit in self._fits(shelf, others).items():
            found[row] = found.get(row, 0.0) + KIN * fit
        by_slot: dict[str, tuple[float, int]] = {}
        for (number, slot), fit in found.items():
            by_slot[slot] = max((fit, number), by_slot.get(slot, (0.0, 0)))
        best = sorted(by_slot.items(), key=lambda one: (-one[1][0], one[0]))[:limit]
        texts = self._texts([number for _, (_, number) in best])
        whole = {number for number, _ in self._fits(shelf, asked, "AND")} if len(asked) > 1 else set()
        return [
            _hit(texts[number], shelf, slot, fit, wanted + others, whole=number in whole)
            for slot, (fit, number) in best
        ]

    def _is_known(self, shelf: Shelf, term: str) -> bool:
        """Whether any text has the term."""
        return self._connection.execute(_KNOWN, {"query": _query([term]), **_of(shelf)}).first() is not None

    def _fits(
        self, shelf: Shelf, wanted: Sequence[str], operator: str = "OR"
    ) -> dict[tuple[int, str], float]:
        """How well each row with any of the terms, or with all, fits, of those that the reader may find."""
        if not wanted:
            return {}
        found = self._connection.execute(_SEARCH, {"query": _query(wanted, operator), **_of(shelf)})
        return {
            (row.id, row.slot): row.fit
            for row in found
            if row.slot in shelf.lessons and row.step in ("", shelf.lessons[row.slot])
        }

    def _texts(self, numbers: Sequence[int]) -> dict[int, AnyRow]:
        if not numbers:
            return {}
        return {row.id: row for row in self._connection.execute(_TEXTS, {"ids": numbers})}


def _languages(programme: Programme) -> tuple[Programme, ...]:
    return (programme, *programme.translations)


def _values(entry: LibraryEntry, programme: Programme) -> dict[str, str]:
    def searched(*texts: str) -> str:
        return " ".join(term for text in texts for term in terms(text, programme.language))

    return {
        "programme": programme.fingerprint,
        "language": programme.language,
        "source": entry.source,
        "slot": entry.slot,
        "step": entry.step,
        "title": entry.title,
        "text": entry.text,
        "summary": entry.summary,
        "title_terms": searched(entry.title),
        "asked_terms": searched(*entry.asked),
        "about_terms": searched(*entry.tags, entry.summary),
        "text_terms": searched(entry.text),
    }


def _of(shelf: Shelf) -> dict[str, str]:
    return {"wanted": shelf.programme, "spoken": shelf.language}


def _kin(asked: Iterable[str], shelf: Shelf) -> list[str]:
    """The synonyms of these terms, each once."""
    return list(dict.fromkeys(kin for term in asked for kin in akin(term, shelf.language)))


def _query(wanted: Iterable[str], operator: str = "OR") -> str:
    """A query for rows with any of the terms, or with all; each is quoted, so that none is an operator."""
    return f" {operator} ".join(f'"{term}"' for term in wanted)


def _hit(row: AnyRow, shelf: Shelf, slot: str, score: float, wanted: Sequence[str], *, whole: bool) -> Hit:
    source = Source(row.source)
    passage = row.text if source is Source.FAQ else passage_for(row.text, wanted, shelf.language)
    return Hit(
        step=shelf.lessons[slot],
        title=row.title,
        passage=passage or row.summary,
        source=source,
        score=score,
        whole=whole,
    )
