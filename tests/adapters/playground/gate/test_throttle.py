"""Wrong tries are slowed down, more each time, and nobody else waits for it."""

from datetime import timedelta

from adapters.playground import throttle
from adapters.playground.throttle import Throttle
from tests.adapters.playground.gate.house import Watch, a_house


def waits(throttle: Throttle, watch: Watch, name: str, address: str, tries: int) -> list[int]:
    """How long each wait is, for somebody who tries as soon as they may."""
    found = []
    for _ in range(tries):
        throttle.tried(name, address, watch.now)
        found.append(throttle.wait(name, address, watch.now))
        watch.moves(seconds=found[-1])
    return found


async def test_the_fourth_wrong_try_is_not_looked_at_at_once() -> None:
    """It is answered, though, with when to come back; then the right password is right."""
    async with a_house() as house, house.browser() as lena:
        for _ in range(3):
            assert (await house.signs_in(lena, password="wrong")).status_code == 403
        refused = await house.signs_in(lena)

        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        assert "Too many wrong tries." in refused.text
        assert house.porter.asked == 3
        house.watch.moves(seconds=1)
        assert (await house.signs_in(lena)).status_code == 303


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    """A year of guesses at one name is some 35,000."""
    found = waits(Throttle(), Watch(), "Lena", "192.0.2.1", 15)

    assert found == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_a_name_is_the_same_however_it_is_spelt() -> None:
    """Blanks and capitals make no new one."""
    counted, watch = Throttle(), Watch()
    for name in ("Lena", "LENA", " lena "):
        counted.tried(name, "192.0.2.1", watch.now)

    assert counted.wait("lena", "192.0.2.1", watch.now) == 1


def test_others_do_not_wait() -> None:
    """Neither Tom at the same address, nor Lena at another."""
    counted, watch = Throttle(), Watch()
    waits(counted, watch, "Lena", "192.0.2.1", 12)
    counted.tried("Lena", "192.0.2.1", watch.now)

    assert counted.wait("Lena", "192.0.2.1", watch.now) > 0
    assert counted.wait("Tom", "192.0.2.1", watch.now) == 0
    assert counted.wait("Lena", "192.0.2.2", watch.now) == 0


def test_many_names_from_one_address_are_slowed_down() -> None:
    """A minute at most: whoever shares it is not locked out."""
    counted, watch = Throttle(), Watch()
    for number in range(40):
        counted.tried(f"name {number}", "192.0.2.1", watch.now)

    assert counted.wait("Lena", "192.0.2.1", watch.now) == 60
    assert counted.wait("Lena", "192.0.2.2", watch.now) == 0


def test_one_name_from_many_addresses_is_slowed_down() -> None:
    """But not where its owner has signed in before."""
    counted, watch = Throttle(), Watch()
    counted.tried("Lena", "192.0.2.1", watch.now)
    counted.was_right("Lena", "192.0.2.1")
    for number in range(40):
        counted.tried("Lena", f"198.51.100.{number}", watch.now)

    assert counted.wait("Lena", "203.0.113.1", watch.now) == 60
    assert counted.wait("Lena", "192.0.2.1", watch.now) == 0


def test_a_network_of_version_six_is_one_address() -> None:
    """Whoever has one has 2**64 of them."""
    counted, watch = Throttle(), Watch()
    for number in range(3):
        counted.tried("Lena", f"2001:db8::{number}", watch.now)

    assert counted.wait("Lena", "2001:db8::ffff", watch.now) == 1
    assert counted.wait("Lena", "2001:db8:0:1::1", watch.now) == 0


def test_many_right_ones_slow_nobody_down() -> None:
    """A whole team signs in behind one address."""
    counted, watch = Throttle(), Watch()
    for number in range(100):
        counted.tried(f"name {number}", "192.0.2.1", watch.now)
        counted.was_right(f"name {number}", "192.0.2.1")

    assert counted.wait("Lena", "192.0.2.1", watch.now) == 0


def test_after_an_hour_all_is_forgiven() -> None:
    """Counted from the last wrong try."""
    counted, watch = Throttle(), Watch()
    waits(counted, watch, "Lena", "192.0.2.1", 12)
    watch.moves(hours=1)
    counted.tried("Lena", "192.0.2.1", watch.now)

    assert counted.wait("Lena", "192.0.2.1", watch.now) == 0


def test_a_clock_that_is_set_back_makes_nobody_wait_longer() -> None:
    """The wait is counted from then."""
    counted, watch = Throttle(), Watch()
    for _ in range(3):
        counted.tried("Lena", "192.0.2.1", watch.now)

    assert counted.wait("Lena", "192.0.2.1", watch.now - timedelta(days=3)) == 1


def test_so_much_is_remembered_and_no_more() -> None:
    """However many names somebody makes up; the newest count."""
    counted, watch = Throttle(), Watch()
    for number in range(throttle.REMEMBERED + 50):
        counted.tried(f"name {number}", f"address {number}", watch.now)
        counted.was_right(f"home {number}", f"address {number}")
    held = (counted._pairs, counted._addresses, counted._names)

    assert [len(one._counts) for one in held] == [throttle.REMEMBERED] * 3
    assert len(counted._at_home) == throttle.REMEMBERED
