"""What the import of a roster changed, person by person, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.people import EnrolmentState

Fields = dict[str, str]
"""The values of a person's fields, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that the file says otherwise than the database."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field} {self.before or 'none'} → {self.after or 'none'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A person about whom the file says something else; `moved` when the calendar is made anew."""

    name: str
    changes: tuple[Change, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The differences between a roster and what was on record.

    `kept` are the fields that a person set in chat, which win; `gone` are enrolled, and not in the file;
    `erased` are in the file, had themselves erased, and are not brought back.
    """

    first: bool
    people: int
    new: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    kept: tuple[Changed, ...] = ()
    gone: tuple[tuple[str, EnrolmentState], ...] = ()
    erased: tuple[str, ...] = ()


def compare(before: Fields, after: Fields) -> tuple[Change, ...]:
    """The fields whose values differ."""
    return tuple(
        Change(field=field, before=before[field], after=value)
        for field, value in after.items()
        if before[field] != value
    )


def told(imported: Imported, cohort: str) -> str:
    """The differences as an admin reads them."""
    if imported.first:
        put = count(imported.people - len(imported.erased), "person", "people")
        return "\n".join((f"{cohort}: {put} put on record.", *_erased(imported)))
    same = not (imported.new or imported.changed or imported.kept or imported.gone or imported.erased)
    people = count(imported.people, "person", "people")
    first = f"{cohort}: {people} on the roster{', nothing new' if same else ''}."
    return "\n".join((first, *_sections(imported)))


def _sections(imported: Imported) -> Iterator[str]:
    yield from _section("New", imported.new)
    yield from _section(
        "Changed",
        [
            f"{one.name}: {_list(one)}{'; the calendar is made anew' if one.moved else ''}"
            for one in imported.changed
        ],
    )
    yield from _section(
        "Left as it was set in chat",
        [
            f"{one.name}: {change.field} stays {change.before}, the file says {change.after}"
            for one in imported.kept
            for change in one.changes
        ],
    )
    yield from _section(
        "Enrolled, but not a creator in this file; nothing was changed",
        [f"{name} ({state})" for name, state in imported.gone],
    )
    yield from _erased(imported)


def _erased(imported: Imported) -> Iterator[str]:
    yield from _section(
        "Erased at their own wish, and not brought back; take their rows out of the file, or write the name "
        "otherwise if this is somebody else",
        imported.erased,
    )


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title} ({len(lines)}):"
        yield from (f"  {line}" for line in lines)


def _list(changed: Changed) -> str:
    return ", ".join(map(str, changed.changes))


def count(number: int, one: str, many: str) -> str:
    """As "1 person" or "5 people"."""
    return f"{number} {one if number == 1 else many}"
