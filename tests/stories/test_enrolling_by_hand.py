"""An admin gives somebody a place: known or not, here before or never."""

import re

from bot.domain.keys import cohort_key
from tests.stories.led import leaders, led


async def test_somebody_new_needs_a_zone_and_a_track() -> None:
    """Lena is told what is lacking, then Zoe is on record, invited, with a mentor; twice is refused."""
    async with led() as world:
        _, _, lena = await leaders(world)
        world.creator("Ana")
        await world.settle()
        no_track = await lena.uses("cohort enrol", name="Zoe")
        no_zone = await lena.uses("cohort enrol", name="Zoe", track="health")
        no_such_zone = await lena.uses("cohort enrol", name="Zoe", track="Health", zone="Mars")
        done = await lena.uses("cohort enrol", name="Zoe", track="Health", zone="Asia/Manila", mentor="Tom")
        again = await lena.uses("cohort enrol", name="zoe", track="Health", zone="Asia/Manila")

        assert no_track == "Say their track, too. Write one of these: Education, Health."
        assert no_zone.startswith("I know nobody called “Zoe”. If they are new")
        assert "I don't know the zone “Mars”" in no_such_zone
        assert done.startswith("**Zoe** is on record now, and invited.")
        assert "Tom is their mentor." in done
        assert again == "Zoe is in this cohort already."
        assert "Zoe · Tom · Health" in await lena.opens(f"cohort/{cohort_key('autumn')}/invited")


async def test_a_full_mentor_gets_nobody_new() -> None:
    """The refusal says who has room, and nobody is put on record."""
    async with led(mentor_capacity=1) as world:
        _, _, lena = await leaders(world)
        world.creator("Ana", mentor="Tom")
        await world.settle()
        said = await lena.uses("cohort enrol", name="Zoe", track="health", zone="Asia/Manila", mentor="Tom")

        assert "There is room with Amara (0/1)." in said
        assert len(world.tables()["enrolments"]) == 1


async def test_leaders_and_people_who_are_in_are_no_newcomers() -> None:
    """Amara is a mentor, Ana is in: neither gets a place."""
    async with led() as world:
        _, _, lena = await leaders(world)
        world.creator("Ana")
        await world.settle()

        assert "Amara looks after this cohort" in await lena.uses("cohort enrol", name="Amara")
        assert await lena.uses("cohort enrol", name="Ana") == "Ana is in this cohort already."


async def test_a_mentor_cannot_enrol() -> None:
    """It is for admins; the try is on record, and the log shows it."""
    async with led() as world:
        amara, _, lena = await leaders(world)

        assert "That is for the admins" in await amara.uses("cohort enrol", name="Zoe", track="health")
        assert "Amara · cohort enrol ·  · refused" in await lena.uses("cohort audit")


async def test_a_code_is_shown_once_and_brings_somebody_in() -> None:
    """Zoe comes with a code and without an account; her code works for her, and no other is given then."""
    async with led() as world:
        _, _, lena = await leaders(world)
        zoe = world.stranger("Zoe")
        world.creator("Ana")
        await world.settle()
        done = await lena.uses("cohort enrol", name="Zoe", track="Health", zone="Asia/Manila")
        newer = await lena.uses("cohort code", name="zoe")
        old, new = (re.search(r"Zoe is \*\*(\S+?)\*\*", text) for text in (done, newer))
        assert old is not None
        assert new is not None
        void = await zoe.uses("program join", code=old[1])
        come = await zoe.uses("program join", code=new[1])

        assert "within 14 days" in newer
        assert "Zoe" not in void
        assert "Zoe" in come
        assert "I know an account of “Zoe” on Discord already" in await lena.uses("cohort code", name="Zoe")
        assert "I know an account of “Ana” on Discord already" in await lena.uses("cohort code", name="Ana")
        assert "Nobody in this cohort is called “Bob”." in await lena.uses("cohort code", name="Bob")
        assert new[1] not in str(world.tables()["audit"])


async def test_who_was_erased_is_not_enrolled_again() -> None:
    """The name alone is refused; the log says someone erased."""
    async with led() as world:
        _, _, lena = await leaders(world)
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program pause", weeks="2")
        await ana.uses("program privacy")
        await ana.presses("Erase")
        await ana.presses("Erase everything")
        said = await lena.uses("cohort enrol", name="Ana", track="health", zone="Asia/Manila")

        assert "asked to be forgotten" in said
        assert "someone erased · pause · someone erased" in await lena.uses("cohort audit")
