"""A desk whose programme has an FAQ and is written in Spanish, too."""

from collections.abc import Mapping
from typing import Final

from tests.config.desk import Desk

FILES: Final[Mapping[str, str]] = {
    "program/faq.toml": """\
[[questions]]
id = "begin"
question = "How do I begin?"
answer = "With one sentence."
lesson = "w01-lesson"
also = ["Where do I start?"]
""",
    "program/es/program.toml": """\
title = "Pequeño"

# Las fases y los itinerarios.
[[phases]]
name = "all"
title = "Todo"

[[tracks]]
name = "health"
title = "Salud"

[[tracks]]
name = "music"
title = "Música"
""",
    "program/es/weeks/01.toml": """\
title = "Uno"

[[steps]]
id = "w01-lesson"
title = "Una lección"

[[steps]]
id = "w01-check-in"
title = "Cómo vas"

[[steps.questions]]
id = "task"
text = "¿Dónde está?"
label = "Enlace"
""",
    "program/es/weeks/02.toml": """\
title = "Dos"

[[steps]]
id = "w02-milestone"
title = "Un hito"
criteria = ["Lo hiciste.", "Lo enseñaste."]

[[steps]]
id = "w02-meeting"
title = "Horas de consulta"
text = "Trae una pregunta."

[[steps]]
id = "w02-notice"
title = "Un día"
text = "Hoy es el día."
""",
    "program/es/forms/weekly.toml": """\
[[questions]]
id = "mood"
text = "¿Cómo estás?"
label = "Ánimo"

[[questions]]
id = "stuck"
text = "¿Hay algo que te bloquee?"
label = "Bloqueo"
choices = ["sí", "no"]

[[questions]]
id = "stuck_on"
text = "¿En qué?"
label = "En qué"
""",
    "program/es/tracks/music.toml": """\
[[steps]]
id = "music-lesson"
title = "Una lección sobre música"
""",
    "program/es/lessons/01-one.md": """\
+++
summary = "Lo que dice"
tags = ["uno"]
ask = ["qué es", "cómo es"]
+++

# Una lección

Hazlo.
""",
    "program/es/lessons/music.md": """\
+++
summary = "Lo que suena"
tags = ["música"]
ask = ["qué suena", "cómo suena"]
+++

# Una lección sobre música

Tócalo.
""",
    "program/es/faq.toml": """\
[[questions]]
id = "begin"
question = "¿Cómo empiezo?"
answer = "Con una frase."
also = ["¿Por dónde empiezo?"]
""",
}


def written_in_spanish(desk: Desk) -> Desk:
    """The desk with the translation in its programme's folder."""
    desk.changes("program/program.toml", 'languages = ["en"]', 'languages = ["en", "es"]')
    for name, text in FILES.items():
        desk.writes(name, text)
    return desk
