"""What could not be delivered is listed with its reason, and an admin decides: retry it, or drop it."""

from adapters.memory.faults import Refuse, TimeOut
from bot.chat.place import Place
from bot.domain.programme import Lesson
from bot.store.tx import Tx
from tests.builders import a_programme, a_step, utc
from tests.world import DISCORD, SLACK, Community, Someone, a_world

ONE = a_programme(steps=[a_step("listen", title="Listen first")])
LONG = Lesson(body="\n\n".join(f"Paragraph {n}. " + "word " * 150 for n in range(4)))
MORNING = utc("2026-09-07 13:01")


async def ana_is_unreachable(world: Community) -> tuple[Someone, Someone]:
    """Lena, an admin, and Ana, whose place was closed when her lesson left."""
    lena, ana = world.staff("Lena"), world.creator("Ana")
    await ana.joins()
    await world.chat.close(ana.place, "closed by Ana")
    await world.advance_to(MORNING)
    return lena, ana


async def test_all_is_well() -> None:
    """Nothing waits, and that is said."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()

        assert "all that was due could be delivered" in await lena.uses("cohort deliveries")
        assert lena.buttons() == []


async def test_a_dead_delivery_is_retried() -> None:
    """Who, what, when and why can be read; once Ana is open again, the lesson comes, as late as it is."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena, ana = await ana_is_unreachable(world)
        listed = await lena.uses("cohort deliveries")
        assert listed.startswith("One message could not be delivered, or is in doubt:")
        assert "1. **Ana**: “Listen first” (week 1), due Mon 7 Sep" in listed
        assert "Discord refused it on Mon 7 Sep 09:00 (America/New_York): closed by Ana." in listed
        retry = lena.button("Retry 1")
        await world.advance(days=10)
        await world.chat.reopen(ana.place)
        assert "due again" in await lena.does(retry)

        assert ana.titles() == ["Listen first"]
        assert await world.fates(ana) == {"listen": "sent"}
        assert "Nothing was changed, since it is settled. Shown on Discord" in await lena.does(retry)
        assert ("retry", "done") in [(row[3], row[5]) for row in world.tables()["audit"]]


async def test_a_retry_that_is_refused_is_listed_again() -> None:
    """Ana's place is still closed."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena, ana = await ana_is_unreachable(world)
        await lena.uses("cohort deliveries")
        await lena.presses("Retry 1")

        assert ana.titles() == []
        assert "closed by Ana" in await lena.uses("cohort deliveries")


async def test_a_retry_goes_where_the_person_is_now() -> None:
    """Ana is reached on Slack by now: she has pressed something there since."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena, ana = world.staff("Lena"), world.creator("Ana", chats=(DISCORD, SLACK))
        await ana.joins()
        for place in (ana.place, Place(at=ana.accounts[1])):
            await world.chat.close(place, "closed by Ana")
        await world.advance_to(MORNING)
        await lena.uses("cohort deliveries")
        await world.chat.meet(ana.accounts[1])
        await world.chat.reopen(Place(at=ana.accounts[1]))
        await lena.presses("Retry 1")

        assert [one.place.platform for one in ana.shown()] == [SLACK]


async def test_a_dead_delivery_is_dropped() -> None:
    """It is listed no more, `why` tells who decided so, and nothing is sent when Ana is open again."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena, ana = await ana_is_unreachable(world)
        await lena.uses("cohort deliveries")
        drop, retry = lena.button("Drop 1"), lena.button("Retry 1")
        assert "not sent any more" in await lena.does(drop)
        await world.chat.reopen(ana.place)
        assert "an admin decided so" in await lena.does(retry)

        assert ana.titles() == []
        assert await world.fates(ana) == {"listen": "skipped: dropped"}


async def test_what_is_in_doubt_is_sent_again_only_after_a_warning() -> None:
    """The chat can't tell whether Ana saw it: the admin is warned, then decides."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena, ana = world.staff("Lena"), world.creator("Ana")
        await ana.joins()
        world.chats[DISCORD].cannot_tell = True
        await world.chat.script(TimeOut(shown=False), place=ana.place)
        await world.advance_to(MORNING)
        assert "Perhaps shown" in await lena.uses("cohort deliveries")
        assert "this may be a second copy" in await lena.presses("Retry 1")
        assert ana.titles() == []
        await lena.presses("Send it again")

        assert ana.titles() == ["Listen first"]


async def test_what_was_shown_in_part_is_sent_whole_after_a_warning() -> None:
    """The second part was refused: the admin is told that the first would stand there twice."""
    programme = a_programme(steps=[a_step("long", content=LONG)])
    async with a_world(programme=programme, admins=["Lena"]) as world:
        lena, ana = world.staff("Lena"), world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 12:59"))
        world.chats[DISCORD].fails(send=2, fault=Refuse("closed"))
        await world.advance_to(MORNING)
        await world.advance(hours=1)
        await lena.uses("cohort deliveries")
        assert "would stand there twice" in await lena.presses("Retry 1")
        await lena.presses("Send it again")

        assert ana.sees("Paragraph 3.") == 1


async def test_many_are_shown_a_few_at_a_time_and_as_a_page() -> None:
    """Seven creators are closed: five with buttons, then two more; the page has them all."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        for number in range(7):
            someone = world.creator(f"Creator {number}")
            await someone.joins()
            await world.chat.close(someone.place)
        await world.advance_to(MORNING)
        first = await lena.uses("cohort deliveries")
        assert first.startswith("7 messages could not be delivered")
        assert lena.buttons()[-1] == "More"
        rest = await lena.presses("More")
        assert ("5. " in first, "6. " in first, "6. " in rest, "7. " in rest) == (True, False, True, True)
        row = await world.store.read(lambda tx: tx.cohorts.by_name(world.cohort.name))
        assert row is not None
        page = await lena.opens(f"undelivered/{row.key}")

        assert page.count("Listen first") == 7


async def test_what_was_taken_back_is_not_sent_by_a_retry() -> None:
    """A dead announcement is retracted: there is nothing to retry any more."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena, ana = world.staff("Lena"), world.creator("Ana", never_quiet=True)
        await ana.joins()
        await world.chat.close(ana.place)
        await lena.uses("cohort announce", text="Oops", to="everyone")
        await lena.presses("Post it")
        retract = lena.button("Retract")
        assert "an announcement" in await lena.uses("cohort deliveries")
        retry = lena.button("Retry 1")
        await lena.does(retract)
        await world.chat.reopen(ana.place)

        assert "it was taken back before it had left" in await lena.does(retry)
        assert ana.sees("Oops") == 0


async def test_only_admins_decide() -> None:
    """Ana can't see the list, nor use Lena's button or the page."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena, ana = await ana_is_unreachable(world)
        await lena.uses("cohort deliveries")
        assert "for the admins" in await ana.uses("cohort deliveries")
        assert "for the admins" in await ana.does(lena.button("Drop 1"))
        row = await world.store.read(lambda tx: tx.cohorts.by_name(world.cohort.name))
        assert row is not None
        assert "for the admins" in await ana.opens(f"undelivered/{row.key}")

        assert world.deliveries("step/") == [("dead", "closed by Ana")]


def lena_reads_spanish(tx: Tx) -> None:
    """She has chosen it."""
    lena = tx.people.by_name("Lena")
    assert lena is not None
    tx.people.set_language(lena.id, "es")


async def test_an_admin_reads_why_in_their_own_language() -> None:
    """What the bot says of a refusal is Spanish for Lena, in words and in the name of the day."""
    async with a_world(programme=ONE, admins=["Lena"]) as world:
        lena, _ = await ana_is_unreachable(world)
        await world.store.write(lena_reads_spanish)
        listed = await lena.uses("cohort deliveries")

        assert "Discord lo rechazó el lun, 7 sept" in listed
