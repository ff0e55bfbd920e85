"""A check-in in chat: one question at a time, as scripts of what Ana says and what she sees."""

from bot.domain.programme import Questions, StepKind
from bot.domain.question import QuestionKind
from tests.builders import OPEN_FOR, a_programme, a_question, a_step, utc
from tests.world import a_world
from tests.world.community import Community
from tests.world.person import Someone

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
WORDS = a_programme(
    steps=[
        a_step(
            "friday",
            StepKind.CHECK_IN,
            content=Questions(
                questions=(a_question("week", QuestionKind.TEXT), a_question("mood")),
                closes_after=OPEN_FOR,
            ),
        )
    ]
)
ASKED = utc("2026-09-11 19:00")


async def ana_of(world: Community, at: str = "2026-09-11 19:00") -> Someone:
    """Ana, who joined, at the time of her check-in."""
    ana = world.creator("Ana", never_quiet=True)
    await ana.joins()
    await world.advance_to(utc(at))
    return ana


def answers(world: Community) -> list[tuple[str, str]]:
    """(question, answer) of all that is on record and counts."""
    return [(row[2], row[3]) for row in world.tables()["answers"] if row[6] is None]


async def test_a_check_in_from_the_first_question_to_the_last() -> None:
    """Buttons and words answer alike; the result is that of the form."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)

        assert await ana.types("Check-in!") == (
            "**friday**, one question at a time. Type “stop”, and I stop asking.\n"
            "What about mood?\nFrom 1 to 5."
        )
        assert ana.buttons() == ["1", "2", "3", "4", "5"]
        assert await ana.types("4") == "I wrote down: 4\nNext: What about stuck?"
        assert ana.buttons() == ["yes", "no", "Undo"]
        assert await ana.presses("yes") == "I wrote down: yes\nNext: What about where?"
        assert (
            await ana.types("At the library") == "I wrote down: At the library\nNext: What about followers?"
        )
        assert ana.buttons() == ["Skip", "Undo"]
        assert await ana.presses("Skip") == "I wrote down: (left out)\nThank you! “friday” is complete."
        assert answers(world) == [
            ("mood", "4"), ("stuck", "yes"), ("where", "At the library"), ("followers", ""),
        ]  # fmt: skip
        await world.advance(days=7)
        assert ana.sees("still open") == 0
        assert world.tables()["conversations"] == []


async def test_resumed_days_later_at_the_next_question() -> None:
    """Three days lie between the first answer and the second; the form asks only the rest, too."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        await ana.types("4")
        await world.restart(days=3)

        assert "What about stuck?" in await ana.types("check-in")
        assert await ana.presses("Answer", on="friday") == "Week 1\nStuck\nFollowers"


async def test_what_does_not_fit_is_asked_again() -> None:
    """Words for a scale, once Ana was asked: the same problem as in the form, and the question again."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("check-in")

        assert await ana.types("great") == (
            "A whole number from 1 to 5, please.\nWhat about mood?\nFrom 1 to 5."
        )
        assert answers(world) == []


async def test_what_cannot_be_the_answer_may_be_something_else() -> None:
    """A link to her work, or words with a typo, while a number is asked for; the question stays open."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("check-in")

        assert "Shall I log this" in await ana.types("https://example.org/film")
        assert "Week 1 of" in await ana.types("prgress")
        assert "I wrote down: 4" in await ana.types("4")


async def test_a_check_in_that_was_just_shown_counts_as_asked() -> None:
    """Ana types 5 below the message; other words are something else."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("what a day")
        assert answers(world) == []

        assert "I wrote down: 5" in await ana.types("5")


async def test_after_twelve_hours_the_bot_asks_whether_it_is_the_answer() -> None:
    """What was typed is kept until Ana says yes or no; a second yes finds it settled."""
    async with a_world(programme=WORDS) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        await world.advance(hours=13)

        asked = await ana.types("It went well")
        assert asked == "Is this your answer to “What about week?”?\nIt went well"
        assert answers(world) == []
        assert "I wrote down: It went well" in await ana.presses("Yes")
        assert answers(world) == [("week", "It went well")]
        assert "settled already" in await ana.presses("Yes", on="Is this")


async def test_no_it_is_not_the_answer() -> None:
    """Nothing is written down, and the bot does not ask again at the next word."""
    async with a_world(programme=WORDS) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        await world.advance(hours=13)
        await ana.types("Hello there")

        assert "did not write it down" in await ana.presses("No")
        assert "I didn't get that" in await ana.types("Hello again")
        assert answers(world) == []


async def test_stop_help_and_commands_are_no_answers() -> None:
    """Even to a question that takes any words."""
    async with a_world(programme=WORDS) as world:
        ana = await ana_of(world)
        await ana.types("check-in")

        assert "I carry you through" in await ana.types("help")
        assert "I didn't get that" in await ana.types("/program pause")
        assert "I stop asking" in await ana.types("Stop.")
        assert "welcome" in await ana.types("thanks")
        assert answers(world) == []


async def test_undo_takes_back_the_last_answer() -> None:
    """The question is asked again; a second click on the same Undo says what is the case."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        await ana.types("4")

        assert await ana.presses("Undo") == "Taken back: 4\nOnce more: What about mood?\nFrom 1 to 5."
        assert "You have taken that back already" in await ana.presses("Undo", on="Next")
        await ana.types("2")
        assert await ana.presses("Undo", on="I wrote down: 4") == "What counts for “What about mood?” is: 2"
        assert answers(world) == [("mood", "2")]


async def test_undo_of_the_last_answer_opens_the_check_in_again() -> None:
    """The reminder and the closing are promised again; long after, the answers stand."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        await ana.types("4")
        await ana.types("no")
        assert "is complete" in await ana.types("120")
        assert "Once more: What about followers?" in await ana.presses("Undo")

        await world.advance(days=4)
        assert ana.sees("still open") == 1
        await ana.types("check-in")
        assert "is complete" in await ana.presses("Skip")
        await world.advance(weeks=26)
        assert "your answers stand as they are" in await ana.presses("Undo", on="I wrote down: 4")


async def test_an_answer_is_changed_by_its_old_button() -> None:
    """The same value again changes nothing."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        await ana.presses("4")

        assert "That was answered already: 4" in await ana.presses("4", on="one question at a time")
        assert "I wrote down: 5" in await ana.presses("5", on="one question at a time")
        assert answers(world) == [("mood", "4"), ("mood", "5")]


async def test_it_closes_while_it_is_being_answered() -> None:
    """What is sent after the closing is kept as late; what was sent before can't be changed any more."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world, "2026-09-16 18:55")
        await ana.types("check-in")
        await ana.types("4")
        await world.advance(minutes=10)

        said = await ana.types("no")
        assert said.startswith(
            "“friday” closed Wed 16 Sep 15:00 (America/New_York). What you sent now is kept"
        )
        assert "your answers stand as they are" in await ana.presses("5", on="one question at a time")
        assert answers(world) == [("mood", "4"), ("stuck", "no")]


async def test_who_leaves_in_mid_conversation_is_told_so() -> None:
    """Typed text, a button and a form find that Ana has left; nothing is kept."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        await ana.presses("Answer", on="friday")
        form = ana.form
        await ana.uses("program leave")
        await ana.presses("Leave")
        left = "You are no longer in this programme. To come back, press Join in its channel."

        assert "To come back, press Join in its channel." in await ana.types("4")
        assert await ana.presses("4", on="one question") == left
        ana.form = form
        assert await ana.fills(mood="4", stuck="no", followers="") == left
        assert answers(world) == []


async def test_the_step_is_deleted_in_mid_conversation() -> None:
    """The admins take the check-in out: what Ana types next is told so, what comes then is no answer."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        await ana.types("4")
        await world.edit(steps=[a_step("listen")])

        assert "“friday” is no longer part of the programme" in await ana.types("no")
        assert "“friday” is no longer part of the programme" in await ana.presses("Undo", on="I wrote")
        assert "I didn't get that" in await ana.types("no")


async def test_hostile_and_long_answers_are_kept_whole_and_shown_safely() -> None:
    """Ten thousand characters, another direction, emoji, pings, Markdown, control characters, formulas."""
    said = [
        "word " * 1_999 + "ends!",
        "أنا بخير \u202eشكرا",
        "👩🏾‍🏫🎉",
        "@everyone <@123> **bold** [link](https://evil.example)",
        "a\x00b\x07c",
        '=HYPERLINK("https://evil.example","click")',
    ]
    names = [f"q{number}" for number in range(len(said))]
    asked = Questions(
        questions=tuple(a_question(name, QuestionKind.TEXT) for name in names),
        closes_after=OPEN_FOR,
    )
    programme = a_programme(steps=[a_step("friday", StepKind.CHECK_IN, content=asked)])
    async with a_world(programme=programme) as world:
        ana = await ana_of(world)
        await ana.types("check-in")
        shown = [await ana.types(words) for words in said]

        assert [value for _, value in answers(world)] == said
        assert all("I wrote down" in one for one in shown)
        assert "(10000 characters, all of them kept)" in shown[0]
        assert all("\u202e" not in one and "\x00" not in one for one in shown)
        assert not any("@everyone" in one.part.content for one in ana.shown())


async def test_pictures_are_kept_with_the_answer() -> None:
    """By their addresses; a picture alone answers a question in words, and no other."""
    async with a_world(programme=WORDS) as world:
        ana = await ana_of(world)
        await ana.types("check-in")

        assert "Next: What about mood?" in await ana.types(
            "", "https://cdn.example/a.png", "https://cdn.example/b.ogg"
        )
        assert "A whole number from 1 to 5" in await ana.types("", "https://cdn.example/c.png")
        assert [row[2:5] for row in world.tables()["answers"]] == [
            ("week", "📎", "https://cdn.example/a.png\nhttps://cdn.example/b.ogg")
        ]
