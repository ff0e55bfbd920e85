"""Findings are what a check has seen so far: faults, which stop everything, and notes, which do not."""

from dataclasses import dataclass

from bot.errors import Fault, FaultyInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a file of the admins."""

    file: str
    line: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something an admin should know that stops nothing."""

    file: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.text}"


class Findings:
    """Collects faults and notes, so that every one of them is told at once."""

    def __init__(self) -> None:
        self._faults: dict[Fault, None] = {}
        self._notes: dict[Note, None] = {}

    def fault(self, where: Where, problem: str, remedy: str) -> None:
        """Keep a fault; the same one is kept once, though two cohorts read the file."""
        fault = Fault(file=where.file, line=where.line, key=where.key, problem=problem, remedy=remedy)
        self._faults[fault] = None

    def note(self, where: Where, text: str) -> None:
        """Keep a note."""
        self._notes[Note(file=where.file, line=where.line, key=where.key, text=text)] = None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults, file by file and line by line."""
        return tuple(sorted(self._faults, key=lambda fault: (fault.file, fault.line)))

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, file by file and line by line."""
        return tuple(sorted(self._notes, key=lambda note: (note.file, note.line)))

    def stop_if_faulty(self) -> None:
        """Raise FaultyInput with all faults, if there are any."""
        if self._faults:
            raise FaultyInput(self.faults)
