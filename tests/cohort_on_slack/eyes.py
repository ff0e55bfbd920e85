"""Eyes: what Slack shows a person, in the words of the core, so that the actors can read it."""

from adapters.slack import forms, searching
from bot.chat.adapter import Shown
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Part
from bot.chat.place import Account, Channel, MessageRef, Place
from bot.chat.token import Token
from tests.cohort_on_chats.reading import buttons
from tests.cohort_on_chats.story import SLACK
from tests.platforms.slack.modal import Modal, ModalField
from tests.platforms.slack.seen import seen
from tests.platforms.slack.state import Channel as Room
from tests.platforms.slack.state import Message, World

KINDS: dict[str, FieldKind] = {
    "static_select": "choice",
    "number_input": "number",
    "url_text_input": "link",
    "datepicker": "date",
}


def key_of(message: Message) -> str | None:
    """The key of a message that was owed; None for answers, which are not."""
    metadata = message.metadata or {}
    if metadata.get("event_type") != searching.EVENT:
        return None
    return str(metadata["event_payload"]["key"])


def shown(message: Message, key: str, world: World) -> Shown:
    """A message of the bot's own, as whoever reads there sees it."""
    place = place_of(message.channel, world)
    return Shown(
        place=place,
        part=Part(content=seen(message, world).content, buttons=buttons(labelled(message, world))),
        ref=MessageRef(place=place, id=message.ts),
        at=world.clock(),
        key=key,
    )


def place_of(room: Room, world: World) -> Place:
    """A channel, or the conversation of one person."""
    if room.person is not None:
        return Place(at=Account(platform=SLACK, workspace=world.team, user=room.person.id), thread=room.id)
    return Place(at=Channel(platform=SLACK, workspace=world.team, id=room.id))


def labelled(message: Message, world: World) -> list[tuple[str, str]]:
    """The labels of its buttons, each with what comes back."""
    return [(one.label, one.action_id) for one in seen(message, world).buttons]


def token_of(modal: Modal) -> Token:
    """The form that a modal asks."""
    token = forms.token_of({"private_metadata": modal.private_metadata})
    assert token is not None, f"no form: {modal.title}"
    return token


def form(modal: Modal) -> Form:
    """A modal as a form to fill in."""
    return Form(token=token_of(modal), title=modal.title, fields=tuple(map(_field, modal.fields)))


def _field(there: ModalField) -> Field:
    typed: FieldKind = "long_text" if there.multiline else "text"
    return Field(
        key=there.block_id,
        label=there.label,
        kind=KINDS.get(there.kind, typed),
        required=there.required,
        choices=tuple(Choice(label=label, value=value) for label, value in there.options.items()),
    )
