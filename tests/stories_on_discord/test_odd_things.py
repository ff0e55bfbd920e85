"""What people and servers also do: old buttons, pictures without words, threads that rest or are locked."""

from bot.chat.message import Message
from bot.chat.place import MessageRef, Place
from tests.builders import a_programme, a_step, utc
from tests.discord_world import Someone, Town, a_discord_world
from tests.platforms.discord.faults import Status
from tests.platforms.discord.state import PRIVATE_THREAD, Channel

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
MORNING = utc("2026-09-07 13:01")
UNKNOWN = "I don't know that."


async def in_a_thread(town: Town) -> tuple[Someone, Channel]:
    """Ana, who takes no direct messages, and her thread."""
    ana = await town.creator("Ana")
    ana.hands.closes_dms()
    await ana.is_in()
    await town.advance(minutes=1)
    channels = town.discord.world.channels
    return ana, next(channels[room] for room in ana.rooms() if channels[room].kind == PRIVATE_THREAD)


async def test_a_button_of_an_earlier_version() -> None:
    """Nobody knows its token any more: that is said, and nothing happens."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        for custom_id in ("old", "gone/aaaaaaaaaaaaaaaaaaaaaaaa/x//0", "a/b/c/d/e/f", "/", "//0", "x" * 100):
            assert UNKNOWN in await ana.forges(custom_id), custom_id


async def test_a_picture_without_words_is_answered() -> None:
    """A file is sent to the bot, which says what it can do with words."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        before = len(ana.messages())
        written = ana.hands.types(ana.rooms()[0], "", [("me.png", b"png")])
        await town.until(lambda: town.bot.door.heard[f"discord/{written.id}"] > 0)
        await town.settle()

        assert len(ana.messages()) == before + 1


async def test_half_a_character_does_no_harm() -> None:
    """Some clients send what is no text: it is answered like anything else."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        assert await ana.types("h\u0000elp \U0001f469\u200d\U0001f3eb")
        assert "A film" in await ana.uses("program goal", goal="A film \u202e reversed")


async def test_a_thread_that_rests_is_taken_up_again() -> None:
    """After a week without words Discord puts it away: the next lesson brings it back."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, thread = await in_a_thread(town)
        thread.archived = True
        await town.advance_to(MORNING)

        assert not thread.archived
        assert ana.letters()[-1].channel_id == thread.id
        assert len(town.requests("POST", "/threads")) == 1


async def test_a_thread_that_was_locked_is_given_up() -> None:
    """A moderator locked it: the lesson comes in a new one."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, thread = await in_a_thread(town)
        thread.archived = thread.locked = True
        await town.advance_to(MORNING)

        assert ana.sees("Lesson 1") == 1
        assert ana.letters()[-1].channel_id != thread.id


async def test_a_copy_that_somebody_took_away_is_not_sent_again() -> None:
    """The answer was lost, and a moderator deleted the announcement: it is listed, not posted twice."""
    async with a_discord_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        await lena.uses("cohort announce", text="We meet on Friday.", to="channel")
        town.discord.faults.script(Status(status=503, after=True), method="POST", path="/channels/*/messages")
        await lena.presses("Post it")
        posted = next(one for one in lena.public() if one.content == "We meet on Friday.")
        town.discord.desk.delete(town.channel.messages[posted.id])
        await town.advance(minutes=5)

        assert [one for one in lena.public() if one.content == "We meet on Friday."] == []
        listed = await lena.uses("cohort deliveries")
        assert "it was posted before, and somebody took that copy away" in listed


async def test_an_edit_of_what_is_gone() -> None:
    """The announcement was deleted by hand: correcting and retracting it end quietly."""
    async with a_discord_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        await lena.uses("cohort announce", text="We meet on Friday.", to="channel")
        await lena.presses("Post it")
        buttons = lena.answer
        posted = next(one for one in lena.public() if one.content == "We meet on Friday.")
        town.discord.desk.delete(town.channel.messages[posted.id])
        await lena.presses("Correct")
        await lena.fills(**dict.fromkeys(lena.present(), "We meet on Monday."))
        lena.answer = buttons
        await lena.presses("Retract")

        assert all(state in ("sent", "dead", "skipped") for state, _ in town.deliveries(""))
        assert not any("Monday" in one.content and not one.ephemeral for one in lena.public())


async def test_commands_are_read_in_the_clients_language() -> None:
    """A Spanish client lists Spanish words for the very same commands."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        english = ana.hands.lists(town.channel.id)
        ana.hands.user.locale = "es-ES"
        spanish = ana.hands.lists(town.channel.id)

        assert english["program progress"][0] == "program progress"
        assert spanish.keys() == english.keys()
        assert spanish["program progress"] != english["program progress"]


async def test_a_message_in_a_thread_that_rests_can_be_taken_back() -> None:
    """Discord lets messages be deleted there, and nothing else be done."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, thread = await in_a_thread(town)
        thread.archived = True
        letter = ana.letters()[-1]
        place = Place(at=ana.account, thread=str(thread.id))
        await town.bot.adapter.delete(MessageRef(place=place, id=str(letter.id)))

        assert (ana.letters(), thread.archived) == ([], True)


async def test_a_message_in_a_thread_that_rests_is_changed() -> None:
    """The thread is taken up again for it."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, thread = await in_a_thread(town)
        thread.archived = True
        place = Place(at=ana.account, thread=str(thread.id))
        (part,) = town.bot.adapter.layout(Message(text=("Anew.",)))
        await town.bot.adapter.edit(MessageRef(place=place, id=str(ana.letters()[-1].id)), part)

        assert (ana.messages(), thread.archived) == (["Anew."], False)
