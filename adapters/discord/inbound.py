"""What happened on Discord becomes an Event, with an id made from the interaction or the message itself."""

from typing import Any, cast

import discord

from adapters.discord import commands, forms
from adapters.discord.places import account_of, place_of, room
from bot.chat.event import (
    ButtonPressed,
    ChoicesAsked,
    CommandUsed,
    Event,
    FormSubmitted,
    PageOpened,
    TextReceived,
)
from bot.chat.place import MessageRef, Place, Profile
from bot.chat.token import Token

PAGE = ">"
"""What the custom_id of a button begins with that opens a page; alone it is a menu of pages."""
NOT_OURS = Token("unknown", "-")
"""What stands for a button of an earlier version, which nobody knows any more."""
KINDS = (discord.MessageType.default, discord.MessageType.reply)


def event_of(interaction: discord.Interaction[discord.Client]) -> Event | None:
    """The event that the core is told of; None for what it has no word for."""
    said = cast(dict[str, Any], interaction.data or {})
    id, at, place = f"discord/{interaction.id}", interaction.created_at, place_of(interaction)
    account = account_of(interaction.user.id)
    seen = Profile(name=interaction.user.display_name, locale=interaction.locale.value)
    match interaction.type:
        case discord.InteractionType.application_command:
            name, values = commands.read(said)
            return CommandUsed(
                id=id, at=at, account=account, place=place, seen=seen, command=name, values=values
            )
        case discord.InteractionType.autocomplete:
            name, param, typed = commands.read_choices(said)
            return ChoicesAsked(
                id=id, at=at, account=account, place=place, seen=seen, command=name, param=param, typed=typed
            )
        case discord.InteractionType.modal_submit:
            token, values = read_token(str(said["custom_id"])), forms.values_of(said)
            return FormSubmitted(
                id=id, at=at, account=account, place=place, seen=seen, token=token, values=values
            )
        case discord.InteractionType.component:
            custom_id = str(said["custom_id"])
            if custom_id.startswith(PAGE):
                path = custom_id.removeprefix(PAGE) or str(next(iter(said.get("values", ())), ""))
                return PageOpened(id=id, at=at, account=account, place=place, seen=seen, path=path)
            token, key = read_custom_id(custom_id)
            return ButtonPressed(
                id=id, at=at, account=account, place=place, seen=seen, token=token, key=key,
                ref=_pressed(interaction, place),
            )  # fmt: skip
        case _:
            # A ping, or a kind that Discord did not have when this was written.
            return None


def text_of(message: discord.Message) -> TextReceived | None:
    """What somebody wrote or passed on to the bot in private; None for anything else."""
    if message.guild is not None or message.type not in KINDS or message.author.bot:
        return None
    # What is passed on stands beside the message, whose own text is empty then.
    written: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    text = "\n".join(one.content for one in written if one.content)
    sent = [file.url for one in written for file in one.attachments]
    sent += [sticker.url for one in written for sticker in one.stickers]
    if not text and not sent:
        return None
    account = account_of(message.author.id)
    place = room(account, message.channel.id)
    return TextReceived(
        id=f"discord/{message.id}",
        at=message.created_at,
        account=account,
        place=place,
        seen=Profile(name=message.author.display_name),
        text=text,
        attachments=tuple(sent),
        ref=MessageRef(place=place, id=str(message.id)),
    )


def read_custom_id(custom_id: str) -> tuple[Token, str | None]:
    """The token and the delivery key that a button carries; an answer's button has no key."""
    written, _, rest = custom_id.rpartition("/")
    written, _, key = written.rpartition("/")
    return (read_token(written), key or None) if rest.isdigit() else (NOT_OURS, None)


def read_token(written: str) -> Token:
    """The token; one that stands for nothing where it can't be read."""
    try:
        return Token.parse(written)
    except ValueError:
        return NOT_OURS


def _pressed(interaction: discord.Interaction[discord.Client], place: Place) -> MessageRef | None:
    """The message whose button was pressed, in the room where it stands."""
    if interaction.message is None:
        return None
    if place.private and place.thread is None and interaction.channel is not None:
        place = Place(at=place.at, thread=str(interaction.channel.id))
    return MessageRef(place=place, id=str(interaction.message.id))
