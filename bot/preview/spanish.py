"""What the page of a programme says, in Spanish."""

from typing import Final

SPANISH_WEEKDAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
SPANISH_MONTHS: Final = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
SPANISH_PLURALS: Final = {
    "week": ("semana", "semanas"),
    "day": ("día", "días"),
    "hour": ("hora", "horas"),
    "minute": ("minuto", "minutos"),
    "question": ("pregunta", "preguntas"),
    "step": ("paso", "pasos"),
}
SPANISH: Final = {
    "{day} {month}": "{day} de {month}",
    "{day} {month} {year}": "{day} de {month} de {year}",
    # What a step is.
    "lesson": "lección",
    "check-in": "seguimiento",
    "milestone": "hito",
    "survey": "encuesta",
    "meeting": "encuentro",
    "notice": "aviso",
    # When it comes, and for whom.
    "the cohort's time": "hora del grupo",
    "the creator's time": "hora de cada cual",
    "{day} {time}, {whose}": "{day} a las {time}, {whose}",
    "every week until week {until}": "cada semana hasta la semana {until}",
    "every {every} weeks until week {until}": "cada {every} semanas hasta la semana {until}",
    "track {names}": "itinerario {names}",
    "language {names}": "idioma {names}",
    "platform {names}": "plataforma {names}",
    " or ": " o ",
    "for {audience}": "para {audience}",
    "instead of “{title}”": "en lugar de «{title}»",
    # What it asks.
    "{low} to {high}": "de {low} a {high}",
    "a number of {unit}": "un número de {unit}",
    "a number": "un número",
    "a text": "un texto",
    "a link": "un enlace",
    "a date": "una fecha",
    "optional": "opcional",
    "only if “{other}” is {value}": "solo si «{other}» es {value}",
    "only if “{other}” is at most {value}": "solo si «{other}» es {value} o menos",
    "only if “{other}” is at least {value}": "solo si «{other}» es {value} o más",
    "Open for {span}.": "Se puede responder durante {span}.",
    "{length}, announced {notice} before.": "{length}; se anuncia {notice} antes.",
    # The page.
    "Cohort": "Grupo",
    "Begins": "Empieza",
    "Cohort's time": "Hora del grupo",
    "Length": "Duración",
    "Steps": "Pasos",
    "Tracks": "Itinerarios",
    "Contents": "Contenido",
    "Who gets what, when": "Quién recibe qué y cuándo",
    "What": "Qué",
    "When": "Cuándo",
    "For whom": "Para quién",
    "everybody": "todo el mundo",
    "each track": "cada itinerario",
    "some": "algunas personas",
    "on its own date": "en su propia fecha",
    "{when}, most often": "{when}, casi siempre",
    "Weeks {first} to {last}.": "Semanas {first} a {last}.",
    "Week {week}: {title}": "Semana {week}: {title}",
    "Week {week}": "Semana {week}",
    "What each track does differently": "Lo que cambia en cada itinerario",
    "Everything else is the same for everybody.": "Todo lo demás es igual para todo el mundo.",
    "added": "se añade",
    "Questions that creators ask": "Preguntas de quienes crean",
    "More in “{title}”, week {week}.": "Más en «{title}», semana {week}.",
}
