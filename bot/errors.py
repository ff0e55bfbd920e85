"""The errors that people read: each says what is wrong, where, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass


class CohortbotError(Exception):
    """Something a person must know; its text is the message, without a traceback."""

    exit_code = 3


class InputError(CohortbotError):
    """The input is at fault; the message says where and how to mend it."""

    exit_code = 1


class DatabaseError(CohortbotError):
    """The database refused: damaged, newer, read-only, full or not there."""


class LockedError(CohortbotError):
    """Another process holds what this one needs; the message names the holder."""


class PlatformError(CohortbotError):
    """A chat platform refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault in a file of the admins: where it is, what is wrong, what to write instead."""

    file: str
    line: int
    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.problem}; {self.remedy}"


class FaultyInput(InputError):
    """Faults found in the files of the admins, every one of them at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
