"""What mentors do for their creators: they write, note, nudge, and name who stands in for them."""

from bot.domain.programme import StepKind
from bot.store.notes import Note
from tests.builders import a_programme, a_step, utc
from tests.world import Team, a_team


async def test_a_reply_by_command_waits_for_the_creators_quiet_hours() -> None:
    """It is ten in the evening where Ana lives: she reads it in the morning, and Amara is told so."""
    async with a_team() as team:
        await team.world.advance_to(utc("2026-09-08 02:00"))
        said = await team.amara.uses("mentor reply", creator="Ana", words="Well done!")

        assert said == (
            "Ana has quiet hours now and gets it Tue 8 Sep 08:00 (America/New_York). "
            "I bring you what they answer."
        )
        await team.world.advance(hours=12)
        assert team.ana.times("Well done!") == ["Tue 2026-09-08 08:00"]


async def test_nobody_who_left_or_has_not_joined_is_written_to() -> None:
    """The mentor is told why."""
    async with a_team() as team:
        team.world.creator("Ben", mentor="Amara")
        await team.ana.uses("program leave")
        await team.ana.presses("Leave")

        ben = await team.amara.uses("mentor reply", creator="Ben", words="Hi")
        ana = await team.amara.uses("mentor reply", creator="Ana", words="Hi")
        assert ben == "Ben has not joined yet, so I may not write to them."
        assert ana == "Ana has left the programme, so I don't write to them any more."
        long = await team.amara.uses("mentor reply", creator="Ana", words="x" * 10_001)
        assert "longer than 10000 characters" in long


async def test_a_mentor_is_told_when_a_reply_does_not_arrive() -> None:
    """Ana's messages are closed."""
    async with a_team() as team:
        await team.world.chat.close(team.ana.place)
        await team.amara.uses("mentor reply", creator="Ana", words="Hi")
        await team.world.advance(minutes=5)

        assert team.amara.sees("I can't reach **Ana**: direct messages are closed.") == 1


async def test_an_answer_goes_to_whoever_looks_after_the_creator_now() -> None:
    """Months later Amara is no mentor any more: what Ana answers is not lost."""
    async with a_team() as team:
        await team.tom.uses("mentor reply", creator="Ana", words="Not mine")
        await team.lena.uses("mentor reply", creator="Ana", words="How are you?")
        await team.world.led_by(admins=["Tom"])
        await team.ana.presses("Answer")

        assert await team.ana.fills(words="Fine!") == "I have passed it on to **Lena**."
        await team.world.led_by(backup_mentor=None, safety_contact=None)
        await team.ana.presses("Answer", on="How are you?")
        assert "There is nothing to send yet: please write" in await team.ana.fills(words=" ")
        assert await team.ana.fills(words="Fine!") == "I have passed it on to **Amara**."


async def test_a_note_is_kept_for_the_mentors_and_the_export() -> None:
    """Whatever is in it; nobody is told."""
    async with a_team() as team:
        said = await team.amara.uses("mentor note", creator="Ana", words="=SUM(A1) @everyone **shy**")

        assert said.startswith("Noted about **Ana**.")
        notes = await team.world.store.read(lambda tx: tx.notes.of(1))
        assert notes == [Note(author="Amara", words="=SUM(A1) @everyone **shy**", at=team.world.now)]
        assert team.ana.sees("shy") == 0
        assert "not among yours" in await team.tom.uses("mentor note", creator="Ana", words="Hm")


async def test_a_nudge_is_kind_and_private_and_comes_once_a_day() -> None:
    """It names what is open, with a button for each; a second one has to wait for tomorrow."""
    async with a_team() as team:
        said = await team.amara.uses("mentor nudge", creator="Ana")

        assert said == ("I remind **Ana** of “listen” as soon as their quiet hours and daily limit allow.")
        assert team.ana.messages()[-1] == (
            "A kind word from your mentor: this is still open, whenever you have a moment.\n• listen"
        )
        assert "Week 1 lesson" in await team.ana.presses("listen")
        again = await team.lena.uses("mentor nudge", creator="Ana")
        assert again == "**Ana** was reminded today already. Once a day is kind; more is not."
        await team.world.advance(days=1)
        assert "I remind **Ana** of" in await team.amara.uses("mentor nudge", creator="Ana")
        await team.ana.presses("Done")
        await team.world.advance(days=1)
        nothing = await team.amara.uses("mentor nudge", creator="Ana")
        assert nothing == "**Ana** has nothing open, so there is nothing to remind them of."
        await team.ana.uses("program pause", weeks="2")
        assert "not under way" in await team.amara.uses("mentor nudge", creator="Ana")


async def test_a_nudge_that_waited_speaks_of_what_is_still_open() -> None:
    """Ana has done it before the morning."""
    async with a_team() as team:
        await team.world.advance_to(utc("2026-09-08 02:00"))
        await team.amara.uses("mentor nudge", creator="Ana")
        await team.ana.presses("Done")
        await team.world.advance(hours=12)

        assert team.ana.messages()[-1] == "You are up to date. Your mentor thinks of you!"


async def test_a_closed_check_in_is_not_nudged_about() -> None:
    """It can't be answered any more."""
    programme = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
    async with a_team(programme=programme) as team:
        await team.world.advance_to(utc("2026-09-18 12:00"))

        assert "nothing open" in await team.amara.uses("mentor nudge", creator="Ana")


async def goes_away(team: Team, first: str, last: str, who: str) -> str:
    """Amara says that she is away."""
    return await team.amara.uses("mentor away", **{"from": first, "until": last, "stand-in": who})


async def test_who_stands_in_has_what_waits_and_what_comes() -> None:
    """Open items and new ones are in Tom's queue, he may act, and when Amara is back they are hers."""
    async with a_team() as team:
        await team.ana.uses("program stuck", words="The camera broke.")
        said = await goes_away(team, "2026-09-08", "2026-09-18", "tom")
        assert said == (
            "Rest well. **Tom** stands in for you from Tue 8 Sep until Fri 18 Sep, and is told. "
            "/mentor back ends it sooner."
        )
        assert team.tom.sees("You stand in for **Amara** from Tue 8 Sep until Fri 18 Sep.") == 1
        assert await team.tom.uses("mentor queue") == "Nothing waits for you. Thank you!"
        await team.world.advance_to(utc("2026-09-08 13:00"))
        assert "The camera broke." in await team.tom.uses("mentor queue")

        answer = await team.ana.uses("program stuck", words="And the tripod.")
        assert answer.startswith("**Amara** is away, so I have passed your words on to **Tom**, who answers")
        assert team.tom.sees("And the tripod.") == 1
        assert "Sent to Ana" in await team.tom.uses("mentor reply", creator="Ana", words="Take mine.")
        assert (await team.amara.uses("mentor back")).startswith("Welcome back!")
        assert team.tom.sees("**Amara** is back. Thank you for standing in!") == 1
        assert await team.tom.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert "not among yours" in await team.tom.uses("mentor reply", creator="Ana", words="Hi")


async def test_who_stays_after_all() -> None:
    """Amara takes back days to come: Tom, who was asked for them, is told that he need not."""
    async with a_team() as team:
        await goes_away(team, "2026-09-14", "2026-09-18", "Tom")
        said = await team.amara.uses("mentor back")

        assert said == "Good, you stay: the days that you had announced are forgotten."
        assert team.tom.sees("**Amara** is not away after all, so you need not stand in.") == 1


async def test_who_stands_in_for_one_who_stands_in() -> None:
    """Tom falls ill, too, and names Lena: nothing lies between two who are away."""
    async with a_team() as team:
        await goes_away(team, "2026-09-07", "2026-09-18", "Tom")
        tom = {"from": "2026-09-07", "until": "2026-09-08", "stand-in": "Lena"}
        await team.tom.uses("mentor away", **tom)
        await team.ana.uses("program stuck", words="Anybody?")

        assert team.lena.sees("Anybody?") == 1
        assert "Anybody?" in await team.lena.uses("mentor queue")


async def test_what_is_wrong_with_being_away_is_said_exactly() -> None:
    """Dates, and who stands in; the names of the others are offered."""
    async with a_team() as team:
        assert "year-month-day" in await goes_away(team, "tomorrow", "2026-09-18", "Tom")
        assert "comes before the first" in await goes_away(team, "2026-09-18", "2026-09-08", "Tom")
        assert "over already" in await goes_away(team, "2026-09-01", "2026-09-06", "Tom")
        assert "“Ana” is no mentor" in await goes_away(team, "2026-09-08", "2026-09-18", "Ana")
        assert "can't stand in for yourself" in await goes_away(team, "2026-09-08", "2026-09-18", "Amara")
        assert await team.amara.is_offered("mentor away", "stand-in", "t") == ["Tom"]
        assert "Nobody stood in for you." in await team.amara.uses("mentor back")
        form = await team.amara.uses("mentor away")
        assert form == "/mentor away\nFrom\nUntil\nStand-in"
