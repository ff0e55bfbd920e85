"""What Slack refuses ends with a reason that a person can read; what stops the bot stops nothing else."""

import logging

import pytest

from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.credential import Standing
from tests.platforms.slack.faults import Refuse
from tests.slack_world import Someone, Town, a_slack_world

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
BEFORE, MORNING = utc("2026-09-07 12:00"), utc("2026-09-07 13:01")


async def with_lena(town: Town) -> Someone:
    """Lena, the admin."""
    lena = await town.staff("Lena")
    await lena.joins()
    return lena


async def with_ana(town: Town) -> Someone:
    """Ana, who has joined, and whose mentor is Tom."""
    ana = await town.creator("Ana", mentor="Tom")
    await ana.is_in()
    await town.advance_to(BEFORE)
    return ana


async def test_who_was_deactivated_is_told_of_once() -> None:
    """Ana's account is switched off: her lessons end with the reason, and Tom reads it once."""
    async with a_slack_world(programme=LESSONS, mentors=["Tom"], admins=["Lena"]) as town:
        lena, tom = await with_lena(town), await town.staff("Tom")
        await tom.joins()
        ana = await with_ana(town)
        ana.hands.deactivates()
        await town.advance_to(utc("2026-09-14 13:05"))

        why = "the account is deactivated"
        assert town.deliveries("step/") == [("dead", why)] * 2
        assert tom.sees("I can't reach") == 1
        assert tom.sees(f": {why}.") == 1
        assert (await lena.uses("cohort deliveries")).count(why) == 2


@pytest.mark.parametrize(
    ("error", "why"),
    [
        ("channel_not_found", "the channel is gone, or the bot may not see it"),
        ("user_not_found", "the account is gone"),
        ("messages_tab_disabled", "the Messages tab of the app is switched off"),
        ("restricted_action", "a setting of the workspace forbids to post there"),
    ],
)
async def test_a_place_that_takes_nothing(error: str, why: str) -> None:
    """Whatever the reason, it is tried once for each lesson, and the mentor is told once."""
    async with a_slack_world(programme=LESSONS, mentors=["Tom"], admins=["Lena"]) as town:
        await with_lena(town)
        tom = await town.staff("Tom")
        await tom.joins()
        ana = await with_ana(town)
        town.slack.faults.last(Refuse(error=error), method="chat.postMessage", channel=ana.hands.id)
        await town.advance_to(utc("2026-09-14 13:05"))

        assert town.deliveries("step/") == [("dead", why)] * 2
        assert tom.sees(f": {why}.") == 1
        assert town.calls("chat.postMessage").count(error) == 2


@pytest.mark.parametrize("closed", ["archived", "bot thrown out"])
async def test_a_channel_that_is_closed_to_the_bot(closed: str) -> None:
    """An announcement can't be posted: it is listed with its reason, and sent by Retry once all is well."""
    async with a_slack_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await with_lena(town)
        bot = town.slack.world.bot.id
        here = town.slack.channel("general").id
        if closed == "archived":
            town.channel.archived = True
        else:
            town.slack.remove_bot(town.channel)
        await lena.uses('cohort announce text="We meet on Friday." to=channel', at=here)
        await lena.presses("Post it")
        await town.advance(seconds=2)
        listed = await lena.uses("cohort deliveries", at=here)
        assert (
            "the channel is archived" if closed == "archived" else "the bot is not in the channel"
        ) in listed

        town.channel.archived = False
        if bot not in town.channel.members:
            town.channel.members.append(bot)
        await lena.presses("Retry 1")
        await town.advance(seconds=2)
        assert [one.content for one in lena.public()][-1] == "We meet on Friday."


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        ("token_revoked", "the bot's token was revoked"),
        ("account_inactive", "the app was removed from the workspace, or switched off"),
    ],
)
async def test_a_token_that_is_revoked_halts_and_heals(
    standing: Standing, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    """One try in five minutes, nothing is lost, the log says why; with a good token all goes on."""
    async with a_slack_world(programme=LESSONS, mentors=["Tom"]) as town:
        ana = await with_ana(town)
        with caplog.at_level(logging.DEBUG):
            town.slack.revoke(standing)
            asked = len(town.slack.calls)
            await town.advance_to(utc("2026-09-07 13:31"))
        assert f"and what is due there waits: {why}" in caplog.text
        assert town.slack.bot_token not in caplog.text
        assert [state for state, _ in town.deliveries("step/")] == ["due"]
        refused = [name for name, outcome in town.slack.calls[asked:] if outcome == standing]
        assert refused.count("chat.postMessage") <= 7

        town.slack.credential.standing = ""
        await town.advance(minutes=6)
        assert ana.sees("Lesson 1") == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]


async def test_a_revoked_token_at_the_start(caplog: pytest.LogCaptureFixture) -> None:
    """The supervisor tries again after five minutes, and with the right token the lesson comes."""
    async with a_slack_world(programme=LESSONS, mentors=["Tom"]) as town:
        ana = await with_ana(town)
        await town.bot.stops()
        town.slack.revoke()
        with caplog.at_level(logging.DEBUG):
            await town.bot.starts()
            await town.until(lambda: len(town.bot.waits) == 1)
            await town.advance_to(MORNING)
        assert "slack refuses the bot: the bot's token was revoked" in caplog.text
        assert [state for state, _ in town.deliveries("step/")] == ["due"]
        assert town.slack.bot_token not in caplog.text

        town.slack.credential.standing = ""
        town.bot.tries_again()
        await town.connected()
        await town.advance(minutes=6)
        assert ana.sees("Lesson 1") == 1


async def test_a_scope_that_is_missing_is_named(caplog: pytest.LogCaptureFixture) -> None:
    """The administrator took chat:write away: the lane stands, and the log names the scope."""
    async with a_slack_world(programme=LESSONS, mentors=["Tom"]) as town:
        ana = await with_ana(town)
        town.slack.credential.scopes.remove("chat:write")
        with caplog.at_level(logging.ERROR):
            await town.advance_to(MORNING)
        assert "and what is due there waits: the app lacks the scope chat:write" in caplog.text
        town.slack.credential.scopes.append("chat:write")
        await town.advance(minutes=6)

        assert ana.sees("Lesson 1") == 1
