"""The drawing worker: one thread that draws, so that nothing else ever waits for a picture."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.chat.message import Picture


class Drawing:
    """Draws in a thread of its own, one picture after the other. Close it when done."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")

    def warm(self) -> None:
        """Begin to load what drawing needs, a second's work, and return at once."""
        self._thread.submit(_draw, Picture(kind="line", title=" ", alt="", columns=("", ""), rows=()))

    async def draw(self, picture: Picture) -> bytes:
        """The picture as PNG."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _draw, picture)

    def close(self) -> None:
        """Let go of what was not begun, and return when the thread has ended."""
        self._thread.shutdown(cancel_futures=True)


def _draw(picture: Picture) -> bytes:
    # Imported here: it takes a second, and this thread has one.
    from bot.pictures.draw import draw

    return draw(picture)
