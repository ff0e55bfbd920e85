"""A picture as JSON: a list of what it has, the last three only where it has marks or paths."""

from collections.abc import Sequence
from typing import Any, cast, get_args

from bot.chat.message import Mark, Picture, Tone

# What json.loads gives before it is checked; it never leaves this file and its caller.
Json = Any
_TONES = get_args(Tone)


def written(picture: Picture) -> list[Json]:
    """The picture as `read` reads it."""
    told: list[Json] = [picture.kind, picture.title, picture.alt, picture.columns, picture.rows]
    if not (picture.marks or picture.row_paths or picture.column_paths):
        return told
    marks = [[mark.sign, mark.word, mark.tone] for mark in picture.marks]
    return [*told, marks, picture.row_paths, picture.column_paths]


def read(found: Json) -> Picture:
    """The picture that was written. Raises ValueError for anything else."""
    match found:
        case ["bars" | "line" | "heat" as kind, str(title), str(alt), list(columns), list(rows), *more]:
            marks, row_paths, column_paths = _more(more)
            return Picture(
                kind=kind,
                title=title,
                alt=alt,
                columns=tuple(map(_string, columns)),
                rows=tuple(tuple(map(_string, _list(row))) for row in rows),
                marks=tuple(map(_mark, marks)),
                row_paths=tuple(map(_path, row_paths)),
                column_paths=tuple(map(_path, column_paths)),
            )
        case other:
            raise ValueError(f"not a picture: {other!r}")


def _more(found: list[Json]) -> tuple[Sequence[Json], Sequence[Json], Sequence[Json]]:
    match found:
        case []:
            return (), (), ()
        case [list(marks), list(rows), list(columns)] if marks or rows or columns:
            return marks, rows, columns
        case other:
            raise ValueError(f"not the marks and paths of a picture: {other!r}")


def _mark(found: Json) -> Mark:
    match found:
        case [str(sign), str(word), str(tone)] if tone in _TONES:
            return Mark(sign=sign, word=word, tone=cast(Tone, tone))
        case other:
            raise ValueError(f"not a mark: {other!r}")


def _path(found: Json) -> str | None:
    return None if found is None else _string(found)


def _string(found: Json) -> str:
    if not isinstance(found, str):
        raise ValueError(f"not a string: {found!r}")
    return found


def _list(found: Json) -> list[Json]:
    if not isinstance(found, list):
        raise ValueError(f"not a list: {found!r}")
    return found
