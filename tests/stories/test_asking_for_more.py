"""A command that lacks something asks for it; what somebody may not do is refused, and on record."""

from tests.world import a_world


async def test_what_is_missing_is_asked_for_in_a_form() -> None:
    """`/program metric` alone: the form holds all there is to say, and does what the command does."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert await ana.uses("program metric", value="12") == "/program metric\nName\nValue"
        assert "name: This one is needed." in await ana.fills(value="12")
        assert "12" in await ana.fills(name="followers", value="12")


async def test_a_pause_needs_its_length_or_its_end() -> None:
    """Neither is needed by itself; without both the form asks, and says so if it is sent off empty."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert await ana.uses("program pause", mode="skip") == "/program pause\nWeeks\nMode\nUntil"
        assert "weeks: Say for how many weeks" in await ana.fills(mode="skip")
        assert "Rest well" in await ana.fills(weeks="2", mode="skip")


async def test_a_refused_try_is_on_record() -> None:
    """A stranger and somebody invited may not pause; who tried, and what, can be read afterwards."""
    async with a_world() as world:
        ana, zoe = world.creator("Ana"), world.stranger("Zoe")

        assert "I don't know this account yet" in await zoe.uses("program pause", weeks="2")
        assert "You aren't in yet" in await ana.uses("program pause", weeks="2")
        assert [row[2:] for row in world.tables()["audit"]] == [
            ("stranger on discord", "program pause", "", "refused"),
            (ana.enrolment.person.key, "program pause", ana.enrolment.key, "refused"),
        ]
