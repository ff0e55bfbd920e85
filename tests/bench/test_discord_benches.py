"""Each benchmark of Discord runs to its end on a tiny crowd; nothing is timed here."""

from pathlib import Path

from bench import discord_answers, discord_sends, discord_start


def test_courier_and_bare_loop_send_the_same(tmp_path: Path) -> None:
    """The same words and buttons to as many rooms, which the bench itself makes sure of."""
    ours, theirs, ratio = discord_sends.measure(tmp_path, messages=5, rounds=1)

    assert ours.name.startswith("courier")
    assert theirs.name.startswith("bare loop")
    assert "times Discord's own 50/s" in ratio.figure


def test_commands_are_answered_and_echoed(tmp_path: Path) -> None:
    """By a handful who use one at the same time, and by one alone."""
    echo, p50, p99, alone, drawn = discord_answers.measure(tmp_path, people=2, times=1, rounds=1, alone=1)

    assert "echo" in echo.name
    assert p50.goal
    assert p99.goal
    assert "to one" in alone.name
    assert "picture" in drawn.name


def test_a_start_ends_when_the_bot_is_ready_and_has_answered() -> None:
    """In a process of its own, with every server of a small Discord."""
    seconds, memory = discord_start.measure(guilds=2, members=4, rounds=1, ready=0)

    assert "first answer" in seconds.figure
    assert "MB" in memory.figure
