"""What a configuration amounts to, in a few lines, and what its readers will miss."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError

from bot.config.findings import Findings, Note, Where
from bot.config.setup import Checked, CohortSetup
from bot.domain.people import Role
from bot.engine.wording import CATALOGUES, ENGLISH, catalogues, untranslated

NAMED = 3
"""So many texts are quoted; the rest is in the catalogue."""


def summary(checked: Checked) -> str:
    """A line for each cohort, after one that says that all is well."""
    lines = [f"{checked.path} has no fault."]
    return "\n".join([*lines, *(f"  {_cohort(plan)}" for plan in checked.cohorts), *_pages(checked)])


def notes(checked: Checked) -> tuple[Note, ...]:
    """What was noted in the files, and what readers of their languages get in English."""
    return (*checked.notes, *unsaid(_readers(checked)))


def unsaid(readers: Mapping[str, Where], folder: Path = CATALOGUES) -> tuple[Note, ...]:
    """A note for each language that lacks texts of the bot; `readers` says where each is first asked for."""
    findings = Findings()
    for language, where in readers.items():
        lacking = untranslated(language, folder)
        found = catalogues(language, folder)
        if lacking and not found:
            text = f"the bot's own texts are not in {spelled(language)}: they are said in English"
            findings.note(where, text)
        elif lacking:
            catalogue = found[-1]
            named = spelled(catalogue.parent.parent.name)
            file = catalogue.relative_to(folder.parent.parent).as_posix()
            findings.note(Where(file=file, line=1, key="file"), _listed(lacking, named))
    return findings.notes


def _listed(lacking: Sequence[str], named: str) -> str:
    quoted = ", ".join(f"“{text.strip()}”" for text in lacking[:NAMED])
    more = " and so on" if len(lacking) > NAMED else ""
    which = "1 text of the bot is" if len(lacking) == 1 else f"{len(lacking)} texts of the bot are"
    said = "it is" if len(lacking) == 1 else "they are"
    return f"{which} not in {named}: {said} said in English: {quoted}{more}"


def _readers(checked: Checked) -> dict[str, Where]:
    """The languages of the programmes and of the people, and where each is first named."""
    readers: dict[str, Where] = {}
    for plan in checked.cohorts:
        file = str(checked.path.parent / plan.settings.program / "program.toml")
        for language in plan.programme.languages:
            readers.setdefault(language, Where(file=file, line=1, key="languages"))
        for row in plan.roster.rows:
            readers.setdefault(row.language, Where(file=plan.roster.file, line=row.line, key="language"))
    return readers


def spelled(language: str) -> str:
    """As "Spanish (es)"; a code that Babel has no name for stands alone."""
    try:
        name = Locale.parse(language.replace("-", "_")).get_display_name(ENGLISH)
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name} ({language.replace('_', '-')})" if name else repr(language)


def _cohort(plan: CohortSetup) -> str:
    people = ", ".join(
        _count(len(plan.people(role)), role) for role in (Role.CREATOR, Role.MENTOR, Role.ADMIN)
    )
    weeks = _count(len(plan.programme.weeks), "week")
    steps = _count(len(plan.programme.steps), "step")
    return (
        f"{plan.cohort.name}: “{plan.programme.title}”, {weeks} from {plan.cohort.start}, {steps}; {people}."
    )


def _pages(checked: Checked) -> list[str]:
    """Where no chat is connected the pages are one; nobody needs an account of another chat for that."""
    config = checked.config
    if config.pages is None or config.playground is None or config.discord or config.slack:
        return []
    several = len(config.playground.accounts)
    have = "1 person has" if several == 1 else f"{several} people have"
    return [
        f"  No chat is connected: the pages at {config.pages} are the chat, and {have} a password there. "
        "The roster needs no other accounts for them."
    ]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
