"""A pause moves what comes after it by whole weeks, or lets what falls into it go."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pauses import Kept, LetGo, Pause, PauseMode, Waiting, move
from tests.builders import START, a_pause, an_open_pause

DAYS = st.dates(date(2026, 8, 1), date(2027, 6, 1))
WEEK = timedelta(weeks=1)


@st.composite
def some_pauses(draw: st.DrawFn, modes: tuple[PauseMode, ...] = tuple(PauseMode)) -> list[Pause]:
    """Up to four pauses that may touch, overlap or be empty; now and then one has no end."""
    found = []
    for start in draw(st.lists(DAYS, max_size=4)):
        length = draw(st.one_of(st.none(), st.integers(0, 40)))
        end = None if length is None else start + timedelta(days=length)
        found.append(Pause(start=start, end=end, mode=draw(st.sampled_from(modes))))
    return found


shifts_only = some_pauses(modes=(PauseMode.SHIFT,))


def test_ten_days_move_what_follows_by_two_weeks() -> None:
    """So that a Friday stays a Friday."""
    pause = a_pause(START, days=10, weeks=0)

    assert move(START, [pause]) == Kept(START + 2 * WEEK)
    assert move(START - timedelta(days=1), [pause]) == Kept(START - timedelta(days=1))


def test_skipped_pause_lets_go_and_moves_nothing_after_it() -> None:
    """The last day of a pause is the one before its end."""
    pause = a_pause(START, weeks=1, mode=PauseMode.SKIP)

    assert move(START + timedelta(days=6), [pause]) == LetGo(START + timedelta(days=6))
    assert move(START + WEEK, [pause]) == Kept(START + WEEK)


def test_open_pause_keeps_everything_after_its_start_waiting() -> None:
    """Nobody knows yet when it goes on."""
    assert move(START, [an_open_pause(START)]) == Waiting()
    assert move(START, [an_open_pause(START, PauseMode.SKIP)]) == LetGo(START)


def test_break_within_a_pause_moves_nothing_further() -> None:
    """Two weeks off, of which one was the cohort's anyway, are two weeks."""
    pause, within = a_pause(START, weeks=2), a_pause(START + WEEK, weeks=1)

    assert move(START, [pause, within]) == Kept(START + 2 * WEEK)


def test_pauses_that_overlap_count_their_union() -> None:
    """From the 7th to the 21st and from the 14th to the 28th are three weeks."""
    assert move(START, [a_pause(START, weeks=2), a_pause(START + WEEK, weeks=2)]) == Kept(START + 3 * WEEK)


def test_pause_in_days_that_an_earlier_one_left_empty_moves_nothing() -> None:
    """Monday to Wednesday moved the week; Thursday and Friday have nothing left to move."""
    first, second = a_pause(START, weeks=0, days=3), a_pause(START + timedelta(days=3), weeks=0, days=2)

    assert move(START, [first, second]) == Kept(START + WEEK)


def test_step_that_a_shift_brings_into_a_skip_is_let_go_there() -> None:
    """Its day is the one that it had by then, so that it is not over before the skip has begun."""
    shift, skip = a_pause(START, weeks=2), a_pause(START + 3 * WEEK, weeks=1, mode=PauseMode.SKIP)

    assert move(START + WEEK, [shift, skip]) == LetGo(START + 3 * WEEK)


@given(DAYS, some_pauses())
def test_nothing_is_kept_inside_a_pause(day: date, pauses: list[Pause]) -> None:
    """Whatever the pauses are."""
    match move(day, pauses):
        case Kept(day=kept):
            assert not any(p.start <= kept and (p.end is None or kept < p.end) for p in pauses)


@given(DAYS, shifts_only)
def test_shifts_move_by_whole_weeks_and_never_back(day: date, pauses: list[Pause]) -> None:
    """And not by more than all of them together."""
    match move(day, pauses):
        case Kept(day=kept):
            assert kept >= day
            assert (kept - day) % WEEK == timedelta()
            assert kept - day <= sum((p.weeks for p in pauses), timedelta())
        case Waiting():
            assert any(p.end is None for p in pauses)


@given(DAYS, DAYS, shifts_only)
def test_shifts_keep_the_order_of_days(one: date, other: date, pauses: list[Pause]) -> None:
    """What came first still comes first."""
    first, second = move(min(one, other), pauses), move(max(one, other), pauses)

    match first, second:
        case Kept(day=earlier), Kept(day=later):
            assert (earlier < later) == (one != other)
        case Waiting(), _:
            assert second == Waiting()


@given(DAYS, some_pauses(), DAYS, st.integers(0, 40), st.sampled_from(PauseMode))
def test_new_pause_moves_nothing_before_its_start(
    day: date, pauses: list[Pause], start: date, length: int, mode: PauseMode
) -> None:
    """What was already sent never moves."""
    before = move(day, pauses)
    after = move(day, [*pauses, Pause(start=start, end=start + timedelta(days=length), mode=mode)])

    match before:
        case Kept(day=kept) | LetGo(day=kept) if kept < start:
            assert after == before


@given(DAYS, some_pauses(), DAYS, st.integers(0, 40), st.integers(0, 40))
def test_resuming_early_moves_nothing_before_the_pause(
    day: date, pauses: list[Pause], start: date, planned: int, taken: int
) -> None:
    """The end of a pause that is under way decides only about what it held back."""
    ends = [start + timedelta(days=days) for days in (planned, min(planned, taken))]
    before, after = (move(day, [*pauses, Pause(start=start, end=end)]) for end in ends)

    match before:
        case Kept(day=kept) | LetGo(day=kept) if kept < start:
            assert after == before


@given(DAYS, some_pauses())
def test_order_in_which_pauses_are_given_does_not_matter(day: date, pauses: list[Pause]) -> None:
    """They are taken in the order of their starts."""
    assert move(day, pauses) == move(day, list(reversed(pauses)))


@given(DAYS, some_pauses())
def test_meeting_stays_or_is_let_go(day: date, pauses: list[Pause]) -> None:
    """A cohort does not wait for one person."""
    covered = any(p.start <= day and (p.end is None or day < p.end) for p in pauses)

    assert move(day, pauses, shifts=False) == (LetGo(day) if covered else Kept(day))
