"""What an adapter owes beside messages: it stops when told, knows the time, and says what ails it."""

from datetime import UTC, timedelta

from tests.contract.rig import Rig, Trouble
from tests.contract.words import key, says


async def it_stops_when_it_is_told_to(rig: Rig) -> None:
    """A cancelled run ends, and can be started again."""
    await rig.disconnects()
    await rig.connects()
    await rig.types(rig.ana, "Hello")

    assert len(rig.door.events) == 1


async def it_approaches_nobody_by_itself(rig: Rig) -> None:
    """A bot that comes, or comes back, writes to nobody who is not owed something."""
    await rig.disconnects()
    await rig.connects()
    await rig.types(rig.ana, "Hello")

    assert not any([await rig.reads(place) for place in (rig.ana, rig.ben, rig.channel)])


async def messages_leave_while_nobody_acts(rig: Rig) -> None:
    """Waiting for people holds up no message."""
    (part,) = rig.adapter.layout(says())
    for number in range(20):
        await rig.adapter.send(rig.ana, part, key=key(str(number)))

    assert len(await rig.reads(rig.ana)) == 20


async def it_tells_the_time_of_the_platform(rig: Rig) -> None:
    """The platform's clock is aware, and within a second of the platform's time."""
    await rig.passes(timedelta(days=3))
    told = await rig.adapter.time()

    assert told is not None
    assert told.tzinfo is not None
    assert abs(told.astimezone(UTC) - rig.now()) <= timedelta(seconds=1)


async def the_doctor_finds_it_well(rig: Rig) -> None:
    """Nothing is wrong with a connection that works."""
    findings = await rig.adapter.doctor()
    assert findings
    assert all(finding.well and finding.text for finding in findings), findings


async def the_doctor_names_the_remedy(rig: Rig) -> None:
    """A halted lane is found, with what to do about it."""
    await rig.breaks(Trouble.HALTED)
    ill = [finding for finding in await rig.adapter.doctor() if not finding.well]

    assert ill
    assert all(finding.remedy for finding in ill)


async def it_has_a_name_and_a_pace(rig: Rig) -> None:
    """The courier learns whose lane this is, and how fast it may be used."""
    assert rig.adapter.platform == rig.ana.platform
    assert rig.adapter.pace.in_flight >= 1


ALL = (
    it_stops_when_it_is_told_to,
    it_approaches_nobody_by_itself,
    messages_leave_while_nobody_acts,
    it_tells_the_time_of_the_platform,
    the_doctor_finds_it_well,
    the_doctor_names_the_remedy,
    it_has_a_name_and_a_pace,
)
