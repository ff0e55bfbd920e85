"""The page of a step: how it will look on each chat, in each language, and the forms behind its button."""

from collections.abc import Sequence

from adapters.playground.discord_look import discord_look
from adapters.playground.form_look import form_look
from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.programme import FormPage, Line, StepSheet, Telling
from adapters.playground.programme_contents import facts, kind_chip, step_path
from adapters.playground.slack_look import slack_look


def step_page(sheet: StepSheet, cohort: str) -> Html:
    """The whole page."""
    return joined(
        tag("p", esc(sheet.week), class_="quiet above"),
        tag("h1", kind_chip(sheet.line.kind), esc(sheet.line.title)),
        facts(sheet.facts),
        *(_telling(telling, sheet) for telling in sheet.tellings),
        _neighbours(sheet, cohort),
    )


def _telling(telling: Telling, sheet: StepSheet) -> Html:
    code = telling.reader.language
    name = tag("h2", esc(telling.language))
    title = (
        tag("p", esc(telling.title), lang=code, class_="quiet")
        if telling.title != sheet.line.title
        else NOTHING
    )
    discord, slack = telling.discord, telling.slack
    on_discord = _why(discord) if isinstance(discord, str) else discord_look(discord, telling.reader)
    on_slack = _why(slack) if isinstance(slack, str) else slack_look(slack, telling.reader)
    chats = tag("div", _chat("Discord", on_discord), _chat("Slack", on_slack), class_="chats")
    return tag("section", name, title, chats, _forms(telling.forms, code))


def _chat(name: str, shown: Html) -> Html:
    return tag("div", tag("h3", esc(f"On {name}")), shown, class_="side")


def _why(words: str) -> Html:
    return tag("p", esc(words), class_="quiet")


def _forms(pages: Sequence[FormPage], language: str) -> Html:
    if not pages:
        return NOTHING
    number = len(pages)
    told = "the form" if number == 1 else f"{number} forms, one after the other"
    shown = (
        tag("li", form_look(page.form, page.conditions, language, f"Form {at} of {number}"))
        for at, page in enumerate(pages, start=1)
    )
    title = tag("h3", esc(f"What is asked: {told}"))
    return joined(title, tag("ol", *shown, class_="forms"))


def _neighbours(sheet: StepSheet, cohort: str) -> Html:
    links = (_neighbour("← ", sheet.before, cohort, "prev"), _neighbour("→ ", sheet.after, cohort, "next"))
    return tag("nav", *links, class_="neighbours", aria_label="Steps before and after")


def _neighbour(arrow: str, line: Line | None, cohort: str, rel: str) -> Html:
    if line is None:
        return NOTHING
    named = esc(f"{arrow}{line.title}")
    return tag("a", named, href=step_path(line.step, cohort), rel=rel)
