"""The drawing worker gives pictures without holding anything else up."""

import asyncio

from bot.chat.message import Picture
from bot.pictures.drawing import Drawing

ONE = Picture(kind="bars", title="One", alt="one", columns=("what", "count"), rows=(("a", "1"),))
OTHER = Picture(kind="line", title="Other", alt="other", columns=("what", "count"), rows=(("b", "2"),))


async def test_pictures_asked_for_at_once() -> None:
    """Each asker gets their own picture."""
    drawing = Drawing()
    drawing.warm()

    one, other, again = await asyncio.gather(drawing.draw(ONE), drawing.draw(OTHER), drawing.draw(ONE))

    drawing.close()
    assert one == again
    assert one != other
    assert one.startswith(b"\x89PNG")


async def test_closed_without_ever_drawing() -> None:
    """A bot that stops before the first picture stops at once."""
    drawing = Drawing()

    drawing.close()
