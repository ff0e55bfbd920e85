"""The privacy notice: what is kept, who sees it, for how long, and how to get a copy or erase it."""

from bot.chat.message import Button
from bot.chat.text import Say, Slash, Text, plain
from bot.chat.token import Token

VERSION = "1"
"""Counted up when the notice says something else; who accepted an earlier one is shown the new one."""
WORD = "hi"
"""The tokens of joining, after the first click."""


def notice(say: Say) -> Text:
    """The notice itself."""
    return say(
        "Privacy, version {version}: I keep your name, your chat accounts, your settings, what you answer, "
        "write and log here, and which messages reached you. You, your mentor and the programme's team see "
        "it; other creators don't. It stays until you erase it or the team deletes the database. "
        "{command} shows it, gives you a copy, and erases it.",
        version=VERSION,
        command=Slash("program privacy"),
    )


def accept_button(person: str, say: Say) -> Button:
    """Accepts the notice, and the settings that are shown with it; `person` is the key."""
    return Button(label=plain(say("All fine")), token=Token(WORD, person, "fine"), style="primary")
