"""An admin says something to the cohort: seen first, posted once, corrected and taken back anywhere."""

import sqlite3
from contextlib import closing

from adapters.memory.outbound import readable
from bot.chat.place import Place
from tests.builders import a_programme, a_step, utc
from tests.world import SLACK, Community, a_world
from tests.world.community import HOME

QUIET = a_programme(steps=[a_step("far", week=5)])
NEWS = "The *hall* is open: @everyone is welcome!\n# Bring a friend"


async def reads(world: Community, place: Place) -> list[str]:
    """What stands in a place, without the invitation to join."""
    standing = await world.chat.standing(place)
    return [readable(one.part.content) for one in standing if not one.part.buttons]


def announcements(world: Community) -> list[tuple[str, str]]:
    """Their words and states."""
    with closing(sqlite3.connect(world.file)) as connection:
        return connection.execute("SELECT words, state FROM announcements ORDER BY id").fetchall()


async def test_an_announcement_is_seen_before_it_is_posted() -> None:
    """Lena sees it as it will look; it is in both channels once she has pressed the button."""
    async with a_world(programme=QUIET, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        preview = await lena.uses("cohort announce", text=NEWS)
        assert preview == f"This is how it will look in each of the 2 channels of Autumn:\n\n{NEWS}"
        assert lena.buttons() == ["Post it", "Change it", "Cancel"]
        assert await reads(world, HOME[0]) == []

        assert "on its way to the cohort's 2 channels" in await lena.presses("Post it")
        assert [await reads(world, place) for place in HOME] == [[NEWS], [NEWS]]
        (shown,) = [one for one in await world.chat.standing(HOME[0]) if not one.part.buttons]
        assert "@everyone" not in shown.part.content
        assert "\\# Bring" in shown.part.content


async def test_a_draft_can_be_changed_and_cancelled() -> None:
    """The form holds what was typed; a cancelled draft leaves no words behind."""
    async with a_world(programme=QUIET, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        await lena.uses("cohort announce", text="Hello")
        await lena.presses("Change it")
        assert lena.form is not None
        assert [field.value for field in lena.form.fields] == ["Hello", "channel"]
        assert "Hello, all" in await lena.fills(text="Hello, all", to="channel")
        assert "Nothing was posted" in await lena.presses("Cancel")

        assert announcements(world) == [("", "cancelled")]
        assert await reads(world, HOME[0]) == []


async def test_a_double_click_posts_once() -> None:
    """The second click, and the old preview's other buttons, say what became of it."""
    async with a_world(programme=QUIET, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        await lena.uses("cohort announce", text="Hello")
        post, cancel = lena.button("Post it"), lena.button("Cancel")
        await lena.does(post)
        again = await lena.does(post)
        assert "It was posted" in again
        assert "Shown so far: 2 of 2" in again
        assert "nothing was changed now" in await lena.does(cancel)

        assert await reads(world, HOME[0]) == ["Hello"]


async def test_everyone_gets_it_in_private_after_their_quiet_hours() -> None:
    """Ana is awake, Ben sleeps, Cleo was only invited."""
    async with a_world(programme=QUIET, admins=["Lena"], at=utc("2026-09-07 13:00")) as world:
        lena, ana = world.staff("Lena"), world.creator("Ana")
        ben, cleo = world.creator("Ben", zone="Pacific/Auckland"), world.creator("Cleo")
        await ana.joins()
        await ben.joins()
        assert "to each of 2 creators" in await lena.uses("cohort announce", text="Hello", to="everyone")
        await lena.presses("Post it")

        assert (ana.sees("Hello"), ben.sees("Hello"), cleo.sees("Hello")) == (1, 0, 0)
        await world.advance(hours=12)
        assert ben.sees("Hello") == 1
        assert await reads(world, HOME[0]) == []


async def test_a_correction_reaches_every_place_that_it_went_to() -> None:
    """Ana reads other words; Ben, who slept, gets only the new ones."""
    async with a_world(programme=QUIET, admins=["Lena"], at=utc("2026-09-07 13:00")) as world:
        lena, ana = world.staff("Lena"), world.creator("Ana")
        ben = world.creator("Ben", zone="Pacific/Auckland", chats=(SLACK,))
        await ana.joins()
        await ben.joins()
        await lena.uses("cohort announce", text="See you at 5", to="everyone")
        await lena.presses("Post it")
        await lena.presses("Correct")
        assert "Corrected" in await lena.fills(text="See you at 6")
        await world.advance(hours=12)

        assert await reads(world, ana.place) == ["See you at 6"]
        assert (ben.sees("at 5"), ben.sees("at 6")) == (0, 1)


async def test_what_was_retracted_is_gone_everywhere() -> None:
    """It leaves the channels; a second click says so, and changes nothing."""
    async with a_world(programme=QUIET, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        await lena.uses("cohort announce", text="Oops")
        await lena.presses("Post it")
        retract, correct = lena.button("Retract"), lena.button("Correct")
        assert "Taken back" in await lena.does(retract)
        assert [await reads(world, place) for place in HOME] == [[], []]
        assert "taken back already" in await lena.does(retract)
        assert "taken back already" in await lena.does(correct)

        assert [row[3] for row in world.tables()["audit"]] == ["announce", "retract"]


async def test_the_buttons_stay_in_the_admins_conversation() -> None:
    """The answer to a click is gone after a while; what the bot wrote to Lena is not."""
    async with a_world(programme=QUIET, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        await lena.uses("cohort announce", text="Oops, " + "sorry, " * 20)
        await lena.presses("Post it")
        await world.advance(days=3)
        assert "Taken back" in await lena.presses("Retract", on="was posted")

        assert lena.sees("“Oops, sorry,") == 1
        assert await reads(world, HOME[0]) == []


async def test_too_long_is_refused_with_its_length() -> None:
    """Both in the command and in a correction, which must fit where the first words stood."""
    async with a_world(programme=QUIET, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        assert "has 3001 characters, and at most 3000" in await lena.uses("cohort announce", text="x" * 3001)
        await lena.uses("cohort announce", text="Short")
        await lena.presses("Post it")
        await lena.presses("Correct")
        assert "at most 1000 fit here" in await lena.fills(text="x" * 1001)

        assert await reads(world, HOME[0]) == ["Short"]


async def test_only_admins_announce() -> None:
    """A mentor and a creator are refused, also by somebody else's button."""
    async with a_world(programme=QUIET, admins=["Lena"], mentors=["Moe"]) as world:
        lena, moe, ana = world.staff("Lena"), world.staff("Moe"), world.creator("Ana")
        await ana.joins()
        for someone in (moe, ana):
            assert "for the admins" in await someone.uses("cohort announce", text="Hi")
        await lena.uses("cohort announce", text="Hello")
        press = lena.button("Post it")
        for someone in (moe, ana):
            assert "for the admins" in await someone.does(press)

        assert announcements(world) == [("Hello", "draft")]


async def test_a_chat_that_was_away_gets_it_once() -> None:
    """Slack is halted when it is posted, and retracted before it is back: Slack never shows it."""
    async with a_world(programme=QUIET, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        await world.chat.halt(SLACK)
        await lena.uses("cohort announce", text="Oops")
        await lena.presses("Post it")
        await lena.presses("Retract")
        await world.chat.lift(SLACK)
        await world.advance(minutes=10)

        shown = [one.place for one in world.shown if one.part.content == "Oops"]
        assert shown == [HOME[0]]
        assert [await reads(world, place) for place in HOME] == [[], []]


async def test_the_words_of_an_author_can_be_erased() -> None:
    """What was shown stays; what had not left never leaves; no copy of the words is kept."""
    async with a_world(programme=QUIET, admins=["Lena"]) as world:
        lena = world.staff("Lena")
        await world.settle()
        await world.chat.halt(SLACK)
        await lena.uses("cohort announce", text="My marmalade")
        await lena.presses("Post it")
        await lena.uses("cohort announce", text="My marmalade draft")
        known = await world.store.read(lambda tx: tx.people.by_name("Lena"))
        assert known is not None
        await world.store.write(lambda tx: tx.announcements.erase_words_of(known.id, world.now))
        await world.chat.lift(SLACK)
        await world.advance(minutes=10)

        assert announcements(world) == [("", "posted"), ("", "cancelled")]
        assert "marmalade" not in repr(world.tables())
        assert await reads(world, HOME[1]) == []
