"""The benchmark of the playground runs to its end with a few creators; nothing is timed here."""

from pathlib import Path

import pytest

from bench import playground
from tests.browser.chromium import ABSENT, installed


@pytest.mark.soak
def test_the_page_is_watched_while_time_flies(tmp_path: Path) -> None:
    """A first page, its memory, a journey, and the clicks on the way."""
    if installed() is None:
        pytest.skip(ABSENT)
    figures = playground.measure(tmp_path, many=12, few=12, rounds=1)

    assert [one.goal for one in figures] == ["< 2 s", "< 3 s", "< 400 MB", "<= 15 s", "< 1 s"]
