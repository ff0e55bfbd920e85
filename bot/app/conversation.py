"""A conversation is what one creator and the bot said to each other, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.chat import limits
from bot.chat.adapter import Shown
from bot.chat.event import ButtonPressed, CommandUsed, FormSubmitted
from bot.chat.form import Form
from bot.chat.message import Button, Message
from bot.chat.place import Account
from bot.chat.reply import Ask, Refuse, Replace, Reply, Say
from bot.chat.text import plain
from bot.features.notice import WORD as WELCOME
from schedules.actors.diary import Moved
from schedules.actors.journal import Note
from schedules.verdict import Player


class Voice(Enum):
    """Whose turn it is."""

    BOT = auto()
    """The bot, by itself."""
    ANSWER = auto()
    """The bot, at once, to what the creator did."""
    CREATOR = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing said or done; `at` is in the zone in which the creator lived then, `words` are Markdown."""

    at: datetime
    voice: Voice
    words: str
    buttons: tuple[str, ...] = ()


def conversation(player: Player, log: Sequence[Shown], notes: Sequence[Note]) -> tuple[Turn, ...]:
    """Everything between the bot and a creator; of the channel, the invitation."""
    seen = [shown for shown in log if _reaches(shown, player)]
    # Of several buttons that do the same (one for each language), the first has the name.
    labels = {str(button.token): button.label for shown in seen for button in shown.part.buttons[::-1]}
    whole = list(_whole(seen))
    told = [_told(shown, player) for shown in whole if not _is_caused(shown)]
    caused = [_told(shown, player) for shown in whole if _is_caused(shown)]
    # The sort is stable: what was shown at the instant of an act came before it, as far as anybody can tell.
    turns = (*told, *_done(player, notes, labels), *caused)
    return tuple(sorted(turns, key=lambda turn: turn.at.astimezone(UTC)))


def _is_caused(shown: Shown) -> bool:
    """Whether an act of the same instant had it sent: the test message, at the end of joining."""
    return any(button.token.feature == WELCOME for button in shown.part.buttons)


def _reaches(shown: Shown, player: Player) -> bool:
    if isinstance(shown.place.at, Account):
        return shown.place.at == player.account
    return shown.place.platform == player.account.platform


def _whole(seen: Sequence[Shown]) -> Iterator[Shown]:
    """A long message came in several parts: only the last has buttons, the others are nearly full."""
    begun: list[str] = []
    for shown in seen:
        begun.append(shown.part.content)
        if shown.part.buttons or len(shown.part.content) <= limits.MESSAGE_CHARACTERS // 2:
            yield replace(shown, part=replace(shown.part, content="\n\n".join(begun)))
            begun = []


def _told(shown: Shown, player: Player) -> Turn:
    return Turn(
        at=_local(shown.at, player),
        voice=Voice.BOT,
        words=shown.part.content,
        buttons=_labels(shown.part.buttons),
    )


def _done(player: Player, notes: Sequence[Note], labels: dict[str, str]) -> Iterator[Turn]:
    """What the creator did, and the answers; `labels` are those of the buttons seen so far, by token."""
    form: Form | None = None
    for note in notes:
        at = _local(note.at, player)
        yield Turn(at=at, voice=Voice.CREATOR, words=_act(note, labels, form))
        form = note.reply.form if isinstance(note.reply, Ask) else None
        message = _message(note.reply)
        if message is not None:
            labels.update({str(button.token): button.label for button in message.buttons})
            words = "\n\n".join(filter(None, (plain(message.text), message.body)))
            yield Turn(at=at, voice=Voice.ANSWER, words=words, buttons=_labels(message.buttons))


def _message(reply: Reply | None) -> Message | None:
    match reply:
        case Say(message=message) | Replace(message=message):
            return message
        case Refuse(text=text, problems=problems):
            wrong = tuple(f"\n{field}: {plain(problem)}" for field, problem in problems.items())
            return Message(text=(*text, *wrong))
        case _:
            return None


def _act(note: Note, labels: dict[str, str], form: Form | None) -> str:
    match note.event:
        case ButtonPressed(token=token):
            return f"presses [{labels.get(str(token), token.action or token.feature)}]"
        case CommandUsed(command=command, values=values):
            return " ".join((f"/{command}", *(f"{name}:{value}" for name, value in values)))
        case FormSubmitted(values=values):
            return "\n".join(("answers", *(f"{_question(form, key)}: {value}" for key, value in values)))
        case other:
            return type(other).__name__


def _question(form: Form | None, key: str) -> str:
    fields = () if form is None else form.fields
    return next((field.label for field in fields if field.key == key), key)


def _labels(buttons: Sequence[Button]) -> tuple[str, ...]:
    return tuple(button.label for button in buttons)


def _local(at: datetime, player: Player) -> datetime:
    """As the creator's clock showed it then."""
    zones = [entry.zone for entry in player.diary if isinstance(entry, Moved) and entry.at <= at]
    return at.astimezone(ZoneInfo(zones[-1] if zones else player.person.zone))
