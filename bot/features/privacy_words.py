"""What is stored about a person, in counts and words: before it is erased, and after."""

from collections.abc import Mapping
from datetime import datetime

from bot.chat.form import Choice
from bot.chat.text import Say, Slash, Text, joined, phrase
from bot.domain.people import Person
from bot.domain.wall import local_day
from bot.features.notice import notice
from bot.store.people import Known

Counts = Mapping[str, int]

KINDS = (
    Choice(label=phrase("Chat accounts"), value="accounts"),
    Choice(label=phrase("Answers, earlier versions included"), value="answers"),
    Choice(label=phrase("Goals"), value="goals"),
    Choice(label=phrase("Pieces of work"), value="works"),
    Choice(label=phrase("Numbers that you logged"), value="metrics"),
    Choice(label=phrase("Help requests and other matters for your mentor"), value="matters"),
    Choice(label=phrase("Notes by mentors"), value="notes"),
    Choice(label=phrase("Flags, with the facts behind them"), value="flags"),
    Choice(label=phrase("Announcements that you wrote"), value="announcements"),
    Choice(label=phrase("Pauses"), value="pauses"),
    Choice(label=phrase("Questions that wait for your answer"), value="conversations"),
    Choice(label=phrase("Reminders promised"), value="timers"),
    Choice(label=phrase("Codes"), value="codes"),
    Choice(label=phrase("Links to the dashboard"), value="links"),
)
"""By table, what goes when somebody is erased."""


def stored(known: Known, counts: Counts, say: Say) -> Text:
    """Everything there is about a person, and the notice."""
    return joined(
        say("This is what I keep about you, {name}:", name=known.person.name),
        ("\n• ",),
        say("Your name and settings; {command} shows them", command=Slash("program settings")),
        _lines(counts, say),
        ("\n• ",),
        say("Steps of the programme on record: {count}", count=counts.get("occurrences", 0)),
        ("\n• ",),
        say("Messages on record: {count}", count=counts.get("deliveries", 0)),
        ("\n\n",),
        say("The export holds all of it word for word, the notes by mentors included."),
        (" ",),
        say("A form that I could not take is kept for 14 days beside it, so that you can correct it."),
        ("\n\n",),
        notice(say),
    )


def warning(counts: Counts, say: Say) -> Text:
    """What goes and what stays, before it is done."""
    return joined(
        say("Erase everything about you? This can't be undone, and you leave the programme. What goes:"),
        ("\n• ",),
        say("Your name and settings"),
        _lines(counts, say),
        ("\n• ",),
        say("Messages that have not been sent yet"),
        ("\n\n",),
        _stays(say),
    )


def gone(person: Person, counts: Counts, now: datetime, say: Say) -> Text:
    """Exactly what was removed, and who still holds what."""
    return joined(
        say("It is done. Removed:"),
        ("\n• ",),
        say("Your name and settings"),
        _lines(counts, say),
        ("\n• ",),
        say("Messages that were waiting: {count}", count=counts.get("deliveries", 0)),
        ("\n\n",),
        _stays(say),
        ("\n\n",),
        say(
            "Copies of the database that were made up to today, {day}, still hold it: I delete none of them "
            "by myself. The team's roster file still names you. Ask the team to delete both; a roster "
            "import can't bring you back.",
            day=local_day(now, person.zone).isoformat(),
        ),
    )


def _lines(counts: Counts, say: Say) -> Text:
    """One line for each kind of which there is something."""
    shown = [(choice, counts.get(choice.value, 0)) for choice in KINDS]
    return joined(
        *(
            part
            for choice, count in shown
            if count
            for part in (("\n• ",), say(choice.label), (f": {count}",))
        )
    )


def _stays(say: Say) -> Text:
    return say(
        "What stays: which steps and messages were sent, and that something was done, under a number that "
        "leads to nobody. What a chat shows already stays there; I can't erase it in your chat."
    )
