"""Whoever presses a button has seen its message, whatever the chat said of it."""

from datetime import timedelta

from adapters.memory.faults import TimeOut
from tests.builders import a_programme, a_step, utc
from tests.world import a_world

ONE = a_programme(steps=[a_step("listen")])
MORNING = utc("2026-09-07 13:00")


async def test_who_presses_a_button_has_seen_the_message() -> None:
    """The chat broke off, and can't be read back; Ana presses Done all the same, and so it is on record."""
    async with a_world(programme=ONE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.script(TimeOut(shown=True), place=ana.place)
        await world.advance_to(MORNING + timedelta(seconds=5))
        await world.chat.close(ana.place)
        await world.advance(days=1)
        assert world.deliveries("step/") == [("unknown", "direct messages are closed")]

        assert "is done" in await ana.presses("Done")
        await world.advance(minutes=1)

        assert [state for state, _ in world.deliveries("step/")] == ["sent"]
        assert ana.titles() == ["listen"]
