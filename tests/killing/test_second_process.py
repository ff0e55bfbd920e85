"""A second process on the same database sends nothing, and says who holds it."""

import socket
from pathlib import Path
from signal import SIGKILL, SIGSTOP

from tests.killing.kill import OUTAGES, Kill, Moment
from tests.killing.stage import stage
from tests.killing.story import story
from tests.killing.test_kill import is_whole


async def test_a_second_bot_is_told_who_the_first_is(nursery: Path, tmp_path: Path) -> None:
    """It ends with 3 and has sent nothing; once the first was killed, the next one may go on."""
    async with stage(nursery, tmp_path, story(6, weeks=1)) as on:
        stands_still = Kill(request=4, moment=Moment.UNANSWERED, method="show", by=SIGSTOP)
        first = await on.starts(kill=stands_still)
        await on.line.struck.wait()
        shown = len(await on.log())
        code, errors = await (await on.starts()).ends()

        assert code == 3
        assert f"pid {first.pid} on {socket.gethostname()} since " in errors
        assert len(await on.log()) == shown
        first.told(SIGKILL)
        await first.ends()
        await on.world.advance(await on.world.now() + max(OUTAGES))
        await on.ends_well()
        await is_whole(on, at_least=20)
