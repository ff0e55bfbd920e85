"""The steps by which an older database becomes one of this program, in the order of their numbers."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where Alembic finds its environment and the steps."""


def revisions(folder: Path = FOLDER) -> tuple[str, ...]:
    """Every revision this program knows, oldest first. Known without Alembic, whose import takes long."""
    return tuple(sorted(step.name[:4] for step in (folder / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")))


def newest(folder: Path = FOLDER) -> str:
    """The revision of this program."""
    return revisions(folder)[-1]
