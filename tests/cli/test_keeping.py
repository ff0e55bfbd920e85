"""Everything as files and back, and the schema of the database."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.playground.board import Board
from adapters.playground.keeping import Keeping
from adapters.playground.writing_down import kept
from bot.app.database import change
from bot.chat.message import Part
from bot.chat.place import PLAYGROUND, Account, Channel
from bot.config.load import load
from bot.domain.calendar import occurrences
from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.store.tx import Tx
from tests.cli.shell import run

ANA, GONE = (Account(platform=PLAYGROUND, user=name) for name in ("ana", "gone"))
CHANNEL = Channel(platform=PLAYGROUND, id="spring")
SHOWN = datetime(2027, 1, 11, 9, tzinfo=UTC)


@pytest.fixture
def begun(on_record: Path) -> Path:
    """The configuration of a cohort whose first creator was shown the first lesson."""
    plan = load(on_record).cohorts[0]

    def show(tx: Tx) -> None:
        enrolled = tx.enrolments.of_cohort(1)[0]
        one = occurrences(plan.programme, plan.cohort, enrolled.enrolment, ())[0]
        entry = LedgerEntry(
            key=one.key,
            step=one.step.id,
            ordinal=0,
            kind=one.step.kind,
            title=one.step.title,
            week=one.week,
            wall=one.wall.isoformat(),
            zone=one.zone,
            at=one.at,
            state=OccurrenceState.PLANNED,
        )
        tx.occurrences.add([(enrolled.id, entry)])
        tx.occurrences.shown([(one.key, SHOWN, None)])

    change(load(on_record), show)
    return on_record


def test_out_and_in_again(begun: Path, tmp_path: Path) -> None:
    """An export fills another database, whose export is the same."""
    out = run("export", begun, tmp_path / "out")
    database = begun.with_name("cohortbot.db")
    for file in begun.parent.glob("cohortbot.db*"):
        file.rename(tmp_path / file.name)

    back = run("import", begun, tmp_path / "out")
    again = run("export", begun, tmp_path / "again")

    assert [out.code, back.code, again.code] == [0, 0, 0]
    tables = f"{len(list((tmp_path / 'out').glob('*.csv')))} tables"
    rows = out.out.partition(": ")[2].partition(f" of {tables}")[0]
    assert out.out == f"{tmp_path}/out: {rows} of {tables} and 1 lesson in resources.\n"
    assert back.out == f"{database}: {rows} of {tables} from {tmp_path}/out.\n"
    for file in (tmp_path / "out").glob("*.*"):
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()


def sign_in(tx: Tx) -> None:
    """Somebody of the roster has an account of the pages."""
    known = tx.people.by_name("Rosa Quispe")
    assert known is not None
    tx.people.add_account(known.id, ANA, preferred=False)


async def say(pages: Path) -> None:
    """Something stands in a conversation, and its owner has read some of it; and somebody was erased."""
    board = Board("here")
    async with kept(board, pages):
        board.post(GONE, Part(content="Erased"), SHOWN)
        board.post(ANA, Part(content="Week 1\n**The lesson**"), SHOWN, key="k", by=None)
        board.post(ANA, Part(content='=1+1 and "more"\u2028'), SHOWN, by=ANA)
        board.post(CHANNEL, Part(content="Only for you"), SHOWN, reader=ANA)


def talk(config: Path) -> Path:
    """Rosa signed in to the pages, and something was said there; where it is kept."""
    change(load(config), sign_in)
    pages = config.with_name("playground.db")
    asyncio.run(say(pages))
    return pages


def test_what_was_said_on_the_pages_goes_along(begun: Path, tmp_path: Path) -> None:
    """An export holds the conversations, and an import gives them back, with what was read of them."""
    pages = talk(begun)
    out = run("export", begun, tmp_path / "out")
    held = Keeping(pages)
    before = held.all()[1:], held.seen()
    held.close()
    for file in (*begun.parent.glob("cohortbot.db*"), pages):
        file.rename(tmp_path / file.name)

    back = run("import", begun, tmp_path / "out")
    again = run("export", begun, tmp_path / "again")

    assert [out.code, back.code, again.code] == [0, 0, 0]
    assert ", 3 messages of the pages and 1 lesson" in out.out
    assert ", 3 messages of the pages from" in back.out
    held = Keeping(pages)
    assert (held.all(), held.seen()) == before
    held.close()
    assert "Erased" not in (tmp_path / "out" / "conversations.jsonl").read_text(encoding="utf-8")
    files = [folder / "conversations.jsonl" for folder in (tmp_path / "out", tmp_path / "again")]
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("was", "becomes", "line"),
    [
        ('"messages": 3', '"messages": 4', 1),
        ('"part": {"', '"part": ["', 2),
        ('"upto": 3', '"upto": "x"', 5),
    ],
)
def test_conversations_that_were_changed(
    begun: Path, tmp_path: Path, was: str, becomes: str, line: int
) -> None:
    """They are refused, with the line, and nothing is imported."""
    pages = talk(begun)
    run("export", begun, tmp_path / "out")
    for file in (*begun.parent.glob("cohortbot.db*"), pages):
        file.unlink()
    told = tmp_path / "out" / "conversations.jsonl"
    text = told.read_text(encoding="utf-8")
    told.write_text(text.replace(was, becomes, 1), encoding="utf-8")

    back = run("import", begun, tmp_path / "out")

    assert back.code == 1
    assert f"conversations.jsonl:{line}: " in back.err
    assert not begun.with_name("cohortbot.db").exists()
    assert not pages.exists()


def test_conversations_are_not_put_beside_others(begun: Path, tmp_path: Path) -> None:
    """Where some are kept already, nothing at all is imported."""
    talk(begun)
    run("export", begun, tmp_path / "out")
    for file in begun.parent.glob("cohortbot.db*"):
        file.unlink()

    back = run("import", begun, tmp_path / "out")

    assert back.code == 3
    assert "conversations are kept here already: move the file away" in back.err
    assert not begun.with_name("cohortbot.db").exists()


def test_the_lessons_that_were_sent(begun: Path, tmp_path: Path) -> None:
    """A lesson that anybody was shown can be read without the bot."""
    run("export", begun, tmp_path / "out")

    lessons = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.md")]
    assert [str(path) for path in lessons] == [
        "resources/change-makers/week-01-the-one-change-you-stand-for.md"
    ]
    text = (tmp_path / "out" / lessons[0]).read_text(encoding="utf-8")
    assert text.startswith("# The one change you stand for\n")


def test_nothing_is_written_over(begun: Path, tmp_path: Path) -> None:
    """Neither an export nor a database that holds something is touched."""
    run("export", begun, tmp_path / "out")

    out = run("export", begun, tmp_path / "out")
    back = run("import", begun, tmp_path / "out")

    assert (out.code, back.code) == (1, 3)
    assert "something is there already" in out.err
    assert "the database is not empty" in back.err


def test_an_export_that_was_changed(begun: Path, tmp_path: Path) -> None:
    """A damaged export is refused whole."""
    run("export", begun, tmp_path / "out")
    with (tmp_path / "out" / "people.csv").open("a", encoding="utf-8") as file:
        file.write("somebody,else\n")
    for file_there in begun.parent.glob("cohortbot.db*"):
        file_there.unlink()

    ran = run("import", begun, tmp_path / "out")

    assert ran.code == 1
    assert "people.csv" in ran.err
    assert not begun.with_name("cohortbot.db").exists()


def test_migrate_with_nothing_to_do(begun: Path) -> None:
    """The newest schema stays as it is."""
    ran = run("migrate", begun)

    assert (ran.code, ran.out) == (
        0,
        f"{begun.with_name('cohortbot.db')} has the newest schema; nothing was changed.\n",
    )


@pytest.mark.parametrize("command", ["migrate", "export"])
def test_a_database_that_is_not_there(config: Path, tmp_path: Path, command: str) -> None:
    """Nothing is made by asking for it."""
    ran = run(command, config, *([tmp_path / "out"] if command == "export" else []))

    assert ran.code == 3
    assert "there is no such database" in ran.err
    assert not config.with_name("cohortbot.db").exists()
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_no_database(config: Path) -> None:
    """A damaged database is told apart from a fault of the input."""
    config.with_name("cohortbot.db").write_bytes(b"nothing of the kind" * 100)

    for command in ("migrate", "run"):
        ran = run(command, config)
        assert ran.code == 3
        assert "the file is not a database" in ran.err
        assert "Traceback" not in ran.err
