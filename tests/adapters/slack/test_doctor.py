"""The doctor finds what keeps the bot from working on Slack, and says what to do."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.slack.manifest import SCOPES
from tests.adapters.slack.looking import at, ill, looks, only
from tests.platforms.slack.server import Slack


async def test_the_doctor_finds_it_well(there: Slack) -> None:
    """One line a thing, and each is well; what nobody can see is said to be so."""
    found = await looks(there)

    assert all(one.well for one in found)
    assert [(one.subject, one.text) for one in found if one.subject != "settings"] == [
        ("token", "The token is that of the bot cohortbot."),
        (f"workspace {there.team}", "The bot is in Creators."),
        ("scopes", "The app has all scopes that it needs."),
        ("socket mode", "Slack opens a socket for the app."),
        (f"channel {there.channel('general').id}", "The bot is in #general."),
        ("clock", "This machine's clock agrees with Slack's."),
    ]
    (settings,) = [one for one in found if one.subject == "settings"]
    assert settings.text.startswith("Whether the Messages tab is on, ")
    assert "can't be seen from here" in settings.text


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("invalid_auth", "it is wrong"),
        ("token_revoked", "was revoked"),
        ("account_inactive", "was removed from the workspace"),
        ("token_expired", "token rotation"),
    ],
)
async def test_a_token_that_is_refused(there: Slack, standing: Any, words: str) -> None:
    """Nothing else can be looked at."""
    there.credential.standing = standing

    found = await only(there)

    assert found.subject == "token"
    assert words in found.text
    assert len(await looks(there)) == 1


async def test_a_wrong_token_is_not_repeated(there: Slack) -> None:
    """Neither is one of another kind, and the remedy says where the right one is."""
    wrong = await only(there, token="xoxb-not-this-one")
    other = await only(there, token=there.app_token)

    assert wrong.text == "Slack refuses the bot's token: it is wrong."
    assert "OAuth & Permissions" in wrong.remedy
    assert "not-this-one" not in wrong.text + wrong.remedy
    assert other.text == "The bot's token is one of another kind: it must begin with xoxb-."


async def test_a_persons_token_is_no_bots(there: Slack) -> None:
    """Slack takes it, but it is not the app's."""
    there.world.bot_id = ""

    assert await ill(there) == [("token", "The token belongs to cohortbot, who is no bot.")]


async def test_missing_scopes_are_named_one_by_one(there: Slack) -> None:
    """Each with what it is for."""
    there.credential.scopes = [scope for scope in SCOPES if scope not in ("files:write", "users:read")]

    found = [one for one in await looks(there) if not one.well]

    assert [(one.subject, one.text) for one in found] == [
        ("scopes", "The app lacks the scope files:write, needed to show pictures and files."),
        (
            "scopes",
            "The app lacks the scope users:read, needed to know people's names, languages and time zones.",
        ),
    ]
    assert all("reinstall the app" in one.remedy for one in found)


async def test_another_workspace(there: Slack) -> None:
    """The ids of the configuration don't belong to the token; such a channel can't be looked at."""
    found = await only(there, channels=(at(there), at(there, "C0ELSE", team="T0ELSE")))

    assert found.subject == "workspace T0ELSE"
    assert f"the token is for Creators ({there.team})" in found.text
    assert [call for call, _ in there.calls].count("conversations.info") == 1


async def test_no_app_token(there: Slack) -> None:
    """Socket Mode needs one."""
    assert await ill(there, app_token=None) == [
        ("socket mode", "Socket Mode needs an app token, and there is none.")
    ]


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("xapp-1-not-this-one", "Slack refuses the app token: it is wrong, or was revoked."),
        (None, "The app token is one of another kind: it must begin with xapp-."),
    ],
)
async def test_a_wrong_app_token(there: Slack, token: str | None, words: str) -> None:
    """It says so of the app token, not of the bot's."""
    found = await only(there, app_token=token or there.bot_token)

    assert (found.subject, found.text) == ("socket mode", words)
    assert "connections:write" in found.remedy


async def test_an_app_token_without_its_scope(there: Slack) -> None:
    """The remedy names it."""
    there.credential.app_scopes = ["authorizations:read"]

    assert (await only(there)).text == "The app token lacks the scope connections:write."


async def test_socket_mode_is_off(there: Slack) -> None:
    """A switch of the app's settings."""
    await there.disable_link()

    assert (await only(there)).remedy.startswith("Switch Enable Socket Mode on")


async def test_signed_requests_need_their_secret(there: Slack) -> None:
    """In HTTP mode; the app token is nobody's business then."""
    well = await looks(there, socket_mode=False, app_token=None, signing_secret=there.signing_secret)

    assert all(one.well for one in well)
    assert await ill(there, socket_mode=False, signing_secret="") == [
        (
            "signatures",
            "There is no signing secret, so no request of Slack can be told from anybody else's.",
        )
    ]


@pytest.mark.parametrize(("minutes", "side"), [(-7, "ahead of"), (7, "behind")])
@pytest.mark.parametrize("socket_mode", [True, False])
async def test_a_clock_that_is_wrong(there: Slack, minutes: int, side: str, socket_mode: bool) -> None:
    """More than five minutes hold messages back, and let what Slack signs be refused."""
    found = await only(
        there,
        late=timedelta(minutes=minutes),
        socket_mode=socket_mode,
        signing_secret=there.signing_secret,
    )

    assert found.text == f"This machine's clock is 7 minutes {side} Slack's."
    assert ("all that Slack signs is refused" in found.remedy) is not socket_mode


async def test_a_clock_that_is_nearly_right(there: Slack) -> None:
    """A few minutes do no harm."""
    assert await ill(there, late=timedelta(minutes=4)) == []
