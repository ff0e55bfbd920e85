"""Discord's clock is read off its answers."""

from datetime import UTC, datetime, timedelta

import pytest
from discord.http import Route

from adapters.discord.asking import ask, logged_in
from adapters.discord.headers import DateHeaders, date_of
from tests.adapters.discord.stand import NOW, TOKEN, Stand


async def test_it_goes_on_between_answers(stand: Stand) -> None:
    """What the newest answer said, and the time since."""
    passed = 100.0
    dates = DateHeaders(lambda: passed)
    assert dates.now() is None

    async with logged_in(TOKEN, stand.url, dates) as http:
        assert dates.now() == NOW
        passed += 90
        assert dates.now() == NOW + timedelta(seconds=90)
        stand.date = NOW + timedelta(hours=1)
        await ask(http, Route("GET", "/users/@me"))

    assert dates.now() == NOW + timedelta(hours=1)


@pytest.mark.parametrize("header", [None, "", "soon", "Mon, 11 Jan 2027 09:00:00 -0000"])
def test_what_is_no_date_tells_nothing(header: str | None) -> None:
    """A proxy may take the header away or spoil it."""
    assert date_of(header) is None


def test_a_date_is_an_instant() -> None:
    """As the standard writes it."""
    assert date_of("Mon, 11 Jan 2027 09:00:00 GMT") == datetime(2027, 1, 11, 9, tzinfo=UTC)
