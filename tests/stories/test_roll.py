"""The table of all creators, which can be taken into a spreadsheet."""

import csv
import io

import pytest

from bot.chat.adapter import Unmakeable
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


async def test_the_roll_comes_as_a_file() -> None:
    """In private, all rows, with days that a spreadsheet sorts; nothing in it runs."""
    async with led() as world:
        _, _, lena = await leaders(world)
        ana = world.creator("Ana", mentor="Tom")
        world.creator("=HYPERLINK(1)")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 15:00"))
        await ana.presses("Done")
        await lena.uses("cohort export")
        await world.advance(minutes=5)

        (file,) = lena.files()
        assert (file.name, file.media_type) == ("creators-2026-09-08.csv", "text/csv")
        rows = list(csv.DictReader(io.StringIO(await world.contents(file))))
        named = {row["Creator"]: row for row in rows}
        assert (named["Ana"]["Last sign of life"], named["Ana"]["Mentor"]) == ("2026-09-08", "Tom")
        assert named["'=HYPERLINK(1)"]["State"] == "invited"
        assert not [one for one in world.shown if one.part.file is not None and not one.place.private]


async def test_who_leads_no_more_gets_no_roll() -> None:
    """Lena asked for it; when it is fetched, the configuration names her no more."""
    async with led() as world:
        _, _, lena = await leaders(world)
        await lena.uses("cohort export")
        await world.advance(minutes=5)
        (file,) = lena.files()
        world.admins = frozenset()

        with pytest.raises(Unmakeable):
            await world.contents(file)
