"""What a send promises: shown once, in order, whole, and undone when asked."""

import pytest

from bot.chat.adapter import Undeliverable
from bot.chat.message import File, Message
from bot.chat.page import Page, TextSection
from bot.chat.text import Mention
from tests.contract.rig import Rig
from tests.contract.words import LONG, PICTURE, key, labels, says

FILE = File(name="my-data.json", media_type="application/json", kind="copy", ids=("ana",))


async def a_message_is_shown_once(rig: Rig) -> None:
    """What is sent to Ana stands in her conversation once."""
    (part,) = rig.adapter.layout(says("Hello Ana."))
    ref = await rig.adapter.send(rig.ana, part, key=key())

    (seen,) = await rig.reads(rig.ana)
    assert (seen.id, seen.content) == (ref.id, part.content)
    assert ref.place == rig.ana


async def only_the_place_reads_it(rig: Rig) -> None:
    """Ben does not read what was sent to Ana."""
    (part,) = rig.adapter.layout(says())
    await rig.adapter.send(rig.ana, part, key=key())

    assert not await rig.reads(rig.ben)


async def a_channel_gets_messages_too(rig: Rig) -> None:
    """A message with buttons can be shown in a channel."""
    (part,) = rig.adapter.layout(says("Welcome, everybody.", "Join"))
    await rig.adapter.send(rig.channel, part, key=key())

    (seen,) = await rig.reads(rig.channel)
    assert seen.buttons == ("Join",)


async def one_key_shows_one_message(rig: Rig) -> None:
    """A send that is repeated with its key gives the same message again."""
    (part,) = rig.adapter.layout(says("Hello Ana.", "Done"))
    first = await rig.adapter.send(rig.ana, part, key=key())
    second = await rig.adapter.send(rig.ana, part, key=key())

    assert first == second
    assert len(await rig.reads(rig.ana)) == 1


async def two_keys_show_two_messages(rig: Rig) -> None:
    """The same words owed twice are shown twice."""
    (part,) = rig.adapter.layout(says())
    first = await rig.adapter.send(rig.ana, part, key=key("first"))
    second = await rig.adapter.send(rig.ana, part, key=key("second"))

    assert [seen.id for seen in await rig.reads(rig.ana)] == [first.id, second.id]
    assert first != second


async def nothing_in_words_steers_the_screen(rig: Rig) -> None:
    """Control characters, and those that turn what follows them around, do nothing where they are read."""
    (part,) = rig.adapter.layout(says("Ring\x07 \x1b[2J\x00 and \u202eturn"))
    await rig.adapter.send(rig.ana, part, key=key())

    (seen,) = await rig.reads(rig.ana)
    assert not any(sign in seen.content for sign in "\x00\x07\x1b\u202e")
    assert "Ring" in seen.content


async def parts_keep_their_order(rig: Rig) -> None:
    """A long message is read from its first part to its last."""
    parts = rig.adapter.layout(LONG)
    for number, part in enumerate(parts):
        await rig.adapter.send(rig.ana, part, key=key(f"part {number}"))

    assert [seen.content for seen in await rig.reads(rig.ana)] == [part.content for part in parts]
    assert len(parts) > 1


async def only_the_last_part_can_be_pressed(rig: Rig) -> None:
    """Buttons stand under the end of what is read, and nowhere else."""
    parts = rig.adapter.layout(LONG)
    for number, part in enumerate(parts):
        await rig.adapter.send(rig.ana, part, key=key(f"part {number}"))

    *before, last = await rig.reads(rig.ana)
    assert last.buttons == ("Done", "Later")
    assert not any(seen.buttons for seen in before)
    assert labels(parts[-1]) == last.buttons


async def a_file_comes_with_the_message(rig: Rig) -> None:
    """An attached file is shown under its name."""
    (part,) = rig.adapter.layout(Message(text=("Your data.",), file=FILE))
    await rig.adapter.send(rig.ana, part, key=key())

    (seen,) = await rig.reads(rig.ana)
    assert seen.file == "my-data.json"


async def a_file_is_for_one_reader(rig: Rig) -> None:
    """Where others read along no file is shown, nor the message that it belongs to, nor by an edit."""
    (part,), (said,) = (
        rig.adapter.layout(one) for one in (Message(text=("Yours.",), file=FILE), says("Hi."))
    )
    ref = await rig.adapter.send(rig.channel, said, key=key())
    with pytest.raises(Undeliverable):
        await rig.adapter.send(rig.channel, part, key=key("file"))
    with pytest.raises(Undeliverable):
        await rig.adapter.edit(ref, part)

    assert [(seen.content, seen.file) for seen in await rig.reads(rig.channel)] == [(said.content, None)]


async def an_edit_can_be_repeated(rig: Rig) -> None:
    """An edited message reads anew, in its old place, and a second edit does no harm."""
    before, after = (rig.adapter.layout(says(text, "Done"))[0] for text in ("Monday.", "Tuesday."))
    ref = await rig.adapter.send(rig.ana, before, key=key())
    await rig.adapter.edit(ref, after)
    await rig.adapter.edit(ref, after)

    assert [(seen.id, seen.content) for seen in await rig.reads(rig.ana)] == [(ref.id, after.content)]


async def a_deletion_can_be_repeated(rig: Rig) -> None:
    """A deleted message is gone, and a second deletion does no harm."""
    (part,) = rig.adapter.layout(says())
    ref = await rig.adapter.send(rig.ana, part, key=key())
    await rig.adapter.delete(ref)
    await rig.adapter.delete(ref)

    assert not await rig.reads(rig.ana)


async def a_deleted_message_cannot_be_edited(rig: Rig) -> None:
    """An edit of what is gone is undeliverable, not a new message."""
    (part,) = rig.adapter.layout(says())
    ref = await rig.adapter.send(rig.ana, part, key=key())
    await rig.adapter.delete(ref)

    with pytest.raises(Undeliverable):
        await rig.adapter.edit(ref, part)
    assert not await rig.reads(rig.ana)


async def a_conversation_opens_with_who_acted(rig: Rig) -> None:
    """The private conversation with Ana is where Ana reads."""
    place = await rig.adapter.open(rig.account(rig.ana), None)
    (part,) = rig.adapter.layout(says())
    await rig.adapter.send(place, part, key=key())

    assert place.private
    assert len(await rig.reads(rig.ana)) == 1


async def a_room_in_a_channel_is_private(rig: Rig) -> None:
    """Who takes no direct messages reads in a room beside the channel, and nobody reads along."""
    room = await rig.adapter.open(rig.account(rig.ana), rig.channel)
    (part,) = rig.adapter.layout(says())
    await rig.adapter.send(room, part, key=key())

    assert room.private
    assert room.at == rig.account(rig.ana)
    assert [seen.content for seen in await rig.reads(room)] == [part.content]
    assert not await rig.reads(rig.channel)
    assert not await rig.reads(rig.ben)


async def a_picture_comes_with_its_words(rig: Rig) -> None:
    """Who does not see a picture is told what it shows."""
    (part,) = rig.adapter.layout(Message(text=("Your weeks.",), picture=PICTURE))
    await rig.adapter.send(rig.ana, part, key=key())

    (seen,) = await rig.reads(rig.ana)
    assert (seen.picture, seen.alt) == (True, "Three weeks done, one to go.")


async def a_mention_rings_for_nobody(rig: Rig) -> None:
    """People are named, in a place where they are, without being called."""
    mentioned = Mention(rig.account(rig.ben), "Ben")
    (part,) = rig.adapter.layout(Message(text=("Ask ", mentioned, " first.")))
    ref = await rig.adapter.send(rig.channel, part, key=key())

    (seen,) = await rig.reads(rig.channel)
    assert (seen.id, seen.rang) == (ref.id, False)


async def a_page_can_be_shown_again(rig: Rig) -> None:
    """Showing a page twice does no harm and leaves no message."""
    page = Page(title="Your progress", sections=(TextSection(text=("Week 3 of 26.",)),))
    await rig.adapter.show(rig.account(rig.ana), page)
    await rig.adapter.show(rig.account(rig.ana), page)

    assert not await rig.reads(rig.ana)


ALL = (
    a_message_is_shown_once,
    only_the_place_reads_it,
    a_channel_gets_messages_too,
    one_key_shows_one_message,
    two_keys_show_two_messages,
    nothing_in_words_steers_the_screen,
    parts_keep_their_order,
    only_the_last_part_can_be_pressed,
    a_file_comes_with_the_message,
    a_file_is_for_one_reader,
    an_edit_can_be_repeated,
    a_deletion_can_be_repeated,
    a_deleted_message_cannot_be_edited,
    a_conversation_opens_with_who_acted,
    a_room_in_a_channel_is_private,
    a_picture_comes_with_its_words,
    a_mention_rings_for_nobody,
    a_page_can_be_shown_again,
)
