"""The doctor finds what keeps the bot from working on Discord, and says what to do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from discord import Permissions

from adapters.discord.doctor import Wanted, examined
from adapters.discord.permissions import needed
from bot.chat.adapter import Finding
from tests.adapters.discord.stand import BOT, CHANNEL, GUILD, HOME, NOW, TOKEN, Stand, overwrite, role

COMMANDS: Sequence[dict[str, Any]] = ({"name": "program"}, {"name": "mentor"})
WANTED = Wanted(channels=(HOME,), commands=COMMANDS)


async def looks(stand: Stand, wanted: Wanted = WANTED, token: str = TOKEN) -> Sequence[Finding]:
    """What the doctor finds."""
    return await examined(token, stand.url, wanted, lambda: NOW)


async def ill(stand: Stand, wanted: Wanted = WANTED) -> list[tuple[str, str]]:
    """Subject and text of what the doctor finds ill, each with a remedy."""
    found = [finding for finding in await looks(stand, wanted) if not finding.well]
    assert all(finding.remedy for finding in found)
    return [(finding.subject, finding.text) for finding in found]


async def only(stand: Stand, wanted: Wanted = WANTED) -> Finding:
    """The one thing that the doctor finds ill."""
    (found,) = [finding for finding in await looks(stand, wanted) if not finding.well]
    return found


@pytest.fixture
async def well(stand: Stand) -> Stand:
    """A stand where the commands are declared too."""
    stand.commands[None] = [*COMMANDS]
    return stand


async def test_the_doctor_finds_it_well(well: Stand) -> None:
    """One line a thing, and each is well."""
    found = await looks(well)

    assert [(finding.subject, finding.text) for finding in found] == [
        ("token", "The token is that of the bot cohortbot."),
        ("application", "The application is Change Makers."),
        ("intents", "No privileged intent is needed."),
        ("gateway", "The bot may connect 990 more times of 1000."),
        (f"server {GUILD}", "The bot is in Spring 2027."),
        (f"channel {CHANNEL}", "In #welcome the bot may do all that it needs to."),
        ("commands", "The commands are declared for every server."),
        ("clock", "This machine's clock agrees with Discord's."),
    ]
    assert all(finding.well and not finding.remedy for finding in found)


async def test_a_revoked_token_is_found_with_what_to_do(well: Stand) -> None:
    """Nothing else can be looked at, and the token is not repeated."""
    (found,) = await looks(well, token="a.revoked.token")

    assert (found.subject, found.well) == ("token", False)
    assert found.text == "Discord refuses the token: it is wrong, or was revoked."
    assert found.remedy.startswith("Reset the token on the page Bot")
    assert "a.revoked.token" not in found.text + found.remedy


async def test_nobody_there(well: Stand) -> None:
    """A wrong address, or a machine that is offline."""
    well.url = "http://127.0.0.1:9/api"

    assert (await only(well)).subject == "connection"
    assert "127.0.0.1 can't be reached" in (await only(well)).text


async def test_something_else_answers(well: Stand) -> None:
    """A proxy's own page is no answer of Discord."""
    well.strange = {"/applications/@me", "/users/@me"}

    assert (await only(well)).text == f"{well.url}/v10/users/@me answers something that Discord would not."


async def test_discord_has_trouble(well: Stand) -> None:
    """What can't be looked at is said, and the rest is looked at."""
    well.refusals = {"/gateway/bot": (503, 0), f"/channels/{CHANNEL}": (503, 0)}

    assert await ill(well) == [
        ("gateway", "Discord has trouble of its own (503)."),
        (f"channel {CHANNEL}", "Discord has trouble of its own (503)."),
    ]


async def test_quarantine_is_told_by_its_number(well: Stand) -> None:
    """A bot that Discord's anti-spam system has flagged."""
    well.refusals = {f"/guilds/{GUILD}": (403, 20026)}

    assert "anti-spam" in (await only(well)).remedy


async def test_too_many_requests(well: Stand) -> None:
    """A refusal at the edge of the network is not tried again."""
    well.refusals = {"/users/@me": (429, 0)}

    assert (await only(well)).text == "Discord asks for fewer requests."


async def test_a_persons_token_is_no_bots(well: Stand) -> None:
    """The wrong token was copied."""
    well.me["bot"] = False

    assert (await only(well)).text == "The token belongs to cohortbot, who is no bot."


async def test_settings_that_keep_clicks_away(well: Stand) -> None:
    """Both are switches of the portal."""
    well.app |= {"interactions_endpoint_url": "https://example.org", "bot_require_code_grant": True}

    assert [subject for subject, _ in await ill(well)] == ["application", "application"]


@pytest.mark.parametrize(
    ("flags", "members", "healthy"),
    [
        (0, False, True),
        (0, True, False),
        (1 << 14, True, True),
        (1 << 15, True, True),
        (1 << 18, True, False),
    ],
)
async def test_the_members_intent_is_needed_only_where_wanted(
    well: Stand, flags: int, members: bool, healthy: bool
) -> None:
    """It is on for big bots by one flag, for small ones by another; those of other intents don't count."""
    well.app["flags"] = flags

    found = await ill(well, replace(WANTED, members=members))

    assert [subject for subject, _ in found] == ([] if healthy else ["intents"])


async def test_a_bot_that_starts_too_often(well: Stand) -> None:
    """It is told before Discord takes the token away."""
    well.left = 99

    assert (await only(well)).remedy.startswith("Leave the bot off for 1.5 hours")


@pytest.mark.parametrize("refusal", [(404, 10004), (403, 50001)])
async def test_a_server_that_the_bot_is_not_in(well: Stand, refusal: tuple[int, int]) -> None:
    """It has to be invited; its channel can't be looked at before."""
    well.refusals = {f"/guilds/{GUILD}": refusal}

    found = await only(well)

    assert found.subject == f"server {GUILD}"
    assert "`cohortbot invite discord CONFIG`" in found.remedy
    assert f"/channels/{CHANNEL}" not in well.asked


async def test_a_channel_that_is_not_there(well: Stand) -> None:
    """It was deleted, or its id is mistyped."""
    well.refusals = {f"/channels/{CHANNEL}": (404, 10003)}

    assert await ill(well) == [(f"channel {CHANNEL}", f"There is no channel {CHANNEL}.")]


async def test_a_channel_that_the_bot_cannot_see(well: Stand) -> None:
    """Discord tells nothing of it but that."""
    well.refusals = {f"/channels/{CHANNEL}": (403, 50001)}

    assert "allow View Channels" in (await only(well)).remedy


async def test_a_channel_of_another_server(well: Stand) -> None:
    """The ids in the configuration don't belong together."""
    well.channel["guild_id"] = "101"

    assert "is not in Spring 2027" in (await only(well)).text


@pytest.mark.parametrize(("kind", "words"), [(15, "is a forum"), (5, "no private threads"), (11, "a thread")])
async def test_a_channel_of_another_kind(well: Stand, kind: int, words: str) -> None:
    """The bot needs a text channel."""
    well.channel["type"] = kind

    assert words in (await only(well)).text


async def test_missing_permissions_are_named_one_by_one(well: Stand) -> None:
    """Each with what it is for."""
    denied = Permissions(attach_files=True, create_private_threads=True).value
    well.channel["permission_overwrites"] = [overwrite(BOT, deny=denied)]

    assert await ill(well) == [
        (
            f"channel {CHANNEL}",
            "The bot lacks Attach Files in #welcome: pictures and files are attached.",
        ),
        (
            f"channel {CHANNEL}",
            "The bot lacks Create Private Threads in #welcome: "
            "whose direct messages are closed gets a private thread.",
        ),
    ]


async def test_what_everyone_may_counts(well: Stand) -> None:
    """The bot needs no role of its own where everybody may do what it needs."""
    well.guild["roles"], well.member["roles"] = [role(GUILD, needed().value)], []

    assert await ill(well) == []


async def test_commands_that_are_not_declared(stand: Stand) -> None:
    """As before the first start."""
    assert await ill(stand) == [("commands", "No commands are declared for every server.")]


async def test_commands_of_another_version(well: Stand) -> None:
    """A comparison of the caller's decides."""
    wanted = replace(WANTED, same=lambda listed, wanted: len(listed) == 3)

    assert await ill(well, wanted) == [
        ("commands", "The commands that are declared for every server are not those of this version.")
    ]


async def test_commands_in_the_other_scope(well: Stand) -> None:
    """What was declared in a test server stays there, so people see it twice."""
    well.commands[GUILD] = [{"name": "program"}]

    assert await ill(well) == [
        ("commands", f"Commands are declared in the server {GUILD} as well, so people see them twice.")
    ]


async def test_commands_in_a_test_server(stand: Stand) -> None:
    """Only there, and nowhere else."""
    stand.commands[GUILD] = [*COMMANDS]

    assert await ill(stand, replace(WANTED, guild=GUILD)) == []
    assert [subject for subject, _ in await ill(stand, WANTED)] == ["commands", "commands"]


async def test_unknown_commands_are_not_looked_at(stand: Stand) -> None:
    """Nothing is claimed of what nobody knows."""
    found = await looks(stand, replace(WANTED, commands=None))

    assert "commands" not in {finding.subject for finding in found}


@pytest.mark.parametrize(("minutes", "side"), [(-7, "ahead of"), (7, "behind")])
async def test_a_clock_that_is_wrong(well: Stand, minutes: int, side: str) -> None:
    """More than five minutes hold the bot's messages back."""
    well.date = NOW + timedelta(minutes=minutes)

    assert await ill(well) == [("clock", f"This machine's clock is 7 minutes {side} Discord's.")]


async def test_a_clock_that_is_nearly_right(well: Stand) -> None:
    """A few minutes do no harm."""
    well.date = NOW + timedelta(minutes=4)

    assert await ill(well) == []
