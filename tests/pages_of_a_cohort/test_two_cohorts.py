"""Two cohorts on the pages of one bot: each reads what is theirs, and whoever leads both is led to both."""

import html
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from httpx import AsyncClient

from bot.domain.keys import cohort_key
from tests.pages_of_a_cohort.bot import ADMIN, CREATOR, ELSEWHERE, AnotherCohort, Bot, a_bot, signs_in

pytestmark = pytest.mark.asyncio(loop_scope="session")
AUTUMN = AnotherCohort(
    config="""
[[playground.accounts]]
name = "Otto Olsen"
password = "env:PASSWORD_OF_OTTO"

[[cohorts]]
name = "autumn"
title = "Autumn"
program = "program"
roster = "other.csv"
start = {start}
zone = "Europe/London"
mentors = ["Otto Olsen"]
admins = ["Ada Admin"]
""",
    roster="""\
name,discord,slack,zone,language,working_days,track,non_profit,mentor
Ada Admin,,,Europe/Berlin,en,mon-fri,,,
Otto Olsen,,,{zone},en,mon-fri,,,
Uma Udo,100000000000000009,,{zone},en,mon-sun,health,Fund,Otto Olsen
""",
)
COHORTS = {name: f"/pages/view/{cohort_key(name)}" for name in ("spring", "autumn")}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    """A bot that carries both."""
    async with a_bot(tmp_path_factory.mktemp("both"), other=AUTUMN) as running:
        yield running


async def reads(client: AsyncClient, path: str) -> str:
    """The page, as it is read."""
    answer = await client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.text)


async def statuses(client: AsyncClient) -> dict[str, int]:
    """How each cohort's page and programme answer."""
    paths = [*COHORTS.values(), *(f"/programme?cohort={name}" for name in COHORTS)]
    return {path: (await client.get(path)).status_code for path in paths}


async def test_who_leads_both_is_led_to_both(both: Bot) -> None:
    """The header names each cohort; pages and programmes of both open, and so do both channels."""
    async with both.browser() as ada:
        await signs_in(ada, ADMIN)
        home, chat = await reads(ada, "/pages/home"), await reads(ada, "/")
        found = await statuses(ada)
        spring, autumn = [await reads(ada, path) for path in COHORTS.values()]

    assert [f'href="{path}">{name.capitalize()}</a>' in home for name, path in COHORTS.items()] == [True] * 2
    assert ["# Spring" in chat, "# Autumn" in chat] == [True, True]
    assert set(found.values()) == {200}
    assert ["Ana Ruiz" in spring, "Uma Udo" in spring] == [True, False]
    assert ["Ana Ruiz" in autumn, "Uma Udo" in autumn] == [False, True]


async def test_a_mentor_of_one_sees_that_one(both: Bot) -> None:
    """Its channel and their creators; of the other one neither page nor name, and no programme."""
    async with both.browser() as otto:
        await signs_in(otto, ELSEWHERE)
        home, chat = await reads(otto, "/pages/home"), await reads(otto, "/")
        found = await statuses(otto)
        autumn = await reads(otto, COHORTS["autumn"])

    assert [COHORTS[name] in home for name in ("spring", "autumn")] == [False, True]
    assert ["# Spring" in chat, "# Autumn" in chat] == [False, True]
    assert list(found.values()) == [403, 200, 403, 403]
    assert "Uma Udo" in autumn
    assert [word for word in ("Ana Ruiz", "Spring") if word in home + chat + autumn] == []


async def test_a_creator_of_one_sees_nothing_of_the_other(both: Bot) -> None:
    """Not even that it is there."""
    async with both.browser() as ana:
        await signs_in(ana, CREATOR)
        home, chat = await reads(ana, "/pages/home"), await reads(ana, "/")
        found = await statuses(ana)

    assert list(found.values()) == [403] * 4
    assert "# Spring" in chat
    assert "Autumn" not in home + chat
