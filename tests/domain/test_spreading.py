"""The creators of a mentor who leaves are spread evenly, or not at all."""

from bot.domain.spreading import Spread, TooFew, spread


def test_whoever_has_the_fewest_takes_the_next() -> None:
    """Two mentors with one and none: the creators go to the second first, then by turns."""
    assert spread([1, 2, 3], {7: 1, 8: 0}, most=3) == Spread(((1, 8), (2, 7), (3, 8)))


def test_too_little_room_moves_nobody() -> None:
    """Room for one, three to place: two would be left over; who has too many already gives no room."""
    assert spread([1, 2, 3], {7: 4, 8: 2}, most=3) == TooFew(room=1, left_over=2)


def test_without_other_mentors_there_is_no_room() -> None:
    """Everybody would be left over."""
    assert spread([1], {}, most=3) == TooFew(room=0, left_over=1)
