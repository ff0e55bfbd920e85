"""The smallest valid configuration, programme and roster, for an admin who writes their own."""

from collections.abc import Mapping
from typing import Final

CONFIG: Final = """\
#:schema config.schema.json
# After each edit:  cohortbot check config.toml

[[cohorts]]
name = "first-cohort"  # never changes
title = "First cohort"
program = "program"
roster = "roster.csv"
start = 2027-01-11  # a Monday: the first day of week 1
zone = "Europe/London"
mentors = ["Mentor One"]
admins = ["Admin One"]
"""

ROSTER: Final = """\
name,discord,slack,zone,language,working_days,track,non_profit,mentor
Admin One,100000000000000001,,Europe/London,en,mon-fri,,,
Mentor One,100000000000000002,,Europe/London,en,mon-fri,,,
Creator One,100000000000000003,,Africa/Nairobi,en,mon-fri,everybody,A non-profit,Mentor One
"""

_PROGRAM: Final = """\
name = "my-programme"
title = "My programme"
summary = "What it is for, in one sentence."
languages = ["en"]
weeks = 1

[[phases]]
name = "beginning"
title = "Beginning"
first_week = 1
last_week = 1

[[tracks]]
name = "everybody"
title = "Everybody"
"""

_WEEK: Final = """\
week = 1
title = "The first week"

[[steps]]
id = "w01-lesson"
kind = "lesson"
title = "The first lesson"
lesson = "lessons/01-first.md"

[[steps]]
id = "w01-check-in"
kind = "check-in"
title = "How was the first week?"
form = "weekly"
"""

_FORM: Final = """\
[[questions]]
id = "mood"
kind = "scale"
text = "How are you this week, from 1 (running on empty) to 5 (full of energy)?"
label = "Mood"
low = 1
high = 5
"""

_LESSON: Final = """\
+++
summary = "What this week is about, in one line"
tags = ["beginning"]
ask = ["where do I start", "what is this week about"]
+++

# The first lesson

Write here what creators should know and do this week.
"""

PROGRAMME: Final[Mapping[str, str]] = {
    "program.toml": _PROGRAM,
    "weeks/01.toml": _WEEK,
    "forms/weekly.toml": _FORM,
    "lessons/01-first.md": _LESSON,
}
