"""Free text is never met with silence: what creators type is done, answered, or told what can be done."""

import pytest

from bot.domain.programme import Lesson, StepKind
from tests.builders import a_programme, a_step, utc
from tests.world import a_world
from tests.world.team import a_team

AUDIENCE = Lesson(
    body=(
        "# Who is it for\n\nYour audience is not everybody. Write down three people whom you know, and make "
        "the next video for one of them.\n\n## Sponsors\n\nA sponsor pays for reach; say what they get."
    ),
    summary="How to find an audience and a first sponsor.",
    tags=("audience", "sponsor"),
    ask=("how do I find my audience", "who watches me"),
)
TITLES = ("sound", "light", "captions", "budget", "volunteers", "consent", "rest", "radio", "school")
OTHERS = [
    a_step(f"on-{title}", week=2, weekday=6, title=title, content=Lesson(body=f"All about {title}."))
    for title in TITLES
]
PROGRAMME = a_programme(
    steps=[a_step("listen", content=AUDIENCE), a_step("friday", StepKind.CHECK_IN), *OTHERS]
)


async def test_a_cry_for_help_may_come_second() -> None:
    """What no lesson answers goes to the mentor as it was written, whatever was said before the cry."""
    async with a_team(programme=PROGRAMME) as team:
        said = await team.ana.types("Everything is too much, I need help with my neighbour")

        assert "I have passed your words on to **Amara**" in said
        assert team.amara.sees("Everything is too much, I need help with my neighbour") == 1


async def test_words_to_a_mentor_who_has_just_written() -> None:
    """Ana types her answer instead of pressing the button: she is told how it gets there."""
    async with a_team(programme=PROGRAMME) as team:
        await team.amara.uses("mentor reply", creator="Ana", words="How are you?")
        said = await team.ana.types("quite well, Amara dear")
        await team.world.advance(days=4)

        assert "press Answer below their words" in said
        assert "Answer below" not in await team.ana.types("quite well, Amara dear")


async def test_what_is_typed_does_what_a_button_does() -> None:
    """Typos and all: done, progress, next, a pause, a goal, thanks."""
    async with a_team(programme=PROGRAMME) as team:
        ana = team.ana

        assert await ana.types("dnoe!") == "✓ Week 1: “listen” is done. Well done!"
        assert "Week 1 of" in await ana.types("prgress")
        assert "Week 1 of" in await ana.types("what is my progress?")
        assert "friday" in await ana.types("what's next?")
        assert "500 families" in await ana.types("My goal is 500 families")
        assert await ana.types("thnaks") == "You're welcome!"
        assert "Hello **Ana**!" in await ana.types("Hello")
        assert "Rest well. We go on" in await ana.types("pause two weeks")
        assert "Your programme goes on" in await ana.types("I'm back")


async def test_a_pause_of_no_length_is_asked_for() -> None:
    """The form is one press away."""
    async with a_team() as team:
        assert "For how long?" in await team.ana.types("I need a break")
        assert await team.ana.presses("Choose how long") == "/program pause\nWeeks\nMode\nUntil"


async def test_who_wants_their_mentor_is_passed_on() -> None:
    """No lesson is looked for about it."""
    async with a_team(programme=PROGRAMME) as team:
        said = await team.ana.types("I want to talk to my mentor")

        assert said.startswith("I have passed your words on to ")


async def test_stop_is_asked_back_with_a_pause_beside_it() -> None:
    """Nobody leaves by one word."""
    async with a_team() as team:
        assert "Do you want to leave" in await team.ana.types("I want to leave the programme.")
        assert "Do you want to leave" in await team.ana.types("STOP")
        assert team.ana.newest_buttons() == ["Leave", "Pause instead", "Stay"]


async def test_a_question_is_answered_from_the_lessons() -> None:
    """With the passage, where it stands, a button that shows the whole, and what else can be done."""
    async with a_team(programme=PROGRAMME) as team:
        said = await team.ana.types("how do i find my audience?")

        assert said.startswith("I found this in your lessons: **listen**, week 1")
        assert "Write down three people whom you know" in said
        assert team.ana.newest_buttons() == ["listen", "Progress", "Next", "I need help"]


async def test_what_nobody_understands_gets_three_buttons() -> None:
    """And nothing is changed by it."""
    async with a_team(programme=PROGRAMME) as team:
        assert "I didn't get that, and nothing was changed." in await team.ana.types("asdf qwer")
        assert team.ana.newest_buttons() == ["Progress", "Next", "I need help"]


async def test_a_bare_link_is_offered_as_a_piece_of_work() -> None:
    """It is logged when its creator says so."""
    async with a_team() as team:
        assert "Shall I log this" in await team.ana.types("https://example.org/film")
        assert "It is logged" in await team.ana.presses("Yes, log it")


async def test_being_stuck_reaches_the_mentor_in_the_creators_own_words() -> None:
    """All that was typed."""
    async with a_team() as team:
        assert "passed your words on to **Amara**" in await team.ana.types("I'm stuck with *the sound*")
        assert "I'm stuck with *the sound*" in team.amara.messages()[-1]


async def test_a_bare_cry_for_help_is_passed_on_and_asked_about() -> None:
    """The mentor knows at once; Ana is told how to say more, and what she says is added."""
    async with a_team() as team:
        assert "To say more, write “I need help with”" in await team.ana.types("stuck")
        assert "To say more" not in await team.ana.types("I need help with the sound")
        assert "stuck\n\nI need help with the sound" in team.amara.messages()[-1]


async def test_danger_goes_before_everything_else() -> None:
    """Even while a check-in waits for an answer in words."""
    async with a_team(programme=PROGRAMME) as team:
        await team.world.advance_to(utc("2026-09-11 19:05"))
        said = await team.ana.types("Somebody is threatening me because of my video")

        assert "I have told **Lena** at once" in said
        assert "may be in danger" in team.lena.messages()[-1]


async def test_while_a_question_waits_a_text_is_its_answer() -> None:
    """Then words mean what they mean again."""
    async with a_team(programme=PROGRAMME) as team:
        await team.world.advance_to(utc("2026-09-11 19:05"))
        await team.ana.types("check-in")

        assert "I wrote down: 4" in await team.ana.types("4")
        assert "help" in await team.ana.types("help")


async def test_strangers_and_the_invited_are_told_how_to_come_in() -> None:
    """Nobody is left without an answer."""
    async with a_world() as world:
        ana, zoe = world.creator("Ana"), world.stranger("Zoe")
        await world.settle()

        assert "I don't know this account yet" in await zoe.types("hello?")
        assert "Press Join in the programme's channel" in await ana.types("when does it start")


async def test_who_has_left_is_told_how_to_come_back() -> None:
    """In the middle of a conversation, too."""
    async with a_team(programme=PROGRAMME) as team:
        await team.world.advance_to(utc("2026-09-11 19:05"))
        await team.ana.types("check-in")
        await team.ana.uses("program leave")
        await team.ana.presses("Leave")

        assert "To come back, press Join" in await team.ana.types("4")


async def test_a_mentor_types_too() -> None:
    """They get their queue, and no progress of their own."""
    async with a_team() as team:
        assert "Nothing waits for you" in await team.amara.types("who needs me?")
        assert "/mentor queue" in await team.amara.types("progress")


async def test_what_is_typed_in_a_channel_is_answered_in_private() -> None:
    """Nobody reads there how far Ana is."""
    async with a_team() as team:
        home = next(one.place for one in team.world.shown if not one.place.private)
        before = len([one for one in team.world.shown if not one.place.private])

        assert "Week 1 of" in await team.ana.types("progress", place=home)
        assert len([one for one in team.world.shown if not one.place.private]) == before


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "@everyone look at this",
        "\u202edrawkcab si siht",
        '=HYPERLINK("http://evil.example")',
        "**bold** [link](http://evil.example) `code`",
        "\x00\x1b[31mred",
        "🌱🌱🌱",
        "   ",
        "http://[broken",
        "/program progress",
    ],
)
async def test_whatever_is_typed_is_answered(text: str) -> None:
    """And breaks nothing."""
    async with a_team() as team:
        said = await team.ana.types(text)

        assert said
        assert "Something went wrong" not in said
