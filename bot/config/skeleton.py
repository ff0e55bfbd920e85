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

# Where the message with the Join button is posted; without one nobody joins. docs/discord.md and
# docs/slack.md say where ids are shown.
[[cohorts.channels]]
platform = "discord"
workspace = "731046298015744001"  # the server
id = "731046298015744902"
purpose = "home"
"""

ROSTER: Final = """\
name,discord,slack,zone,language,working_days,track,non_profit,mentor
Admin One,100000000000000001,,Europe/London,en,mon-fri,,,
Mentor One,100000000000000002,,Europe/London,en,mon-fri,,,
Creator One,100000000000000003,,Africa/Nairobi,en,mon-fri,everybody,A non-profit,Mentor One
"""

_PROGRAM: Final = """\
# The programme: its languages, weeks, phases and tracks. The weeks themselves are in weeks/.
# After each edit:  cohortbot check ../config.toml

name = "my-programme"  # never changes
title = "My programme"
summary = "What it is for, in one sentence."
languages = ["en"]  # the first is what these files are written in; "es" would be translated in the folder es/
weeks = 1  # each has its file: weeks/01.toml, weeks/02.toml ...

# Phases cover all weeks, in their order.
[[phases]]
name = "beginning"
title = "Beginning"
first_week = 1
last_week = 1

# A creator is in one track, named in the roster; what is a track's own goes into tracks/NAME.toml.
[[tracks]]
name = "everybody"
title = "Everybody"

# What holds for every step of a kind that says nothing else; the values here are the built-in ones.
[[defaults]]
kind = "lesson"
day = "monday"
time = "09:00"  # the creator's own time
"""

_WEEK: Final = """\
week = 1
title = "The first week"

# A step's id never changes, whatever becomes of its title: by it the bot knows what it has sent.
[[steps]]
id = "w01-lesson"
kind = "lesson"
title = "The first lesson"
lesson = "lessons/01-first.md"

# A check-in asks what its form asks, and then what the step itself asks.
[[steps]]
id = "w01-check-in"
kind = "check-in"
title = "How was the first week?"
form = "weekly"
"""

_FORM: Final = """\
# What a check-in asks. Kinds of questions: text, choice, scale, number, link, date.

[[questions]]
id = "mood"
kind = "scale"
text = "How are you this week, from 1 (running on empty) to 5 (full of energy)?"
label = "Mood"
low = 1
high = 5

[[questions]]
id = "why"
kind = "text"
text = "What would make next week easier?"
label = "What would help"
optional = true
only_if = { question = "mood", at_most = 2 }
"""

_LESSON: Final = """\
+++
# One line for lists, words to find the lesson by, and how people would ask for it.
summary = "What this week is about, in one line"
tags = ["beginning"]
ask = ["where do I start", "what is this week about"]
+++

# The first lesson

Write here what creators should know and do this week.
"""

_FAQ: Final = """\
# Questions that creators really ask: they find the answers, and the lessons, in chat.

[[questions]]
id = "beginning"
question = "Where do I start?"
answer = "With the first lesson, and with one person you could help this week."
lesson = "w01-lesson"
also = ["What do I do first?"]
"""

PROGRAMME: Final[Mapping[str, str]] = {
    "program.toml": _PROGRAM,
    "weeks/01.toml": _WEEK,
    "forms/weekly.toml": _FORM,
    "lessons/01-first.md": _LESSON,
    "faq.toml": _FAQ,
}
