"""What goes wrong by chance goes wrong the same way for one seed; limits are windows."""

from collections import Counter

from tests.platforms.slack.faults import PLANNED, Faults, Refuse, ResetAfter, Slow, Status
from tests.platforms.slack.mischief import PLANNED as TWISTS
from tests.platforms.slack.mischief import Mischief, Twist
from tests.platforms.slack.ratelimits import Tiers

POST = "chat.postMessage"


def planned(seed: int, keys: list[str], rate: float = 0.02) -> dict[str, object]:
    """What befalls the first attempt of each key."""
    faults = Faults()
    faults.plan(seed, rate)
    return {key: faults.decide(POST, "D1", key=key) for key in keys}


def test_a_plan_tells_the_same_story_in_any_order() -> None:
    """Chance is a hash of seed, key and attempt; another seed is another story."""
    keys = [f"key-{each}" for each in range(2000)]

    assert planned(1, keys) == planned(1, keys[::-1])
    assert planned(1, keys) != planned(2, keys)


def test_a_plan_keeps_to_its_rate_and_has_every_kind_equally() -> None:
    """A fifth of the calls, of eleven kinds."""
    found = Counter(planned(7, [f"key-{each}" for each in range(11_000)], rate=0.2).values())
    well = found.pop(None)

    assert 8_600 < well < 9_000
    assert found.keys() == set(PLANNED)
    assert all(150 < times < 250 for times in found.values())


def test_a_plan_lets_the_bot_start() -> None:
    """Signing in is slow at worst."""
    faults = Faults()
    faults.plan("seed", 1.0)

    assert {faults.decide("auth.test", key=f"{each}") for each in range(99)} == {Slow(seconds=0.05)}


def test_what_lasts_comes_before_what_was_told() -> None:
    """In one conversation, by either of its names, until it is lifted."""
    faults = Faults()
    gone = faults.last(Refuse(error="is_archived"), method=POST, channel="U1")
    faults.script(Status(status=503), times=2)
    faults.script(ResetAfter(), method=POST)

    assert faults.decide(POST, "U1", "D1", key="a") == Refuse(error="is_archived")
    assert faults.decide(POST, "U2", "D2", key="a") == Status(status=503)
    faults.lift(gone)
    assert faults.decide("views.open", key="b") == Status(status=503)
    assert faults.decide(POST, "U1", "D1", key="a") == ResetAfter()
    assert faults.decide(POST, "U1", "D1", key="a") is None


def test_mischief_is_planned_too() -> None:
    """Nothing by itself; then every kind, the same for one seed."""
    mischief, again = Mischief(), Mischief()
    assert mischief.decide("Ev1") is Twist.NONE
    mischief.plan(1, 0.5)
    again.plan(1, 0.5)
    ids = [f"Ev{each}" for each in range(400)]

    assert [mischief.decide(each) for each in ids] == [again.decide(each) for each in ids]
    assert mischief.done.keys() == set(TWISTS)
    assert 150 < mischief.done.total() < 250


def test_a_tier_is_a_window_of_calls() -> None:
    """Counted from each call; the answer is whole seconds, one at least."""
    tiers = Tiers(window=60)

    assert [tiers.take("users.list", 2, "", 0.5 * each) for each in range(20)] == [0] * 20
    assert tiers.take("users.list", 2, "", 10) == 50
    assert tiers.take("conversations.list", 2, "", 10) == 0
    assert tiers.take("users.list", 2, "", 59.9) == 1
    assert tiers.take("users.list", 2, "", 60) == 0


def test_messages_are_limited_by_channel_and_by_workspace() -> None:
    """One in its window to each; so many to all."""
    tiers = Tiers(window=60, channel_window=1, workspace=3)

    assert tiers.take(POST, 4, "C1", 0) == 0
    assert tiers.take(POST, 4, "C1", 0.5) == 1
    assert tiers.take(POST, 4, "C2", 0.5) == 0
    assert tiers.take(POST, 4, "C1", 1) == 0
    assert tiers.take(POST, 4, "C3", 2) == 58
