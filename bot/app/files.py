"""Files that a command was asked to write."""

from pathlib import Path

from bot.errors import InputError


def write_file(path: Path, content: str | bytes, *, anew: bool = False) -> None:
    """Write a file, with `anew` only where there is none. Raises InputError where that can't be."""
    try:
        with path.open("xb" if anew else "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
    except FileExistsError:
        raise InputError(f"{path} is already there; name another file, or move it away") from None
    except OSError as refused:
        why = (refused.strerror or "no reason given").lower()
        raise InputError(f"{path} cannot be written ({why}); name another file") from refused
