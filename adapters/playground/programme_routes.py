"""The addresses of the programme view, and what answers each."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.programme import CohortName, Glimpse, Programmes
from adapters.playground.programme_calendar import calendar_page
from adapters.playground.programme_check import check_panel
from adapters.playground.programme_contents import BASE, contents_page
from adapters.playground.programme_step import step_page
from bot.errors import CohortbotError

Shell = Callable[[Request, str, Html], str]
"""A whole page of the site, for who asks: its title, and what is inside."""
MayLook = Callable[[Request, str], bool]
"""Whether somebody sees the programme of the cohort with this name."""
Page = Callable[[Request, Glimpse, CohortName], tuple[str, Html] | None]
"""What makes the title and the inside of a page; None where there is nothing at the address."""
STATIC = "/static"


def programme_routes(programmes: Programmes, shell: Shell, may_look: MayLook) -> list[Route]:
    """The routes. Who may not look is refused everywhere."""
    # Plain functions: the server runs them in threads, since looking at files may take a moment.
    pages = {
        BASE: _contents,
        f"{BASE}/step/{{step}}": _step,
        f"{BASE}/calendar": _calendar,
    }

    def answering(page: Page) -> Callable[[Request], Response]:
        return lambda request: _answer(request, page, programmes, shell, may_look)

    def state(request: Request) -> Response:
        glimpse = programmes.look()
        if not _theirs(request, glimpse, may_look):
            return _refused(request, shell)
        told = {"state": glimpse.state, "looked_at": f"{glimpse.check.looked_at:%H:%M:%S} UTC"}
        return JSONResponse(told)

    return [
        Route(f"{BASE}/state", state, methods=["GET"]),
        *(Route(path, answering(page), methods=["GET"]) for path, page in pages.items()),
    ]


def _answer(
    request: Request, page: Page, programmes: Programmes, shell: Shell, may_look: MayLook
) -> Response:
    glimpse = programmes.look()
    theirs = _theirs(request, glimpse, may_look)
    name = request.query_params.get("cohort") or (theirs[0].name if theirs else "")
    if not theirs or not may_look(request, name):
        return _refused(request, shell)
    cohort = next((one for one in theirs if one.name == name), None)
    try:
        made = page(request, glimpse, cohort) if cohort else None
    except CohortbotError as refused:
        # Such as a database that another version of the bot has written.
        sorry = joined(tag("h1", esc("This can't be shown now.")), tag("p", esc(str(refused))))
        title, inside, status = "Not now", sorry, 503
    else:
        nothing = tag("h1", esc("There is no such page in the programme."))
        title, inside, status = (*made, 200) if made else ("Not there", nothing, 404)
    framed = _framed(inside, glimpse, theirs, cohort or theirs[0])
    return HTMLResponse(shell(request, title, framed), status_code=status)


def _refused(request: Request, shell: Shell) -> Response:
    title, words = "Not yours to see", "Only admins of the cohort see its programme. Sign in as one of them."
    page = shell(request, title, joined(tag("h1", esc(title)), tag("p", esc(words))))
    return HTMLResponse(page, status_code=403)


def _theirs(request: Request, glimpse: Glimpse, may_look: MayLook) -> list[CohortName]:
    """The cohorts whose programme they see, as the files name them now."""
    return [one for one in glimpse.cohorts if may_look(request, one.name)]


def _contents(_: Request, glimpse: Glimpse, cohort: CohortName) -> tuple[str, Html]:
    contents = glimpse.contents(cohort.name)
    return contents.title, contents_page(contents, cohort.name)


def _step(request: Request, glimpse: Glimpse, cohort: CohortName) -> tuple[str, Html] | None:
    sheet = glimpse.step(cohort.name, str(request.path_params["step"]))
    return None if sheet is None else (sheet.line.title, step_page(sheet, cohort.name))


def _calendar(request: Request, glimpse: Glimpse, cohort: CohortName) -> tuple[str, Html] | None:
    creators = glimpse.creators(cohort.name)
    asked = request.query_params.get("creator") or (creators[0] if creators else "")
    calendar = glimpse.calendar(cohort.name, asked) if asked else None
    if asked and calendar is None:
        return None
    title = f"The calendar of {calendar.creator}" if calendar else "A creator's calendar"
    return title, calendar_page(creators, calendar, cohort.name)


def _framed(inside: Html, glimpse: Glimpse, theirs: Sequence[CohortName], cohort: CohortName) -> Html:
    """The inside of any of the pages; the script loads it anew when the files say something else."""
    return joined(
        tag("link", rel="stylesheet", href=f"{STATIC}/programme.css"),
        tag(
            "div",
            _ways(theirs, cohort),
            # It names whatever is at fault in any of the files, and people of every roster.
            check_panel(glimpse.check) if len(theirs) == len(glimpse.cohorts) else NOTHING,
            inside,
            class_="programme",
            id="programme",
            data_state=glimpse.state,
            data_asks=f"{BASE}/state",
        ),
        tag("script", src=f"{STATIC}/programme.js", defer=True),
    )


def _ways(cohorts: Sequence[CohortName], here: CohortName) -> Html:
    chosen = urlencode({"cohort": here.name})
    ways = (("Contents", f"{BASE}?{chosen}"), ("A creator's calendar", f"{BASE}/calendar?{chosen}"))
    links = [tag("li", tag("a", esc(words), href=path)) for words, path in ways]
    others = [
        tag("li", tag("a", esc(one.title), href=f"{BASE}?{urlencode({'cohort': one.name})}"))
        for one in cohorts
        if one.name != here.name
    ]
    cohort = tag("li", esc(here.title), class_="quiet", aria_current="true") if others else NOTHING
    return tag("nav", tag("ul", *links, cohort, *others), aria_label="Programme", class_="ways")
