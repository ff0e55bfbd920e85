"""Half a character, which JSON can carry and no database keep, is marked as lost; the rest is kept."""

from tests.world import a_team


async def test_half_a_character_is_marked_and_nothing_fails() -> None:
    """Typed, given to a command, sent in a form, searched for."""
    async with a_team() as team:
        ana, amara = team.ana, team.amara

        assert "I didn't get that" in await ana.types("qwer\ud800")
        assert "Your goal: ten \ufffd readers" in await ana.uses("program goal", goal="ten \ud83d readers")
        await ana.presses("I'm stuck", on="listen")
        assert "passed your words on" in await ana.fills(words="my camera \udc00 broke")
        assert amara.sees("my camera \ufffd broke") == 1
        assert await amara.is_offered("mentor note", "creator", "\ud800") == []
