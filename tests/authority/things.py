"""Things of a creator that tokens and paths name, and how to make one of each."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.chat.token import key_of
from bot.engine.feature import About, OfCohort, OfEnrolment, Owner, PageRoute, TokenRoute
from bot.features import ALL
from bot.store import sqlite
from bot.store.enrolments import Enrolled
from bot.store.opening import open_store
from bot.store.tx import Tx
from tests.authority.cast import CREATORS, NOW, Actor

Make = Callable[[sqlite3.Connection, Enrolled], str]
"""Makes a thing of a creator, or of their cohort, and gives its key."""


def _cohort(connection: sqlite3.Connection, enrolled: Enrolled) -> str:
    query = "SELECT key FROM cohorts WHERE id = ?"
    return str(connection.execute(query, (enrolled.cohort_id,)).fetchone()[0])


def _enrolment(_connection: sqlite3.Connection, enrolled: Enrolled) -> str:
    return enrolled.enrolment.key


def _person(_connection: sqlite3.Connection, enrolled: Enrolled) -> str:
    return enrolled.enrolment.person.key


def _occurrence(connection: sqlite3.Connection, enrolled: Enrolled) -> str:
    """The check-in that is open; those who never began get one."""
    row = {
        "key": key_of("occurrence", enrolled.enrolment.key),
        "enrolment_id": enrolled.id,
        "step": "w01-check-in",
        "ordinal": 0,
        "kind": "check-in",
        "title": "Week 1",
        "week": 1,
        "wall": "2026-09-11T15:00:00",
        "zone": "America/New_York",
        "at": "2026-09-11T19:00:00.000000",
        "state": "sent",
    }
    query = "SELECT key FROM occurrences WHERE enrolment_id = ? AND step = 'w01-check-in'"
    found = connection.execute(query, (enrolled.id,)).fetchone()
    return _insert(connection, "occurrences", row) if found is None else str(found[0])


def _announcement(connection: sqlite3.Connection, enrolled: Enrolled) -> str:
    row = {
        "key": key_of("announcement", str(enrolled.cohort_id), enrolled.enrolment.key),
        "cohort_id": enrolled.cohort_id,
        "author_id": enrolled.person_id,
        "words": "Office hours are on Tuesday.",
        "audience": "channel",
        "state": "draft",
        "corrections": 0,
        "created_at": _at(),
    }
    return _insert(connection, "announcements", row)


def _work(connection: sqlite3.Connection, enrolled: Enrolled) -> str:
    row = {
        "key": key_of("work", enrolled.enrolment.key),
        "enrolment_id": enrolled.id,
        "link": "https://example.org/garden",
        "at": _at(),
    }
    return _insert(connection, "works", row | {"words": ""})


def _matter(connection: sqlite3.Connection, enrolled: Enrolled) -> str:
    row = {
        "key": key_of("matter", enrolled.enrolment.key),
        "enrolment_id": enrolled.id,
        "kind": "help",
        "subject": "",
        "words": "Where do I begin?",
        "opened_at": _at(),
        "owner_id": enrolled.mentor_id,
        "outcome": "",
    }
    return _insert(connection, "matters", row)


NAMED: Mapping[About, Make] = {
    About.COHORT: _cohort,
    About.ENROLMENT: _enrolment,
    About.OCCURRENCE: _occurrence,
    About.PERSON: _person,
}
OWNED: Mapping[str, Make] = {
    "announce": _announcement,
    "work": _work,
    "stuck": _occurrence,
    "snooze": _matter,
    "handover": _matter,
    "close": _matter,
}
"""By the word of the token or page, where a function of the feature tells whose a thing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing that exists: its key, and whether it is of one creator or of a whole cohort."""

    key: str
    of_cohort: bool


Things = Mapping[tuple[str, Actor], Thing]
"""By the word that names it and whose it is, directly or through their cohort."""


def maker_of(word: str, about: About | Owner) -> Make:
    """How to make what such a token names. Fails for a word that nobody thought of here."""
    if isinstance(about, About):
        return NAMED[about]
    assert word in OWNED, f"tests/authority/things.py: say how to make a thing for the word {word!r}"
    return OWNED[word]


def named_things() -> dict[str, tuple[str, About | Owner]]:
    """What each token and page of the features names, by "token word" and "page word"."""
    tokens = {f"token {one.word}": one for feature in ALL for one in feature.tokens}
    pages = {f"page {one.word}": one for feature in ALL for one in feature.pages}
    routes: dict[str, TokenRoute | PageRoute] = {**tokens, **pages}
    return {name: (one.word, one.about) for name, one in routes.items() if one.about is not None}


async def make_things(path: Path) -> Things:
    """Make everything that any token or page can name, once for each creator."""
    store = open_store(path, mode="use", now=NOW)
    try:
        creators = await store.read(_creators)
        keys = _make(path, creators)
        return await store.read(
            lambda tx: {
                (name, actor): Thing(key=key, of_cohort=_is_of_cohort(tx, name, key, creators[actor]))
                for (name, actor), key in keys.items()
            }
        )
    finally:
        await store.close()


def _make(path: Path, creators: Mapping[Actor, Enrolled]) -> dict[tuple[str, Actor], str]:
    with closing(sqlite.use(path)) as connection:
        return {
            (name, actor): maker_of(word, about)(connection, enrolled)
            for name, (word, about) in named_things().items()
            for actor, enrolled in creators.items()
        }


def _creators(tx: Tx) -> dict[Actor, Enrolled]:
    people = {actor: tx.people.by_name(actor.value) for actor in CREATORS}
    return {actor: tx.enrolments.of_person(one.id)[0] for actor, one in people.items() if one is not None}


def _is_of_cohort(tx: Tx, name: str, key: str, enrolled: Enrolled) -> bool:
    """Whether it is a cohort's; what was made must be this creator's or their cohort's."""
    word, about = named_things()[name]
    if isinstance(about, About):
        return about is About.COHORT
    owner = about(tx, key)
    assert owner in (OfEnrolment(enrolled.id), OfCohort(enrolled.cohort_id)), f"not theirs: {word!r} {key}"
    return isinstance(owner, OfCohort)


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> str:
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    insert = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (key) DO NOTHING"  # noqa: S608
    connection.execute(insert, dict(row))
    return str(row["key"])


def _at() -> str:
    return NOW.replace(tzinfo=None).isoformat(timespec="microseconds")
