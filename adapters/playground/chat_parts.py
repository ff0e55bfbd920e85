"""The parts of the page of the chats, as markup."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.playground import commands
from adapters.playground.company import Journey, Someone
from adapters.playground.markup import Html, esc, joined, tag

SPANS: dict[str, timedelta | None] = {
    "now": timedelta(),
    "+1 hour": timedelta(hours=1),
    "+1 day": timedelta(days=1),
    "+1 week": timedelta(weeks=1),
    "to the end": None,
}


def search() -> Html:
    """Where a person is searched for; what is typed counts at once."""
    return tag(
        "form",
        tag("label", esc("Search people"), for_="search"),
        tag("input", id="search", name="words", type="search", autocomplete="off", data_live="search"),
        data_do="search",
        role="search",
    )


def composer() -> Html:
    """Where messages and commands are written."""
    return tag(
        "form",
        tag("label", esc("Write a message, or / for commands"), for_="composer"),
        tag(
            "div",
            tag(
                "textarea",
                id="composer",
                name="text",
                rows=1,
                autocomplete="off",
                role="combobox",
                aria_expanded="false",
                aria_controls="suggestions",
                aria_autocomplete="list",
            ),
            tag("button", esc("Send"), type="submit", class_="press primary"),
            class_="row",
        ),
        data_do="send",
        class_="composer",
    )


def suggested(found: Sequence[commands.Suggestion], text: str) -> Html:
    """What can be typed next, to choose from."""
    made = (
        tag(
            "li",
            tag("span", esc(one.label), class_="name"),
            tag("span", esc(f" {one.summary}"), class_="note"),
            role="option",
            id=f"suggestion-{number}",
            data_line=one.line,
            aria_selected="false",
        )
        for number, one in enumerate(found)
    )
    listed = tag("ul", *made, id="suggestions", role="listbox", aria_label="Suggestions")
    return joined(tag("p", esc(text), class_="note", aria_live="polite"), listed)


def hands(me: Someone) -> Html:
    """Who acts for this person, and how that is changed."""
    if not me.by_hand:
        said = "They play along by themselves. Choose them in the list, and they are yours to play."
        return tag("p", esc(said), class_="note")
    back = tag(
        "button",
        esc("Let them play along"),
        type="button",
        class_="press small",
        data_do="hand-back",
        data_with=me.name,
    )
    return tag("p", esc("You act for them. "), back, class_="note")


def travel(journey: Journey, now: datetime, weeks: Html) -> Html:
    """What time it is, how it can be let pass, and the line of weeks."""
    told = f"{now:%A} {now.day} {now:%B %Y}, {now:%H:%M} UTC"
    share = journey.under_way
    if share is None:
        moves = joined(
            *(
                tag(
                    "button",
                    esc(label),
                    type="button",
                    class_="press small",
                    data_do="travel",
                    data_with=label,
                    disabled=journey.is_over,
                )
                for label in SPANS
            )
        )
    else:
        percent = f"{share:.0%}"
        moves = joined(
            tag("progress", esc(percent), max=1, value=f"{share:.3f}", aria_label="The way that is behind"),
            tag("button", esc("Stop here"), type="button", class_="press small", data_do="stop"),
        )
    return tag(
        "section",
        tag(
            "div",
            tag("p", tag("strong", esc(told)), class_="clock"),
            tag("div", moves, class_="buttons", role="group", aria_label="Let time pass"),
            class_="row",
        ),
        weeks,
        aria_label="Time",
    )
