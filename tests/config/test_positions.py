"""Every key has its line, however the TOML is written."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.positions import KeyPath, Positions

# In this text each number is the line that it stands on.
EVERYTHING = '''\
top = 1
"quoted key" = 2
dotted.key.'of three' = 3
  spaced   .  out   =   4  # a comment with = and [table]
text = "a [table] # not a comment = 5"
many = """
[not.a.table]
key = "not a key"
escaped \\""" still inside
"""
raw = \'\'\'
[[not.an.array]]
it's ''here''\'\'\'
after_text = 14
list = [
    16,  # [
    17,

    # "
    20, 20,
]
nested = [[22], [
    "]",
    { a = "}" },
], "[", 25]
inline = { x = 26, y = { z = 26 } }
empty = []
[table]
key = 29
[table.sub."x.y"]
key = 31
[ spaced . table ]  # comment
key = 33
[[array]]
key = 35
[[array]]
[array.sub]
key = 38
[[array.deep]]
key = 40
[[array.deep]]
key = 42
[array.deep.table]
key = 44
[[array]]
key = 46
[[array.deep]]
key = 48
[dotted2]
a.b = 50
a.c = 51
dates = [2027-01-01, 2027-01-01T07:32:00Z, 52]
floats = [1e5, inf, 53]
'''


def numbers(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, int]]:
    """Each whole number of a document, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from numbers(inner, (*path, index))
    elif isinstance(value, int):
        yield path, value


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_number_stands_where_it_says(line_end: str) -> None:
    """All the ways in which TOML can say a key, on Unix and on Windows."""
    text = EVERYTHING.replace("\n", line_end)
    found = list(numbers(tomllib.loads(text)))
    positions = Positions(text)

    assert len(found) > 25
    wrong = {path: (positions.line(path), line) for path, line in found if positions.line(path) != line}
    # What is deeper than an element of an array has the line of the element.
    assert wrong == {}


def test_a_key_that_is_not_there_has_the_line_of_its_table() -> None:
    """An array of tables begins at each of its headers."""
    positions = Positions(EVERYTHING)

    assert positions.line(("array", 1, "missing")) == 36
    assert positions.line(("array", 2, "deep", 0, "missing")) == 47
    assert positions.line(("array",)) == 34
    assert positions.line(("list", 3)) == 20
    assert positions.line(("inline", "y", "missing")) == 26
    assert positions.line(("missing",)) == 1


def test_a_text_in_a_file_counts_from_its_first_line() -> None:
    """The head of a lesson begins in line 2."""
    assert Positions("a = 1\nb = 2", first_line=2).line(("b",)) == 3


keys = st.sampled_from(["a", "b", "key-1", '"q.q"', "'l'"])
blanks = st.sampled_from(["", "\n", "# [x] = '\n", "\n\n", "  \n"])
strings = st.sampled_from(['"""\n[a]\nb = 1\n"""', "'''\n\n'''", '"#"', "'['", '"\\""', '"""a""""'])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document in which each number is its line."""
    text = ""
    for table in range(draw(st.integers(1, 5))):
        text += draw(blanks)
        name = draw(st.sampled_from([f"[t{table}]", "[[array]]", f"[[array.x]]\n[array.x.y{table}]", ""]))
        text += name + "\n"
        for pair in range(draw(st.integers(0, 4))):
            text += draw(blanks) + f"k{table}{pair}.{draw(keys)} = "
            if draw(st.booleans()):
                text += draw(strings) + "\n"
                continue
            if draw(st.booleans()):
                text += f"{text.count(chr(10)) + 1}\n"
                continue
            text += "["
            for _ in range(draw(st.integers(0, 4))):
                text += draw(blanks) + draw(strings) + "," + draw(blanks)
                text += f"{text.count(chr(10)) + 1},"
            text += "]\n"
    return text


@given(text=documents())
def test_any_document_knows_its_lines(text: str) -> None:
    """However tables, lists, texts and comments follow each other."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    positions = Positions(text)

    assert all(positions.line(path) == line for path, line in numbers(values)), text


@given(text=st.text(alphabet="ab.=[]{}\"'#,\\\n 1", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    """A text that is no TOML has lines all the same."""
    assert 1 <= Positions(text).line(("a", 0)) <= text.count("\n") + 1


@pytest.mark.parametrize("value", ['"text"', "'text'", "2027-01-11", "[1, 2]", "{ x = 1 }", "true"])
def test_a_comment_after_a_value(value: str) -> None:
    """The key on the next line has that line, whatever stands before the comment."""
    positions = Positions(f"[[cohorts]]\nfirst = {value}  # a comment\nsecond = 3 \t\nthird = 4\n")

    assert positions.line(("cohorts", 0, "second")) == 3
    assert positions.line(("cohorts", 0, "third")) == 4
