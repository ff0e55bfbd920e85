"""What Discord refuses ends with a reason that a person can read; what stops the bot stops nothing else."""

import logging
from datetime import timedelta

import pytest

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.world import World
from bot.chat.adapter import Shown
from bot.chat.place import Account, Platform
from bot.engine.clock import ManualClock
from bot.store.tx import Tx
from tests.builders import a_programme, a_step, utc
from tests.discord_world import SUNDAY, Someone, Town, a_discord_world
from tests.platforms.discord import permissions
from tests.platforms.discord.faults import CLOSED, QUARANTINED, Fault, Refuse
from tests.platforms.discord.state import Overwrite

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
BEFORE, MORNING = utc("2026-09-07 12:00"), utc("2026-09-07 13:01")
SLACK = Platform("slack")
SPAM = "Discord took the bot for spam and quarantined it; its owner can appeal to Discord"
TOKEN = "Discord does not accept the bot's token; its owner can reset it in the developer portal"


def refused(town: Town) -> int:
    """How many answers count towards a ban."""
    return sum(status in (401, 403, 429) for _, _, status in town.discord.requests)


async def with_lena(town: Town) -> Someone:
    """Lena, the admin, whom the bot may write to."""
    lena = await town.staff("Lena")
    await lena.joins()
    return lena


async def met(town: Town, *names: str) -> list[Someone]:
    """These, who joined and wait for their first lesson."""
    people = [await town.creator(name) for name in names]
    for one in people:
        await one.is_in()
    await town.advance_to(BEFORE)
    return people


async def test_a_quarantine_halts_and_heals(caplog: pytest.LogCaptureFixture) -> None:
    """20026: one try in five minutes, nothing is lost, the log says why; when it is lifted all goes on."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, ben = await met(town, "Ana", "Ben")
        lasting = town.discord.faults.last(QUARANTINED, method="POST", path="/channels/*/messages")
        with caplog.at_level(logging.ERROR):
            await town.advance_to(utc("2026-09-07 13:31"))
        assert f"discord, and what is due there waits: {SPAM}" in caplog.text
        assert {state for state, _ in town.deliveries("step/")} == {"due"}
        assert refused(town) <= 2 * 7

        town.discord.faults.lift(lasting)
        await town.advance(minutes=6)
        assert [one.sees("Lesson 1") for one in (ana, ben)] == [1, 1]


async def test_the_admins_are_told_by_another_chat() -> None:
    """Lena is on Slack, too: she reads there that Discord refuses the bot, once a day."""
    shown: list[Shown] = []

    world = World(start=SUNDAY)

    def beside(clock: ManualClock) -> dict[Platform, MemoryAdapter]:
        return {SLACK: MemoryAdapter(world, platform=SLACK, clock=clock.now, watch=shown.append)}

    async with a_discord_world(programme=LESSONS, admins=["Lena"], beside=beside) as town:
        lena = await with_lena(town)
        account = Account(platform=SLACK, workspace="T1", user="lena")

        def also_on_slack(tx: Tx) -> None:
            known = tx.people.by_account(lena.account)
            assert known is not None
            tx.people.add_account(known.id, account, preferred=False)
            tx.people.opened(account, town.now)

        await world.meet(account)
        await town.bot.store.write(also_on_slack)
        await met(town, "Ana")
        town.discord.faults.last(QUARANTINED, method="POST", path="/channels/*/messages")
        await town.advance_to(utc("2026-09-07 13:31"))

        told = [one.part.content for one in shown if SPAM in one.part.content]
        assert len(told) == 1


async def test_a_revoked_token_halts_and_heals(caplog: pytest.LogCaptureFixture) -> None:
    """The supervisor tries again after five minutes, then ten; with the right token the lesson comes."""
    async with a_discord_world(programme=LESSONS) as town:
        (ana,) = await met(town, "Ana")
        with caplog.at_level(logging.ERROR):
            town.discord.revoke_token()
            await town.until(lambda: len(town.bot.waits) == 1)
            town.bot.tries_again()
            await town.until(lambda: len(town.bot.waits) == 2)
        assert f"discord refuses the bot: {TOKEN}" in caplog.text
        assert town.discord.token not in caplog.text
        assert town.bot.waits == [timedelta(minutes=5), timedelta(minutes=10)]
        await town.advance_to(utc("2026-09-07 13:02"))
        assert [state for state, _ in town.deliveries("step/")] == ["due"]
        assert refused(town) <= 3

        town.discord.credential.valid = True
        town.bot.tries_again()
        await town.connected(2)
        await town.advance(minutes=6)
        assert ana.sees("Lesson 1") == 1


BOTH = "direct messages are refused, and no private thread can be opened"
GONE: dict[str, tuple[Fault, str]] = {
    "10013": (Refuse(status=404, code=10013, message="Unknown User"), "the account is gone"),
    "50278": (
        Refuse(status=403, code=50278, message="no mutual guilds"),
        "they share no server with the bot",
    ),
    "50007": (CLOSED, f"{BOTH}: direct messages are closed"),
    "50001": (
        Refuse(status=403, code=50001, message="Missing Access"),
        f"{BOTH}: the bot may not see the channel",
    ),
    "10003": (Refuse(status=404, code=10003, message="Unknown Channel"), f"{BOTH}: the channel is gone"),
}


@pytest.mark.parametrize("code", GONE)
async def test_a_place_that_is_gone(code: str) -> None:
    """Direct messages and threads are refused: the lesson is dead, and who leads reads why, once."""
    fault, why = GONE[code]
    async with a_discord_world(programme=LESSONS, mentors=["Tom"], admins=["Lena"]) as town:
        lena, tom = await with_lena(town), await town.staff("Tom")
        await tom.joins()
        ana = await town.creator("Ana", mentor="Tom")
        await ana.is_in()
        await town.advance_to(BEFORE)
        dm = ana.rooms()[0]
        town.discord.faults.last(fault, method="POST", path=f"/channels/{dm}/messages")
        town.discord.faults.last(fault, method="POST", path=f"/channels/{town.channel.id}/threads")
        await town.advance_to(utc("2026-09-14 13:01"))

        assert town.deliveries("step/") == [("dead", why)] * 2
        assert tom.sees(f"I can't reach **Ana**: {why}.") == 1
        listed = await lena.uses("cohort deliveries")
        assert listed.count(why) == 2
        assert refused(town) <= 4


async def test_who_left_the_server_is_told_of() -> None:
    """Without the members intent the first refused message says it: 50278, and no thread for a stranger."""
    async with a_discord_world(programme=LESSONS, mentors=["Tom"]) as town:
        tom = await town.staff("Tom")
        await tom.joins()
        ana = await town.creator("Ana", mentor="Tom")
        await ana.is_in()
        await town.advance_to(BEFORE)
        ana.hands.leaves(town.discord.guild)
        await town.advance_to(MORNING)

        assert tom.sees("I can't reach **Ana**: they are no longer in the server") == 1
        assert town.requests("POST", "/threads") == []


@pytest.mark.parametrize(
    ("denied", "why"),
    [
        (permissions.VIEW_CHANNEL, "the bot may not see the channel"),
        (permissions.SEND_MESSAGES, "the bot lacks a permission in the channel"),
        (0, "the channel is gone"),
    ],
)
async def test_a_channel_that_is_closed_to_the_bot(denied: int, why: str) -> None:
    """An announcement can't be posted: it is listed with its reason, and sent by Retry once all is well."""
    async with a_discord_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await with_lena(town)
        bot, channel = town.discord.world.bot.id, town.channel
        await lena.uses("program help", at=channel.id)
        if denied:
            channel.overwrites[bot] = Overwrite(id=bot, kind=1, deny=denied)
        else:
            del town.discord.world.channels[channel.id]
        here = town.discord.channel("general").id
        await lena.uses("cohort announce", at=here, text="We meet on Friday.", to="channel")
        await lena.presses("Post it")
        listed = await lena.uses("cohort deliveries", at=here)
        assert "Discord refused it on Sun 6 Sep 08:00 (" in listed
        assert f"): {why}." in listed

        channel.overwrites.clear()
        town.discord.world.channels[channel.id] = channel
        await lena.presses("Retry 1")
        assert [one.content for one in lena.public()].count("We meet on Friday.") == 1


async def test_nothing_is_hammered_when_all_are_closed() -> None:
    """Everybody's direct messages are closed for a week, and threads can't be opened: a few refusals each."""
    async with a_discord_world(programme=LESSONS, mentors=["Tom"]) as town:
        tom = await town.staff("Tom")
        await tom.joins()
        people = [await town.creator(f"Creator {number}", mentor="Tom") for number in range(8)]
        for one in people:
            await one.is_in()
        await town.advance(minutes=5)
        for one in people:
            one.hands.closes_dms()
        bot = town.discord.world.bot.id
        town.channel.overwrites[bot] = Overwrite(id=bot, kind=1, deny=permissions.CREATE_PRIVATE_THREADS)
        before = refused(town)
        await town.advance(days=7)

        assert refused(town) - before == 2 * len(people)
        assert tom.sees("I can't reach") == len(people)
