"""Home: the tab in which each person finds their page, published when it is opened and when it changes."""

from collections import OrderedDict
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import pages
from adapters.slack.sending import Blocks, Sending, pictures_of
from adapters.slack.trouble import BROKEN, code_of, told
from bot.chat.page import Page, TextSection
from bot.chat.place import Account
from bot.chat.reply import Refuse, Reply, Show
from bot.chat.text import Say, plain
from bot.chat.waiting import Waiting

KEPT = 2_000
"""So many people's views are known by their hash."""
TRIES = 20
"""So often a page is published that somebody opened."""
STALE = "hash_conflict"


class Home:
    """Publishes pages. Slack keeps one view for each person; its hash keeps an old one from winning."""

    def __init__(self, client: AsyncWebClient, sending: Sending) -> None:
        self._client = client
        self._sending = sending
        self._hashes: OrderedDict[str, str] = OrderedDict()

    async def opened(self, account: Account, reply: Reply | None, say: Say) -> None:
        """Somebody looks: they see their page, or why there is none."""
        match reply:
            case Show(page=page):
                await self._surely(account, page, say)
            case Refuse(text=text):
                title = plain(say("Home"))
                await self._surely(account, Page(title=title, sections=(TextSection(text=text),)), say)
            case _:
                pass

    async def _surely(self, account: Account, page: Page, say: Say) -> None:
        """Show it as soon as Slack takes it: who looks at nothing does nothing that would show it later."""
        known, waiting = self._hashes.get(account.user), Waiting("a Home could not be shown")
        for _ in range(TRIES):
            try:
                return await self.publish(account, page, say)
            except BROKEN as error:
                if not await waiting.goes_on(told(error)) or self._hashes.get(account.user) != known:
                    return None  # A newer page may have been published meanwhile.
        return None

    async def publish(self, account: Account, page: Page, say: Say) -> None:
        """Show the page in the place of the one before."""
        images = await self._sending.images(pictures_of(page))
        view = pages.home_view(page, say, images, self._sending.prefix)
        known = self._hashes.get(account.user)

        async def show(blocks: Blocks, hash: str | None = known) -> AsyncSlackResponse:
            return await self._client.views_publish(
                user_id=account.user, view={**view, "blocks": blocks}, hash=hash
            )

        try:
            shown = await self._sending.in_words_else(show, view["blocks"])
        except SlackApiError as error:
            if code_of(error) != STALE:
                raise
            if self._hashes.get(account.user) != known:
                return  # A newer page was published meanwhile, and stays.
            shown = await self._sending.in_words_else(partial(show, hash=None), view["blocks"])
        self._remember(account.user, str((shown.get("view") or {}).get("hash") or ""))

    def _remember(self, user: str, hash: str) -> None:
        self._hashes.pop(user, None)
        if hash:
            self._hashes[user] = hash
        while len(self._hashes) > KEPT:
            self._hashes.popitem(last=False)
