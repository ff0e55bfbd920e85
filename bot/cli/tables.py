"""Tables on the terminal, drawn by rich; imported by the commands that show one."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.config.setup import CohortSetup
from bot.domain.people import Enrolment
from bot.preview import Row
from bot.preview.days import spell_day
from bot.preview.syllabus import Line

WITHOUT_A_TERMINAL = 180
"""Columns: a file or a pipe has no width, and broken rows are hard to search."""


def show(table: Table) -> None:
    """Print a table as wide as the terminal allows."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WITHOUT_A_TERMINAL)
    console.print(table)


def creator_table(plan: CohortSetup, enrolment: Enrolment, rows: Sequence[Row]) -> Table:
    """A creator's calendar, in their own time."""
    person = enrolment.person
    title = f"{person.name} · {plan.programme.title}, {plan.cohort.title} · times in {person.zone}"
    table = _table(title, "Week", "Day", "Time", "UTC", "What", "Title", "Note")
    week = 0
    for row in rows:
        day = f"{row.weekday[:3]} {spell_day(row.local)} {row.local.year}"
        table.add_row(
            *_plain(
                str(row.week) if row.week != week else "",
                day,
                f"{row.local:%H:%M}",
                f"{row.at:%H:%M}",
                row.kind,
                row.title,
                row.note,
            ),
            style="dim" if row.let_go else None,
        )
        week = row.week
    return table


def programme_table(plan: CohortSetup, lines: Sequence[Line]) -> Table:
    """The whole programme, step by step."""
    title = f"{plan.programme.title} · {len(plan.programme.weeks)} weeks from {plan.cohort.start}"
    table = _table(title, "Week", "When", "What", "Title", "Step", "For")
    week = 0
    for line in lines:
        whom = "; ".join(filter(None, (line.audience, line.replaces and f"instead of “{line.replaces}”")))
        number = str(line.week) if line.week != week else ""
        table.add_row(*_plain(number, line.when, line.kind, line.title, line.step, whom))
        week = line.week
    return table


def _table(title: str, *heads: str) -> Table:
    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold", justify="right" if head == "Week" else "left")
    return table


def _plain(*cells: str) -> list[Text]:
    """The cells as they are: square brackets in a title are no markup."""
    return [Text(cell) for cell in cells]
