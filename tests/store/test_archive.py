"""What is exported can be read by people, and comes back as the same database, or not at all."""

import csv
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DatabaseError, FaultyInput, InputError
from bot.store.archive import export_to, import_from
from bot.store.cells import cell_of, value_of
from bot.store.migrations import newest
from bot.store.opening import prepare
from bot.store.tables import metadata
from tests.store.full import fill

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOTE = metadata.tables["enrolments"].c.nonprofit
REASON = metadata.tables["cohorts"].c.hold_reason


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which there is something of everything; it is copied, since filling one takes a while."""
    path = tmp_path_factory.mktemp("filled") / "cohort.db"
    prepare(path, now=NOW)
    fill(path)
    return path


@pytest.fixture
def folder(filled: Path, path: Path, tmp_path: Path) -> Path:
    """An export of such a database."""
    shutil.copy(filled, path)
    export_to(path, tmp_path / "export", programmes=["change-makers"])
    return tmp_path / "export"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def spoil(folder: Path, table: str, change: Callable[[str], str]) -> None:
    """Change a file, and make the manifest agree with it, as a careful hand would."""
    file, manifest = folder / f"{table}.csv", folder / "manifest.json"
    file.write_bytes(change(file.read_bytes().decode()).encode())
    listed = json.loads(manifest.read_text())
    listed["tables"][table]["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    with file.open(newline="") as read:
        listed["tables"][table]["rows"] = sum(1 for _ in csv.reader(read)) - 1
    manifest.write_text(json.dumps(listed))


def test_an_export_that_was_imported_exports_the_same(folder: Path, tmp_path: Path) -> None:
    """Nothing is lost, changed or put in another order on the way."""
    import_from(folder, tmp_path / "copy.db")

    export_to(tmp_path / "copy.db", tmp_path / "again", programmes=["change-makers"])

    assert contents(tmp_path / "again") == contents(folder)
    assert set(contents(folder)) == {"manifest.json", *(f"{table}.csv" for table in metadata.tables)}


def test_the_manifest_says_what_is_there(folder: Path) -> None:
    """Schema, programmes, and for each table how much and which bytes."""
    manifest = json.loads((folder / "manifest.json").read_text())

    assert manifest["schema"] == newest()
    assert manifest["programmes"] == ["change-makers"]
    assert manifest["tables"]["people"] == {
        "file": "people.csv",
        "rows": 6,
        "sha256": hashlib.sha256((folder / "people.csv").read_bytes()).hexdigest(),
    }


def test_an_export_goes_into_an_empty_database_too(folder: Path, tmp_path: Path) -> None:
    """One that was only made ready; its secret gives way to that of the export."""
    prepare(tmp_path / "copy.db", now=NOW)

    import_from(folder, tmp_path / "copy.db")

    export_to(tmp_path / "copy.db", tmp_path / "again", programmes=["change-makers"])
    assert contents(tmp_path / "again") == contents(folder)


def test_a_database_with_something_in_it_is_refused(folder: Path, path: Path) -> None:
    """Two communities don't become one by mistake."""
    before = path.read_bytes()

    with pytest.raises(DatabaseError, match="not empty"):
        import_from(folder, path)

    assert path.read_bytes() == before


def test_an_export_never_writes_over_anything(folder: Path, path: Path) -> None:
    """The last good export stays what it was."""
    before = contents(folder)

    with pytest.raises(InputError, match="something is there already"):
        export_to(path, folder)

    assert contents(folder) == before


@pytest.mark.parametrize(
    ("table", "change", "line", "problem"),
    [
        ("accounts", lambda text: text.replace("2026-03-01T", "2026-03-41T"), 2, "opened_at: '2026-03-41T"),
        ("accounts", lambda text: text.replace("\n2,2,", "\n2,two,"), 5, "person_id: 'two' can't stand here"),
        ("accounts", lambda text: text.replace("\n2,2,", "\n2,99,"), 5, "row: does not fit .*FOREIGN KEY"),
        ("accounts", lambda text: text.replace("\n2,2,", "\n1,2,"), 5, "row: does not fit .*UNIQUE"),
        (
            "accounts",
            lambda text: text.replace("\n2,2,", "\n2,,"),
            5,
            "person_id: '' can't .*must stand here",
        ),
        ("accounts", lambda text: text + "7\r\n", None, "row: 1 cells where 10 belong"),
        ("accounts", lambda text: text.replace("workspace", "w"), 1, "columns: wrong columns; write id,"),
        ("accounts", lambda text: text + '"', None, "row: is not CSV"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_imported(
    folder: Path, tmp_path: Path, table: str, change: Callable[[str], str], line: int | None, problem: str
) -> None:
    """File, line (those within cells count), what is wrong, and what to write."""
    spoil(folder, table, change)

    with pytest.raises(FaultyInput, match=rf"{table}\.csv:{line or r'[0-9]+'}: {problem}"):
        import_from(folder, tmp_path / "copy.db")

    assert not list(tmp_path.glob("copy*"))


def test_all_bad_rows_are_named_at_once(folder: Path, tmp_path: Path) -> None:
    """And those that only refer to a bad row are not."""
    spoil(folder, "people", lambda text: text.replace("\n2,", "\ntwo,").replace("\n3,", "\nthree,"))

    with pytest.raises(FaultyInput) as refusal:
        import_from(folder, tmp_path / "copy.db")

    assert [fault.key for fault in refusal.value.faults] == ["id", "id"]
    assert {Path(fault.file).name for fault in refusal.value.faults} == {"people.csv"}


def test_a_bad_row_leaves_an_empty_database_empty(folder: Path, tmp_path: Path) -> None:
    """Even its secret is the one it had."""
    prepare(tmp_path / "copy.db", now=NOW)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        before = list(connection.iterdump())
    spoil(folder, "timers", lambda text: text.replace("\r\n1,", "\r\none,"))

    with pytest.raises(FaultyInput):
        import_from(folder, tmp_path / "copy.db")

    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert list(connection.iterdump()) == before


def test_a_file_that_was_touched_or_cut_is_noticed(folder: Path, tmp_path: Path) -> None:
    """The manifest knows how many rows there were, and their hash."""
    file = folder / "timers.csv"
    file.write_bytes(file.read_bytes()[:-120])

    with pytest.raises(FaultyInput, match=r"timers\.csv:1: sha256: the file is not what was exported"):
        import_from(folder, tmp_path / "copy.db")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda manifest: manifest.update(schema="9001"), "schema: the export has schema 9001"),
        (lambda manifest: manifest["tables"].pop("people"), "people: the export lacks this table"),
        (lambda manifest: manifest["tables"].update(songs=manifest["tables"]["meta"]), "songs: this program"),
        (lambda manifest: manifest["tables"].update(people={}), "says nothing certain of people"),
        (lambda manifest: manifest.pop("format"), "is not a manifest"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    folder: Path, tmp_path: Path, change: Callable[[dict[str, object]], object], problem: str
) -> None:
    """Before anything is made."""
    manifest = json.loads((folder / "manifest.json").read_text())
    change(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(FaultyInput, match=rf"manifest\.json:1: .*{problem}"):
        import_from(folder, tmp_path / "copy.db")

    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize("gone", ["manifest.json", "people.csv"])
def test_a_missing_file_is_named(folder: Path, tmp_path: Path, gone: str) -> None:
    """An export without it is not one."""
    (folder / gone).unlink()

    with pytest.raises(FaultyInput, match=gone.replace(".", r"\.")):
        import_from(folder, tmp_path / "copy.db")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_and_none_is_a_formula(text: str) -> None:
    """Whatever a creator typed is shown by a spreadsheet, never run."""
    cell = cell_of(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert value_of(cell, NOTE) == text


def test_nothing_and_an_empty_text_are_told_apart() -> None:
    """NULL is an empty cell; the empty text is a lone apostrophe."""
    assert (cell_of(None), cell_of("")) == ("", "'")
    assert (value_of("", REASON), value_of("'", REASON)) == (None, "")
