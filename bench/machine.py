"""The machine on which figures were measured, since they mean nothing without it."""

import os
import platform
import sqlite3
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


def machine() -> str:
    """Processor, cores, Python and SQLite in one line."""
    return (
        f"{_processor()}, {len(_cores())} cores, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def busy(process: int) -> float:
    """Seconds of processor time that a process took by now; Linux tells."""
    told = Path("/proc", str(process), "stat").read_text(encoding="utf-8")
    # Its name may hold anything, blanks and brackets too; what follows it counts from the third field on.
    fields = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    if CPUINFO.exists():
        for line in CPUINFO.read_text().splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _cores() -> range:
    """Those that this process may use, where the system tells."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return range(allowed or 1)
