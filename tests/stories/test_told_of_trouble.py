"""Trouble with a chat comes to who can help, once, where they can still be reached."""

from tests.builders import a_programme, a_step, utc
from tests.world import SLACK, a_world


async def test_a_creator_whom_no_message_reaches_is_brought_to_the_mentor_once() -> None:
    """Ana closes her messages for two weeks: Mo is told once, by name and with the reason."""
    steps = [a_step(f"day-{day}", weekday=day) for day in range(5)]
    async with a_world(programme=a_programme(steps=steps), mentors=("Mo",)) as world:
        mo = world.staff("Mo")
        ana = world.creator("Ana", mentor="Mo")
        await ana.joins()
        await mo.joins()
        await world.chat.close(ana.place)
        await world.advance(days=14)

        assert mo.sees("I can't reach **Ana**: direct messages are closed.") == 1
        assert ana.messages() == []


async def test_admins_are_told_on_another_chat_when_one_refuses_the_bot() -> None:
    """Once a day while it lasts."""
    steps = [a_step("one"), a_step("two", weekday=1)]
    async with a_world(programme=a_programme(steps=steps), admins=("Ada",)) as world:
        ada, ben = world.staff("Ada"), world.creator("Ben", chats=(SLACK,))
        await ben.joins()
        await ada.joins()
        await world.chat.halt(SLACK)
        await world.advance_to(utc("2026-09-08 23:00"))

        assert ada.sees("refuses me: token revoked.") == 2
        assert ada.sees("cohortbot doctor says") == 2
