"""What `init` writes: a configuration, a programme folder and a roster to start from."""

import shutil
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Final, assert_never

from bot.config.schema import schema_text
from bot.config.skeleton import CONFIG, PROGRAMME, ROSTER
from bot.errors import InputError

SHIPPED_PROGRAMME: Final = "schedules/programs/change-makers"
_CONFIG: Final = "config.toml"
_FOLDER: Final = "program"
_ROSTER: Final = "roster.csv"
_SCHEMA: Final = "config.schema.json"


class Start(StrEnum):
    """What to start from."""

    CHANGE_MAKERS = "change-makers"
    """The shipped programme, with its example cohort."""
    EMPTY = "empty"
    """The smallest programme that is valid."""


def init(folder: Path, program: Start = Start.CHANGE_MAKERS) -> tuple[Path, ...]:
    """Write the files to start from, and name them; InputError, and nothing written, if any is there."""
    targets = tuple(folder / name for name in (_CONFIG, _FOLDER, _ROSTER, _SCHEMA))
    there = [str(target) for target in targets if target.exists()]
    if there:
        are, them = ("is", "it") if len(there) == 1 else ("are", "them")
        listed = ", ".join(there)
        raise InputError(f"{listed} {are} already there; choose another folder, or move {them} away")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".init-", dir=folder) as desk:
            _write(Path(desk), program)
            for target in targets:
                (Path(desk) / target.name).rename(target)
    except OSError as refused:
        why = (refused.strerror or "no reason given").lower()
        raise InputError(f"{folder} cannot be written ({why}); choose another folder") from refused
    return targets


def example_file(name: str) -> Path:
    """A file of the example, as shipped: in the installed package, else at the top of the source."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "example" / name
    return installed if installed.is_file() else package.parent / name


def shipped_programme() -> Path:
    """The folder of the programme that the bot ships with."""
    return Path(__file__).resolve().parents[2] / SHIPPED_PROGRAMME


def _write(desk: Path, program: Start) -> None:
    (desk / _SCHEMA).write_text(schema_text(), encoding="utf-8")
    match program:
        case Start.CHANGE_MAKERS:
            example = example_file("config.example.toml").read_text(encoding="utf-8")
            config = example.replace("docs/config.schema.json", _SCHEMA).replace(SHIPPED_PROGRAMME, _FOLDER)
            (desk / _CONFIG).write_text(config, encoding="utf-8")
            shutil.copyfile(example_file("roster.csv"), desk / _ROSTER)
            shutil.copytree(shipped_programme(), desk / _FOLDER)
        case Start.EMPTY:
            (desk / _CONFIG).write_text(CONFIG, encoding="utf-8")
            (desk / _ROSTER).write_text(ROSTER, encoding="utf-8")
            for name, text in PROGRAMME.items():
                path = desk / _FOLDER / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        case never:
            assert_never(never)
