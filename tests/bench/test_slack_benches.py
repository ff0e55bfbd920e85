"""Each benchmark of Slack runs to its end on a tiny crowd; nothing is timed here."""

from pathlib import Path

from bench import slack_acks, slack_answers, slack_sends


def test_courier_and_bare_loop_send_the_same(tmp_path: Path) -> None:
    """The same words and buttons to as many people, which the bench itself makes sure of."""
    ours, theirs, ratio, hearing = slack_sends.measure(tmp_path, messages=5, rounds=1)

    assert ours.name.startswith("courier")
    assert theirs.name.startswith("bare loop")
    assert ratio.goal
    assert not hearing.goal


def test_commands_are_answered_and_echoed_over_http(tmp_path: Path) -> None:
    """By a handful who use one at the same time, and by one alone."""
    echo, ours, p99, alone = slack_answers.measure(tmp_path, at_once=2, times=2, rounds=1)

    assert "echo" in echo.name
    assert ours.goal
    assert p99.goal
    assert "to one" in alone.name


def test_what_is_written_is_acknowledged_while_the_database_is_held(tmp_path: Path) -> None:
    """For a moment, by a handful; that all of it is handled afterwards is made sure of by the bench."""
    (acknowledged,) = slack_acks.measure(tmp_path, at_once=2, held=0.1)

    assert acknowledged.met is not None
