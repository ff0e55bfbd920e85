"""Chats refuse, stall and break: every message is shown once, in its order."""

from datetime import time, timedelta
from itertools import pairwise

import pytest

from adapters.memory.faults import Drop, Fault, Refuse, Surprise, Throttle, TimeOut
from bot.chat.adapter import Pace
from bot.domain.programme import Lesson
from tests.builders import a_programme, a_step, utc
from tests.world import DISCORD, SLACK, a_world

LONG = Lesson(body="\n\n".join(f"Paragraph {n}. " + "word " * 150 for n in range(7)))
ONE = a_programme(steps=[a_step("listen")])
THREE = a_programme(steps=[a_step(f"nr-{n}", at=time(9, 0)) for n in range(3)])
MORNING = utc("2026-09-07 13:00")
FAULTS = [
    Throttle(timedelta(seconds=7)),
    Throttle(timedelta(minutes=3), "lane"),
    Throttle(timedelta(seconds=7), "method"),
    TimeOut(shown=False),
    TimeOut(shown=True),
    Drop(),
    Surprise(shown=False),
    Surprise(shown=True),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
async def test_no_fault_loses_or_doubles_a_message(fault: Fault) -> None:
    """Three lessons of one minute: whatever happens to the first, all come once, in their order."""
    async with a_world(programme=THREE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.script(fault, place=ana.place)
        await world.advance_to(MORNING + timedelta(minutes=10))

        assert ana.titles() == ["nr-0", "nr-1", "nr-2"]
        assert set((await world.fates(ana)).values()) == {"sent"}


async def test_a_press_proves_what_was_looked_for_in_vain() -> None:
    """She presses while the place still rests: it does not come again, and counts as sent."""
    async with a_world(programme=ONE, pace=Pace(per_place=timedelta(seconds=1))) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.script(TimeOut(shown=True), place=ana.place)
        world.chats[DISCORD].looks_in_vain = True
        await world.advance_to(MORNING + timedelta(seconds=15))
        await ana.presses("Done")
        await world.advance(minutes=1)

        assert ana.titles() == ["listen"]
        assert set((await world.fates(ana)).values()) == {"sent"}


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@pytest.mark.parametrize("again", FAULTS, ids=str)
async def test_a_long_lesson_comes_whole_whatever_breaks_in_its_middle(fault: Fault, again: Fault) -> None:
    """Four parts; the second fails, and fails again in another way: each part is shown once, in order."""
    programme = a_programme(steps=[a_step("long", content=LONG), a_step("short", at=time(9, 1))])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(MORNING - timedelta(seconds=1))
        world.chats[DISCORD].fails(send=2, fault=fault)
        world.chats[DISCORD].fails(send=3, fault=again)
        await world.advance(minutes=20)

        text = "\n".join(ana.messages())
        assert [text.count(f"Paragraph {n}.") for n in range(7)] == [1] * 7
        assert text.index("Paragraph 6") < text.index("short")
        assert "is done" in await ana.presses("Done", on="Paragraph 6")


async def test_closed_private_messages_go_to_the_other_chat() -> None:
    """Ana's Discord is closed to the bot: she reads on Slack, where she has pressed something before."""
    async with a_world(programme=ONE) as world:
        ana = world.creator("Ana", chats=(DISCORD, SLACK))
        await ana.joins()
        await world.chat.meet(ana.accounts[1])
        await world.chat.close(ana.place)
        await world.advance_to(MORNING + timedelta(minutes=1))

        assert [one.place.platform for one in ana.shown()] == [SLACK]
        assert "is done" in await ana.presses("Done")


async def test_where_no_place_is_left_the_reason_is_on_record() -> None:
    """Nothing is deleted: the delivery is dead, and says why."""
    async with a_world(programme=ONE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.close(ana.place, "closed by Ana")
        await world.advance_to(MORNING + timedelta(minutes=1))

        assert world.deliveries("step/") == [("dead", "closed by Ana")]


async def test_what_may_have_been_seen_goes_nowhere_else() -> None:
    """A part was shown before the place closed: the rest is not sent to another chat."""
    programme = a_programme(steps=[a_step("long", content=LONG)])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana", chats=(DISCORD, SLACK))
        await ana.joins()
        await world.chat.meet(ana.accounts[1])
        await world.advance_to(MORNING - timedelta(seconds=1))
        world.chats[DISCORD].fails(send=2, fault=Refuse("closed"))
        await world.advance(minutes=5)

        assert {one.place.platform for one in ana.shown()} == {DISCORD}
        assert [state for state, _ in world.deliveries("step/")] == ["dead"]


async def test_a_halted_chat_stops_no_other() -> None:
    """Slack's token is revoked for two days: Discord goes on; then Slack's people get one message each."""
    steps = [a_step(f"{day}-{n}", weekday=day, at=time(9 + n)) for day in (0, 1, 2) for n in (0, 1)]
    async with a_world(programme=a_programme(steps=steps)) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben", chats=(SLACK,))
        await ana.joins()
        await ben.joins()
        await world.chat.halt(SLACK)
        await world.advance_to(utc("2026-09-09 13:30"))
        assert len(ana.messages()) == 5
        assert ben.messages() == []
        assert {lane.name: lane.halted for lane in world.app.lanes} == {DISCORD: None, SLACK: "token revoked"}
        await world.chat.lift(SLACK)
        await world.advance(minutes=10)

        assert len(ben.messages()) == 2
        assert ben.sees("• Week 1: 0-0\n• Week 1: 0-1\n• Week 1: 1-0\n• Week 1: 1-1") == 1
        assert ben.titles() == ["2-0"]


async def test_a_halt_keeps_the_order() -> None:
    """Three lessons of one minute, and a halt of ten: they come in their order."""
    async with a_world(programme=THREE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.halt(DISCORD)
        await world.advance_to(MORNING + timedelta(minutes=10))
        await world.chat.lift(DISCORD)
        await world.advance(minutes=10)

        assert ana.titles() == ["nr-0", "nr-1", "nr-2"]


async def test_nobody_can_tell_whether_it_was_shown() -> None:
    """A doubt that the chat can't clear up stays a doubt, for an admin; the place goes on meanwhile."""
    async with a_world(programme=THREE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.script(TimeOut(shown=False), place=ana.place)
        await world.advance_to(MORNING + timedelta(seconds=10))
        world.chats[DISCORD].cannot_tell = True
        await world.advance(minutes=10)

        assert ana.titles() == ["nr-1", "nr-2"]
        states = world.deliveries("step/")
        assert [state for state, _ in states] == ["unknown", "sent", "sent"]
        await world.advance(days=3)
        assert ana.titles() == ["nr-1", "nr-2"]


async def test_a_doubt_outlives_a_halt() -> None:
    """Nobody answered, then the token was revoked for three hours: the doubt is cleared up after that."""
    async with a_world(programme=THREE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.script(TimeOut(shown=False), place=ana.place)
        await world.advance_to(MORNING + timedelta(seconds=5))
        await world.chat.halt(DISCORD)
        await world.advance(hours=3)
        await world.chat.lift(DISCORD)
        await world.advance(hours=2)

        assert world.deliveries("step/")[0] == ("sent", None)
        assert ana.sees("nr-0") == 1


async def test_who_gives_no_answer_is_asked_ever_more_seldom() -> None:
    """The chat is out for three days: the doubt is looked for at most hourly, and cleared up afterwards."""
    async with a_world(programme=THREE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(MORNING - timedelta(minutes=1))
        chat = world.chats[DISCORD]
        chat.is_unwell = True
        await world.advance(days=3)
        between = [b - a for a, b in pairwise(chat.looks)]
        assert between[:6] == [timedelta(minutes=5)] * 6
        assert between == sorted(between)
        assert between[-1] == timedelta(hours=1)
        assert len(between) < 110
        chat.is_unwell = False
        await world.advance(hours=1, minutes=1)

        assert [ana.sees(f"nr-{number}") for number in range(3)] == [1, 1, 1]
        assert world.deliveries("step/")[0] == ("sent", None)


async def test_a_chat_that_comes_back_is_tried_at_once() -> None:
    """It was out for three days, and has taken a connection: what waited comes within the minute."""
    async with a_world(programme=THREE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(MORNING - timedelta(minutes=1))
        chat = world.chats[DISCORD]
        chat.is_unwell = True
        await world.advance(days=3, minutes=5)
        assert world.now - chat.looks[-1] < timedelta(minutes=55)
        chat.is_unwell = False
        await world.app.door.open_places(DISCORD)
        await world.advance(minutes=1)

        assert [ana.sees(f"nr-{number}") for number in range(3)] == [1, 1, 1]
        assert world.deliveries("step/")[0] == ("sent", None)


async def test_a_chat_that_connects_is_asked_for_its_time_first() -> None:
    """A wrong clock is found out before anything leaves, though the clocks are compared hourly else."""
    late = a_programme(steps=[a_step("half-past", at=time(9, 30))])
    async with a_world(programme=late) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(MORNING + timedelta(minutes=29))
        world.chats[DISCORD].ahead = timedelta(minutes=20)
        await world.app.door.open_places(DISCORD)
        await world.advance(minutes=5)

        assert ana.titles() == []
        assert await world.held() == "this machine's clock differs from the chat platform's by 20 minutes"


async def test_a_chat_that_asked_to_be_left_alone_is_so_when_it_comes_back() -> None:
    """It wants three hours for itself: a new connection changes nothing of that."""
    async with a_world(programme=THREE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.script(Throttle(timedelta(hours=3), "lane"), place=ana.place)
        await world.advance_to(MORNING + timedelta(minutes=1))
        await world.app.door.open_places(DISCORD)
        await world.advance(hours=2, minutes=58)
        assert ana.sees("nr-0") == 0
        await world.advance(minutes=2)

        assert [ana.sees(f"nr-{number}") for number in range(3)] == [1, 1, 1]


async def test_a_search_that_breaks_is_tried_again() -> None:
    """An error that nobody foresaw, while looking: it is looked for later, and stops nobody."""
    async with a_world(programme=THREE) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.chat.script(TimeOut(shown=True), place=ana.place)
        await world.advance_to(MORNING + timedelta(seconds=10))
        world.chats[DISCORD].surprises.append(ValueError("nobody foresaw this"))
        await world.advance(minutes=30)

        assert ana.titles() == ["nr-0", "nr-1", "nr-2"]
        assert ben.titles() == ["nr-0", "nr-1", "nr-2"]


async def test_a_cohort_that_left_the_config_stops_no_other() -> None:
    """Its rows are of no use to anybody any more; what the others are owed still leaves."""
    async with a_world(programme=THREE) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.halt(DISCORD)
        await world.advance_to(MORNING + timedelta(minutes=1))
        await world.chat.lift(DISCORD)
        await world.edit(name="spring")
        ben = world.creator("Ben")
        await ben.joins()
        await world.advance(minutes=10)

        assert ana.messages() == []
        assert ben.messages() != []
