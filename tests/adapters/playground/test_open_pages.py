"""Signing out ends the pages that are open; those that were left end by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from nicegui import Client, ui
from starlette.requests import Request

from adapters.playground.open_pages import OpenPages
from adapters.playground.sessions import Session
from bot.chat.place import PLAYGROUND, Account

SESSION = Session(
    id="one", account=Account(platform=PLAYGROUND, user="ana"), ends_at=datetime(2027, 1, 11, 12, tzinfo=UTC)
)


@contextmanager
def a_page() -> Iterator[tuple[OpenPages, Client]]:
    """A page of the session that nobody looks at yet."""
    open_pages, request = OpenPages(), Request({"type": "http", "state": {"session": SESSION}})
    page = Client(ui.page("/somewhere"), request=None)
    open_pages.opened(request, page)
    try:
        yield open_pages, page
    finally:
        if not page.is_deleted:
            page.delete()


@pytest.mark.parametrize("tab", [pytest.param("tab", id="open"), pytest.param(None, id="left")])
async def test_signing_out_ends_what_is_open(tab: str | None) -> None:
    """Nothing is drawn there any more; NiceGUI deletes what was left, and would find it gone."""
    with a_page() as (open_pages, page):
        page.tab_id = tab
        open_pages.end(SESSION)

        assert page.is_deleted == (tab is not None)
