"""What parts say is kept once however many say it, and no longer than one of them has to say it."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.place import Account, Place, Platform
from bot.domain.may_send import Nature
from bot.store import sqlite
from bot.store.deliveries import Owed
from bot.store.parts import PartRow
from bot.store.store import Store
from bot.store.tx import Tx
from tests.store.conftest import NOW

LESSON = "Listen to five people."
NAMES = ("ana", "ben", "cleo")


def laid_out(tx: Tx) -> list[int]:
    """The lesson for Ana and Ben, and other words for Cleo; their numbers."""
    owed = [
        Owed(
            name=name,
            kind="lesson",
            nature=Nature.ANSWER,
            place=Place(at=Account(platform=Platform("slack"), workspace="T1", user=name)),
            due_at=NOW,
        )
        for name in NAMES
    ]
    tx.deliveries.add(owed)
    due = tx.outbox.due("slack", NOW, running=[], looked_since=NOW - timedelta(days=1), busy=[], limit=9)
    numbers = [one.id for one in due]
    says = (LESSON, LESSON, "How are you?")
    tx.parts.lay_out(
        [],
        [
            PartRow(
                delivery=number, ordinal=0, key=f"k{number}", content=words, attached="{}", fingerprint="f"
            )
            for number, words in zip(numbers, says, strict=True)
        ],
    )
    return numbers


def said(path: Path) -> list[str]:
    """All words that the database holds for parts."""
    with closing(sqlite.look(path)) as connection:
        return [words for (words,) in connection.execute("SELECT content FROM contents ORDER BY content")]


async def test_the_same_words_are_kept_once(store: Store, path: Path) -> None:
    """And each part is read with them."""
    numbers = await store.write(laid_out)
    found = await store.read(lambda tx: tx.parts.of(numbers))

    assert said(path) == ["How are you?", LESSON]
    assert [found[number][0].content for number in numbers] == [LESSON, LESSON, "How are you?"]


async def test_words_stay_while_somebody_has_to_hear_them(store: Store, path: Path) -> None:
    """Ana's were shown, and Ben's not yet; then Ben's, too."""
    ana, ben, cleo = await store.write(laid_out)

    await store.write(lambda tx: tx.parts.shown([(ana, 0, "r1", NOW), (cleo, 0, "r2", NOW)]))
    assert said(path) == [LESSON]
    await store.write(lambda tx: tx.parts.proved(f"k{ben}", "r3", NOW))
    assert said(path) == []


@pytest.mark.parametrize("gone", ["DELETE FROM parts", "UPDATE parts SET content = NULL"])
async def test_words_are_gone_whichever_way_their_parts_went(store: Store, path: Path, gone: str) -> None:
    """Nothing of what people wrote outlives the parts, as when somebody is erased."""
    await store.write(laid_out)
    with closing(sqlite.use(path)) as connection, sqlite.transaction(connection):
        connection.execute(gone)

    assert said(path) == []
