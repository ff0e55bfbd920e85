"""Discord is slow, limits, breaks and fails: every message comes once, and nothing is hammered."""

from datetime import timedelta

import pytest

from bot.chat.adapter import Pace
from tests.builders import a_programme, a_step, utc
from tests.discord_world import Someone, Town, a_discord_world
from tests.platforms.discord import permissions
from tests.platforms.discord.faults import Fault, RateLimit, Refuse, ResetAfter, ResetBefore, Slow, Status
from tests.platforms.discord.ratelimits import Buckets
from tests.platforms.discord.state import Overwrite

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
BEFORE, MORNING = utc("2026-09-07 12:00"), utc("2026-09-07 13:01")
MESSAGES = "/channels/*/messages"


async def met(town: Town, *names: str) -> list[Someone]:
    """These, who joined and wait for their first lesson."""
    people = [await town.creator(name) for name in names]
    for one in people:
        await one.is_in()
    await town.advance_to(BEFORE)
    return people


def lessons(one: Someone) -> int:
    return one.sees("Lesson 1")


@pytest.mark.parametrize(
    "fault",
    [
        Status(status=503),
        Status(status=503, after=True),
        ResetBefore(),
        ResetAfter(),
        RateLimit(after=0.02),
        RateLimit(after=0.02, scope="global"),
        RateLimit(after=0.02, scope="shared"),
        Slow(seconds=0.05),
    ],
    ids=str,
)
async def test_one_copy_whatever_happened(fault: Fault) -> None:
    """What nobody knows of is looked for after fifteen seconds; only what is not there is sent again."""
    async with a_discord_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.discord.faults.script(fault, method="POST", path=MESSAGES)
        await town.advance_to(MORNING)

        assert lessons(ana) == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]


async def test_what_the_library_tries_again_by_itself_comes_once() -> None:
    """500, 502 and 504, before and after the effect: the nonce makes a second try harmless."""
    async with a_discord_world(programme=LESSONS) as town:
        people = await met(town, "Ana", "Ben", "Cy", "Dan", "Eli")
        kinds = [(500, False), (500, True), (502, False), (502, True), (504, True)]
        for one, (status, after) in zip(people, kinds, strict=True):
            path = f"/channels/{one.rooms()[0]}/messages"
            town.discord.faults.script(Status(status=status, after=after), method="POST", path=path)
        await town.advance_to(MORNING)

        assert [lessons(one) for one in people] == [1] * 5
        assert town.discord.desk.counted["nonce"] == 3


async def test_a_long_wait_is_the_couriers() -> None:
    """Discord says a minute: the library waits for nobody so long, and the lesson comes when it may."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, ben = await met(town, "Ana", "Ben")
        path = f"/channels/{ana.rooms()[0]}/messages"
        town.discord.faults.script(RateLimit(after=60), method="POST", path=path)
        await town.advance_to(utc("2026-09-07 13:00"))
        assert (lessons(ana), lessons(ben)) == (0, 1)
        await town.advance(minutes=2)

        assert lessons(ana) == 1
        assert len(town.requests("POST", path.removeprefix("/channels"))) == 3


async def test_a_long_wait_of_the_whole_bot() -> None:
    """Who has sent too much of everything leaves all places alone: each refusal counts against the bot."""
    one_at_a_time = {"pace": Pace(opens=timedelta(seconds=10), in_flight=1)}
    async with a_discord_world(programme=LESSONS, adapter=one_at_a_time) as town:
        people = await met(town, "Ana", "Ben", "Cem")
        limited = town.discord.faults.last(RateLimit(after=60, scope="global"), method="POST", path=MESSAGES)
        await town.advance_to(utc("2026-09-07 13:00:50"))
        assert len([one for one in town.discord.requests if one[2] == 429]) == 1
        town.discord.faults.lift(limited)
        await town.advance(minutes=2)

        assert [lessons(one) for one in people] == [1] * len(people)


async def test_a_search_that_fails_is_made_again() -> None:
    """The answer was lost, and so was the first search."""
    async with a_discord_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.discord.faults.script(ResetAfter(), method="POST", path=MESSAGES)
        town.discord.faults.script(Status(status=503), method="GET", path=MESSAGES)
        await town.advance_to(MORNING)
        await town.advance(minutes=10)

        assert lessons(ana) == 1


async def test_real_buckets_are_kept() -> None:
    """A channel takes five in a window: ten announcements come, and Discord has to refuse none."""
    async with a_discord_world(programme=LESSONS, admins=["Lena"], buckets=Buckets(window=0.05)) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        for number in range(7):
            await lena.uses("cohort announce", text=f"Word {number}.", to="channel")
            await lena.presses("Post it")
        await town.advance(minutes=5)

        posted = [one.content for one in town.stranger("Eve").public()]
        assert [one for one in posted if one.startswith("Word")] == [f"Word {number}." for number in range(7)]
        assert [one for one in town.discord.requests if one[2] == 429] == []


@pytest.mark.parametrize("status", [403, 404, 405])
async def test_what_stands_before_discord_says_no(status: int) -> None:
    """A firewall or a proxy lost its way for an hour: nothing is given up for it, and it is not hammered."""
    async with a_discord_world(programme=LESSONS) as town:
        people = await met(town, "Ana", "Ben", "Cem")
        lost = town.discord.faults.last(Refuse(status=status, code=0, message="No"), method="POST")
        await town.advance_to(utc("2026-09-07 14:00"))
        assert len([one for one in town.discord.requests if one[2] == status]) <= 6 * len(people)
        town.discord.faults.lift(lost)
        await town.advance(minutes=11)

        assert [lessons(one) for one in people] == [1] * len(people)


async def test_too_many_changes_of_an_old_message() -> None:
    """Discord wants an hour: so long the correction waits, and what is new in the channel does not."""
    async with a_discord_world(programme=LESSONS, admins=["Lena"]) as town:
        lena, eve = await town.staff("Lena"), town.stranger("Eve")
        await lena.joins()
        await lena.uses("cohort announce", text="We meet on Friday.", to="channel")
        await lena.presses("Post it")
        too_many = Refuse(status=400, code=30046, message="Maximum number of edits reached")
        town.discord.faults.script(too_many, method="PATCH", path="/channels/*/messages/*")
        await lena.presses("Correct")
        await lena.fills(**dict.fromkeys(lena.present(), "We meet on Monday."))
        await lena.uses("cohort announce", text="Bring a friend.", to="channel")
        await lena.presses("Post it")
        await town.advance(minutes=1)
        assert [one.content for one in eve.public()][-2:] == ["We meet on Friday.", "Bring a friend."]
        await town.advance(hours=1)

        assert [one.content for one in eve.public()][-2:] == ["We meet on Monday.", "Bring a friend."]


async def test_rooms_that_are_opened_too_fast() -> None:
    """40003: no more rooms are asked for until ten minutes have passed, and then one after the other."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, ben, cy = [await town.creator(name) for name in ("Ana", "Ben", "Cy")]
        town.discord.world.dm_limit = 1
        for one in (ana, ben, cy):
            await one.is_in()
        await town.advance(minutes=1)
        asked = len(town.requests("POST", "/users/@me/channels"))
        assert ana.sees("Did it arrive") == 1
        assert asked == 2
        await town.advance(minutes=8)
        assert len(town.requests("POST", "/users/@me/channels")) == asked
        await town.advance(minutes=40)
        assert [one.sees("Did it arrive") for one in (ana, ben, cy)] == [1, 1, 1]
        assert len(town.requests("POST", "/users/@me/channels")) <= 7


async def test_open_rooms_are_written_to_while_no_more_can_be_opened() -> None:
    """Cy waits for a room; Ana has one, and her lesson is not late by a minute."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        town.discord.world.dm_limit = 1
        town.discord.world.dm_window = timedelta(days=1)
        await ana.is_in()
        await town.advance_to(utc("2026-09-07 12:58"))
        cy = await town.creator("Cy")
        town.discord.world.dms_opened.append(town.now)
        await cy.is_in()
        await town.advance_to(MORNING)

        assert cy.messages() == []
        assert lessons(ana) == 1


async def test_a_press_proves_that_it_was_seen() -> None:
    """The answer was lost, but Ana presses Done before anybody has looked: nothing is looked for."""
    async with a_discord_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        town.discord.faults.script(Status(status=503, after=True), method="POST", path=MESSAGES)
        await town.advance_to(utc("2026-09-07 13:00"))
        assert [state for state, _ in town.deliveries("step/")] == ["unknown"]
        await ana.presses("Done")
        await town.advance(minutes=1)

        assert [state for state, _ in town.deliveries("step/")] == ["sent"]
        assert town.requests("GET", f"/channels/{ana.rooms()[0]}/messages") == []


async def test_a_doubt_that_an_admin_ends_too_early_makes_no_second_copy() -> None:
    """The answer was lost, and the bot may not read the channel: sent again it is the same message."""
    async with a_discord_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        bot = town.discord.world.bot.id
        town.channel.overwrites[bot] = Overwrite(id=bot, kind=1, deny=permissions.READ_MESSAGE_HISTORY)
        await lena.uses("cohort announce", text="We meet on Friday.", to="channel")
        town.discord.faults.script(Status(status=503, after=True), method="POST", path=MESSAGES)
        await lena.presses("Post it")
        await town.advance(seconds=30)
        listed = await lena.uses("cohort deliveries")
        assert "the bot may not read the history of that channel" in listed
        assert "this may be a second copy" in await lena.presses("Retry 1")
        await lena.presses("Send it again")

        posted = [one.content for one in town.stranger("Eve").public()]
        assert posted.count("We meet on Friday.") == 1
        assert town.discord.desk.counted["nonce"] == 1
