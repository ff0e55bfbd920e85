"""An admin stops a cohort from chat, sees what waits, and releases or forgets it."""

from bot.domain.programme import Lesson
from tests.builders import a_programme, a_step, utc
from tests.world import Community, Someone, a_world

TWO = a_programme(
    steps=[
        a_step("listen", title="Listen first"),
        a_step("ask", week=2, title="Ask", content=Lesson(body="Ask.")),
    ]
)


async def held_over_a_lesson(world: Community) -> tuple[Someone, Someone]:
    """Lena holds the cohort before the first lesson, and an announcement waits as well."""
    lena, ana = world.staff("Lena"), world.creator("Ana")
    await ana.joins()
    assert "is held: nothing is planned or sent" in await lena.uses("cohort hold", reason="Wrong dates")
    await world.advance_to(utc("2026-09-07 14:00"))
    await lena.uses("cohort announce", text="Hello", to="everyone")
    assert "held at the moment" in await lena.presses("Post it")
    return lena, ana


async def test_a_held_cohort_is_silent_until_it_is_released() -> None:
    """The number is on the button; afterwards the announcement and the lesson come."""
    async with a_world(programme=TWO, admins=["Lena"]) as world:
        lena, ana = await held_over_a_lesson(world)
        assert ana.messages() == []
        asked = await lena.uses("cohort release")
        assert "by Lena: Wrong dates." in asked
        assert "Release sends 1 message now" in asked
        assert "For 1 creator the time of further steps has come" in asked
        assert lena.buttons() == ["Release: send 1"]
        assert "goes on" in await lena.presses("Release: send 1")

        assert ana.sees("Hello") == 1
        assert ana.titles() == ["Listen first"]


async def test_what_is_forgotten_never_comes() -> None:
    """The announcement and the lesson of that day are skipped; the next week comes as always."""
    async with a_world(programme=TWO, admins=["Lena"]) as world:
        lena, ana = await held_over_a_lesson(world)
        asked = await lena.uses("cohort forget")
        assert "Forget skips 1 message to creators for good." in asked
        assert "1 creator is spared further steps" in asked
        done = await lena.presses("Forget: skip 1")
        assert "Messages not sent any more: 1. Steps left out: 1." in done
        await world.advance(days=8)

        assert (ana.sees("Hello"), ana.titles()) == (0, ["Ask"])
        assert await world.fates(ana) == {"listen": "skipped: forgotten", "ask": "sent"}


async def test_what_is_asked_counts_in_words() -> None:
    """Nothing waits at first; then one message to the channels leaves, whatever is forgotten."""
    async with a_world(programme=TWO, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        await lena.uses("cohort hold", reason="Wrong dates")
        assert "No message waits, so Release sends none now." in await lena.uses("cohort release")
        nothing = await lena.uses("cohort forget")
        assert nothing.endswith("No message to a creator waits, so Forget skips none.")
        await lena.uses("cohort announce", text="Hello", to="channel")
        await lena.presses("Post it")

        assert "skips none. 2 other messages are sent now: they go to" in await lena.uses("cohort forget")


async def test_a_second_hold_keeps_the_first_reason() -> None:
    """Max is told who holds it, and why."""
    async with a_world(programme=TWO, admins=["Lena", "Max"]) as world:
        lena, max_ = world.staff("Lena"), world.staff("Max")
        await world.settle()
        await lena.uses("cohort hold", reason="Wrong dates")

        assert "by Lena: Wrong dates. That hold stays." in await max_.uses("cohort hold", reason="Storm")
        assert await world.held() == "Wrong dates"
        actors = [(row[2], row[3]) for row in world.tables()["audit"]]
        assert actors == [(lena.enrolment.person.key, "hold")]


async def test_an_old_button_does_nothing_to_a_later_hold() -> None:
    """A second click says that nothing is held; after another hold, it says so."""
    async with a_world(programme=TWO, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        assert "is not held" in await lena.uses("cohort release")
        await lena.uses("cohort hold", reason="Wrong dates")
        await lena.uses("cohort release")
        (label,) = lena.buttons()
        release = lena.button(label)
        await lena.does(release)
        assert "is not held; nothing was changed" in await lena.does(release)
        await world.advance(hours=1)
        await lena.uses("cohort hold", reason="Storm")
        assert "was held again since" in await lena.does(release)

        assert await world.held() == "Storm"


async def test_only_admins_stop_a_cohort() -> None:
    """A mentor and a creator are refused."""
    async with a_world(programme=TWO, admins=["Lena"], mentors=["Moe"]) as world:
        lena, moe, ana = world.staff("Lena"), world.staff("Moe"), world.creator("Ana")
        await ana.joins()
        for someone in (moe, ana):
            assert "for the admins" in await someone.uses("cohort hold", reason="Because")
        await lena.uses("cohort hold", reason="Wrong dates")
        await lena.uses("cohort release")
        (label,) = lena.buttons()
        for someone in (moe, ana):
            assert "for the admins" in await someone.uses("cohort release")
            assert "for the admins" in await someone.does(lena.button(label))

        assert await world.held() == "Wrong dates"
