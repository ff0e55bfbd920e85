"""A question as it is asked in chat: in words, with a button for each answer that can be chosen."""

from bot.chat import limits
from bot.chat.message import Button, Message
from bot.chat.reply import Reply, Say
from bot.chat.text import Strong, Text, joined, plain
from bot.chat.token import Token, key_of
from bot.domain.delivery import LedgerEntry
from bot.domain.question import Question, QuestionKind
from bot.engine.visit import Visit
from bot.store.tx import Tx

WORD = "talk"
"""The first word of the tokens of questions that are asked in chat."""
PICK, SKIP, UNDO, YES, NO = "pick", "skip", "undo", "yes", "no"
MOST_BUTTONS = 10


def code(text: str) -> str:
    """A short name of a question or an answer: it stays what it is when others come before it."""
    return key_of("said", text)[:8]


def ask(
    tx: Tx, visit: Visit, entry: LedgerEntry, question: Question, said: Text = (), undo: Button | None = None
) -> Reply:
    """Ask a question, and remember that it was asked."""
    tx.conversations.ask(visit.person.id, entry.key, question.id, visit.now)
    words = said or joined(_opening(visit, entry), ("\n",))
    buttons = (*_values(entry, question), *_skip(visit, entry, question), *((undo,) if undo else ()))
    return Say(Message(text=joined(words, (question.text,), _how(visit, question)), buttons=buttons))


def _opening(visit: Visit, entry: LedgerEntry) -> Text:
    return visit.say(
        "{title}, one question at a time. Type “stop”, and I stop asking.", title=Strong(entry.title)
    )


def _how(visit: Visit, question: Question) -> Text:
    """How the answer is given, where that is not plain to see."""
    match question.kind:
        case QuestionKind.SCALE:
            return joined(("\n",), visit.say("From {low} to {high}.", low=question.low, high=question.high))
        case QuestionKind.CHOICE if len(question.choices) > MOST_BUTTONS:
            return joined(("".join(f"\n• {label}" for label, _ in question.labelled),))
        case QuestionKind.DATE:
            return joined(("\n",), visit.say("As year-month-day, such as 2027-03-08."))
        case _:
            return ()


def choices_of(question: Question) -> tuple[tuple[str, str], ...]:
    """Each value that can be chosen, with its label."""
    match question.kind:
        case QuestionKind.SCALE:
            return tuple((str(value), str(value)) for value in range(question.low, question.high + 1))
        case QuestionKind.CHOICE:
            return tuple((value, label) for label, value in question.labelled)
        case _:
            return ()


def _values(entry: LedgerEntry, question: Question) -> tuple[Button, ...]:
    choices = choices_of(question)
    if len(choices) > MOST_BUTTONS:
        return ()
    return tuple(
        button(entry, f"{PICK}-{code(question.id)}-{code(value)}", label[: limits.BUTTON_LABEL])
        for value, label in choices
    )


def _skip(visit: Visit, entry: LedgerEntry, question: Question) -> tuple[Button, ...]:
    if not question.optional:
        return ()
    return (button(entry, f"{SKIP}-{code(question.id)}", plain(visit.say("Skip"))),)


def undo_button(tx: Tx, visit: Visit, entry: LedgerEntry) -> Button:
    """The button that takes the newest answer back."""
    number = len(tx.answers.history(entry.key))
    return button(entry, f"{UNDO}-{number}", plain(visit.say("Undo")))


def button(entry: LedgerEntry, action: str, label: str) -> Button:
    """A button about a check-in that is answered in chat."""
    return Button(label=label, token=Token(WORD, entry.key, action))
