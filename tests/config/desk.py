"""A desk is an admin's folder: a small valid configuration, programme and roster, to be spoilt by a test."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bot.config.load import load
from bot.config.setup import Checked
from bot.errors import FaultyInput

CONFIG: Final = """\
[[cohorts]]
name = "spring"
title = "Spring"
program = "program"
roster = "roster.csv"
start = 2027-01-11
zone = "Europe/London"
mentors = ["Mo Mentor"]
admins = ["Ada Admin"]

[[cohorts.breaks]]
name = "Easter"
from = 2027-01-18
until = 2027-01-25
"""

ROSTER: Final = """\
name,discord,slack,zone,language,working_days,track,non_profit,mentor
Ada Admin,100000000000000001,,Europe/Berlin,en,mon-fri,,,
Mo Mentor,100000000000000002,,Africa/Lagos,,,,,
Ana Ruiz,100000000000000003,,Europe/Madrid,en,mon-fri,health,Casa,Mo Mentor
Ben Okri,,U0ABCDEF1,Asia/Riyadh,en,sun-thu,music,Fund,Mo Mentor
"""

PROGRAM: Final = """\
name = "small"
title = "Small"
languages = ["en"]
weeks = 2

[[phases]]
name = "all"
title = "All of it"
first_week = 1
last_week = 2

[[tracks]]
name = "health"
title = "Health"

[[tracks]]
name = "music"
title = "Music"

[[defaults]]
kind = "lesson"
time = "08:30"
"""

WEEK_1: Final = """\
week = 1
title = "One"

[[steps]]
id = "w01-lesson"
kind = "lesson"
title = "A lesson"
lesson = "lessons/01-one.md"

[[steps]]
id = "w01-check-in"
kind = "check-in"
title = "A check-in"
form = "weekly"

[[steps.questions]]
id = "task"
kind = "link"
text = "Where is it?"
label = "Link"
optional = true
"""

WEEK_2: Final = """\
week = 2
title = "Two"

[[steps]]
id = "w02-milestone"
kind = "milestone"
title = "A milestone"
criteria = ["You did it.", "You showed it."]

[[steps]]
id = "w02-meeting"
kind = "meeting"
title = "Office hours"
text = "Bring a question."
minutes = 45

[[steps]]
id = "w02-notice"
kind = "notice"
title = "A day"
text = "Today is the day."
date = "01-20"
"""

FORM: Final = """\
[[questions]]
id = "mood"
kind = "scale"
text = "How are you?"
label = "Mood"
low = 1
high = 5

[[questions]]
id = "stuck"
kind = "choice"
text = "Are you stuck?"
label = "Stuck"
choices = ["yes", "no"]

[[questions]]
id = "stuck_on"
kind = "text"
text = "On what?"
label = "Stuck on"
only_if = { question = "stuck", equals = "yes" }
"""

TRACK: Final = """\
[[steps]]
id = "music-lesson"
week = 1
replaces = "w01-lesson"
kind = "lesson"
title = "A lesson on music"
lesson = "lessons/music.md"
"""

LESSON: Final = """\
+++
summary = "What it says"
tags = ["one"]
ask = ["what is it", "how is it"]
+++

# A lesson

Do it.
"""

FILES: Final[Mapping[str, str]] = {
    "config.toml": CONFIG,
    "roster.csv": ROSTER,
    "program/program.toml": PROGRAM,
    "program/weeks/01.toml": WEEK_1,
    "program/weeks/02.toml": WEEK_2,
    "program/forms/weekly.toml": FORM,
    "program/tracks/music.toml": TRACK,
    "program/lessons/01-one.md": LESSON,
    "program/lessons/music.md": LESSON,
}


class Desk:
    """The folder, and what its admin does there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.writes(name, text)

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    def writes(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def adds(self, name: str, text: str) -> None:
        """Write more at the end of a file."""
        self.writes(name, (self.folder / name).read_text(encoding="utf-8") + text)

    def changes(self, name: str, old: str, new: str) -> None:
        """Change the first place in a file that says `old`."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text, f"{name} does not say {old!r}"
        self.writes(name, text.replace(old, new, 1))

    def removes(self, name: str) -> None:
        """Delete a file."""
        (self.folder / name).unlink()

    def loads(self) -> Checked:
        """Everything, when there is no fault."""
        return load(self.config)

    def reads(self) -> list[str]:
        """What the check says, line by line: faults, or `fine` and the notes."""
        try:
            checked = load(self.config)
        except FaultyInput as faulty:
            return [self._short(str(fault)) for fault in faulty.faults]
        return ["fine", *(self._short(str(note)) for note in checked.notes)]

    def _short(self, line: str) -> str:
        return line.replace(f"{self.folder}/", "")
