"""What a command still lacks is asked for in a form, and the form runs the command."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.reply import Ask
from bot.chat.text import Say, Slash, Text, plain
from bot.chat.token import Token
from bot.engine.naming import PARAMETER
from bot.engine.plans import CohortPlan
from bot.engine.wording import name_in

ASKED = "run"
"""The first word of the token of such a form; the third is the command's name."""
COHORT = "cohort"
"""The field that asks in which cohort."""


def missing(command: Command, values: Mapping[str, str]) -> tuple[Param, ...]:
    """The parameters that must be given and were not."""
    return tuple(
        param for param in command.params if param.required and not values.get(param.name, "").strip()
    )


def ask_for(
    command: Command,
    values: Mapping[str, str],
    say: Say,
    language: str,
    cohorts: Sequence[CohortPlan] = (),
) -> Ask:
    """The form of all parameters, with what was given already; with several cohorts, which of them."""
    fields = [_field(param, values.get(param.name, ""), say, language) for param in command.params]
    if cohorts or values.get(COHORT):
        fields.insert(0, _which(cohorts, values.get(COHORT, ""), say))
    token = Token(ASKED, "command", command.name)
    return Ask(Form(token=token, title=Slash(command.name), fields=tuple(fields)))


def problems_of(lacking: Sequence[Param], say: Say) -> dict[str, Text]:
    """What is said beside each field that was left empty."""
    return {param.name: say("This one is needed.") for param in lacking}


def _field(param: Param, value: str, say: Say, language: str) -> Field:
    kind: FieldKind
    match param.kind:
        case "text" | "person":
            kind = "text"
        case "long_text" | "number" | "choice" | "date":
            kind = param.kind
    return Field(
        key=param.name,
        label=name_in(language, PARAMETER, param.name).capitalize(),
        kind=kind,
        required=param.required,
        choices=tuple(replace(choice, label=plain(say(choice.label))) for choice in param.choices),
        hint=plain(say(param.summary))[: limits.FIELD_HINT],
        value=value,
    )


def _which(cohorts: Sequence[CohortPlan], value: str, say: Say) -> Field:
    choices = tuple(
        Choice(label=plan.cohort.title[: limits.CHOICE_LABEL], value=plan.cohort.name)
        for plan in cohorts[: limits.FIELD_CHOICES]
    ) or (Choice(label=value, value=value),)
    return Field(
        key=COHORT,
        label=plain(say("Cohort")),
        kind="choice",
        choices=choices,
        hint=plain(say("You are in several; which one do you mean?")),
        value=value,
    )
