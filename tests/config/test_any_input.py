"""Whatever is in the files, the answer is values or faults, never an accident."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config.load import load
from bot.errors import FaultyInput
from tests.config.desk import FILES, Desk

PIECES = (
    "[[cohorts]]",
    "[cohorts]",
    "= 1",
    '= ""',
    "= [1, {}]",
    "= {}",
    "= 99999999999999999999",
    "= nan",
    "= -1",
    '= "\\u0000"',
    '= "../.."',
    '= "/"',
    "= 0001-01-01",
    "= 9999-12-31",
    "= true",
    '"',
    "'''",
    "\x00",
    "\r",
    ",",
    "\n",
)
one_desk = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def answers(path: Path) -> bool:
    """Whether the check comes to an end with values, or with faults that each say where."""
    try:
        load(path)
    except FaultyInput as faulty:
        return all(fault.file and fault.line >= 1 and fault.key and fault.remedy for fault in faulty.faults)
    return True


@one_desk
@given(name=st.sampled_from(sorted(FILES)), data=st.data())
def test_a_file_cut_anywhere(desk: Desk, name: str, data: st.DataObject) -> None:
    """An editor crashed, a disk was full."""
    whole = FILES[name].encode()
    (desk.folder / name).write_bytes(whole[: data.draw(st.integers(0, len(whole)))])

    assert answers(desk.config)
    desk.writes(name, FILES[name])


@one_desk
@given(name=st.sampled_from(sorted(FILES)), data=st.data())
def test_a_file_with_something_odd_in_it(desk: Desk, name: str, data: st.DataObject) -> None:
    """Values of other kinds, tables where there is a list, signs that nobody types."""
    lines = FILES[name].splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    piece = data.draw(st.sampled_from(PIECES))
    key = lines[at].split(" =")[0]
    lines[at] = key + " " + piece if data.draw(st.booleans()) else piece
    desk.writes(name, "\n".join(lines))

    assert answers(desk.config)
    desk.writes(name, FILES[name])


@one_desk
@given(name=st.sampled_from(sorted(FILES)), raw=st.binary(max_size=80))
def test_a_file_of_any_bytes(desk: Desk, name: str, raw: bytes) -> None:
    """A picture under the wrong name."""
    (desk.folder / name).write_bytes(raw)

    assert answers(desk.config)
    desk.writes(name, FILES[name])


@pytest.mark.parametrize("path", ["nowhere.toml", ".", "x" * 300, "nul\0"])
def test_a_configuration_that_is_no_file(tmp_path: Path, path: str) -> None:
    """It says so, as a fault of its own."""
    with pytest.raises(FaultyInput, match="cannot be read"):
        load(tmp_path / path)
