"""The copy of what is kept about somebody is a file, made when it leaves; none of it is kept on its way."""

import json

import pytest

from bot.chat.adapter import Unmakeable
from tests.stories.past import NAME, PROGRAMME, WORDS, a_creator_with_a_past, erased
from tests.world import a_world
from tests.world.community import DISCORD, SLACK
from tests.world.person import Someone


async def exported(someone: Someone) -> str:
    """What is said when the copy is asked for; it has come a moment later."""
    await someone.uses("program privacy")
    return await someone.presses("Export")


async def test_the_export_is_a_file_whole_and_exact() -> None:
    """Every answer as it was given, every note, every place; one file in private."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        said = await exported(ana)
        await world.advance(minutes=5)

        assert said == "I am sending it to you in private, as a file."
        assert ana.messages()[-1].startswith("Everything that I keep about you is in this file")
        (file,) = ana.files()
        assert (file.name, file.media_type) == ("my-data-2026-09-12.json", "application/json")
        kept = json.loads(await world.contents(file))
        assert [one["name"] for one in kept["people"]] == [NAME]
        assert [one["platform"] for one in kept["accounts"]] == [DISCORD, SLACK]
        assert WORDS in [one["value"] for one in kept["answers"]]
        for word in ("77123", "quuxotic note", "quuxotic cry for help", "quuxotic flags of", "New_York"):
            assert word in str(kept)
        assert "digest" not in str(kept)


async def test_nothing_of_an_export_is_kept_on_its_way() -> None:
    """It waits for a chat that is down, and the row that waits has none of her words."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        before = world.tables()
        await world.chat.halt(DISCORD)
        await exported(ana)
        after = world.tables()

        for table in ("deliveries", "parts", "contents"):
            new = [row for row in after[table] if row not in before[table]]
            assert "quuxotic" not in str(new)
            assert "landlord" not in str(new)


async def test_an_export_of_who_is_erased_never_leaves() -> None:
    """Asked for, then erased, before it could be sent; and what was sent leads to nothing any more."""
    async with a_world(programme=PROGRAMME, mentors=["Mia"]) as world:
        ana = await a_creator_with_a_past(world, world.staff("Mia"))
        await exported(ana)
        await world.advance(minutes=5)
        await world.chat.halt(DISCORD)
        await world.advance(minutes=5)
        await exported(ana)
        await erased(ana)
        await world.chat.lift(DISCORD)
        await world.advance(weeks=1)

        (file,) = ana.files()
        with pytest.raises(Unmakeable):
            await world.contents(file)
