"""What Slack tells is for the app of one workspace, whoever did it."""

from typing import Any

import pytest

from adapters.slack.inbound import is_for

OURS, THEIRS = "T0OURS", "T0THEIRS"
FOR_US: dict[str, dict[str, Any]] = {
    "a click": {"team": {"id": OURS}, "user": {"id": "U1", "team_id": OURS}},
    "a command": {"team_id": OURS},
    "an event": {"team_id": OURS, "event": {"type": "message", "user_team": THEIRS}},
    "an event about a person of another workspace": {
        "team_id": THEIRS,
        "authorizations": [{"team_id": OURS, "user_id": "U0BOT"}],
        "event": {"type": "user_change"},
    },
    "an event of an organisation's": {"team_id": OURS, "authorizations": [{"team_id": None}], "event": {}},
    "a form of a person of another workspace": {
        "team": {"id": THEIRS},
        "view": {"app_installed_team_id": OURS},
    },
    "a click of an organisation's": {"team": None, "enterprise": {"id": "E1"}, "user": {"team_id": "E1"}},
}
NOT_FOR_US: dict[str, dict[str, Any]] = {
    "a click": {"team": {"id": THEIRS}},
    "a command": {"team_id": THEIRS},
    "an event": {"team_id": THEIRS, "event": {"type": "message"}},
    "an event of the app's other installation": {
        "team_id": OURS,
        "authorizations": [{"team_id": THEIRS, "user_id": "U0BOT"}],
        "event": {"type": "message"},
    },
    "a form": {"team": {"id": OURS}, "view": {"app_installed_team_id": THEIRS}},
}


@pytest.mark.parametrize("body", FOR_US.values(), ids=FOR_US)
def test_it_is_for_the_app_here(body: dict[str, Any]) -> None:
    """The installation counts; what names no workspace comes by the app's own connection."""
    assert is_for(OURS, body)


@pytest.mark.parametrize("body", NOT_FOR_US.values(), ids=NOT_FOR_US)
def test_it_is_for_the_app_elsewhere(body: dict[str, Any]) -> None:
    """The same app in another workspace has people and channels of its own."""
    assert not is_for(OURS, body)
