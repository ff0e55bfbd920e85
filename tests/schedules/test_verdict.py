"""What a chat's outage excuses: what became stale while it lasted, for who has no other chat."""

from datetime import timedelta

import pytest

from bot.chat.place import Account, Platform
from bot.domain.calendar import Occurrence
from schedules.actors.diary import Joined
from schedules.verdict import Down, Player, step_key
from tests.builders import JOINED, a_person, a_step, utc

SLACK, DISCORD = Platform("slack"), Platform("discord")
DOWN = Down(platform=SLACK, since=utc("2026-09-15 00:00"), until=utc("2026-09-22 00:00"))


def player(zone: str = "Europe/London", *elsewhere: Account) -> Player:
    """A creator on Slack, whose nights are quiet."""
    account = Account(platform=SLACK, workspace="T1", user="U1")
    person = a_person("Ana", zone=zone)
    return Player(person=person, account=account, track="", diary=(Joined(at=JOINED),), elsewhere=elsewhere)


def comes(at: str, late_after: timedelta = timedelta(hours=20)) -> Occurrence:
    """A step that comes then, and is of use for so long."""
    then = utc(at)
    return Occurrence(
        key="office-hours/0", step=a_step("office-hours", late_after=late_after), ordinal=0, week=6,
        nominal=then.date(), wall=then.replace(tzinfo=None), zone="UTC", at=then, starts=then,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "zone", "excused"),
    [
        ("2026-09-16 17:00", "Europe/London", True),
        ("2026-09-14 17:00", "Europe/London", False),
        ("2026-09-14 17:00", "Asia/Singapore", True),
        ("2026-09-21 17:00", "Europe/London", False),
    ],
)
def test_what_became_stale_meanwhile(at: str, zone: str, excused: bool) -> None:
    """What came before could have been sent, unless it waited for a morning; what lasts longer still can."""
    assert DOWN.excuses(player(zone), comes(at)) is excused


def test_who_has_another_chat() -> None:
    """They read on there; but what may have been seen can't go round."""
    one, ben = comes("2026-09-16 17:00"), Account(platform=DISCORD, workspace="", user="1")
    doubted = Down(platform=SLACK, since=DOWN.since, until=DOWN.until, doubted=frozenset({step_key(one.key)}))

    assert not DOWN.excuses(player("Europe/London", ben), one)
    assert doubted.excuses(player("Europe/London", ben), one)
