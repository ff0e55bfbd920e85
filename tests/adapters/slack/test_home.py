"""Home: an older page never wins over a newer one."""

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.home import Home
from adapters.slack.places import account_of
from adapters.slack.sending import Sending
from bot.chat.message import File, Picture
from bot.chat.page import Page, TextSection
from bot.engine.wording import wording
from tests.platforms.slack.server import serving

SAY = wording("en")


async def _drawn(picture: Picture) -> bytes:
    raise AssertionError(picture)


async def _filled(file: File) -> bytes:
    raise AssertionError(file)


def _page(words: str) -> Page:
    return Page(title="Home", sections=(TextSection(text=(words,)),))


async def test_each_page_takes_the_place_of_the_one_before() -> None:
    """Slack is told which one that was."""
    async with serving() as slack:
        ana = slack.person("Ana")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        home = Home(client, Sending(client, _drawn, _filled))
        account = account_of(slack.team, ana.id)
        for words in ("Week 1", "Week 2", "Week 3"):
            await home.publish(account, _page(words), SAY)

        assert ana.home is not None
        assert "Week 3" in ana.home.content
        assert slack.breaches == []


async def test_a_page_of_an_earlier_run_gives_way() -> None:
    """Nobody knows its hash any more, and whose hash is stale publishes without one."""
    async with serving() as slack:
        ana = slack.person("Ana")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        account = account_of(slack.team, ana.id)
        first, second = (Home(client, Sending(client, _drawn, _filled)) for _ in range(2))
        await first.publish(account, _page("Week 1"), SAY)
        await second.publish(account, _page("Week 2"), SAY)
        await first.publish(account, _page("Week 3"), SAY)

        assert ana.home is not None
        assert "Week 3" in ana.home.content
