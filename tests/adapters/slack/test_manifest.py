"""The app manifest, held against Slack's limits and against what is declared."""

import json

import pytest

from adapters.slack.manifest import BOT_EVENTS, EVENT_TYPES, SCOPES, manifest
from bot.chat.command import Command
from bot.engine.naming import in_every_language
from bot.engine.routes import Routes
from bot.features import ALL

COMMANDS = in_every_language(Routes(ALL).commands)
NEEDS = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "message.im": {"im:history"},
    "user_change": {"users:read"},
}
"""Slack, Events: the scopes that each wants."""


def test_every_group_is_a_slash_command() -> None:
    """With a hint of each of its commands; people are told by id in what is typed."""
    made = manifest(COMMANDS, prefix="acme-")["features"]["slash_commands"]

    assert [one["command"] for one in made] == ["/acme-program", "/acme-cohort", "/acme-mentor"]
    hints = " | ".join(one["usage_hint"] for one in made).split(" | ")
    assert sorted(hint.split(" [")[0].split()[0] for hint in hints) == sorted(
        one.name.split()[1] for one in COMMANDS
    )
    assert all(one["should_escape"] for one in made)
    assert not any("url" in one for one in made)


def test_it_is_within_slacks_limits() -> None:
    """Names, descriptions and hints; it is plain JSON."""
    made = manifest(COMMANDS, name="Our community bot")

    assert json.loads(json.dumps(made)) == made
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    for one in made["features"]["slash_commands"]:
        assert len(one["command"]) <= 32
        assert 0 < len(one["description"]) <= 2000
        assert 0 < len(one["usage_hint"]) <= 1000


def test_socket_mode_needs_no_address() -> None:
    """And everything else does not change with it."""
    made = manifest(COMMANDS)

    assert made["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in json.dumps(made)
    assert made["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_without_socket_mode_slack_calls_one_address() -> None:
    """For events, clicks and commands."""
    made = manifest(COMMANDS, socket_mode=False, request_url="https://bot.a.org/slack/events")

    assert made["settings"]["socket_mode_enabled"] is False
    assert json.dumps(made).count('"https://bot.a.org/slack/events"') == 2 + 3


@pytest.mark.parametrize(("socket_mode", "url"), [(True, "https://a.org"), (False, None)])
def test_an_address_is_given_only_where_it_is_called(socket_mode: bool, url: str | None) -> None:
    """Else the app could not be reached, or nobody would notice that it is not."""
    with pytest.raises(ValueError, match="address"):
        manifest(COMMANDS, socket_mode=socket_mode, request_url=url)


def test_scopes_are_those_that_are_needed() -> None:
    """Each event has the scopes that it wants, and no other event is asked for."""
    made = manifest(COMMANDS)
    scopes = set(made["oauth_config"]["scopes"]["bot"])

    assert made["settings"]["event_subscriptions"]["bot_events"] == sorted(BOT_EVENTS)
    assert set(BOT_EVENTS) == set(NEEDS)
    assert set().union(*NEEDS.values()) <= scopes == set(SCOPES)
    assert all(SCOPES.values())


@pytest.mark.parametrize(
    ("commands", "name", "prefix", "why"),
    [
        (COMMANDS, "x" * 36, "", "the app's name"),
        (COMMANDS, "x", "a-very-long-prefix-for-commands-", "a slash command"),
        ([Command(name=f"a{n} b", summary="x") for n in range(51)], "x", "", "50"),
        ([Command(name=f"a {'b' * 25}{n}", summary="x") for n in range(50)], "x", "", "a usage hint"),
    ],
)  # fmt: skip
def test_what_slack_would_not_take_is_refused_here(
    commands: list[Command], name: str, prefix: str, why: str
) -> None:
    """With the reason."""
    with pytest.raises(ValueError, match=why):
        manifest(commands, name=name, prefix=prefix)


def test_a_direct_message_is_told_as_a_message() -> None:
    """Listeners know events by what they say that they are."""
    assert set(EVENT_TYPES) == {name for name in BOT_EVENTS if "." not in name} | {"message"}
