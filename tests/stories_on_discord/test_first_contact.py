"""On Discord the first contact is a creator's click: nobody is written to who has pressed nothing."""

from datetime import timedelta
from itertools import pairwise

from tests.builders import a_programme, a_step, utc
from tests.discord_world import a_discord_world

ONE = a_programme(steps=[a_step("listen", title="Listen first")])
MORNING = utc("2026-09-07 13:01")


async def test_a_creator_joins_with_a_click() -> None:
    """The welcome is Ana's alone; then her zone, the notice, and one test message in a DM."""
    async with a_discord_world(programme=ONE) as town:
        ana = await town.creator("Ana")
        (invitation,) = ana.public()
        assert [button.label for button in invitation.buttons] == ["Join"]
        assert town.discord.world.dms_opened == []

        welcome = await ana.joins()
        assert welcome.startswith("You are in, **Ana**. Welcome to Change Makers!")
        assert ana.answer is not None
        assert ana.answer.ephemeral
        await ana.presses("Yes")
        assert ana.rooms() == []
        said = await ana.presses("All fine")
        assert said.startswith("Nearly done: I sent you a message in private on Discord.")

        assert ana.messages() == ["This is where I write to you, Ana. Did it arrive?"]
        assert len(town.discord.world.dms_opened) == 1
        said = await ana.presses("I got it", on="Did it arrive")
        assert said.startswith("Good, I can reach you here. </program help:")
        assert len(ana.rooms()) == 1
        assert town.stranger("Eve").public() == [invitation]


async def test_who_pressed_nothing_is_not_written_to() -> None:
    """Ben is on the roster and never joins; Tom, a mentor, never pressed anything either."""
    async with a_discord_world(programme=ONE, mentors=["Tom"]) as town:
        tom = await town.staff("Tom")
        ana, ben = await town.creator("Ana", mentor="Tom"), await town.creator("Ben", mentor="Tom")
        await ana.is_in()
        await town.advance(days=3)
        await ana.uses("program stuck", words="The camera broke.")

        assert ana.sees("Listen first") == 1
        assert (ben.rooms(), tom.rooms()) == ([], [])
        assert len(town.discord.world.dms_opened) == 1
        opened = town.requests("POST", "/users/@me/channels")
        assert len(opened) == 1


async def test_rooms_are_opened_one_after_the_other() -> None:
    """Five join in one minute: a room every ten seconds, each message once, and never two requests."""
    async with a_discord_world(programme=ONE) as town:
        creators = [await town.creator(f"Creator {number}") for number in range(5)]
        for one in creators:
            await one.is_in()
        await town.advance(minutes=2)

        assert [len(one.messages()) for one in creators] == [1] * 5
        opened = town.discord.world.dms_opened
        apart = [later - earlier for earlier, later in pairwise(opened)]
        assert min(apart) >= timedelta(seconds=10)
        assert len(town.requests("POST", "/users/@me/channels")) == 5


async def test_joining_twice_is_joining_once() -> None:
    """Join is pressed again, and the gateway tells the first click once more."""
    async with a_discord_world(programme=ONE) as town:
        ana = await town.creator("Ana")
        await ana.joins()
        await town.repeats()
        await ana.joins()
        await ana.presses("Yes")
        await ana.presses("All fine")
        await town.advance_to(MORNING)

        assert (ana.sees("Did it arrive"), ana.sees("Listen first"), len(ana.messages())) == (1, 1, 2)


async def test_a_stranger_who_writes_is_answered_where_they_wrote() -> None:
    """They began the conversation themselves: they read what to do, once, and no room is opened."""
    async with a_discord_world(programme=ONE) as town:
        eve = town.stranger("Eve")
        town.discord.world.new_dm(eve.hands.user)

        assert await eve.types("help") == (
            "I don't know this account yet. If the programme's team gave you a joining code, write it to me "
            "in private; else ask them to put you on the roster."
        )
        assert "I don't know this account yet." in await eve.types("hello?")
        assert town.requests("POST", "/users/@me/channels") == []


async def test_a_stranger_whose_messages_are_closed_keeps_nobody_waiting() -> None:
    """What they wrote can't be answered: that is on record as such, and Ana has her lesson."""
    async with a_discord_world(programme=ONE) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        eve = town.stranger("Eve")
        town.discord.world.new_dm(eve.hands.user)
        eve.hands.closes_dms()
        await eve.types("help")
        await town.advance_to(MORNING)

        assert town.deliveries("answer/") == [("dead", "direct messages are closed")]
        assert ana.sees("Listen first") == 1


async def test_a_stranger_is_told_so_and_not_written_to() -> None:
    """Whoever presses Join is answered within the click, and no room is opened with them."""
    async with a_discord_world(programme=ONE) as town:
        eve = town.stranger("Eve")
        said = await eve.joins()

        assert eve.answer is not None
        assert eve.answer.ephemeral
        assert "roster" in said or "know" in said
        assert eve.rooms() == []
