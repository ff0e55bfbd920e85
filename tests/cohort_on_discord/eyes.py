"""Eyes: what Discord shows a person, in the words of the core, so that the actors can read it."""

from bot.chat.adapter import Shown
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Part
from bot.chat.place import Account, Channel, MessageRef, Place
from bot.chat.token import Token
from tests.cohort_on_chats.reading import buttons
from tests.cohort_on_chats.story import DISCORD
from tests.platforms.discord.answer import Modal, ModalField
from tests.platforms.discord.seen import seen
from tests.platforms.discord.seen import walk as components
from tests.platforms.discord.state import Channel as Room
from tests.platforms.discord.state import Message, World

EXAMPLES: dict[str, FieldKind] = {"https://": "link", "2027-03-08": "date", "12": "number"}
"""By what stands in an empty field as an example, whoever fills it in knows what is wanted."""


def shown(message: Message, world: World) -> Shown:
    """A message of the bot's own, as whoever reads there sees it; its key is the nonce."""
    place = place_of(message.channel, world)
    return Shown(
        place=place,
        part=Part(content=message.content, buttons=buttons(labelled(message))),
        ref=MessageRef(place=place, id=str(message.id)),
        at=message.at,
        key=str(message.nonce or ""),
    )


def place_of(room: Room, world: World) -> Place:
    """A channel, or the room of one person: their direct messages, or a thread with nobody else in it."""
    if room.recipient is not None:
        return Place(at=Account(platform=DISCORD, user=str(room.recipient.id)), thread=str(room.id))
    if room.parent is not None:
        (reader,) = (user for user in room.members if user != world.bot.id)
        return Place(at=Account(platform=DISCORD, user=str(reader)), thread=str(room.id))
    assert room.guild is not None
    return Place(at=Channel(platform=DISCORD, workspace=str(room.guild.id), id=str(room.id)))


def labelled(message: Message) -> list[tuple[str, str]]:
    """The labels of its buttons, each with what comes back."""
    return [(one.label, one.custom_id) for one in seen(message).buttons]


def form(modal: Modal) -> Form:
    """A modal as a form to fill in."""
    examples = {
        one["custom_id"]: str(one.get("placeholder") or "")
        for one in components(list(modal.layout))
        if "custom_id" in one
    }
    return Form(
        token=Token.parse(modal.custom_id),
        title=modal.title,
        fields=tuple(_field(one, examples[one.custom_id]) for one in modal.fields),
    )


def _field(there: ModalField, example: str) -> Field:
    kind: FieldKind
    if there.options:
        kind = "choice"
    elif there.kind == "paragraph":
        kind = "long_text"
    else:
        kind = next((kind for word, kind in EXAMPLES.items() if word in example), "text")
    return Field(
        key=there.custom_id,
        label=there.label,
        kind=kind,
        required=there.required,
        choices=tuple(Choice(label=label, value=value) for label, value in there.options.items()),
    )
