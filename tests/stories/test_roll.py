"""The table of all creators, which can be taken into a spreadsheet."""

from tests.builders import utc
from tests.stories.led import leaders, led


async def test_the_roll_tells_of_everybody_and_runs_nothing() -> None:
    """A name that begins like a formula stands behind an apostrophe; the full export is named."""
    async with led() as world:
        _, _, lena = await leaders(world)
        ana = world.creator("Ana", mentor="Tom")
        world.creator("=HYPERLINK(1)")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 15:00"))
        await ana.presses("Done")
        seen = await lena.uses("cohort export")

        assert "Ana · active · 1 · 1 · 0 · Tue 8 Sep · Tom" in seen
        assert "'=HYPERLINK(1) · invited · 1 · 0 · 0" in seen
        assert "cohortbot export CONFIG DIR" in seen
