"""What the tests of the Slack adapter share."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack.manifest import SCOPES
from tests.platforms.slack.server import Slack, serving


@pytest.fixture
async def there() -> AsyncIterator[Slack]:
    """A Slack where everything is well, and no scope is granted that nobody asked for."""
    async with serving() as slack:
        slack.credential.scopes = list(SCOPES)
        yield slack
        assert slack.breaches == []
