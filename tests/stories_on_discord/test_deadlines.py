"""Discord waits three seconds for an answer, and shows it for fifteen minutes: a slow bot keeps to both."""

from datetime import timedelta

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.discord_world import Someone, Town, a_discord_world
from tests.platforms.changes import TookTooLong
from tests.platforms.discord.faults import ResetBefore

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
MORNING = utc("2026-09-07 13:01")
THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
HASTY = {"patience": 0}
PATIENT = {"patience": 0.3}
"""Long enough for a form to be opened, when the bot is not busy."""


async def asked(town: Town) -> Someone:
    """Ana, on the Friday of her check-in."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance_to(FRIDAY)
    return ana


async def test_a_slow_command_is_acknowledged_and_answered() -> None:
    """Within the three seconds Ana sees that the bot thinks, and then its answer, both hers alone."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN, adapter=HASTY) as town:
        ana = await asked(town)
        async with town.bot.busy():
            first = await ana.hands.uses("program goal", town.channel.id, goal="A film")
            assert (first.kind, first.ephemeral) == ("deferred", True)
        then = await first.later()
        await town.settle()

        assert "A film" in then.content
        assert then.ephemeral
        assert then.message is not None
        assert first.message is not None
        assert then.message.id == first.message.id


async def test_in_a_direct_message_nothing_is_hidden() -> None:
    """Nobody else reads there, and what is hidden would be gone when the app is opened anew."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN, adapter=HASTY) as town:
        ana = await asked(town)
        async with town.bot.busy():
            first = await ana.hands.uses("program goal", ana.rooms()[-1], goal="A film")
            assert (first.kind, first.ephemeral) == ("deferred", False)
        assert "A film" in (await first.later()).content
        await town.settle()


async def test_a_slow_button_changes_its_message() -> None:
    """The press is acknowledged without a word, and the lesson reads as done."""
    async with a_discord_world(programme=LESSONS, adapter=HASTY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(MORNING)
        letter = ana.letters()[-1]
        async with town.bot.busy():
            first = await ana.hands.clicks(letter.channel_id, letter.id, "Done")
            assert first.kind == "deferred_update"
        assert "Well done!" in (await first.later()).content
        await town.settle()

        assert "Well done!" in ana.messages()[-1]


async def test_a_slow_refusal_of_a_form_is_answered() -> None:
    """Sent off, acknowledged, and then what is wrong with it, and the way back."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN, adapter=PATIENT) as town:
        ana = await asked(town)
        await opens_late(town, ana)
        assert ana.modal is not None
        async with town.bot.busy():
            first = await ana.hands.submits(ana.modal, mood="4", stuck="no", followers="many")
            assert first.kind == "deferred"
        ana.answer = await first.later()
        await town.settle()

        assert "**Followers:** " in ana.answer.content
        await ana.presses("Change my answers")
        assert ana.present()["followers"] == "many"


async def opens_late(town: Town, ana: Someone) -> None:
    """Press Answer while the bot is slow, and then the button that opens the form."""
    letter = ana.letters()[-1]
    async with town.bot.busy():
        first = await ana.hands.clicks(letter.channel_id, letter.id, "Answer")
        assert first.kind == "deferred_update"
    ana.answer = await first.later()
    await town.settle()
    assert ana.answer.content == "Press the button to go on: Week 1"
    while ana.modal is None:  # A machine that stalls acknowledges this press, too.
        await ana.presses("Open the form")


async def test_a_late_form_is_opened_by_a_button() -> None:
    """A form can't follow an acknowledgement, so a button opens it, and it is taken as ever."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN, adapter=PATIENT) as town:
        ana = await asked(town)
        await opens_late(town, ana)
        assert ana.modal is not None
        assert ana.modal.title == "Week 1"
        async with town.bot.busy():
            first = await ana.hands.submits(ana.modal, mood="4", stuck="no", followers="20")
        assert "is complete" in (await first.later()).content
        await town.settle()


async def test_an_answer_that_comes_too_late_comes_as_a_message() -> None:
    """Discord gave the click up before the bot answered: in her own room Ana reads it all the same, once."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        town.discord.desk.answer_within = 0.1
        async with town.bot.busy():
            with pytest.raises(TookTooLong):
                await ana.hands.uses("program goal", ana.rooms()[-1], goal="A film")
        await town.until(lambda: ana.sees("A film") > 0)
        await town.settle()

        assert ana.sees("A film") == 1


async def test_what_comes_too_late_in_a_channel_comes_in_private() -> None:
    """An answer that was for Ana alone is never put where others read, and not lost either."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        before = town.stranger("Eve").public()
        town.discord.desk.answer_within = 0.1
        async with town.bot.busy():
            with pytest.raises(TookTooLong):
                await ana.hands.uses("program goal", town.channel.id, goal="A film")
        await town.until(lambda: ana.sees("A film") > 0)
        await town.settle()

        assert town.stranger("Eve").public() == before
        assert ana.sees("A film") == 1


async def test_an_answer_after_a_quarter_of_an_hour() -> None:
    """It was announced, and by then Discord takes nothing more for that click: Ana reads it in private."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN, adapter=HASTY) as town:
        ana = await asked(town)
        async with town.bot.busy():
            first = await ana.hands.uses("program goal", town.channel.id, goal="A film")
            assert first.kind == "deferred"
            town.clock.move_to(town.now + timedelta(minutes=16))
        await town.until(lambda: ana.sees("A film") > 0)

        assert ana.sees("A film") == 1
        assert [one[2] for one in town.requests("PATCH", "/messages/@original")] == [401]


async def test_an_announced_answer_that_broke_on_its_way() -> None:
    """Discord still shows that the bot thinks: what it thought comes in private, once."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN, adapter=HASTY) as town:
        ana = await asked(town)
        edits = "/webhooks/*/*/messages/@original"
        town.discord.faults.script(ResetBefore(), method="PATCH", path=edits, times=2)
        async with town.bot.busy():
            first = await ana.hands.uses("program goal", town.channel.id, goal="A film")
            assert first.kind == "deferred"
        await town.until(lambda: ana.sees("A film") > 0)

        assert ana.sees("A film") == 1


async def test_values_that_are_looked_up_slowly_come_when_they_are_there() -> None:
    """Of a parameter that is being typed Discord takes no acknowledgement."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN, mentors=["Amara"], adapter=HASTY) as town:
        amara = await town.staff("Amara")
        await amara.joins()
        await town.creator("Ana", mentor="Amara")

        assert await amara.is_offered("mentor note", "creator", "a") == ["Ana"]


async def test_a_form_that_comes_too_late_is_opened_by_a_button() -> None:
    """Discord gave up waiting for it: a message leads to it, prefilled or not as it would have been."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        letter = ana.letters()[-1]
        town.discord.desk.answer_within = 0.1
        async with town.bot.busy():
            with pytest.raises(TookTooLong):
                await ana.hands.clicks(letter.channel_id, letter.id, "Answer")
        await town.until(lambda: ana.sees("I was away for a moment") > 0)
        town.discord.desk.answer_within = 3.0
        await ana.presses("Open the form")

        assert "is complete" in await ana.fills(mood="4", stuck="no", followers="20")


async def test_whom_a_late_answer_was_for_and_who_never_joined() -> None:
    """A stranger pressed something in the channel: no conversation is begun with them."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        eve = town.stranger("Eve")
        town.discord.desk.answer_within = 0.1
        async with town.bot.busy():
            with pytest.raises(TookTooLong):
                await eve.hands.uses("program goal", town.channel.id, goal="A film")
        await town.until(lambda: len(town.deliveries("answer/")) > 0)
        await town.until(lambda: town.deliveries("answer/")[0][0] == "dead")

        assert town.requests("POST", "/users/@me/channels") == []


async def test_a_click_that_is_told_twice_is_done_once() -> None:
    """Discord may deliver an interaction several times: one metric, one answer."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.uses("program metric", name="followers", value=100)
        await town.repeats()
        answers = [one for one in town.requests("POST", "/callback") if one[2] == 200]

        assert max(town.bot.door.heard.values()) == 2
        assert len(answers) == 4  # Join, Yes, All fine, and the metric once.
        assert town.rows("metrics") == 1
