"""The roster says who people are, one row each."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person. Account ids are empty where there is no account; `line` is where the row stood.

    A row that names no language has that of the configuration, until a chat tells the person's own.
    """

    name: str
    zone: str
    discord: str = ""
    slack: str = ""
    language: str = "en"
    working_days: frozenset[int] = frozenset(range(5))
    track: str = ""
    non_profit: str = ""
    mentor: str = ""
    line: int = field(default=0, compare=False)
    names_language: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All rows in the order of the file."""

    rows: tuple[RosterRow, ...]
    file: str = ""

    def row(self, name: str) -> RosterRow | None:
        """The row of the person whom the roster calls so."""
        wanted = folded(name)
        return next((row for row in self.rows if folded(row.name) == wanted), None)


def folded(name: str) -> str:
    """What two spellings of a name have in common: neither case nor the space around it counts."""
    return " ".join(name.split()).casefold()
