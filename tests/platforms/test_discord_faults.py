"""What goes wrong goes wrong as told, for as long as told, or by a plan that can be told again."""

from collections import Counter

from tests.platforms.discord.faults import (
    CLOSED,
    PASSING,
    PLANNED,
    QUARANTINED,
    Faults,
    RateLimit,
    Refuse,
    ResetAfter,
    ResetBefore,
    Slow,
    Status,
)

MESSAGES = "/channels/1/messages"


def test_nothing_goes_wrong_by_itself() -> None:
    """A server is well until it is told otherwise."""
    assert Faults().decide("POST", MESSAGES, key="a") is None


def test_a_told_fault_befalls_the_next_request_that_matches() -> None:
    """Once, and those of another method or path are left alone."""
    faults = Faults()
    faults.script(ResetAfter(), method="POST", path="/channels/*/messages")

    assert faults.decide("GET", MESSAGES, key="a") is None
    assert faults.decide("POST", "/channels/1/messages/2/crosspost", key="a") is None
    assert faults.decide("POST", MESSAGES, key="a") == ResetAfter()
    assert faults.decide("POST", MESSAGES, key="a") is None


def test_told_faults_come_in_their_order() -> None:
    """First twice this, then that."""
    faults = Faults()
    faults.script(Status(status=503), times=2)
    faults.script(Slow(seconds=0.1))

    found = [faults.decide("POST", MESSAGES, key="a") for _ in range(4)]

    assert found == [Status(status=503), Status(status=503), Slow(seconds=0.1), None]


def test_a_closed_channel_refuses_messages_until_it_is_open() -> None:
    """As direct messages do, when someone closes them; the rest of the channel is as it was."""
    faults = Faults()
    faults.close(1)

    assert faults.decide("POST", MESSAGES, key="a") == CLOSED
    assert faults.decide("POST", MESSAGES, key="b") == Refuse(status=403, code=50007, message=CLOSED.message)
    assert faults.decide("GET", MESSAGES, key="c") is None
    assert faults.decide("POST", "/channels/2/messages", key="d") is None
    faults.open(1)
    assert faults.decide("POST", MESSAGES, key="a") is None


def test_a_lasting_fault_stays_until_it_is_lifted() -> None:
    """Here the bot may open no more direct messages; lifting twice does no harm."""
    faults = Faults()
    quarantine = faults.last(QUARANTINED, method="POST", path="/users/@me/channels")

    assert [faults.decide("POST", "/users/@me/channels", key=each) for each in "ab"] == [QUARANTINED] * 2
    faults.lift(quarantine)
    faults.lift(quarantine)
    assert faults.decide("POST", "/users/@me/channels", key="c") is None


def test_what_lasts_comes_before_what_was_told_and_that_before_the_plan() -> None:
    """A told fault waits while a channel is closed."""
    faults = Faults()
    faults.plan("seed", 1.0, (ResetBefore(),))
    faults.script(Slow(seconds=0.1))
    faults.close(1)

    first = faults.decide("POST", MESSAGES, key="a")
    faults.open(1)

    assert [first, *(faults.decide("POST", MESSAGES, key="a") for _ in range(2))] == [
        CLOSED,
        Slow(seconds=0.1),
        ResetBefore(),
    ]


def planned(seed: int, keys: list[str], rate: float = 0.02) -> dict[str, object]:
    """What befalls the first attempt of each key."""
    faults = Faults()
    faults.plan(seed, rate)
    return {key: faults.decide("POST", MESSAGES, key=key) for key in keys}


def test_a_plan_tells_the_same_story_in_any_order() -> None:
    """Chance is a hash of seed, key and attempt; another seed is another story."""
    keys = [f"key-{each}" for each in range(2000)]

    assert planned(1, keys) == planned(1, keys[::-1])
    assert planned(1, keys) != planned(2, keys)


def test_a_plan_keeps_to_its_rate_and_has_every_kind_equally() -> None:
    """A fifth of the requests, of twelve kinds."""
    found = Counter(planned(7, [f"key-{each}" for each in range(12_000)], rate=0.2).values())
    well = found.pop(None)

    assert 9_400 < well < 9_800
    assert found.keys() == set(PLANNED)
    assert all(150 < times < 250 for times in found.values())


def test_what_failed_may_go_well_the_next_time() -> None:
    """Each attempt has a chance of its own."""
    faults = Faults()
    faults.plan("seed", 0.5)

    found = [faults.decide("POST", MESSAGES, key="one") for _ in range(50)]

    assert None in found
    assert any(found)


def test_a_plan_changes_no_meaning() -> None:
    """Nobody is refused by chance; reading has no after; interactions have no global limit."""
    faults = Faults()
    faults.plan("seed", 1.0)
    read = {faults.decide("GET", MESSAGES, key=str(each)) for each in range(300)}
    answered = {faults.decide("POST", "/interactions/1/token/callback", key=str(each)) for each in range(300)}

    assert not any(isinstance(each, Refuse) for each in read | answered)
    assert not any(isinstance(each, ResetAfter) or (isinstance(each, Status) and each.after) for each in read)
    assert not any(isinstance(each, RateLimit) and each.is_global for each in answered)
    assert ResetAfter() in answered


def test_a_plan_lets_the_bot_start() -> None:
    """Signing in and declaring commands meet only what the library gets over by itself."""
    faults = Faults()
    faults.plan("seed", 1.0)
    for path in ("/users/@me", "/gateway/bot", "/applications/9/commands"):
        assert {faults.decide("GET", path, key=f"{path}{each}") for each in range(200)} <= set(PASSING)


def test_a_run_can_say_what_it_went_through() -> None:
    """So that a test can ask whether every kind came."""
    faults = Faults()
    faults.script(ResetBefore(), times=2)
    for each in "abc":
        faults.decide("POST", MESSAGES, key=each)

    assert faults.injected == {ResetBefore(): 2}
