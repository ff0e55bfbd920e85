"""The bar of time: what time it is, how it can be let pass, how far a journey is, and the line of weeks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from nicegui import ui

from adapters.playground import weeks
from adapters.playground.company import Journey, Week
from adapters.playground.markup import NOTHING, Html, esc, joined, tag

SPANS: dict[str, timedelta | None] = {
    "what is due now": timedelta(),
    "+1 hour": timedelta(hours=1),
    "+1 day": timedelta(days=1),
    "+1 week": timedelta(weeks=1),
    "to the end": None,
}


class TimeBar:
    """The bar at the top; `move` brings the clock up to date, and `draw` the weeks."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._moved = False
        with ui.element("section").classes("time").props('aria-label="Time"'):
            with ui.element("div").classes("row"):
                self._clock = ui.html("", sanitize=False, tag="p").classes("clock")
                self._moves = ui.html("", sanitize=False).classes("moves")
                # It stays the same element all the way, so that it moves smoothly.
                self._way = ui.element("progress").props('max=1 value=0 aria-label="The way that is behind"')
                self._told = ui.html("", sanitize=False, tag="p").classes("unseen").props('role="status"')
            self._line = ui.html("", sanitize=False).classes("line")

    def move(self, now: datetime) -> None:
        """Tell the time, and how far the journey is."""
        share = self._journey.under_way
        self._clock.set_content(tag("strong", esc(told(now))))
        self._moves.set_content(moves(travelling=share is not None, over=self._journey.is_over))
        if share is not None:
            self._way.props(f"value={share:.3f}", remove="hidden")
        elif self._moved or not self._way.props.get("hidden"):
            self._way.props("value=0 hidden")
        if (share is not None) != self._moved:
            self._moved = share is not None
            self._told.set_content(esc("Time passes." if self._moved else f"It is {told(now)}."))

    def draw(self, line: Sequence[Week], chosen: int | None, keys: Mapping[str, str]) -> None:
        """Draw the line of weeks; `keys` are those of people, by name."""
        self._line.set_content(weeks.line(line, chosen, keys))


def told(now: datetime) -> str:
    """The time in words."""
    return f"{now:%A} {now.day} {now:%B %Y}, {now:%H:%M} UTC"


def moves(*, travelling: bool, over: bool) -> Html:
    """The buttons that let time pass; while it does there is only one, which stops it."""
    made = (
        tag(
            "button",
            esc(label),
            type="button",
            class_="press small",
            data_do="travel",
            data_with=label,
            disabled=travelling or over,
        )
        for label in SPANS
    )
    passing = tag("div", *made, class_="buttons", role="group", aria_label="Let time pass")
    stop = tag(
        "button",
        esc("Stop here"),
        type="button",
        class_="press small",
        data_do="stop",
        disabled=not travelling,
    )
    again = tag("button", esc("How this works"), type="button", class_="press small", data_ask_again=True)
    ended = tag("p", esc("The programme has ended."), class_="note over")
    return joined(passing, stop if travelling else ended if over else NOTHING, again)
