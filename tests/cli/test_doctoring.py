"""`doctor` and `invite`, as they are typed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.shell import run

SLACK = '\n[slack]\nbot_token = "env:NOWHERE"\n'
DISCORD = '\n[discord]\ntoken = "env:COHORTBOT_TEST_TOKEN"\n'


def test_all_is_well(config: Path) -> None:
    """A line for each thing, and exit 0."""
    ran = run("doctor", config)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == f"ok configuration: {config} has no fault."
    assert [line[:3] for line in ran.out.splitlines()] == ["ok "] * 4


def test_what_is_wrong_is_marked(on_record: Path) -> None:
    """What to do about it stands below, and the code says that something is wrong."""
    ran = run("doctor", on_record)

    assert (ran.code, ran.err) == (3, "")
    lines = ran.out.splitlines()
    wrong = lines.index("!! planner of spring-2027: It has not looked at this cohort yet.")
    assert lines[wrong + 1] == "   Start the bot: cohortbot run CONFIG."


def test_a_database_of_a_newer_program_is_a_finding(on_record: Path) -> None:
    """Not the end of the looking."""
    with closing(sqlite3.connect(on_record.with_name("cohortbot.db"))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    ran = run("doctor", on_record)

    assert (ran.code, ran.err) == (3, "")
    assert "the database has schema 9999, this program knows them up to" in ran.out
    assert "ok chats: " in ran.out


def test_an_invitation_needs_a_bot(config: Path) -> None:
    """Without a table of Discord there is nobody to invite; without its token nobody can ask."""
    ran = run("invite", "discord", config)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"cohortbot: {config}: there is no [discord] in it; add it, with the bot's token\n"

    config.write_text(config.read_text(encoding="utf-8") + DISCORD, encoding="utf-8")
    ran = run("invite", "discord", config)
    assert (ran.code, ran.out) == (1, "")
    assert "discord.token: the environment variable COHORTBOT_TEST_TOKEN is empty" in ran.err


def test_a_manifest_to_paste(config: Path) -> None:
    """JSON with the commands under their prefix, and nothing else; no token is needed for it."""
    text = config.read_text(encoding="utf-8")
    config.write_text(f'{text}{SLACK}app_token = "env:NOWHERE"\nprefix = "cb-"\n', encoding="utf-8")
    ran = run("manifest", "slack", config, "--name", "Change Makers")

    made = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert made["display_information"]["name"] == "Change Makers"
    commands = [one["command"] for one in made["features"]["slash_commands"]]
    assert commands == ["/cb-program", "/cb-cohort", "/cb-mentor"]
    assert made["settings"]["socket_mode_enabled"]


def test_a_manifest_with_an_address(config: Path) -> None:
    """Where Slack calls the bot it must be told where; only there, and only safely."""
    text = config.read_text(encoding="utf-8")
    config.write_text(f'{text}{SLACK}mode = "http"\nsigning_secret = "env:NOWHERE"\n', encoding="utf-8")
    made = json.loads(run("manifest", "slack", config, "--url", "https://bot.example/").out)
    url = made["settings"]["event_subscriptions"]["request_url"]
    assert url == "https://bot.example/slack/events"
    assert {one["url"] for one in made["features"]["slash_commands"]} == {url}

    assert "name the address that Slack calls with --url" in run("manifest", "slack", config).err
    ran = run("manifest", "slack", config, "--url", "http://bot.example/")
    assert (ran.code, ran.out) == (1, "")
    assert "it begins with https://" in ran.err


def test_a_manifest_that_can_not_be_made(config: Path) -> None:
    """Without a table of Slack; with an address that nobody calls; with a name that is too long."""
    ran = run("manifest", "slack", config)
    assert (ran.code, ran.out) == (1, "")
    assert "there is no [slack] in it; add it" in ran.err

    text = config.read_text(encoding="utf-8")
    config.write_text(f'{text}{SLACK}app_token = "env:NOWHERE"\n', encoding="utf-8")
    assert "Slack calls no address" in run("manifest", "slack", config, "--url", "https://a.example").err
    ran = run("manifest", "slack", config, "--name", "x" * 36)
    assert "the app's name has 36 characters, and Slack takes 1 to 35" in ran.err


def test_only_what_takes_invitations_is_invited() -> None:
    """The group says what there is."""
    assert run("invite", "slack", "config.toml").code == 2
    assert "discord" in run("invite", "--help").out
