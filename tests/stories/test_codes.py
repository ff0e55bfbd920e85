"""An account is tied to a person by a code, never by name: one person, one progress, one preferred place."""

from adapters.memory.acts import Use
from tests.builders import a_programme, a_step, utc
from tests.world import a_world
from tests.world.community import DISCORD, SLACK, Community
from tests.world.person import Someone

WEEKLY = a_programme(steps=[a_step("greet"), a_step("ask", week=2), a_step("build", week=3)])
WRONG = "That code doesn't work."


async def link_code(someone: Someone) -> str:
    """The code that somebody is shown."""
    said = await someone.uses("program link")
    return said.partition("**")[2].partition("**")[0]


def spoiled(code: str) -> str:
    """The code with another ending."""
    return code[:-1] + ("2" if code[-1] != "2" else "3")


async def linked(world: Community) -> tuple[Someone, Someone]:
    """Ana, who joined on Discord, and Ana on Slack, who is linked by now."""
    ana, on_slack = world.creator("Ana"), world.stranger("Ana", chat=SLACK)
    await ana.joins()
    await on_slack.uses("program join", code=await link_code(ana))
    return ana, on_slack


async def test_a_joining_code_makes_a_stranger_a_creator() -> None:
    """The roster has Ana without an account: with the code of an admin she is in, and goes on tapping."""
    async with a_world(programme=WEEKLY) as world:
        world.creator("Ana", chats=())
        code, ana = await world.joining_code("Ana"), world.stranger("Ana", chat=SLACK)
        assert "I don't know this account yet" in await ana.joins()
        said = await ana.uses("program join", code=code)
        await ana.presses("Yes")
        await ana.presses("All fine")
        await world.advance(weeks=1)

        assert "You are in, **Ana**" in said
        assert ana.sees("Did it arrive?") == 1
        assert ana.titles() == ["greet"]


async def test_a_code_may_be_typed_as_it_comes() -> None:
    """In small letters, without its dashes, with blanks around it."""
    async with a_world() as world:
        world.creator("Ana", chats=())
        code, ana = await world.joining_code("Ana"), world.stranger("Ana")

        typed = f"  {code.replace('-', ' ').lower()} "
        assert "You are in, **Ana**" in await ana.uses("program join", code=typed)


async def test_a_name_ties_nothing() -> None:
    """Somebody called Ana without a code stays a stranger, whatever they type instead."""
    async with a_world() as world:
        world.creator("Ana", chats=())
        await world.joining_code("Ana")
        ana = world.stranger("Ana")

        assert await ana.uses("program join", code="Ana") == (
            "A code has ten letters and digits, such as K7QM-4X2P-9D."
        )
        assert "I don't know this account yet" in await ana.uses("program settings")


async def test_a_code_works_once() -> None:
    """Ana uses it; Ben, who read it over her shoulder, learns only that it is used."""
    async with a_world() as world:
        world.creator("Ana", chats=())
        code, ana, ben = await world.joining_code("Ana"), world.stranger("Ana"), world.stranger("Ben")
        await ana.uses("program join", code=code)

        assert "That code was used already." in await ben.uses("program join", code=code)


async def test_a_joining_code_lasts_fourteen_days() -> None:
    """On the fifteenth it is too old; a new one works, and voids the one before."""
    async with a_world() as world:
        world.creator("Ana", chats=())
        code, ana = await world.joining_code("Ana"), world.stranger("Ana")
        await world.advance(days=14)
        assert "That code is too old." in await ana.uses("program join", code=code)
        second = await world.joining_code("Ana")
        third = await world.joining_code("Ana")

        assert WRONG in await ana.uses("program join", code=second)
        assert "You are in" in await ana.uses("program join", code=third)


async def test_five_wrong_tries_are_the_end_of_a_code() -> None:
    """After the fifth even the right ending does nothing, and its holder is told why."""
    async with a_world() as world:
        world.creator("Ana", chats=())
        code, ana, zoe = await world.joining_code("Ana"), world.stranger("Ana"), world.stranger("Zoe")
        for _ in range(5):
            assert WRONG in await zoe.uses("program join", code=spoiled(code))

        assert "Somebody tried that code with 5 wrong endings" in await ana.uses("program join", code=code)


async def test_four_wrong_tries_are_forgiven() -> None:
    """Fingers slip."""
    async with a_world() as world:
        world.creator("Ana", chats=())
        code, ana = await world.joining_code("Ana"), world.stranger("Ana")
        for _ in range(4):
            await ana.uses("program join", code=spoiled(code))

        assert "You are in" in await ana.uses("program join", code=code)


async def test_nobody_learns_which_codes_exist() -> None:
    """A wrong ending and a code that never was get the same answer, to the letter."""
    async with a_world() as world:
        world.creator("Ana", chats=())
        code, zoe = await world.joining_code("Ana"), world.stranger("Zoe")
        near = await zoe.uses("program join", code=spoiled(code))
        never = await zoe.uses("program join", code="2222-2222-22")

        assert near == never


async def test_a_second_chat_is_the_same_person() -> None:
    """Ana links Slack: the same progress there, and lessons go on coming on Discord alone."""
    async with a_world(programme=WEEKLY) as world:
        ana, on_slack = await linked(world)
        kept = await on_slack.presses("Keep Discord")
        await world.advance(weeks=1)

        assert kept == "Noted: I write to you on Discord."
        assert ana.titles() == ["greet"]
        assert on_slack.titles() == []


async def test_linking_ends_with_the_choice_of_the_place() -> None:
    """Ana wants to be written to on Slack: what comes next comes there, once."""
    async with a_world(programme=WEEKLY) as world:
        ana, on_slack = world.creator("Ana"), world.stranger("Ana", chat=SLACK)
        await ana.joins()
        await world.advance_to(utc("2026-09-08 12:00"))
        said = await on_slack.uses("program join", code=await link_code(ana))
        assert on_slack.buttons() == ["Write to me here", "Keep Discord"]
        await on_slack.presses("Write to me here")
        await world.advance(weeks=2)

        assert "Linked: you are **Ana** here, too, with the same programme and progress." in said
        assert ana.titles() == ["greet"]
        assert on_slack.titles() == ["ask", "build"]


async def test_what_waits_goes_along_to_the_new_place() -> None:
    """Monday's lesson is held back by a silent Discord; Ana moves to Slack, and has it there, once."""
    async with a_world(programme=WEEKLY) as world:
        ana, on_slack = await linked(world)
        await world.chat.halt(DISCORD)
        await world.advance_to(utc("2026-09-07 14:00"))
        await on_slack.uses("program settings")
        await on_slack.presses("Write to me on Slack")
        await world.settle()

        assert ana.titles() == []
        assert on_slack.titles() == ["greet"]


async def test_a_link_code_lasts_ten_minutes() -> None:
    """Ana goes for lunch with the code half typed."""
    async with a_world() as world:
        ana, on_slack = world.creator("Ana"), world.stranger("Ana", chat=SLACK)
        await ana.joins()
        code = await link_code(ana)
        await world.advance(minutes=10)

        assert "That code is too old." in await on_slack.uses("program join", code=code)


async def test_an_account_never_passes_to_somebody_else() -> None:
    """Ben is on record; with Ana's code he gets to know that he is Ben, and the code still works for her."""
    async with a_world() as world:
        ana, ben = world.creator("Ana"), world.creator("Ben", chats=(SLACK,))
        on_slack = world.stranger("Ana", chat=SLACK)
        await ana.joins()
        code = await link_code(ana)
        refused = await ben.uses("program join", code=code)
        own = await ana.uses("program join", code=code)

        assert "This account belongs to Ben already" in refused
        assert own == "This account is yours already. Use the code on the other chat."
        assert "Linked" in await on_slack.uses("program join", code=code)


async def test_a_click_told_twice_links_once() -> None:
    """The chat repeats the event: nothing is used up twice, and nothing is said twice."""
    async with a_world() as world:
        ana, on_slack = world.creator("Ana"), world.stranger("Ana", chat=SLACK)
        await ana.joins()
        await on_slack.does(Use("program join", (("code", await link_code(ana)),)))

        assert await on_slack.repeats() == ""
        assert "Chat accounts: 2" in await ana.uses("program privacy")


async def test_nothing_of_a_code_lies_in_the_database() -> None:
    """Only its label, which anybody may read, and a digest."""
    async with a_world() as world:
        world.creator("Ana", chats=())
        code = await world.joining_code("Ana")
        label, first, second = code.split("-")

        ((_, kept, *_),) = world.tables()["codes"]
        assert kept == label
        assert all(f"{first}{second}" not in str(row).upper() for row in world.tables()["codes"])
