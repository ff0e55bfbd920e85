"""A creator who is stuck gets an answer from a person: from the mentor, or a day later from somebody else."""

from tests.builders import a_programme, a_step, utc
from tests.world import MONDAY, Someone, a_team, a_world


async def test_the_mentor_gets_the_creators_own_words_and_answers_them() -> None:
    """Ana's words reach Amara at once; Amara's reach Ana, who answers, and so it goes on."""
    async with a_team() as team:
        amara, ana = team.amara, team.ana
        said = await ana.uses("program stuck", words="Nobody opens the door.\n@everyone *help*")

        assert said == (
            "I have passed your words on to **Amara**, who answers you here. If there is no answer by "
            "Tue 8 Sep 10:00 (America/New_York), **Lena** looks after it."
        )
        assert amara.messages()[-1] == (
            "<@ana> asks for help · just now\nNobody opens the door.\n@everyone *help*"
        )
        assert amara.newest_buttons() == ["Reply", "Snooze", "Hand over", "Done"]
        assert await amara.presses("Reply") == "To Ana\nYour words"
        assert (
            await amara.fills(words="Knock in the *evening*.") == "Sent to Ana. I bring you what they answer."
        )
        assert ana.messages()[-1] == "**Amara** writes to you:\nKnock in the *evening*."
        assert await ana.presses("Answer") == "To Amara\nYour words"
        assert await ana.fills(words="They opened!") == "I have passed it on to **Amara**."
        assert amara.messages()[-1] == "<@ana> answers you:\nThey opened!"
        assert await amara.presses("Reply", on="They opened!") == "To Ana\nYour words"
        assert "Sent to Ana" in await amara.fills(words="Wonderful")


async def test_a_second_cry_is_added_to_the_first() -> None:
    """One item in the queue with all the words; the mentor is told of each."""
    async with a_team() as team:
        amara, ana = team.amara, team.ana
        await ana.uses("program stuck", words="The camera broke.")
        await team.world.advance(hours=3)
        await ana.uses("program stuck", words="And the tripod.")

        assert amara.sees("The camera broke.\n\nAnd the tripod.") == 1
        assert await amara.uses("mentor queue") == (
            "One thing waits for you.\n\n"
            "<@ana> asks for help · for 3 hours\nThe camera broke.\n\nAnd the tripod."
        )


async def test_what_nobody_answers_for_a_day_goes_to_the_backup_mentor() -> None:
    """Lena gets it with its age, Ana is told that somebody else looks, Amara that it went elsewhere."""
    async with a_team() as team:
        amara, lena, ana = team.amara, team.lena, team.ana
        await ana.uses("program stuck", words="Nobody opens the door.")
        await team.world.advance(hours=23)
        assert lena.told() == []
        await team.world.advance(days=3)

        assert lena.told() == [
            "Nobody has answered this for a day, so it is yours now.\n"
            "<@ana> asks for help · since yesterday\nNobody opens the door."
        ]
        assert ana.sees("Nobody has answered you yet. I am sorry; **Lena** looks after it now.") == 1
        assert amara.sees("This waited for a day, so somebody else looks after it now.") == 1
        assert await amara.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert "Sent to Ana" in await _replies(lena)


async def _replies(mentor: Someone) -> str:
    await mentor.presses("Reply")
    return await mentor.fills(words="I am here now.")


async def test_an_answer_stops_the_clock() -> None:
    """Amara replies after an hour: nobody else is told, and the item stays until she says Done."""
    async with a_team() as team:
        amara, lena, ana = team.amara, team.lena, team.ana
        await ana.uses("program stuck", words="Nobody opens the door.")
        await team.world.advance(hours=1)
        await _replies(amara)
        await team.world.advance(days=3)

        assert lena.told() == []
        assert "Somebody has answered; it is still open." in await amara.uses("mentor queue")


async def test_at_night_the_mentor_is_left_to_sleep() -> None:
    """Ana cries for help at three in the morning; Amara reads it at eight."""
    async with a_team() as team:
        amara, ana = team.amara, team.ana
        await team.world.advance_to(utc("2026-09-08 07:00"))
        await ana.uses("program stuck", words="I can't sleep.")
        await team.world.advance(hours=8)

        assert amara.times("I can't sleep.") == ["Tue 2026-09-08 08:00"]


async def test_without_mentor_and_backup_it_is_the_admins_matter() -> None:
    """All of them are told, and all have it in their queue."""
    async with a_world(programme=a_programme(steps=[a_step("listen")]), admins=["Lena", "Max"]) as world:
        lena, max_ = world.staff("Lena"), world.staff("Max")
        ana = world.creator("Ana")
        for one in (lena, max_, ana):
            await one.joins()
        await world.advance_to(MONDAY)

        assert "the programme's team" in await ana.uses("program stuck", words="Hello?")
        assert lena.sees("Hello?") == max_.sees("Hello?") == 1
        assert "One thing waits for you." in await max_.uses("mentor queue")


async def test_ten_thousand_characters_arrive_whole() -> None:
    """In several parts, the last of which has the buttons."""
    async with a_team() as team:
        amara, ana = team.amara, team.ana
        words = "The door stays shut. " * 470 + "The end."
        await ana.uses("program stuck", words=words)

        assert sum(message.count("The door stays shut.") for message in amara.messages()) == 470
        assert "The end." in amara.messages()[-1]
        assert amara.newest_buttons() == ["Reply", "Snooze", "Hand over", "Done"]


async def test_only_who_looks_after_the_creator_may_act() -> None:
    """Tom is another mentor, and Zoe a stranger; an answer button is for its creator only."""
    async with a_team() as team:
        amara, tom, lena, ana = team.amara, team.tom, team.lena, team.ana
        await ana.uses("program stuck", words="Nobody opens the door.")

        for label in ("Reply", "Snooze", "Hand over", "Done"):
            assert await tom.presses(label, of=amara) == "That isn't yours to use."
            assert await ana.presses(label, of=amara) == "That isn't yours to use."
        assert "not among yours" in await tom.uses("mentor reply", creator="Ana", words="Hi")
        assert await tom.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert "Sent to Ana" in await lena.uses("mentor reply", creator="Ana", words="Hi")
        assert await amara.presses("Answer", of=ana) == "That isn't yours to use."
        assert "for the mentors" in await ana.uses("mentor queue")


async def test_no_words_of_anybody_are_in_the_audit() -> None:
    """Who did what to whom, and when; keys only."""
    async with a_team() as team:
        amara, ana = team.amara, team.ana
        await ana.uses("program stuck", words="Nobody opens the door.")
        await _replies(amara)
        await ana.presses("Answer")
        await ana.fills(words="They opened!")

        rows = team.world.tables()["audit"]
        assert [row[3] for row in rows] == ["join", "ask for help", "mentor reply", "answer mentor"]
        assert not any("door" in str(row) or "opened" in str(row) or "here" in str(row) for row in rows)
