"""A chat tells that somebody lives elsewhere now, or reads another language: what is to come goes along."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest

from adapters.memory.acts import Turn
from bot.chat.place import Profile
from bot.domain.moving import Asked, Follows, Move, Moved, Stays, moves
from tests.builders import a_programme, a_step, utc
from tests.world import Community, Someone, a_world

PROGRAMME = a_programme(steps=[a_step("listen"), a_step("speak", week=2), a_step("sing", week=3)])
NEW_YORK, MADRID, TOKYO = "America/New_York", "Europe/Madrid", "Asia/Tokyo"
TUESDAY = utc("2026-09-08 14:00")
FRESH = "You are in"
MOVED = "Discord tells me that you live by Europe/Madrid time now, so what is still to come moves with you."


@asynccontextmanager
async def ana_lives(told: str | None, says: str | None) -> AsyncIterator[tuple[Community, Someone]]:
    """Ana's chat tells where she lives, and she says where she does (None: nothing); a lesson has come."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana", zone=NEW_YORK)
        ana.seen = Profile(zone=told)
        await ana.joins()
        if says is not None:
            await ana.uses("program zone", zone=says)
        await world.advance_to(TUESDAY)
        yield world, ana


async def tells(someone: Someone, *, zone: str | None = None, locale: str | None = None) -> None:
    """The chat tells that a profile has changed."""
    someone.seen = Profile(name=someone.name, zone=zone, locale=locale)
    assert await someone.does(Turn("changed")) == ""


async def lessons(world: Community, someone: Someone) -> list[datetime]:
    """When the lessons of the following weeks come."""
    await world.advance(weeks=2)
    return [one.at for one in someone.shown() if "lesson · " in one.part.content][1:]


IN_NEW_YORK = [utc("2026-09-14 13:00"), utc("2026-09-21 13:00")]
IN_MADRID = [utc("2026-09-14 07:00"), utc("2026-09-21 07:00")]


async def test_who_lives_as_the_chat_says_moves_with_it() -> None:
    """Ana confirmed New York; now her chat says Madrid: she is told once, and what is to come moves."""
    async with ana_lives(NEW_YORK, NEW_YORK) as (world, ana):
        await tells(ana, zone=MADRID)
        await tells(ana, zone=MADRID)
        assert ana.messages().count(MOVED) == 1

        assert await lessons(world, ana) == IN_MADRID
        assert ana.titles() == ["listen", "speak", "sing"]


async def test_the_move_can_be_undone() -> None:
    """She is on a short trip; the next trip is asked about, since she said so."""
    async with ana_lives(NEW_YORK, NEW_YORK) as (world, ana):
        await tells(ana, zone=MADRID)
        said = await ana.presses("Stay with America/New_York")
        assert said.startswith("Noted: you live by America/New_York time now")
        await tells(ana, zone=NEW_YORK)
        await tells(ana, zone=MADRID)

        assert ana.messages().count(MOVED) == 2
        await ana.presses("Stay with America/New_York")
        assert await lessons(world, ana) == IN_NEW_YORK


async def test_a_move_while_the_bot_was_off() -> None:
    """Nobody tells of it later; it is seen when Ana does something, and she is told once."""
    async with ana_lives(NEW_YORK, NEW_YORK) as (world, ana):
        ana.seen = Profile(zone=MADRID)
        await ana.presses("Done")
        await ana.types("hello")
        assert ana.messages().count(MOVED) == 1

        assert await lessons(world, ana) == IN_MADRID


async def test_who_set_something_else_is_asked() -> None:
    """Ana's chat says New York and she says Madrid; when it says Tokyo, nothing moves before she says so."""
    async with ana_lives(NEW_YORK, MADRID) as (world, ana):
        await tells(ana, zone=TOKYO)
        asked = "Discord tells me that you live by Asia/Tokyo time now, and you told me Europe/Madrid."
        assert ana.messages()[-1].startswith(asked)
        assert ana.buttons() == ["Move to Asia/Tokyo", "Stay with Europe/Madrid"]

        assert await ana.presses("Stay with Europe/Madrid") == (
            "You live by Europe/Madrid time; /program settings changes it."
        )
        await tells(ana, zone=TOKYO)
        assert ana.sees("Asia/Tokyo") == 1
        assert await lessons(world, ana) == IN_MADRID


async def test_who_is_asked_may_move() -> None:
    """What is still to come goes along, and what came stays."""
    async with ana_lives(NEW_YORK, MADRID) as (world, ana):
        await tells(ana, zone=TOKYO)
        assert "Noted: you live by Asia/Tokyo time now" in await ana.presses("Move to Asia/Tokyo")

        assert await lessons(world, ana) == [utc("2026-09-14 00:00"), utc("2026-09-21 00:00")]


async def test_who_said_nothing_lives_as_the_chat_says() -> None:
    """The roster's zone gives way without a word."""
    async with ana_lives(None, None) as (world, ana):
        before = len(ana.messages())
        await tells(ana, zone=MADRID)

        assert len(ana.messages()) == before
        assert await lessons(world, ana) == IN_MADRID


async def test_another_name_moves_nobody() -> None:
    """Nor does a chat that tells no zone, or one that is none, or a stranger."""
    async with ana_lives(NEW_YORK, MADRID) as (world, ana):
        zoe, before = world.stranger("Zoe"), len(ana.messages())
        await tells(ana, zone=NEW_YORK)
        await tells(ana)
        await tells(ana, zone="Mars/Olympus")
        await tells(zoe, zone=TOKYO)

        assert len(ana.messages()) == before
        assert await lessons(world, ana) == IN_MADRID


@pytest.mark.parametrize(
    ("lives_by", "before", "told", "is_set", "follows"),
    [
        (MADRID, MADRID, MADRID, True, Stays()),
        (MADRID, None, MADRID, True, Stays()),
        (MADRID, TOKYO, TOKYO, True, Stays()),
        (MADRID, MADRID, TOKYO, True, Moved(TOKYO)),
        (MADRID, NEW_YORK, TOKYO, True, Asked(TOKYO)),
        (MADRID, None, TOKYO, True, Asked(TOKYO)),
        (MADRID, MADRID, TOKYO, False, Follows(TOKYO)),
        (MADRID, None, TOKYO, False, Follows(TOKYO)),
    ],
)
def test_what_follows(lives_by: str, before: str | None, told: str, is_set: bool, follows: Move) -> None:
    """Once for each change, and never against what somebody said."""
    assert moves(lives_by, before, told, is_set=is_set) == follows


async def test_the_language_of_the_chat_where_nobody_named_one() -> None:
    """Lucía's row leaves it open: she is welcomed in Spanish, until she says otherwise."""
    async with a_world(programme=PROGRAMME) as world:
        lucia = world.creator("Lucía", names_language=False)
        lucia.seen = Profile(locale="es-MX")
        assert (await lucia.joins()).startswith("Ya formas parte, **Lucía**.")

        await tells(lucia, locale="en-GB")
        assert "Your settings:" in await lucia.uses("program settings")
        await lucia.presses("Language")
        await lucia.fills(language="en")
        await tells(lucia, locale="es-ES")
        assert "Your settings:" in await lucia.uses("program settings")


async def test_the_language_of_the_roster_stays() -> None:
    """Ana's row says English, Ben's chat speaks a language that is not spoken here."""
    async with a_world(programme=PROGRAMME) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben", names_language=False)
        ana.seen, ben.seen = Profile(locale="es-ES"), Profile(locale="tlh")
        assert FRESH in await ana.joins()
        assert FRESH in await ben.joins()
        await tells(ana, locale="es-ES")

        assert "Your settings:" in await ana.uses("program settings")
