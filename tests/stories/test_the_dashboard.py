"""Mentors and admins get a link to the pages; it lets in once, soon, and as nobody but who asked."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.app.signing_in import Porter
from bot.chat.place import Account
from tests.world import Someone, Team, a_team
from tests.world.community import DISCORD

PAGES = "https://pages.example.org"


@asynccontextmanager
async def with_pages(begin: str = PAGES) -> AsyncIterator[Team]:
    """A team whose bot serves pages there."""
    async with a_team() as team:
        team.world.pages = begin
        await team.world.restart()
        yield team


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Where links are used."""

    team: Team

    @property
    def porter(self) -> Porter:
        """Whom the gate asks."""
        return Porter(self.team.world.store, self.team.world.clock.now, ())

    async def link_of(self, someone: Someone, command: str = "mentor dashboard") -> str:
        """The part of the link that nobody can guess."""
        said = await someone.uses(command)
        found = re.search(rf"\[Open the dashboard\]\({PAGES}/sign-in/([\w-]+)\)", said)
        assert found is not None, said
        return found[1]


async def test_a_link_lets_in_whoever_asked_for_it() -> None:
    """Amara comes in by her own account on Discord, so she sees what /mentor shows her."""
    async with with_pages() as team:
        entrance = Entrance(team=team)
        link = await entrance.link_of(team.amara)

        assert await entrance.porter.whose(link) == "Amara"
        assert await entrance.porter.redeem(link) == Account(platform=DISCORD, user="amara")


async def test_a_link_works_once() -> None:
    """Also of two who press at the same time, and for who only looks."""
    async with with_pages() as team:
        entrance = Entrance(team=team)
        link = await entrance.link_of(team.lena, "cohort dashboard")
        await entrance.porter.whose(link)

        assert await entrance.porter.redeem(link) == team.lena.accounts[0]
        assert await entrance.porter.redeem(link) is None
        assert await entrance.porter.whose(link) is None


async def test_a_link_works_for_ten_minutes() -> None:
    """Lena goes for a coffee."""
    async with with_pages() as team:
        entrance = Entrance(team=team)
        link = await entrance.link_of(team.lena, "cohort dashboard")
        await team.world.advance(minutes=9, seconds=59)
        assert await entrance.porter.whose(link) == "Lena"
        await team.world.advance(seconds=1)

        assert await entrance.porter.whose(link) is None
        assert await entrance.porter.redeem(link) is None


async def test_a_new_link_voids_the_one_before() -> None:
    """Of one person; those of others go on."""
    async with with_pages() as team:
        entrance = Entrance(team=team)
        first, toms = await entrance.link_of(team.amara), await entrance.link_of(team.tom)
        second = await entrance.link_of(team.amara)

        assert await entrance.porter.redeem(first) is None
        assert await entrance.porter.redeem(second) == team.amara.accounts[0]
        assert await entrance.porter.redeem(toms) == team.tom.accounts[0]


async def test_a_link_is_for_mentors_and_admins() -> None:
    """Ana gets none, nor does Amara for the cohort."""
    async with with_pages() as team:
        assert "That is for the mentors" in await team.ana.uses("mentor dashboard")
        assert "That is for the admins" in await team.amara.uses("cohort dashboard")
        assert team.world.tables()["links"] == []


async def test_nothing_of_a_link_lies_in_the_database() -> None:
    """Only a digest, and who asked when."""
    async with with_pages() as team:
        entrance = Entrance(team=team)
        link = await entrance.link_of(team.amara)
        await entrance.porter.redeem(link)

        assert all(link not in str(row) for rows in team.world.tables().values() for row in rows)
        actions = [row[3] for row in team.world.tables()["audit"]]
        assert actions[-2:] == ["dashboard link", "sign in by link"]


async def test_whose_pages_are_not_served_is_told_so() -> None:
    """With what to do about it."""
    async with a_team() as team:
        for someone, command in ((team.amara, "mentor dashboard"), (team.lena, "cohort dashboard")):
            said = await someone.uses(command)

            assert "I serve no pages at the moment" in said
            assert "serve = true under [playground]" in said


async def test_a_link_to_this_machine_says_so() -> None:
    """It would lead a mentor elsewhere to their own machine."""
    async with with_pages("http://127.0.0.1:8080") as team:
        assert "It opens only on the machine that runs me." in await team.amara.uses("mentor dashboard")
    async with with_pages() as team:
        assert "the machine that runs me" not in await team.amara.uses("mentor dashboard")


async def test_erasing_takes_the_link_along() -> None:
    """Whoever is erased comes in nowhere any more."""
    async with with_pages() as team:
        entrance = Entrance(team=team)
        link = await entrance.link_of(team.amara)
        assert "Links to the dashboard: 1" in await team.amara.uses("program privacy")
        await team.amara.presses("Erase")
        await team.amara.presses("Erase everything")

        assert await entrance.porter.whose(link) is None
        assert await entrance.porter.redeem(link) is None
        assert team.world.tables()["links"] == []
