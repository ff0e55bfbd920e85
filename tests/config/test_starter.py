"""What `init` writes is there to start from, and passes the check."""

from pathlib import Path

import pytest

from bot.config.load import load
from bot.config.setup import Checked
from bot.config.starter import Start, example_file, init, shipped_programme
from bot.domain.people import Role
from bot.errors import InputError

needs_programme = pytest.mark.skipif(
    not (shipped_programme() / "program.toml").is_file(), reason="the shipped programme is not here yet"
)


def test_the_empty_start_is_the_smallest_that_is_valid(tmp_path: Path) -> None:
    """One week, one lesson, one check-in, one creator, and nothing to note."""
    written = init(tmp_path / "new", Start.EMPTY)
    checked = load(tmp_path / "new" / "config.toml")

    assert [path.name for path in written] == ["config.toml", "program", "roster.csv", "config.schema.json"]
    assert checked.notes == ()
    assert len(checked.programmes[0].steps) == 2
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(path.name for path in written)


@needs_programme
def test_the_example_start_is_the_shipped_cohort(tmp_path: Path) -> None:
    """With its own copy of the programme, to be changed."""
    init(tmp_path)
    checked = load(tmp_path / "config.toml")
    plan = checked.cohorts[0]

    assert len(plan.programme.weeks) == 26
    assert plan.programme.fingerprint == load_example().cohorts[0].programme.fingerprint
    assert len(plan.people(Role.CREATOR)) == 50


@needs_programme
def test_the_shipped_example_is_fine() -> None:
    """Fifty creators, six mentors and two admins, all over the world."""
    plan = load_example().cohorts[0]
    zones = {row.zone for row in plan.roster.rows}

    assert [len(plan.people(role)) for role in (Role.CREATOR, Role.MENTOR, Role.ADMIN)] == [50, 6, 2]
    assert len(zones) >= 20
    assert zones >= {
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Asia/Riyadh",
        "Pacific/Kiritimati",
        "America/St_Johns",
    }


@pytest.mark.parametrize("there", ["config.toml", "program", "roster.csv", "config.schema.json"])
def test_nothing_is_overwritten(tmp_path: Path, there: str) -> None:
    """Whatever is there stays, and nothing comes beside it."""
    (tmp_path / there).mkdir()

    with pytest.raises(InputError, match=f"{there} is already there; choose another folder"):
        init(tmp_path, Start.EMPTY)

    assert [path.name for path in tmp_path.iterdir()] == [there]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file is in the way."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(InputError, match="cannot be written"):
        init(tmp_path / "file" / "new", Start.EMPTY)


def load_example() -> Checked:
    """The example as it lies at the top of the source."""
    return load(example_file("config.example.toml"))
