"""Meetings and notices: what the whole cohort is told at one instant."""

from bot.chat.message import Message
from bot.chat.text import Say as Wording
from bot.chat.text import When, joined
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Meeting, Notice
from bot.features.heading import heading


def meeting_words(entry: LedgerEntry, meeting: Meeting, zone: str, say: Wording) -> Message:
    """When the meeting starts, in the reader's own time, and what it is for."""
    starts = When(entry.at + meeting.notice, zone)
    return Message(
        text=joined(heading(entry, say("Meeting")), ("\n",), say("Starts {when}.", when=starts)),
        body=meeting.text,
    )


def notice_words(entry: LedgerEntry, notice: Notice, say: Wording) -> Message:
    """The notice as the admins wrote it."""
    return Message(text=heading(entry, say("Notice")), body=notice.text)
