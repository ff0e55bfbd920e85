"""Whatever is named, filled in or typed, and by whomever: the answer is kind and exact, never a failure."""

from collections.abc import Iterator

import pytest

from bot.chat.event import (
    ButtonPressed,
    ChoicesAsked,
    CommandUsed,
    Event,
    FormSubmitted,
    PageOpened,
    TextReceived,
)
from bot.chat.reply import Offer, Refuse
from bot.chat.token import Token
from bot.domain.keys import person_key
from bot.engine.asking import ASKED
from bot.engine.feature import CommandRoute, Who
from bot.features import ALL
from tests.authority.cast import FITTING, Actor, home
from tests.authority.stage import SORRY, UNSEEN, Stage
from tests.authority.tries import happening, usual
from tests.builders import SECRET

GARBAGE = (
    " ",
    "-1",
    "0",
    "99999999999999999999999999",
    "1e400",
    "nan",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "ا" * 700 + "\u202e",
    "@everyone <!channel> <@U1> **bold** [x](http://x)",
    '=HYPERLINK("http://example.org";"x")',
    "\x00\x1b[31m\u200b",
    "🌱" * 1_200,
    "https://",
    "https://[::1",
    "x" * 10_000,
    "{who} %s {0} {}",
    "\ud800 half a character",
)
NO_SUCH = ("-", "a" * 24, "Z" * 40, "../.. %", "ü\x00")
COMMANDS = [one for feature in ALL for one in feature.commands]
TOKENS = [one for feature in ALL for one in feature.tokens]
PAGES = [one for feature in ALL for one in feature.pages]


@pytest.mark.parametrize("route", COMMANDS, ids=lambda route: route.command.name)
async def test_a_command_takes_any_words(route: CommandRoute, stage: Stage) -> None:
    """Each parameter in turn is given what nobody should give; a creator whom nobody knows, too."""
    actor, command = FITTING[route.who], route.command
    wrong: list[str] = []
    for param in command.params:
        for words in GARBAGE:
            usually = usual(command, route.creator, Actor.ANA.value)
            values = tuple((name, words if name == param.name else value) for name, value in usually)
            for event in (
                CommandUsed(**happening(actor, stage.number()), command=command.name, values=values),
                FormSubmitted(
                    **happening(actor, stage.number()),
                    token=Token(ASKED, "command", command.name),
                    values=values,
                ),
                ChoicesAsked(
                    **happening(actor, stage.number()), command=command.name, param=param.name, typed=words
                ),
            ):
                with stage.store.rehearse():
                    outcome = await stage.goes_on(event)
                if SORRY in outcome.said or outcome.refused or outcome.breach:
                    tried = f"{type(event).__name__} {param.name}={words[:30]!r}"
                    wrong.append(f"{tried}: {outcome.said} {outcome.breach}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("actor", [Actor.STRANGER, Actor.ANA, Actor.OWN_MENTOR, Actor.ADMIN])
async def test_what_names_nothing_is_refused_kindly(actor: Actor, stage: Stage) -> None:
    """A thing that is gone or never was, however its key is written, and paths that are none."""
    wrong: list[str] = []
    for token in TOKENS:
        for subject in NO_SUCH:
            named = Token(token.word, subject)
            events: list[Event] = [ButtonPressed(**happening(actor, stage.number()), token=named)]
            if token.filled is not None:
                events.append(FormSubmitted(**happening(actor, stage.number()), token=named, values=()))
            for event in events:
                outcome = await stage.tries(event)
                if not isinstance(outcome.reply, Refuse) or SORRY in outcome.said:
                    wrong.append(f"{named}: {outcome.said or outcome.reply}")
                if outcome.changed.difference(UNSEEN):
                    wrong.append(f"{named}: changes {sorted(outcome.changed)}")
    for path in paths():
        outcome = await stage.tries(PageOpened(**happening(actor, stage.number()), path=path))
        if SORRY in outcome.said or outcome.reply is None:
            wrong.append(f"{path!r}: {outcome.said}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("actor", Actor)
async def test_anything_can_be_typed(actor: Actor, stage: Stage) -> None:
    """What nobody should type, and each way to say each wish; everybody is answered."""
    intents = [intent for feature in ALL for intent in feature.intents]
    ways = [way.strip().replace("{", "").replace("}", "") for one in intents for way in one.says.split(";")]
    wrong: list[str] = []
    for words in (*GARBAGE, *(ways if actor in (Actor.ANA, Actor.STRANGER) else ())):
        with stage.store.rehearse():
            typed = TextReceived(**happening(actor, stage.number()), text=words)
            outcome = await stage.goes_on(typed)
        if SORRY in outcome.said or outcome.reply is None:
            wrong.append(f"{words[:40]!r}: {outcome.said}")

    assert not wrong, "\n".join(wrong)


async def test_a_channel_belongs_to_its_cohort(stage: Stage) -> None:
    """Whoever leads another cohort leads nothing in this one's channel."""
    for route in (one for one in COMMANDS if one.who is Who.ADMIN):
        used = CommandUsed(
            **happening(Actor.ADMIN, stage.number()) | {"place": home("spring")},
            command=route.command.name,
            values=usual(route.command, route.creator, Actor.ANA.value),
        )

        outcome = await stage.tries(used)

        assert outcome.refused == (person_key(SECRET, Actor.ADMIN.value),), route.command.name
        assert outcome.changed.difference(UNSEEN) == frozenset()


def paths() -> Iterator[str]:
    """Paths that lead nowhere, of pages that there are and of none."""
    yield from ("", "/", "//", "nowhere", "nowhere/-")
    for page in PAGES:
        yield from (f"{page.word}{rest}" for rest in ("/", "//", "/-", "/-/x", f"/{'a' * 100}", "/a/b/c/d"))
        yield from (f"{page.word}/{subject}" for subject in NO_SUCH)


async def test_nobody_is_offered_whom_they_may_not_name(stage: Stage) -> None:
    """Those offered while a name is typed can be named, and a name that nobody has is told so."""
    for route in (one for one in COMMANDS if one.creator is not None):
        command = route.command
        for actor in Actor:
            asks = ChoicesAsked(
                **happening(actor, stage.number()),
                command=command.name,
                param=route.creator or "",
                typed="",
            )
            offered = (await stage.tries(asks)).reply
            assert isinstance(offered, Offer)
            for choice in offered.choices:
                values = usual(command, route.creator, choice.value)
                used = CommandUsed(**happening(actor, stage.number()), command=command.name, values=values)
                assert (await stage.tries(used)).refused == ()


@pytest.mark.parametrize("name", ["Nobody Such", Actor.ELSEWHERE.value, "<@elsewhere>"])
async def test_whom_a_cohort_does_not_have_its_admin_cannot_name(name: str, stage: Stage) -> None:
    """Nobody is told whether such a person exists."""
    for route in (one for one in COMMANDS if one.creator is not None):
        values = usual(route.command, route.creator, name)
        used = CommandUsed(
            **happening(Actor.ADMIN, stage.number()), command=route.command.name, values=values
        )
        outcome = await stage.tries(used)

        assert outcome.said.startswith("I know no creator called")
        assert outcome.changed.difference(UNSEEN) == frozenset()
