"""Zones are found by what people call them, and none is guessed where two are meant."""

from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.zones import is_zone, zones_beginning, zones_called, zones_near


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Madrid", "Europe/Madrid"),
        ("  são PAULO ", "America/Sao_Paulo"),
        ("new york", "America/New_York"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Istanbul", "Europe/Istanbul"),
        ("america/new york", "America/New_York"),
        ("Madrid, Spain", "Europe/Madrid"),
        ("GMT+3", "Etc/GMT-3"),
        ("utc -5:00", "Etc/GMT+5"),
        ("\u22123", "Etc/GMT+3"),
        ("UTC+0", "UTC"),
        ("UTC", "UTC"),
        ("Egypt", "Egypt"),
    ],
)
def test_one_zone_is_meant(typed: str, zone: str) -> None:
    """Cities, names, distances from Greenwich, with and without accents."""
    assert zones_called(typed) == (zone,)


def test_two_cities_of_one_name() -> None:
    """Both are named, since their clocks differ; the same clocks under two names are one."""
    assert zones_called("West") == ("Australia/West", "Brazil/West")
    assert zones_called("Louisville") == ("America/Kentucky/Louisville",)


@pytest.mark.parametrize("typed", ["", "Atlantis", "GMT+15", "-13", "../../etc/passwd", "a" * 10_000, "\x00"])
def test_what_is_no_zone(typed: str) -> None:
    """Nothing is guessed."""
    assert zones_called(typed) == ()


def test_slips_of_the_finger() -> None:
    """What is written nearly so."""
    assert "Europe/Madrid" in zones_near("Madird")
    assert zones_near("") == ()


def test_what_a_zone_begins_with() -> None:
    """The city or the region."""
    assert "Africa/Nairobi" in zones_beginning("nai", 5)
    assert len(zones_beginning("america/", 5)) == 5


def test_every_zone_is_found_by_its_name() -> None:
    """Whatever the list holds: also those that are a distance from UTC."""
    for name in available_timezones():
        assert zones_called(name) == (name,), name
        assert is_zone(name)


@given(st.text())
def test_whatever_is_typed_gives_zones_that_exist(typed: str) -> None:
    """Or none."""
    for name in zones_called(typed):
        ZoneInfo(name)
