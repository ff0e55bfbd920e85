"""`preview`: what creators will get, and when, before any of it is sent."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.arguments import CohortOption, ConfigFile

if TYPE_CHECKING:
    from bot.config.setup import Checked, CohortSetup

Creator = Annotated[str | None, typer.Option(metavar="NAME", help="This creator's calendar.")]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="As readers of this language get it.")]
Html = Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page for browsers instead.")]
Ics = Annotated[Path | None, typer.Option(metavar="FILE", help="Write a file for calendar apps instead.")]


def preview(
    config: ConfigFile,
    creator: Creator = None,
    language: Language = None,
    html: Html = None,
    ics: Ics = None,
    cohort: CohortOption = None,
) -> None:
    """Show a creator's calendar, or the whole programme."""
    from bot.app.naming import cohort_named
    from bot.config.load import load

    if ics is not None and creator is None:
        raise typer.BadParameter("a calendar file is a creator's: add --creator NAME.", param_hint="--ics")
    checked = load(config)
    plan = cohort_named(checked, cohort)
    if creator is None:
        _programme(plan, language, html)
    else:
        _creator(checked, plan, creator, language, html, ics)


def _programme(plan: "CohortSetup", language: str | None, html: Path | None) -> None:
    from bot.app.files import write_file
    from bot.app.previewing import programme_preview
    from bot.cli.tables import programme_table, show

    found = programme_preview(plan, language)
    if html is None:
        show(programme_table(plan, found.rows))
    else:
        write_file(html, found.html)
        print(html)


def _creator(
    checked: "Checked",
    plan: "CohortSetup",
    name: str,
    language: str | None,
    html: Path | None,
    ics: Path | None,
) -> None:
    from bot.app.files import write_file
    from bot.app.previewing import creator_preview
    from bot.cli.tables import creator_table, show

    enrolment, found = creator_preview(checked, plan, name, language)
    for path, text in ((html, found.html), (ics, found.ics)):
        if path is not None:
            write_file(path, text)
            print(path)
    if html is None and ics is None:
        show(creator_table(plan, enrolment, found.rows))
