"""What the bot answers, at once, to the one who acted."""

from dataclasses import dataclass, field

from bot.chat.form import Choice, Form
from bot.chat.message import Message
from bot.chat.page import Page
from bot.chat.text import Text


@dataclass(frozen=True, slots=True)
class Say:
    """Say something; `private` ones only the asker sees.

    `onward` is the form that a button of the message opens: a chat in which a form can follow a form
    goes on with it at once, and says the message above it.
    """

    message: Message
    private: bool = True
    onward: Form | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Show a form."""

    form: Form


@dataclass(frozen=True, slots=True)
class Replace:
    """Put this in the place of the message whose button was pressed."""

    message: Message


@dataclass(frozen=True, slots=True)
class Refuse:
    """Say no, kindly and exactly; `problems` belong to the fields of a form, by key.

    `labels` are those of the fields, where the form is known: for chats that show problems beside it.
    """

    text: Text
    problems: dict[str, Text] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def besides(self) -> Text:
        """The text where the problems are shown as well: nothing, if one of them says the same."""
        return () if self.text in self.problems.values() else self.text


@dataclass(frozen=True, slots=True)
class Offer:
    """Values to choose from while typing."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Show:
    """A page."""

    page: Page


Reply = Say | Ask | Replace | Refuse | Offer | Show
