"""What Slack alone does to an adapter: its own words told back, other workspaces, clocks on every event."""

from adapters.slack import forms
from bot.chat.adapter import OpenPlace
from bot.chat.event import FormSubmitted, TextReceived
from bot.chat.form import Field, Form
from bot.chat.reply import Ask, Say
from bot.chat.token import Token
from tests.contract.acting import FORM
from tests.contract.slack_rig import SlackRig
from tests.contract.words import LONG, STEP, key, says
from tests.platforms.slack.hearing import Ack, Kind

SOON = 0.5
"""Seconds in which everything is acknowledged."""


async def its_own_words_are_not_heard(rig: SlackRig) -> None:
    """Slack tells the bot of what the bot wrote; nobody typed it."""
    (part,) = rig.adapter.layout(says())
    await rig.adapter.send(rig.ana, part, key=key())
    await rig.slack.hearing.settled()

    assert rig.slack.hearing.told
    assert rig.door.knocks == []


async def nor_when_they_are_read_again(rig: SlackRig) -> None:
    """The history holds them too."""
    (part,) = rig.adapter.layout(says())
    began = rig.now()
    await rig.adapter.send(rig.ana, part, key=key())
    await rig.disconnects()
    rig.door.reread.append(OpenPlace(place=rig.ana, since=began))
    await rig.connects()
    await rig.settled()

    assert "conversations.history" in [method for method, _ in rig.slack.calls]
    assert rig.door.knocks == []


async def another_workspace_is_not_heard(rig: SlackRig) -> None:
    """An event that names another workspace is acknowledged, and left alone."""
    await rig.types(rig.ana, "Hello")
    told = rig.slack.hearing.told[-1]
    authorized = [told.payload["authorizations"][0] | {"team_id": "T0OTHER"}]
    other = {
        "team_id": "T0OTHER",
        "authorizations": authorized,
        "event": told.payload["event"] | {"ts": rig.slack.world.ids.ts()},
    }
    rig.slack.hearing.tell(Kind.EVENT, told.payload | other)
    await rig.slack.hearing.settled()

    assert len(rig.door.knocks) == 1
    assert not rig.slack.hearing.failures


async def what_is_kept_is_acknowledged_at_once(rig: SlackRig) -> None:
    """Slack does not wait until something was done about what somebody typed."""
    await rig.lingers()
    await rig.types(rig.ana, "Hello")

    assert not rig.slack.hearing.failures
    assert rig.slack.hearing.p99() < SOON


async def a_slow_answer_is_acknowledged_at_once(rig: SlackRig) -> None:
    """Nor until an answer is there."""
    await rig.lingers()
    await rig.uses(rig.ana, "program progress")

    assert rig.slack.hearing.p99(Kind.COMMAND) < SOON


async def what_is_written_by_me_is_heard(rig: SlackRig) -> None:
    """Slack marks it as another kind of message, and Bolt hands it on as one."""
    await rig.types(rig.ana, "Hello")
    told = rig.slack.hearing.told[-1]
    again = {"subtype": "me_message", "text": "is stuck", "ts": rig.slack.world.ids.ts()}
    rig.slack.hearing.tell(Kind.EVENT, told.payload | {"event": told.payload["event"] | again})
    await rig.slack.hearing.settled()
    await rig.settled()

    heard = rig.door.events[-1]
    assert isinstance(heard, TextReceived)
    assert heard.text == "is stuck"


async def a_long_answer_comes_by_one_way(rig: SlackRig) -> None:
    """None of it is in the acknowledgement, which may come after what is sent beside it."""
    rig.door.answers += [Say(LONG), Say(says())]
    await rig.uses(rig.channel, "program progress")
    long = rig.slack.hearing.told[-1].outcome
    await rig.uses(rig.channel, "program progress")
    short = rig.slack.hearing.told[-1].outcome

    assert isinstance(long, Ack)
    assert isinstance(short, Ack)
    assert not long.said
    assert short.said


async def notifications_say_it_all(rig: SlackRig) -> None:
    """Who hears a message read, or sees it on a locked telephone, gets its words too."""
    (part,) = rig.adapter.layout(says("Are you done with *week 3*?", "Done"))
    ref = await rig.adapter.send(rig.ana, part, key=key())

    assert rig.slack.message(ref.id).text == "Are you done with *week 3*?"


async def what_was_typed_calls_nobody(rig: SlackRig) -> None:
    """Neither in what is shown, nor in what a notification reads out."""
    (part,) = rig.adapter.layout(says("Ben & <!channel> said <@U0BEN> and <https://example.org|this>"))
    ref = await rig.adapter.send(rig.channel, part, key=key())

    (seen,) = await rig.reads(rig.channel)
    assert not seen.rang
    assert rig.slack.unescaped(ref.id) == []


NEXT = Form(
    token=Token("checkin", STEP, "next"),
    title="How was week 4?",
    fields=(
        Field(key="well", label="What went well?", kind="text", value="A start"),
        Field(key="badly", label="And what did not?", kind="text"),
    ),
)


async def a_form_goes_on_in_the_modal_that_is_open(rig: SlackRig) -> None:
    """The next form takes the place of the one that was sent off, beneath what is said about it."""
    rig.door.answers += [Ask(FORM), Say(says("Thank you. A little more:", "Go on"), onward=NEXT)]
    await rig.uses(rig.channel, "program progress")
    (first,) = rig.slack.world.stacks[rig.account(rig.ana).user]
    hash = first.hash
    saw = await rig.submits(rig.ana, str(FORM.token), well="Everything")
    assert saw is not None
    assert (saw.form, saw.fields) == (NEXT.title, ("What went well?", "And what did not?"))
    (modal,) = rig.shown()
    assert (modal.view_id, modal.hash != hash, modal.callback_id) == (first.id, True, forms.CALLBACK)
    assert "A little more" in modal.content
    assert modal.buttons == ()
    assert [field.value for field in modal.fields] == ["A start", None]

    await rig.submits(rig.ana, str(NEXT.token), badly="The sound")
    event = rig.door.events[-1]
    assert isinstance(event, FormSubmitted)
    assert (event.token, event.place) == (NEXT.token, rig.channel)
    assert dict(event.values) == {"well": "A start", "badly": "The sound"}
    sent = rig.slack.hearing.told[-1].payload["view"]
    assert (sent["id"], sent["hash"]) == (first.id, modal.hash)
    assert set(sent["state"]["values"]) == {"well", "badly"}
    assert len({one.id for one in rig.door.events}) == len(rig.door.events) == 3


async def a_form_that_answers_a_form_takes_its_place(rig: SlackRig) -> None:
    """So it is where nothing is said about it."""
    rig.door.answers += [Ask(FORM), Ask(NEXT)]
    await rig.uses(rig.ana, "program progress")
    saw = await rig.submits(rig.ana, str(FORM.token), well="Everything")

    assert saw is not None
    assert saw.form == NEXT.title
    assert [view.sent["title"]["text"] for view in rig.slack.world.stacks[rig.account(rig.ana).user]] == [
        NEXT.title
    ]


async def a_form_that_comes_too_late_for_the_modal_is_offered(rig: SlackRig) -> None:
    """The modal was closed in time; the message leads on by its button."""
    rig.door.answers += [Ask(FORM), Say(says("Thank you. A little more:", "Go on"), onward=NEXT)]
    await rig.uses(rig.ana, "program progress")
    await rig.lingers()
    saw = await rig.submits(rig.ana, str(FORM.token), well="Everything")

    assert saw is not None
    assert (saw.text, saw.buttons) == ("Thank you. A little more:", ("Go on",))
    assert rig.slack.hearing.p99(Kind.INTERACTIVE) < SOON


ALL = (
    a_form_goes_on_in_the_modal_that_is_open,
    a_form_that_answers_a_form_takes_its_place,
    a_form_that_comes_too_late_for_the_modal_is_offered,
    its_own_words_are_not_heard,
    nor_when_they_are_read_again,
    another_workspace_is_not_heard,
    what_is_kept_is_acknowledged_at_once,
    a_slow_answer_is_acknowledged_at_once,
    what_is_written_by_me_is_heard,
    a_long_answer_comes_by_one_way,
    notifications_say_it_all,
    what_was_typed_calls_nobody,
)
