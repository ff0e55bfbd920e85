"""The parts of the page of the chats, as markup."""

from collections.abc import Sequence
from datetime import datetime

from adapters.playground import commands, lists, own_copy
from adapters.playground.company import NamedChannel, Someone
from adapters.playground.markup import Html, esc, joined, tag
from adapters.playground.page_routes import key_of
from adapters.playground.posted import Room
from bot.chat.place import Account

LONGEST = 4_000
"""So many characters has a message at most."""


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
                maxlength=LONGEST,
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


def own_room(me: Someone, now: datetime, *, played: bool) -> Html:
    """Whose conversation with the bot it is, and, where others are `played`, who acts for them."""
    inside = [
        tag("h1", esc(f"{me.name}, on {me.account.platform.capitalize()}" if played else me.name)),
        tag("p", esc(lists.about(me, now)), class_="note"),
    ]
    if played:
        inside.append(_hands(me))
    else:
        copy = tag("a", esc("Save a copy of this conversation"), href=own_copy.PATH, download=True)
        inside.append(tag("p", copy, class_="note"))
    return joined(*inside)


def channel(room: NamedChannel, name: str) -> Html:
    """Which channel it is, and who reads it."""
    return joined(
        tag("h1", esc(f"# {room.name}")),
        tag("p", esc(f"Everybody reads this. You read and write here as {name}."), class_="note"),
    )


def drafts(me: Account, room: Room) -> Html:
    """Whose words are being written, and where: the browser keeps them apart until they are sent."""
    where = "" if isinstance(room, Account) else f" in {room.platform}/{room.id}"
    return tag("span", hidden=True, data_drafts=f"{key_of(me)}{where}")


def _hands(me: Someone) -> Html:
    if me.by_hand:
        said, label, what, about = "You act for them.", "Let them play along", "hand-back", me.name
    else:
        said, label, what, about = "They play along by themselves.", "Act for them", "be", key_of(me.account)
    button = tag("button", esc(label), type="button", class_="press small", data_do=what, data_with=about)
    return tag("p", esc(f"{said} "), button, class_="note hands")


def stranger(account: Account) -> Html:
    """The conversation of somebody who is not in the cohort."""
    return tag("h1", esc(f"{account.user}, on {account.platform.capitalize()}"))


def fold() -> Html:
    """The button that shows the list of people where there is no room for it beside the messages."""
    return tag(
        "button",
        esc("People and channels"),
        type="button",
        class_="press small fold",
        data_fold=True,
        aria_expanded="false",
        aria_controls="people",
    )


def welcome(me: Someone) -> Html:
    """What a newcomer wants to know, until it is closed."""
    words = tag(
        "p",
        tag("strong", esc(f"You are {me.name}")),
        esc(
            f", {_role(me)} of this cohort. What the bot writes to you stands here: press a button below it, "
        ),
        esc("or write / for commands. "),
        tag("strong", esc("Time stands still")),
        esc(
            " until you let it pass, at the top. All others play along by themselves; choose anybody in the "
        ),
        esc("list, and you are them."),
    )
    closing = tag("button", esc("Got it"), type="button", class_="press small", data_got_it=True)
    return tag("aside", words, closing, class_="welcome", aria_label="How this works")


def _role(me: Someone) -> str:
    return f"an {me.role}" if me.role[:1] in "aeiou" else f"a {me.role}"


def troubles() -> Html:
    """What the page says when something goes wrong; each stays hidden until then."""
    lost = (
        "The connection to the bot is lost. This page tries again by itself; "
        "if the bot was stopped, start it again where you started it."
    )
    failed = (
        "That met a fault in the program, and may not have been done. Look at what stands here, and try "
        "again; the program's log tells what happened."
    )
    return tag(
        "div",
        tag("p", esc(lost), id="lost", hidden=True),
        tag(
            "p",
            esc(f"{failed} "),
            tag("button", esc("Close"), type="button", class_="press small", data_hide="failed"),
            id="failed",
            hidden=True,
        ),
        class_="troubles",
        role="alert",
    )
