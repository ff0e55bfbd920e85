"""What layout promises: pure, within limits, nothing lost, and strings that stand for themselves."""

from datetime import UTC, datetime

from bot.chat.message import Message
from bot.chat.text import Link, Mention, Slash, Strong, Text, When
from tests.contract.rig import Rig
from tests.contract.words import LONG, labels, says


async def layout_is_pure(rig: Rig) -> None:
    """The same message is laid out the same, and nothing is shown by it."""
    assert rig.adapter.layout(LONG) == rig.adapter.layout(LONG)
    assert not await rig.reads(rig.ana)


async def parts_are_within_the_limits(rig: Rig) -> None:
    """No part is longer than what the chat takes, and no message in more parts than it takes."""
    parts = rig.adapter.layout(LONG)

    assert all(0 < len(part.content) <= rig.longest for part in parts)
    assert len(parts) == -(-sum(len(part.content) for part in parts) // rig.longest)


async def nothing_of_a_long_message_is_lost(rig: Rig) -> None:
    """Every word of a long lesson is in one of its parts, in order."""
    assert LONG.body is not None
    words = " ".join(part.content for part in rig.adapter.layout(LONG)).split()
    assert words == ["Hello", "Ana.", *LONG.body.split()]


async def buttons_hang_on_the_last_part(rig: Rig) -> None:
    """Only the end of a message can be pressed."""
    *before, last = rig.adapter.layout(LONG)
    assert labels(last) == ("Done", "Later")
    assert not any(part.buttons or part.picture or part.file for part in before)


async def a_link_is_never_cut(rig: Rig) -> None:
    """A link at the border of two parts stays in one of them."""
    link = "[the guide](https://example.org/a/rather/long/guide)"
    for before in range(rig.longest - 60, rig.longest + 1, 7):
        parts = rig.adapter.layout(
            Message(text=("Read this.",), body=f"{'word ' * (before // 5)}{link} now.")
        )
        assert sum(link in part.content for part in parts) == 1


async def typed_words_never_ping(rig: Rig) -> None:
    """What a person typed rings for nobody, wherever it stands in a text."""
    for typed in ("@everyone", "@here", "<@123>", "<@&123>", "<!channel>", "<!here>", "<#123>"):
        texts: tuple[Text, ...] = (
            (f"Hi {typed}",),
            (Strong(typed),),
            (Link(typed, "https://example.org"),),
            (Mention(None, typed),),
        )
        for text in texts:
            (part,) = rig.adapter.layout(Message(text=text))
            assert not rig.pings(part.content), part.content


async def a_mention_names_the_person(rig: Rig) -> None:
    """A mention of someone whom this chat can't show is their name."""
    (part,) = rig.adapter.layout(Message(text=("Ask ", Mention(None, "Grace Otieno"), " first.")))
    assert "Grace Otieno" in part.content


async def a_time_is_shown(rig: Rig) -> None:
    """An instant is rendered, and two instants differ."""
    nine, ten = (datetime(2025, 3, 3, hour, tzinfo=UTC) for hour in (9, 10))
    contents = {
        rig.adapter.layout(Message(text=("Due ", When(at, "Africa/Cairo"))))[0].content for at in (nine, ten)
    }
    assert len(contents) == 2
    assert all(len(content) > len("Due ") for content in contents)


async def a_command_is_named(rig: Rig) -> None:
    """As it is typed here, in words or to be clicked; what somebody typed is no such name."""
    (part,) = rig.adapter.layout(Message(text=("Type ", Slash("program progress"), ".")))
    assert part.content.startswith("Type ")
    assert "/program progress" in part.content

    (part,) = rig.adapter.layout(says("Type /program progress."))
    assert part.content == "Type /program progress."


async def plain_words_stay_plain(rig: Rig) -> None:
    """Ordinary wording is shown as it was written."""
    (part,) = rig.adapter.layout(says("Hello Ana, well done! See you on Monday."))
    assert part.content == "Hello Ana, well done! See you on Monday."


ALL = (
    layout_is_pure,
    parts_are_within_the_limits,
    nothing_of_a_long_message_is_lost,
    buttons_hang_on_the_last_part,
    a_link_is_never_cut,
    typed_words_never_ping,
    a_mention_names_the_person,
    a_time_is_shown,
    a_command_is_named,
    plain_words_stay_plain,
)
