"""Creators tell their goals, their work and their numbers, and get them back."""

from bot.chat.event import TextReceived
from bot.domain.programme import StepKind
from bot.engine.authority import admit
from bot.engine.feature import Intent
from bot.engine.late_answer import owed_for
from bot.engine.plans import Plans
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features import works
from bot.store.tx import Tx
from tests.builders import a_programme, a_step, utc
from tests.world import Community, Someone, a_world

PROGRAMME = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
FILM = "https://example.org/film?a=1&b=(2)"


async def types_a_link(world: Community, someone: Someone, link: str) -> str:
    """What is said to a link that somebody typed, once something listens to what is typed."""
    route = Intent(name="a link", says="", run=lambda tx, visit: works.propose(tx, visit, link))
    event = TextReceived(
        id=f"typed-{world.number()}",
        at=world.now,
        account=someone.accounts[0],
        place=someone.place,
        text=link,
    )
    plans = Plans([world.plan()])

    def work(tx: Tx) -> None:
        visit = admit(tx, Visit(event=event, now=world.now, say=wording("en"), plans=plans), route)
        assert isinstance(visit, Visit)
        tx.deliveries.add([owed_for(route.run(tx, visit), visit, known=True)])

    before = len(someone.shown())
    await world.store.write(work)
    await world.settle()
    return "\n".join(someone.messages()[before:])


async def test_a_goal_is_kept_with_those_before_it() -> None:
    """Setting a new one shows the old one; the same one again is no news."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert "You have set no goal yet." in await ana.uses("program goal")
        assert "progress page" in await ana.uses("program goal", goal="Ten readers")
        assert await ana.uses("program goal", goal="A hundred\nreaders, @everyone") == (
            "Your goal: A hundred readers, @everyone\nBefore, it was: Ten readers"
        )
        assert "That is what it was already." in await ana.uses(
            "program goal", goal="A hundred\nreaders, @everyone"
        )
        assert await ana.uses("program goal") == (
            "Your goal since Tue 1 Sep: A hundred readers, @everyone\n\n"
            "Earlier goals:\n• Tue 1 Sep: Ten readers"
        )


async def test_a_goal_of_any_length_is_kept_whole() -> None:
    """Ten thousand characters, from right to left: kept to the letter, shown shortened."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        words = "أريد أن أصل إلى الجميع 🙂 =SUM(A1) " * 300
        said = await ana.uses("program goal", goal=words)

        assert len(said) < 900
        assert said.count("\u2068") == said.count("\u2069") == 1
        assert [row[2] for row in world.tables()["goals"]] == [words.strip()]


async def test_work_is_logged_once() -> None:
    """The same link again is known; what is no link is refused in words."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert await ana.uses("program share", link=FILM, words="My *film*") == (
            f"It is logged. These are your newest pieces of work:\n• {FILM} · My *film*"
        )
        assert "You have logged this one before." in await ana.uses("program share", link=FILM)
        assert await ana.uses("program share", link="my film") == (
            "A web address, please, one that begins with https://."
        )
        for number in range(2):
            await ana.uses("program share", link=f"https://example.org/{number}")
        said = await ana.uses("program share", link="https://example.org/last")
        assert said.count("•") == 3
        assert said.endswith("You have logged 4 in all.")


async def test_sharing_asks_for_what_it_lacks() -> None:
    """`/program share` alone opens a form, which says beside each field what is wrong."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert await ana.uses("program share") == "/program share\nLink\nWords"
        assert "link: A web address, please" in await ana.fills(link="film", words="")
        assert "words: That is longer than 3000 characters." in await ana.fills(link=FILM, words="x" * 3_001)
        assert "It is logged." in await ana.fills(link=FILM, words="x" * 3_000)


async def test_a_typed_link_is_logged_by_a_click() -> None:
    """Yes, and Yes again: it is logged once; a No that comes later changes nothing."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        asked = await types_a_link(world, ana, FILM)
        assert asked == f"Shall I log this as a piece of your work? {FILM}"
        assert world.tables()["works"][0][-1] is None
        logged = await ana.presses("Yes, log it", on="Shall I")
        twice = await ana.repeats()
        await world.advance(weeks=20)

        assert logged.startswith("It is logged.")
        assert twice == ""
        assert "since Tue 1 Sep" in await ana.presses("Yes, log it", on="Shall I")
        assert "since Tue 1 Sep" in await ana.presses("No", on="Shall I")
        assert "among your pieces of work" in await types_a_link(world, ana, FILM)
        assert len(world.tables()["works"]) == 1


async def test_a_typed_link_can_be_left_out() -> None:
    """It is not shown among the works; a Yes that comes later still counts; nobody else's click does."""
    async with a_world() as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await types_a_link(world, ana, FILM)

        assert "Fine, I left it out" in await ana.presses("No", on="Shall I")
        assert FILM not in await ana.uses("program progress")
        assert await ben.presses("Yes, log it", on="Shall I", of=ana) == "That isn't yours to use."
        assert "It is logged." in await ana.presses("Yes, log it", on="Shall I")
        assert "A web address, please" in await types_a_link(world, ana, "not a link")


async def test_a_metric_shows_how_it_changes() -> None:
    """Numbers by command and by check-in are one history, whatever the name is written like."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-11 19:00"))
        await ana.presses("Answer")
        await ana.fills(mood="4", stuck="no", followers="1,200")
        await world.advance(days=3)

        assert await ana.uses("program metric", name="FOLLOWERS", value="1 250") == (
            "Noted: **Followers** is 1,250. That is 50 more than the 1,200 of Fri 11 Sep."
        )
        assert "50.5 less than the 1,250 of Mon 14 Sep" in await ana.uses(
            "program metric", name="followers", value="1199,5"
        )
        assert "It is the same as on Mon 14 Sep." in await ana.uses(
            "program metric", name="followers", value="1199.5"
        )


async def test_metrics_have_the_names_that_people_give_them() -> None:
    """They are offered again beside those of the programme, and read back safely."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert "This is your first number for it." in await ana.uses(
            "program metric", name="money  raised", value="20"
        )
        assert await ana.is_offered("program metric", "name") == ["Followers", "money raised"]
        assert await ana.is_offered("program metric", "name", "MON") == ["money raised"]
        assert await ana.uses("program metric", name="x" * 76, value="1") == (
            "A name has at most 75 characters."
        )


async def test_a_metric_is_asked_for() -> None:
    """`/program metric` alone opens a form; what is no number is said beside its field."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert await ana.uses("program metric") == "/program metric\nName\nValue"
        assert "value: A number in digits, please" in await ana.fills(name="followers", value="many")
        assert "Noted: **Followers** is 3." in await ana.fills(name="followers", value="3")
