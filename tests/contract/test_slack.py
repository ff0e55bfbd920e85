"""The Slack adapter keeps the contract, over real sockets."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from adapters.slack import outbound
from adapters.slack.sending import Sending
from bot.chat.adapter import Absent, CannotTell, Found, Halted, Retry, Undeliverable
from bot.chat.page import Figure, FiguresSection, Page, PictureSection
from bot.chat.reply import Show
from tests.adapters.slack.broken_calls import sending_by
from tests.contract import acting, answering, failing, keeping, sending, slack_only
from tests.contract.failing import FOUR
from tests.contract.slack_app import Way
from tests.contract.slack_rig import LACKS, SlackRig, in_slack, with_slack
from tests.contract.slack_sight import channel_of
from tests.contract.slack_trouble import close
from tests.contract.suite import NEEDS, SCENARIOS, Scenario, play
from tests.contract.words import PICTURE, key, says
from tests.platforms.slack.faults import Refuse

HEARD_OVER_HTTP: tuple[Scenario, ...] = (
    sending.a_message_is_shown_once,
    failing.a_hasty_repeat_after_a_time_out_shows_nothing_new,
    acting.a_click_brings_back_token_and_key,
    acting.a_command_brings_its_values,
    acting.typed_text_arrives_as_it_was_typed,
    acting.a_form_is_asked_and_answered,
    acting.problems_of_a_form_are_seen,
    acting.an_answer_is_seen_in_private,
    acting.a_repeated_act_has_one_id,
    acting.repeated_text_has_one_id,
    acting.text_typed_while_away_is_read_later,
    answering.a_late_answer_reaches_who_acted,
    answering.a_long_answer_is_read_in_order,
    answering.a_form_that_comes_late_is_offered,
    keeping.it_stops_when_it_is_told_to,
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
async def test_keeps_the_contract(scenario: Scenario) -> None:
    """Each scenario holds."""
    need = NEEDS.get(scenario)
    if need is not None and need in LACKS:
        pytest.skip(f"needs {need.value}: {LACKS[need]}")
    await play(scenario, in_slack())


@pytest.mark.parametrize("scenario", HEARD_OVER_HTTP, ids=lambda scenario: scenario.__name__)
async def test_keeps_the_contract_over_http(scenario: Scenario) -> None:
    """So it is where Slack calls the app, which differs in what is heard."""
    await play(scenario, in_slack(way=Way.HTTP))


@pytest.mark.parametrize("scenario", slack_only.ALL, ids=lambda scenario: scenario.__name__)
@pytest.mark.parametrize("way", Way, ids=lambda way: way.name)
async def test_keeps_to_what_slack_alone_does(
    scenario: Callable[[SlackRig], Awaitable[None]], way: Way
) -> None:
    """Each of these holds, however Slack reaches the app."""
    async with with_slack(way=way) as rig:
        await scenario(rig)


async def test_a_revoked_token_halts_until_it_is_good_again() -> None:
    """Socket Mode has a token of its own; whoever calls is told why nothing goes out."""
    async with with_slack() as rig:
        (part,) = rig.adapter.layout(says())
        rig.slack.revoke()
        with pytest.raises(Halted):
            await rig.adapter.send(rig.ana, part, key=key())
        await rig.disconnects()
        with pytest.raises(Halted):
            await rig.connects()
        with pytest.raises(Halted):
            await rig.adapter.send(rig.ana, part, key=key())
        found = await rig.adapter.find(rig.ana, part, key=key(), since=rig.now())
        assert isinstance(found, CannotTell)

        await rig.mends(rig.ana)
        await rig.connects()
        await rig.adapter.send(rig.ana, part, key=key())

        assert len(await rig.reads(rig.ana)) == 1


async def test_a_socket_that_may_not_be_opened_ends_the_run() -> None:
    """The library would try for ever; the supervisor is told instead."""
    async with with_slack() as rig:
        await rig.disconnects()
        rig.slack.credential.app_token = "xapp-1-another"
        with pytest.raises(Halted):
            await rig.connects()


@pytest.mark.parametrize(
    "why", ["user_disabled", "channel_not_found", "is_archived", "messages_tab_disabled"]
)
async def test_what_is_closed_is_told_apart_from_what_is_not_known(why: str) -> None:
    """There is a reason that a mentor can read, and it is not looked for afterwards."""
    async with with_slack() as rig:
        (part,) = rig.adapter.layout(says())
        close(rig.slack, channel_of(rig.channel), why)
        with pytest.raises(Undeliverable) as told:
            await rig.adapter.send(rig.channel, part, key=key())

        assert told.value.why
        assert why not in told.value.why
        assert "conversations.history" not in [method for method, _ in rig.slack.calls]


async def test_who_calls_before_it_is_connected_comes_back() -> None:
    """Nothing is lost by a bot that is not there yet, or not any more."""
    async with with_slack() as rig:
        (part,) = rig.adapter.layout(says())
        await rig.disconnects()
        with pytest.raises(Retry):
            await rig.adapter.send(rig.ana, part, key=key())
        await rig.connects()
        await rig.adapter.send(rig.ana, part, key=key())

        assert len(await rig.reads(rig.ana)) == 1


async def test_a_stop_while_a_message_leaves() -> None:
    """Who is calling when the bot stops is told one of the four, and no other error."""
    async with with_slack() as rig:
        (part,) = rig.adapter.layout(says())
        sends = [
            asyncio.create_task(rig.adapter.send(rig.ana, part, key=key(str(number)))) for number in range(8)
        ]
        await rig.asked_for("chat.postMessage")
        await rig.disconnects()
        await asyncio.wait(sends)
        await rig.connects()

        errors = [task.exception() for task in sends]
        assert [error for error in errors if error and not isinstance(error, FOUR)] == []


async def test_what_was_posted_in_a_thread_is_found_there() -> None:
    """The history of a channel does not hold it, and it must not come twice."""
    async with with_slack() as rig:
        (part,) = rig.adapter.layout(says())
        first = await rig.adapter.send(rig.channel, part, key=key("root"))
        thread = replace(rig.channel, thread=first.id)
        reply = await rig.adapter.send(thread, part, key=key())

        assert await rig.adapter.find(thread, part, key=key(), since=rig.now()) == Found(reply)
        assert await rig.adapter.find(thread, part, key=key("never"), since=rig.now()) == Absent()


@pytest.mark.parametrize("date", ["", "soon", "Mon, 07 Sep 2026 13:00:00"])
async def test_a_clock_that_can_not_be_read_is_none(date: str) -> None:
    """A proxy took the date away, or wrote another: nothing is said of clocks, and nothing breaks."""
    async with with_slack() as rig:
        rig.slack.desk.says_date = date

        assert await rig.adapter.time() is None


async def test_a_fourth_page_takes_the_place_of_the_third() -> None:
    """Slack lets three modals stand upon each other: who goes further in Home sees the next all the same."""
    async with with_slack() as rig:
        eve = rig.slack.person("eve")
        rig.door.answers += [Show(_page(number)) for number in range(5)]
        answer = await eve.clicks_in(await eve.opens_home(), "On")
        for _ in range(3):
            answer = await eve.clicks_in(answer, "On")

        assert answer.modal is not None
        assert (answer.modal.title, answer.modal.depth) == ("Page 4", 2)


def _page(number: int) -> Page:
    """A page with one behind it."""
    figure = Figure(label="On", value="", path=f"page/{number + 1}")
    return Page(title=f"Page {number}", sections=(FiguresSection(figures=(figure,)),))


async def test_a_modal_does_not_wait_for_its_picture() -> None:
    """Slack looks at the picture longer than it lets a modal open: its words are there at once."""
    async with with_slack(within=0.7) as rig:
        eve = rig.slack.person("eve")
        drawn = Page(title="Your weeks", sections=(PictureSection(picture=PICTURE),))
        rig.door.answers += [Show(_page(0)), Show(drawn)]
        home = await eve.opens_home()
        rig.slack.world.scan = 4
        shown = await eve.clicks_in(home, "On")
        assert shown.modal is not None
        assert PICTURE.alt in shown.content
        later = await shown.later()

        assert later.modal is not None
        assert later.modal.view_id == shown.modal.view_id
        assert [one.alt for one in later.images] == [PICTURE.alt]


async def test_a_modal_that_was_closed_meanwhile_stays_closed(caplog: pytest.LogCaptureFixture) -> None:
    """Its picture comes too late for it, which is nobody's fault."""
    async with with_slack() as rig:
        eve = rig.slack.person("eve")
        drawn = Page(title="Your weeks", sections=(PictureSection(picture=PICTURE),))
        rig.door.answers += [Show(_page(0)), Show(drawn)]
        home = await eve.opens_home()
        rig.slack.world.scan = 2
        shown = await eve.clicks_in(home, "On")
        await eve.closes(shown)
        await rig.asked_for("views.update")
        await rig.settled()

        assert eve.modal is None
        assert ("views.update", "not_found") in rig.slack.calls
        assert "could not be answered" not in caplog.text


async def test_a_picture_that_slack_refuses_is_told_in_words() -> None:
    """What is refused was shown to nobody, and it matters more that the words are read; so with a change."""
    async with with_slack() as rig:
        for method in ("chat.postMessage", "chat.update"):
            rig.slack.faults.script(Refuse(error="invalid_blocks"), method=method)
        (part,) = rig.adapter.layout(replace(says(), picture=PICTURE))
        ref = await rig.adapter.send(rig.ana, part, key=key())
        (sent,) = await rig.reads(rig.ana)
        await rig.adapter.edit(ref, part)
        (changed,) = await rig.reads(rig.ana)

        assert (sent.picture, changed.picture) == (False, False)
        assert PICTURE.alt in str(rig.slack.message(ref.id).blocks)


class Hasty(Sending):
    """Looks once whether a picture can be shown."""

    looks = 1


async def test_a_picture_that_is_scanned_for_long_is_told_in_words() -> None:
    """The message would be refused with it, and it matters more that it is read."""
    async with with_slack(sending_by(Hasty)) as rig:
        rig.slack.world.scan = 9
        (part,) = rig.adapter.layout(replace(says(), picture=PICTURE))
        await rig.adapter.send(rig.ana, part, key=key())

        (seen,) = await rig.reads(rig.ana)
        assert not seen.picture
        assert any(PICTURE.alt in str(block) for block in rig.slack.message(seen.id).blocks)


async def test_a_change_says_in_its_text_as_much_as_slack_takes() -> None:
    """Four thousand characters, where a new message may have more; no escape and no mention is cut."""
    async with with_slack() as rig:
        picture = replace(PICTURE, alt="&" * 1_500)
        (part,) = rig.adapter.layout(replace(says(), picture=picture))
        ref = await rig.adapter.send(rig.ana, part, key=key())
        assert len(rig.slack.message(ref.id).text) > outbound.CHANGED
        await rig.adapter.edit(ref, part)

        said = rig.slack.message(ref.id).text
        assert len(said) <= outbound.CHANGED
        assert set(said.removesuffix("…").removeprefix(part.content).strip().split("&amp;")) == {""}
