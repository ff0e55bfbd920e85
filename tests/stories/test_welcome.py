"""After the click on Join: three more taps at most, each with a default for whoever stops tapping."""

from datetime import timedelta

from adapters.memory.acts import Use
from bot.chat.place import Place, Profile
from bot.features.welcoming import PATIENCE
from tests.builders import a_programme, a_step
from tests.world import a_world
from tests.world.community import DISCORD, SLACK, Community

ONE_LESSON = a_programme(steps=[a_step("greet")])


async def unconfirmed(world: Community) -> list[str]:
    """Who joined two days ago or earlier, and never said that the test message arrived."""
    row = await world.store.read(lambda tx: tx.cohorts.by_name(world.cohort.name))
    assert row is not None
    before = world.now - PATIENCE
    return [
        one.person.name for one in await world.store.read(lambda tx: tx.people.unconfirmed(row.id, before))
    ]


async def test_four_taps_from_join_to_certainty() -> None:
    """Join, Yes, All fine, I got it: Ana's zone and manner are right, and messages reach her."""
    async with a_world() as world:
        ana = world.creator("Ana", zone="Europe/Madrid")
        asked = await ana.joins()
        shown = await ana.presses("Yes")
        nearly = await ana.presses("All fine")
        assert ana.messages() == ["This is where I write to you, Ana. Did it arrive?"]
        done = await ana.presses("I got it")

        assert "I believe that you live by Europe/Madrid time, where it is 14:00 now. Is that right?" in asked
        assert "Europe/Madrid it is." in shown
        assert "Monday to Friday. Quiet hours: 21:00-08:00. Language: English." in shown
        assert "Privacy, version 1: I keep your name" in shown
        assert "I sent you a message in private on Discord" in nearly
        assert done.startswith("Good, I can reach you here.")
        await world.advance(days=3)
        assert await unconfirmed(world) == []


async def test_the_chat_knows_the_zone_better_than_the_roster() -> None:
    """The roster says Madrid, Slack says Nairobi: Ana says that Slack is right, and lives by it."""
    async with a_world(programme=ONE_LESSON) as world:
        ana = world.creator("Ana", zone="Europe/Madrid", chats=(SLACK,))
        ana.seen = Profile(zone="Africa/Nairobi")
        asked = await ana.joins()
        said = await ana.presses("Yes")
        await world.advance(weeks=1)

        assert "Slack tells me that you live by Africa/Nairobi time" in asked
        assert "Africa/Nairobi it is." in said
        assert ana.times("greet") == ["Mon 2026-09-07 08:00"]  # Nine in Nairobi.


async def test_a_zone_that_is_a_distance() -> None:
    """The roster says three hours ahead of UTC, which Ana confirms as she would a city."""
    async with a_world(programme=ONE_LESSON) as world:
        ana = world.creator("Ana", zone="Etc/GMT-3")
        asked = await ana.joins()
        said = await ana.presses("Yes")

        assert "I believe that you live by Etc/GMT-3 time, where it is 15:00 now." in asked
        assert "Etc/GMT-3 it is." in said


async def test_another_zone_is_named_by_its_city() -> None:
    """Neither is right: Ana names a city, after one that nobody knows."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        assert await ana.presses("Other") == "Time zone\nTime zone"
        unknown = await ana.fills(zone="Madird")
        said = await ana.fills(zone="madrid")

        assert "Did you mean Europe/Madrid" in unknown
        assert said.startswith("Europe/Madrid it is.")
        assert ana.buttons() == ["All fine", "Change"]


async def test_whoever_stops_tapping_is_in_all_the_same() -> None:
    """Ben presses Join and no more: his lesson comes, and after two days he counts as not confirmed."""
    async with a_world(programme=ONE_LESSON) as world:
        ben = world.creator("Ben")
        await ben.joins()
        await world.advance(days=1)
        assert await unconfirmed(world) == []
        await world.advance(days=6)

        assert ben.titles() == ["greet"]
        assert await unconfirmed(world) == ["Ben"]


async def test_a_second_join_goes_on_where_the_first_stopped() -> None:
    """Ana confirmed her zone and went away; another press of Join asks for the rest, and then for nothing."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.presses("Yes")
        again = await ana.joins()
        assert ana.buttons() == ["All fine", "Change"]
        await ana.presses("All fine")
        at_last = await ana.joins()

        assert "Privacy, version 1" in again
        assert at_last == "You are in already. I write to you in private."


async def test_change_leads_to_the_settings_and_back() -> None:
    """Ana changes her quiet hours on the way, and accepts the rest."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.presses("Yes")
        await ana.presses("Change")
        await ana.presses("Quiet hours")
        said = await ana.fills(start="9 pm", end="10:30")
        assert "All fine" in ana.buttons()
        accepted = await ana.presses("All fine")

        assert said.startswith("Noted: your quiet hours are 21:00-10:30 now.")
        assert "I sent you a message in private" in accepted
        assert "All fine" not in await ana.uses("program settings")


async def test_a_double_tap_sends_one_test_message() -> None:
    """The button is still there, and Ana presses it twice; a day later a third press wants a new one."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.presses("Yes")
        fine = ana.button("All fine")
        await ana.does(fine)
        await ana.does(fine)
        assert ana.sees("Did it arrive?") == 1
        await world.advance(days=1)
        await ana.does(fine)
        assert ana.sees("Did it arrive?") == 2
        await ana.presses("I got it")

        assert await ana.does(fine) == "That is all. /program settings changes it at any time."


async def test_an_old_yes_moves_nobody() -> None:
    """Half a year later Ana lives in Tokyo and finds the question again: her zone stays hers."""
    async with a_world() as world:
        ana = world.creator("Ana", zone="Europe/Madrid")
        await ana.joins()
        yes = ana.button("Yes")
        await ana.does(yes)
        await ana.uses("program zone", zone="Tokyo")
        await world.advance(weeks=26)

        assert "You live by Asia/Tokyo time; /program settings changes it." in await ana.does(yes)


async def test_nobody_taps_for_somebody_else() -> None:
    """Ben gets hold of Ana's buttons; and a stranger, too."""
    async with a_world() as world:
        ana, ben, zoe = world.creator("Ana"), world.creator("Ben"), world.stranger("Zoe")
        await ana.joins()
        await ben.joins()

        assert await ben.does(ana.button("Yes")) == "That isn't yours to use."
        assert "I don't know this account yet" in await zoe.does(ana.button("Yes"))


async def test_a_test_message_that_finds_a_closed_door_takes_the_other_one() -> None:
    """Ana's Discord is closed to the bot: the test comes on Slack, and her press there confirms her."""
    async with a_world() as world:
        ana = world.creator("Ana", chats=(DISCORD, SLACK))
        await ana.does(Use("program settings"), Place(at=ana.accounts[1]))
        await ana.joins()
        await ana.presses("Yes")
        await world.chat.close(ana.place, "closed")
        await ana.presses("All fine")
        await ana.presses("I got it")
        await world.advance_to(world.now + timedelta(days=3))

        assert [one.place.platform for one in ana.shown()] == [SLACK]
        assert await unconfirmed(world) == []
