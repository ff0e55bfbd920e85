"""What the bot shows to those who may can be pressed, filled in and opened, however oddly."""

import pytest

from tests.authority.stage import Stage
from tests.authority.things import Things
from tests.authority.walk import Route, every_route, wrong_on_walks


@pytest.mark.parametrize(("title", "route"), [pytest.param(*one, id=one[0]) for one in every_route()])
async def test_everything_shown_can_be_used(title: str, route: Route, stage: Stage, things: Things) -> None:
    """A walk that begins here never ends in a failure or at a locked door."""
    wrong = await wrong_on_walks(route, stage, things)

    assert not wrong, "\n".join((title, *wrong))
