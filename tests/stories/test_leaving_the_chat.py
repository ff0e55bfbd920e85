"""Who leaves the chat has not left the programme: the team learns of it, once, and nobody else is told."""

from typing import Literal

from adapters.memory.acts import Turn
from bot.domain.people import EnrolmentState
from tests.world import DISCORD, SLACK, Someone, Team, a_team

GONE = (
    "**Ana** has left our Discord · just now\nI may not reach them there any more. They are still in the "
    "programme: if you can, ask them in another way how they want to go on."
)


async def turns(someone: Someone, what: Literal["joined", "left", "changed"]) -> str:
    """What is answered to somebody who comes, goes, or has a new name."""
    return await someone.does(Turn(what))


async def audited(team: Team) -> list[tuple[str, str]]:
    """The acts that are about comings and goings, the newest first: who, what."""
    lines = (await team.lena.uses("cohort audit", words="discord")).splitlines()
    cells = [line.split(" · ") for line in lines if " discord · " in line]
    return [(who, what) for _, who, what, *_ in cells]


async def test_the_mentor_of_who_leaves_is_told_once() -> None:
    """It waits in the queue, with what can be done about it; the log has it, and Ana is still in."""
    async with a_team() as team:
        assert await turns(team.ana, "left") == ""

        assert team.amara.messages()[-1] == GONE
        assert team.amara.newest_buttons() == ["Reply", "Snooze", "Hand over", "Done"]
        assert "**Ana** has left our Discord" in await team.amara.uses("mentor queue")
        assert "has left our Discord" in await team.amara.uses("mentor creator", creator="Ana")
        assert team.lena.sees("has left our Discord") == 0
        assert ("Ana", "left discord") in await audited(team)
        row = await team.world.store.read(lambda tx: tx.enrolments.by_key(team.ana.enrolment.key))
        assert row is not None
        assert row.enrolment.state is EnrolmentState.ACTIVE


async def test_the_same_is_not_told_twice() -> None:
    """The chat repeats itself, or tells it in other words: there is one item."""
    async with a_team() as team:
        await turns(team.ana, "left")
        await team.ana.repeats()
        await turns(team.ana, "left")

        assert team.amara.sees("has left our Discord") == 1
        assert "One thing waits for you." in await team.amara.uses("mentor queue")


async def test_who_comes_back_is_off_the_queue() -> None:
    """By itself, and nothing is said to Ana; if she leaves once more, that is told anew."""
    async with a_team() as team:
        await turns(team.ana, "left")
        before = team.ana.messages()
        assert await turns(team.ana, "joined") == ""

        assert await team.amara.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert "ended by itself" in await team.amara.presses("Done", on="has left our Discord")
        assert team.ana.messages() == before
        assert ("Ana", "back on discord") in await audited(team)
        await team.world.advance(hours=1)
        await turns(team.ana, "left")
        assert team.amara.sees("has left our Discord") == 2


async def test_who_only_pops_out_at_night_wakes_nobody() -> None:
    """Ana is back before Amara's quiet hours end, and is not spoken of in the morning, as Ben is."""
    async with a_team() as team:
        ben = team.world.creator("Ben", mentor="Amara")
        await ben.joins()
        await team.world.advance(hours=13)
        await turns(team.ana, "left")
        await turns(ben, "left")
        await team.world.advance(minutes=10)
        await turns(team.ana, "joined")
        await team.world.advance(hours=12)

        assert team.amara.sees("**Ana** has left our Discord") == 0
        assert team.amara.sees("**Ben** has left our Discord") == 1


async def test_one_chat_of_two() -> None:
    """Ben leaves Slack, and comes to Discord, where he was all the time: Slack is still missing."""
    async with a_team() as team:
        ben = team.world.creator("Ben", mentor="Amara", chats=(SLACK, DISCORD))
        await ben.joins()
        await turns(ben, "left")
        ben.accounts = (ben.accounts[1], ben.accounts[0])
        await turns(ben, "joined")

        assert "**Ben** has left our Slack" in await team.amara.uses("mentor queue")


async def test_who_never_acted_is_not_written_to() -> None:
    """Neither strangers nor invited people, whether they come, go, or change their name; nor their mentor."""
    async with a_team() as team:
        ben = team.world.creator("Ben", mentor="Amara")
        stranger = team.world.stranger("Zoe")
        told = len(team.amara.messages())
        for one in (ben, stranger):
            assert [await turns(one, what) for what in ("joined", "changed", "left")] == ["", "", ""]

        assert ben.messages() == stranger.messages() == []
        assert len(team.amara.messages()) == told
        assert await team.amara.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert await audited(team) == [("Ben", "left discord")]


async def test_coming_is_no_sign_of_life() -> None:
    """Who only came has not acted, so that nothing is sent to them that waits for that."""
    async with a_team() as team:
        ben = team.world.creator("Ben", mentor="Amara")
        await turns(ben, "joined")
        known = await team.world.store.read(lambda tx: tx.people.by_account(ben.accounts[0]))

        assert known is not None
        assert await team.world.store.read(lambda tx: tx.people.open_places(known.id)) == []


async def test_who_has_left_the_programme_may_leave_the_chat() -> None:
    """That is nobody's matter."""
    async with a_team() as team:
        await team.lena.uses("cohort withdraw", creator="Ana")
        await team.lena.presses("Withdraw")
        await turns(team.ana, "left")

        assert team.amara.sees("has left our Discord") == 0
        assert await team.amara.uses("mentor queue") == "Nothing waits for you. Thank you!"


async def test_a_restart_loses_nothing() -> None:
    """What was kept is taken note of when the bot is back."""
    async with a_team() as team:
        await turns(team.ana, "left")
        await team.world.restart()
        await turns(team.ana, "joined")

        assert await team.amara.uses("mentor queue") == "Nothing waits for you. Thank you!"
