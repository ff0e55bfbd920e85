"""The memory adapter is as strict as the strictest platform, and its world remembers what happened."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from adapters.memory.acts import Act, Does, Lookup, Noted, Press, Submit, Turn, Type, Use, Visit
from adapters.memory.adapter import MemoryAdapter
from adapters.memory.faults import (
    MILD,
    Breach,
    FaultPlan,
    Refuse,
    Surprise,
    Throttle,
    TimeOut,
    Unforeseen,
)
from adapters.memory.outbound import answer_to, escape, readable
from adapters.memory.world import EPOCH, World
from bot.chat.adapter import Ambiguous, Found, Retry, Shown, Undeliverable
from bot.chat.command import Command
from bot.chat.event import PersonJoined
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Message, Part
from bot.chat.page import Page
from bot.chat.place import Account, Place, Platform
from bot.chat.reply import Ask, Offer, Replace, Reply, Say, Show
from bot.chat.reply import Refuse as Refusal
from bot.chat.text import When
from bot.chat.token import Token, key_of
from tests.contract.door import ScriptedDoor
from tests.contract.words import LONG, button, key, says

DISCORD = Platform("discord")
ANA = Account(platform=DISCORD, user="ana")
HERE = Place(at=ANA)
FORM = Form(
    token=Token("checkin", key_of("step")), title="Week 3", fields=(Field(key="a", label="A", kind="text"),)
)


class Community:
    """A world, an adapter, and what its watcher saw."""

    def __init__(self, plan: FaultPlan | None = None) -> None:
        self.world = World(plan=plan)
        self.now = EPOCH
        self.seen: list[Shown] = []
        self.door = ScriptedDoor()
        self.adapter = MemoryAdapter(
            self.world, platform=DISCORD, clock=lambda: self.now, watch=self.seen.append
        )


@pytest.fixture
async def community() -> AsyncIterator[Community]:
    """A community that Ana has spoken in."""
    made = Community()
    await made.world.meet(ANA)
    await made.adapter.connect((), made.door)
    yield made
    assert len(await made.world.log()) == len(made.seen)


def act(does: Does, id: str = "1") -> Act:
    """Ana does something."""
    return Act(id=id, at=EPOCH, account=ANA, place=HERE, does=does)


@pytest.mark.parametrize(
    ("part", "of_key"),
    [
        (Part(content="a" * 2_001), key()),
        (Part(content="  \n"), key()),
        (Part(content="a", buttons=(button(),) * 26), key()),
        (Part(content="a"), "too-short"),
        (Part(content="a"), key().upper()),
    ],
    ids=["long", "empty", "buttons", "short key", "upper key"],
)
async def test_what_no_platform_takes_is_a_breach(community: Community, part: Part, of_key: str) -> None:
    """A breach is raised, shown to nobody, and remembered in case it is swallowed."""
    with pytest.raises(Breach):
        await community.adapter.send(HERE, part, key=of_key)

    assert not community.seen
    assert len(await community.world.breaches()) == 1


async def test_one_key_has_one_content(community: Community) -> None:
    """Two contents with one key within the window are a breach; later they are two messages."""
    await community.adapter.send(HERE, Part(content="one"), key=key())
    with pytest.raises(Breach):
        await community.adapter.send(HERE, Part(content="two"), key=key())

    community.now += timedelta(minutes=5)
    await community.adapter.send(HERE, Part(content="two"), key=key())
    assert [shown.part.content for shown in community.seen] == ["one", "two"]


async def test_naive_times_are_a_breach(community: Community) -> None:
    """A time without a zone gets nowhere."""
    naive = datetime(2025, 1, 1)  # noqa: DTZ001
    with pytest.raises(Breach):
        community.adapter.layout(Message(text=(When(naive),)))
    with pytest.raises(Breach):
        await community.adapter.find(HERE, Part(content="a"), key=key(), since=naive)
    community.now = naive
    with pytest.raises(Breach):
        await community.adapter.send(HERE, Part(content="a"), key=key())


PRESS, USE, SUBMIT = Press("a/b//0"), Use("program help"), Submit("a/b", ())


@pytest.mark.parametrize(
    ("does", "reply"),
    [
        (SUBMIT, Ask(FORM)),
        (Type("hello"), Ask(FORM)),
        (USE, Replace(says())),
        (PRESS, Replace(LONG)),
        (USE, Refusal(("No.",), {"a": ("Why?",)})),
        (USE, Offer(())),
        (Lookup("c", "p", ""), Offer(tuple(Choice(label=str(n), value="") for n in range(26)))),
        (SUBMIT, Show(Page(title="Progress", sections=()))),
    ],
)
def test_an_answer_that_no_platform_can_give_is_a_breach(does: Does, reply: Reply) -> None:
    """A form after a form, a replacement of nothing, too many choices."""
    with pytest.raises(Breach):
        answer_to(act(does), reply, DISCORD)


@pytest.mark.parametrize("does", [PRESS, USE])
def test_a_click_or_a_command_may_ask_a_form(does: Does) -> None:
    """The same form is fine where a platform can show it."""
    assert answer_to(act(does), Ask(FORM), DISCORD).form == FORM


async def test_nobody_is_written_to_before_they_press() -> None:
    """First contact is a creator's click: joining the server is not enough."""
    community = Community()
    await community.adapter.connect((), community.door)
    await community.adapter.deliver(act(Turn("joined"), "joined"))
    with pytest.raises(Undeliverable):
        await community.adapter.send(HERE, Part(content="Hello"), key=key())
    with pytest.raises(Undeliverable):
        await community.adapter.open(ANA, None)
    await community.adapter.deliver(act(PRESS, "pressed"))
    await community.adapter.send(HERE, Part(content="Hello"), key=key())

    assert isinstance(community.door.events[0], PersonJoined)
    (refused,) = await community.world.refused()
    assert (refused.place, refused.key) == (HERE, key())


async def test_a_watcher_sees_what_a_time_out_hid(community: Community) -> None:
    """The person reads the message, though the sender does not know."""
    await community.world.script(TimeOut(shown=True))
    with pytest.raises(Ambiguous):
        await community.adapter.send(HERE, Part(content="Hello"), key=key())

    (shown,) = community.seen
    assert (shown.place, shown.key, shown.at) == (HERE, key(), EPOCH)


@pytest.mark.parametrize("shown", [False, True])
async def test_the_unforeseen_can_be_rehearsed(community: Community, shown: bool) -> None:
    """An error outside the contract, before or after showing, for the core's broad catch."""
    await community.world.script(Surprise(shown=shown))
    with pytest.raises(Unforeseen):
        await community.adapter.send(HERE, Part(content="Hello"), key=key())

    assert len(community.seen) == shown


async def test_scripted_faults_hit_the_place_and_method_they_name(community: Community) -> None:
    """Trouble for edits leaves sends alone."""
    await community.world.script(Throttle(scope="lane"), "edit", HERE)
    ref = await community.adapter.send(HERE, Part(content="Hello"), key=key())
    with pytest.raises(Retry, match="lane"):
        await community.adapter.edit(ref, Part(content="Hi"))
    await community.adapter.edit(ref, Part(content="Hi"))

    (standing,) = await community.world.standing(HERE)
    assert standing.part.content == "Hi"
    assert (await community.world.log())[0].part.content == "Hello"


async def test_a_plan_of_faults_can_be_repeated() -> None:
    """Chance is a hash of seed, key and attempt: all runs of one seed meet the same faults."""
    plan = FaultPlan(seed=7, rates=MILD)
    met = [plan.decide(key_of(str(number)), 1) for number in range(2_000)]

    assert met == [FaultPlan(seed=7, rates=MILD).decide(key_of(str(number)), 1) for number in range(2_000)]
    assert met != [FaultPlan(seed=8, rates=MILD).decide(key_of(str(number)), 1) for number in range(2_000)]
    assert 0.03 < sum(fault is not None for fault in met) / len(met) < 0.07


async def test_a_planned_refusal_is_remembered() -> None:
    """Whoever judges a run learns which messages the world did not take."""
    community = Community(FaultPlan(seed=1, rates=(("refuse", 1.0),)))
    await community.world.meet(ANA)
    with pytest.raises(Undeliverable):
        await community.adapter.send(HERE, Part(content="Hello"), key=key())

    (refused,) = await community.world.refused()
    assert refused.why == Refuse("refused by the plan of faults").why


def test_a_plan_of_unknown_faults_is_refused() -> None:
    """A misspelt fault would never happen."""
    with pytest.raises(ValueError, match="known names"):
        FaultPlan(seed=1, rates=(("gremlin", 0.1),))


async def test_an_actor_acts_directly(community: Community) -> None:
    """An act that is delivered goes through the door once, and is remembered as done."""
    community.door.answers.append(Say(says("Thanks.")))
    first = await community.adapter.deliver(act(PRESS))
    again = await community.adapter.deliver(act(PRESS))

    assert (first, again) == (Say(says("Thanks.")), None)
    assert await community.world.acted() == ("1",)


async def test_an_actor_needs_a_door() -> None:
    """Nothing is done before the core is there."""
    with pytest.raises(RuntimeError, match="connect"):
        await Community().adapter.deliver(act(PRESS))


async def test_commands_become_known(community: Community) -> None:
    """People can use what the bot declares; two of one name are a breach."""
    one = Command(name="program next", summary="What comes next")
    await community.adapter.connect((one,), community.door)
    assert await community.world.commands(DISCORD) == ("program next",)
    with pytest.raises(Breach):
        await community.adapter.connect((one, one), community.door)


async def test_time_only_goes_on(community: Community) -> None:
    """A world that reached a time never goes back."""
    await community.world.advance(EPOCH + timedelta(days=3))
    await community.world.advance(EPOCH)

    assert await community.world.now() == EPOCH + timedelta(days=3)


async def test_actors_keep_a_log_of_their_own(community: Community) -> None:
    """What they write down is read in order."""
    lines = [Noted(at=EPOCH, who="Ana", what=what) for what in ("joined", "paused")]
    for line in lines:
        await community.world.note(line)

    assert list(await community.world.notes()) == lines


async def test_searches_end_at_their_beginning(community: Community) -> None:
    """What was shown before `since` does not count."""
    part = Part(content="Hello")
    ref = await community.adapter.send(HERE, part, key=key())

    assert await community.adapter.find(HERE, part, key=key(), since=EPOCH) == Found(ref)
    assert await community.adapter.find(HERE, part, key=key(), since=EPOCH + timedelta(1)) != Found(ref)


@pytest.mark.parametrize(
    "words", ["*a* _b_ `c` ~d~ |e| [f](g) <@1> @everyone", "# one\n- two\n1. three\n> four"]
)
def test_escaped_words_read_as_they_were(words: str) -> None:
    """Whoever reads the rendered words sees what was typed."""
    assert readable(escape(words)) == words


def test_an_address_stays_an_address() -> None:
    """A link that someone typed still works, and pings nobody."""
    assert escape("https://e.org/a_b_c") == "https://e.org/a_b_c"
    assert "@" not in escape("https://e.org/@everyone")


async def test_a_page_is_opened(community: Community) -> None:
    """A page that is asked for is seen in words."""
    await community.adapter.show(ANA, Page(title="Progress", sections=()))

    shown = await community.world.page(ANA)
    assert shown is not None
    assert "Progress" in shown.content
    answer = answer_to(act(Visit("queue")), Show(Page(title="Queue", sections=())), DISCORD)
    assert "Queue" in answer.parts[0].content
