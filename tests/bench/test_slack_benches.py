"""Each benchmark of Slack runs to its end on a tiny crowd; nothing is timed here."""

from pathlib import Path

from bench import slack_answers


def test_commands_are_answered_and_echoed_over_http(tmp_path: Path) -> None:
    """By a handful who use one at the same time, and by one alone."""
    echo, ours, p99, alone = slack_answers.measure(tmp_path, at_once=2, times=2, rounds=1)

    assert "echo" in echo.name
    assert ours.goal
    assert p99.goal
    assert "to one" in alone.name
