"""What a failed call tells: four exceptions, each with an exact meaning, and a way to find out the rest."""

from datetime import timedelta

import pytest

from bot.chat.adapter import Absent, Ambiguous, CannotTell, Found, Halted, Retry, Undeliverable
from tests.contract.rig import Rig, Trouble
from tests.contract.words import key, says

FOUR = (Retry, Ambiguous, Undeliverable, Halted)


async def a_throttled_send_says_when_to_return(rig: Rig) -> None:
    """A throttled send shows nothing and names a time; after it the message goes out."""
    (part,) = rig.adapter.layout(says())
    await rig.breaks(Trouble.THROTTLED, rig.ana)
    with pytest.raises(Retry) as told:
        await rig.adapter.send(rig.ana, part, key=key())
    assert told.value.after > timedelta(0)
    assert told.value.scope in ("place", "lane", "method")
    assert not await rig.reads(rig.ana)

    await rig.passes(told.value.after)
    await rig.adapter.send(rig.ana, part, key=key())
    assert len(await rig.reads(rig.ana)) == 1


async def a_closed_place_is_undeliverable(rig: Rig) -> None:
    """Who closed their messages gets none, and the reason is given; Ben still gets his."""
    (part,) = rig.adapter.layout(says())
    await rig.breaks(Trouble.CLOSED, rig.ana)
    with pytest.raises(Undeliverable) as told:
        await rig.adapter.send(rig.ana, part, key=key())
    await rig.adapter.send(rig.ben, part, key=key())

    assert told.value.why
    assert len(await rig.reads(rig.ben)) == 1
    assert not await rig.reads(rig.ana)


async def a_reopened_place_gets_messages(rig: Rig) -> None:
    """Nothing of a refusal stays once the place is open again."""
    (part,) = rig.adapter.layout(says())
    await rig.breaks(Trouble.CLOSED, rig.ana)
    with pytest.raises(Undeliverable):
        await rig.adapter.send(rig.ana, part, key=key())
    await rig.mends(rig.ana)
    await rig.adapter.send(rig.ana, part, key=key())

    assert len(await rig.reads(rig.ana)) == 1


async def a_halted_lane_says_so_until_it_is_lifted(rig: Rig) -> None:
    """A revoked token stops every place, and nothing is shown; a lifted halt is forgotten."""
    (part,) = rig.adapter.layout(says())
    await rig.breaks(Trouble.HALTED)
    for place in (rig.ana, rig.ben, rig.channel):
        with pytest.raises(Halted):
            await rig.adapter.send(place, part, key=key())
    await rig.mends(rig.ana)
    await rig.adapter.send(rig.ana, part, key=key())

    assert len(await rig.reads(rig.ana)) == 1
    assert not await rig.reads(rig.ben)


async def a_dropped_connection_is_ambiguous(rig: Rig) -> None:
    """A connection that breaks leaves it open whether the message was shown, and the history tells."""
    (part,) = rig.adapter.layout(says("Hello Ana.", "Done"))
    began = rig.now()
    await rig.breaks(Trouble.DROPPED, rig.ana)
    with pytest.raises(Ambiguous):
        await rig.adapter.send(rig.ana, part, key=key())

    assert await rig.adapter.find(rig.ana, part, key=key(), since=began) == Absent()


async def a_time_out_before_showing_is_absent(rig: Rig) -> None:
    """A send that timed out and never arrived is not found, and may be sent again."""
    (part,) = rig.adapter.layout(says("Hello Ana.", "Done"))
    began = rig.now()
    await rig.breaks(Trouble.TIMED_OUT_BEFORE, rig.ana)
    with pytest.raises(Ambiguous):
        await rig.adapter.send(rig.ana, part, key=key())
    assert await rig.adapter.find(rig.ana, part, key=key(), since=began) == Absent()

    await rig.adapter.send(rig.ana, part, key=key())
    assert len(await rig.reads(rig.ana)) == 1


async def a_time_out_after_showing_is_found(rig: Rig) -> None:
    """A send that timed out but arrived is found, as the message that stands there."""
    (part,) = rig.adapter.layout(says("Hello Ana.", "Done"))
    began = rig.now()
    await rig.breaks(Trouble.TIMED_OUT_AFTER, rig.ana)
    with pytest.raises(Ambiguous):
        await rig.adapter.send(rig.ana, part, key=key())

    (seen,) = await rig.reads(rig.ana)
    found = await rig.adapter.find(rig.ana, part, key=key(), since=began)
    assert isinstance(found, Found)
    assert (found.ref.place, found.ref.id) == (rig.ana, seen.id)


async def a_hasty_repeat_after_a_time_out_shows_nothing_new(rig: Rig) -> None:
    """Within the platform's own window the key alone prevents a second copy."""
    (part,) = rig.adapter.layout(says("Hello Ana.", "Done"))
    await rig.breaks(Trouble.TIMED_OUT_AFTER, rig.ana)
    with pytest.raises(Ambiguous):
        await rig.adapter.send(rig.ana, part, key=key())
    await rig.passes(timedelta(seconds=20))
    ref = await rig.adapter.send(rig.ana, part, key=key())

    assert [seen.id for seen in await rig.reads(rig.ana)] == [ref.id]


async def what_was_sent_is_found(rig: Rig) -> None:
    """A message is found by its key, among others."""
    (part,) = rig.adapter.layout(says("Hello Ana.", "Done"))
    began = rig.now()
    refs = {name: await rig.adapter.send(rig.ana, part, key=key(name)) for name in ("one", "two", "three")}

    assert await rig.adapter.find(rig.ana, part, key=key("two"), since=began) == Found(refs["two"])


async def what_was_never_sent_is_absent(rig: Rig) -> None:
    """Other messages, with other buttons, do not stand for the one that is looked for."""
    (other,) = rig.adapter.layout(says("Hello again.", "Later"))
    (part,) = rig.adapter.layout(says("Hello Ana.", "Done"))
    began = rig.now()
    await rig.adapter.send(rig.ana, other, key=key("other"))

    assert await rig.adapter.find(rig.ana, part, key=key(), since=began) == Absent()


async def a_copy_elsewhere_is_not_found_here(rig: Rig) -> None:
    """What was sent to Ben is absent from Ana's conversation."""
    (part,) = rig.adapter.layout(says("Hello.", "Done"))
    began = rig.now()
    await rig.adapter.send(rig.ben, part, key=key())

    assert await rig.adapter.find(rig.ana, part, key=key(), since=began) == Absent()


async def a_search_never_raises(rig: Rig) -> None:
    """Where a lane is halted, or a place closed, a search says that it can't tell."""
    (part,) = rig.adapter.layout(says("Hello.", "Done"))
    await rig.breaks(Trouble.HALTED)
    assert isinstance(await rig.adapter.find(rig.ana, part, key=key(), since=rig.now()), CannotTell)


async def only_four_exceptions_leave_an_adapter(rig: Rig) -> None:
    """Whatever breaks, in whatever call, the core is told in its own words."""
    (part,) = rig.adapter.layout(says("Hello.", "Done"))
    ref = await rig.adapter.send(rig.ana, part, key=key("stands"))
    for number, trouble in enumerate(Trouble):
        calls = (
            lambda name=f"call {number}": rig.adapter.send(rig.ana, part, key=key(name)),
            lambda: rig.adapter.edit(ref, part),
            lambda: rig.adapter.delete(ref),
        )
        for call in calls:
            await rig.breaks(trouble, rig.ana)
            with pytest.raises(FOUR):
                await call()
            await rig.mends(rig.ana)


ALL = (
    a_throttled_send_says_when_to_return,
    a_closed_place_is_undeliverable,
    a_reopened_place_gets_messages,
    a_halted_lane_says_so_until_it_is_lifted,
    a_dropped_connection_is_ambiguous,
    a_time_out_before_showing_is_absent,
    a_time_out_after_showing_is_found,
    a_hasty_repeat_after_a_time_out_shows_nothing_new,
    what_was_sent_is_found,
    what_was_never_sent_is_absent,
    a_copy_elsewhere_is_not_found_here,
    a_search_never_raises,
    only_four_exceptions_leave_an_adapter,
)
