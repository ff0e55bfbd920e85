"""A form that was refused, or came too late, is opened once more as it was left, by its own person only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from adapters.memory.acts import Press
from adapters.memory.faults import TimeOut
from bot.chat.event import CommandUsed, FormSubmitted
from bot.chat.event_codec import dump_event
from bot.chat.form import REOPENING, reopening
from bot.chat.token import Token
from bot.domain.programme import StepKind
from bot.features import ALL
from bot.store.inbox import Inbox, open_inbox
from tests.builders import a_programme, a_step, utc
from tests.world import Community, Someone, a_world

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
GONE = "That form is no longer open. Please press or type again what it began with."


@asynccontextmanager
async def ana_filling_in() -> AsyncIterator[tuple[Community, Someone, Inbox]]:
    """Ana has her check-in open; what the border keeps is in a file."""
    async with a_world(programme=CHECK_IN) as world, open_inbox(world.file.with_name("inbox.db")) as inbox:
        world.inbox = inbox
        await world.restart()
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-11 19:00"))
        await ana.presses("Answer")
        yield world, ana, inbox


def token_of(someone: Someone) -> Token:
    assert someone.form is not None
    return someone.form.token


def present(someone: Someone) -> dict[str, str]:
    """What stands in the fields of the form that is open."""
    assert someone.form is not None
    return {field.key: field.value for field in someone.form.fields}


async def opens_again(someone: Someone, token: Token) -> str:
    """Press the button that a chat shows beside what is wrong with a form."""
    return await someone.does(Press(f"{reopening(token)}//0"))


async def test_a_refused_form_opens_as_it_was_filled_in() -> None:
    """Ana corrects what was wrong, and types nothing twice; what can't be chosen is chosen anew."""
    async with ana_filling_in() as (_, ana, _inbox):
        token = token_of(ana)
        assert "Almost" in await ana.fills(mood="4", stuck="perhaps", followers="many")

        assert await opens_again(ana, token) == "Week 1\nMood\nStuck\nFollowers"
        assert present(ana) == {"mood": "4", "stuck": "", "followers": "many"}
        assert "is complete" in await ana.fills(mood="4", stuck="no", followers="20")


async def test_the_same_after_a_restart() -> None:
    """The draft is on the disk."""
    async with ana_filling_in() as (world, ana, _):
        token = token_of(ana)
        await ana.fills(mood="4", stuck="no", followers="many")
        await world.restart(days=1)

        await opens_again(ana, token)
        assert present(ana) == {"mood": "4", "stuck": "no", "followers": "many"}


async def test_a_form_that_was_never_seen_opens_as_it_was_asked() -> None:
    """The click was too old for it, so the chat showed a button instead."""
    async with ana_filling_in() as (_, ana, _inbox):
        token = token_of(ana)

        assert await opens_again(ana, token) == "Week 1\nMood\nStuck\nFollowers"


async def test_a_form_that_was_taken_is_not_open_any_more() -> None:
    """Nor is one that nobody came back to for two weeks."""
    async with ana_filling_in() as (world, ana, _):
        token = token_of(ana)
        await ana.fills(mood="4", stuck="no", followers="20")
        assert await opens_again(ana, token) == GONE

        await ana.presses("Answer", on="friday")
        token = token_of(ana)
        await world.advance(days=15)
        assert await opens_again(ana, token) == GONE


async def test_nobody_opens_a_form_of_somebody_else() -> None:
    """Ben knows the token, and gets nothing by it: neither questions nor answers."""
    async with ana_filling_in() as (world, ana, _):
        ben = world.creator("Ben")
        await ben.joins()
        token = token_of(ana)
        await ana.fills(mood="4", stuck="perhaps", followers="many")

        assert await opens_again(ben, token) == GONE
        await opens_again(ana, token)
        assert present(ana)["followers"] == "many"


async def test_an_erasure_forgets_drafts() -> None:
    """What was typed and never taken goes from the border's own file, too."""
    async with ana_filling_in() as (world, ana, _):
        token = token_of(ana)
        await ana.fills(mood="4", stuck="perhaps", followers="a private number")
        await ana.uses("program privacy")
        await ana.presses("Erase")
        await ana.presses("Erase everything")
        await world.app.door.quiet()

        assert await opens_again(ana, token) == GONE
        files = world.file.parent.glob("inbox.db*")
        assert b"a private number" not in b"".join(file.read_bytes() for file in files)


async def test_a_bot_that_keeps_nothing_on_the_disk_does_the_same() -> None:
    """Simulations and terminals have no inbox; there a draft lasts as long as the process."""
    async with a_world(programme=CHECK_IN) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-11 19:00"))
        await ana.presses("Answer")
        token = token_of(ana)
        await ana.fills(mood="4", stuck="no", followers="many")

        await opens_again(ana, token)
        assert present(ana) == {"mood": "4", "stuck": "no", "followers": "many"}
        await world.restart()
        assert await opens_again(ana, token) == GONE


async def test_a_question_that_is_asked_late_comes_with_a_button() -> None:
    """The bot died after it acknowledged Ana's command: it goes on where it was, and the form opens."""
    async with ana_filling_in() as (world, ana, inbox):
        at, account = world.now, ana.accounts[0]
        used = CommandUsed(id="u1", at=at, account=account, place=ana.place, command="program check-in")
        await inbox.keep("u1", dump_event(used))
        await world.restart(minutes=1)
        await world.app.door.take_up()
        await world.settle()

        assert ana.sees("I was away for a moment, and am back. Here is what you wanted to fill in:") == 1
        assert ana.newest_buttons() == ["Open the form"]
        assert await ana.presses("Open the form") == "Week 1\nMood\nStuck\nFollowers"


async def test_who_opens_a_form_has_seen_its_message() -> None:
    """The chat broke off, and can't be read back; Ana presses the button all the same."""
    async with ana_filling_in() as (world, ana, inbox):
        at, account = world.now, ana.accounts[0]
        used = CommandUsed(id="u1", at=at, account=account, place=ana.place, command="program check-in")
        await inbox.keep("u1", dump_event(used))
        await world.restart(minutes=1)
        await world.chat.script(TimeOut(shown=True), place=ana.place)
        await world.app.door.take_up()
        await world.settle()
        await world.chat.close(ana.place)
        await world.advance(hours=1)
        assert [state for state, _ in world.deliveries("answer/u1")] == ["unknown"]

        await ana.presses("Open the form")
        await world.advance(minutes=1)
        assert [state for state, _ in world.deliveries("answer/u1")] == ["sent"]


async def test_answers_that_are_refused_late_come_with_a_button() -> None:
    """The bot died after it acknowledged Ana's answers: what is wrong is said, and nothing is typed twice."""
    async with ana_filling_in() as (world, ana, inbox):
        values = (("mood", "4"), ("stuck", "no"), ("followers", "many"))
        sent = FormSubmitted(
            id="f1",
            at=world.now + timedelta(seconds=1),
            account=ana.accounts[0],
            place=ana.place,
            token=token_of(ana),
            values=values,
        )
        await inbox.keep("f1", dump_event(sent))
        await world.restart(minutes=1)
        await world.app.door.take_up()
        await world.settle()

        assert ana.messages()[-1].startswith("Almost: please look at these again.\n")
        await ana.presses("Open the form")
        assert present(ana) == dict(values)


def test_no_feature_answers_in_the_place_of_the_border() -> None:
    """The word of these buttons is the border's own."""
    assert REOPENING not in {route.word for feature in ALL for route in feature.tokens}
