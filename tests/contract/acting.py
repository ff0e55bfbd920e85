"""What becomes of an act: one event with what happened, one answer to the one who acted."""

from datetime import timedelta

from bot.chat.adapter import OpenPlace
from bot.chat.event import ButtonPressed, ChoicesAsked, CommandUsed, FormSubmitted, TextReceived
from bot.chat.form import Choice, Field, Form
from bot.chat.reply import Ask, Offer, Refuse, Replace, Say
from bot.chat.token import Token
from tests.contract.rig import Rig
from tests.contract.words import STEP, key, says

FORM = Form(
    token=Token("checkin", STEP, "form"),
    title="How was week 3?",
    fields=(Field(key="well", label="What went well?", kind="long_text"),),
)


async def _ana_has_a_button(rig: Rig) -> None:
    (part,) = rig.adapter.layout(says("Are you done?", "Later", "Done"))
    await rig.adapter.send(rig.ana, part, key=key())


async def a_click_brings_back_token_and_key(rig: Rig) -> None:
    """The core learns what was pressed, on which delivery, where and by whom."""
    await _ana_has_a_button(rig)
    await rig.presses(rig.ana, "Done")

    (event,) = rig.door.events
    assert isinstance(event, ButtonPressed)
    assert (event.token, event.key) == (Token("checkin", STEP, "done"), key())
    assert (event.account, event.place) == (rig.account(rig.ana), rig.ana)
    assert event.at.tzinfo is not None


async def a_click_names_its_message(rig: Rig) -> None:
    """The reference of a click is that of the message that was sent."""
    (part,) = rig.adapter.layout(says("Are you done?", "Done"))
    ref = await rig.adapter.send(rig.ana, part, key=key())
    await rig.presses(rig.ana, "Done")

    (event,) = rig.door.events
    assert isinstance(event, ButtonPressed)
    assert event.ref == ref


async def a_click_on_an_answer_has_no_key(rig: Rig) -> None:
    """A button of an answer belongs to no delivery, and works nevertheless."""
    rig.door.answers.append(Say(says("Really?", "Yes")))
    await rig.uses(rig.ana, "program leave")
    await rig.presses_in_answer(rig.ana, "Yes")

    event = rig.door.events[-1]
    assert isinstance(event, ButtonPressed)
    assert (event.token, event.key) == (Token("checkin", STEP, "yes"), None)


async def a_command_brings_its_values(rig: Rig) -> None:
    """The full name of the command and its parameters arrive."""
    await rig.uses(rig.ana, "program pause", weeks="2")

    (event,) = rig.door.events
    assert isinstance(event, CommandUsed)
    assert (event.command, event.values) == ("program pause", (("weeks", "2"),))


async def typed_text_arrives_as_it_was_typed(rig: Rig) -> None:
    """Nothing is added to or taken from what someone types."""
    await rig.types(rig.ana, "I met *two* people & a <friend>")

    (event,) = rig.door.events
    assert isinstance(event, TextReceived)
    assert event.text == "I met *two* people & a <friend>"
    assert event.ref is not None


async def a_form_is_asked_and_answered(rig: Rig) -> None:
    """A click may ask a form; what was filled in comes back with its token."""
    await _ana_has_a_button(rig)
    rig.door.answers.append(Ask(FORM))
    asked = await rig.presses(rig.ana, "Done")
    await rig.submits(rig.ana, str(FORM.token), well="Everything")

    assert asked is not None
    assert (asked.form, asked.fields) == ("How was week 3?", ("What went well?",))
    event = rig.door.events[-1]
    assert isinstance(event, FormSubmitted)
    assert (event.token, event.values) == (FORM.token, (("well", "Everything"),))


async def problems_of_a_form_are_seen(rig: Rig) -> None:
    """A refused form says what is wrong, and with which field: by its key, or by the label that is known."""
    labels = {"well": "What went well?"}
    rig.door.answers.append(Refuse(("Not yet.",), {"well": ("Say a little more.",)}, labels))
    saw = await rig.submits(rig.ana, str(FORM.token), well="ok")

    assert saw is not None
    ((field, problem),) = saw.problems
    assert field in ("well", "What went well?")
    assert problem == "Say a little more."


async def problems_without_a_label_are_seen(rig: Rig) -> None:
    """A form that nobody knows any more is refused as exactly."""
    rig.door.answers.append(Refuse(("Not yet.",), {"well": ("Say a little more.",)}))
    saw = await rig.submits(rig.ana, str(FORM.token), well="ok")

    assert saw is not None
    assert "Say a little more." in (saw.text, *saw.text.splitlines(), *(why for _, why in saw.problems))


async def an_answer_is_seen_in_private(rig: Rig) -> None:
    """Who uses a command reads its answer, with its buttons; the place stays as it was."""
    rig.door.answers.append(Say(says("Week 3 of 26.", "More")))
    saw = await rig.uses(rig.ana, "program progress")

    assert saw is not None
    assert (saw.text, saw.buttons, saw.private) == ("Week 3 of 26.", ("More",), True)
    assert not await rig.reads(rig.ana)


async def a_replacement_takes_the_place_of_the_message(rig: Rig) -> None:
    """The pressed message reads anew, and loses the buttons that were used up."""
    await _ana_has_a_button(rig)
    rig.door.answers.append(Replace(says("Well done!")))
    await rig.presses(rig.ana, "Done")

    (seen,) = await rig.reads(rig.ana)
    assert (seen.content, seen.buttons) == ("Well done!", ())


async def a_refusal_is_seen(rig: Rig) -> None:
    """Whoever may not is told so."""
    rig.door.answers.append(Refuse(("Only mentors can do this.",)))
    saw = await rig.uses(rig.ana, "mentor queue")

    assert saw is not None
    assert saw.text == "Only mentors can do this."


async def choices_are_offered_while_typing(rig: Rig) -> None:
    """What was typed so far arrives, and the choices are seen."""
    rig.door.answers.append(Offer((Choice(label="Ana Lima", value="ana"),)))
    saw = await rig.looks_up(rig.ana, "mentor note", "creator", "an")

    (event,) = rig.door.events
    assert isinstance(event, ChoicesAsked)
    assert (event.command, event.param, event.typed) == ("mentor note", "creator", "an")
    assert saw is not None
    assert saw.choices == (Choice(label="Ana Lima", value="ana"),)


async def a_repeated_act_has_one_id(rig: Rig) -> None:
    """A platform that tells an act twice makes one event of it."""
    await _ana_has_a_button(rig)
    await rig.presses(rig.ana, "Done")
    await rig.again()

    assert len(rig.door.knocks) == 2
    assert len(set(rig.door.knocks)) == 1


async def repeated_text_has_one_id(rig: Rig) -> None:
    """Typed text, too, keeps its id."""
    await rig.types(rig.ana, "Hello")
    await rig.again()

    assert len(rig.door.knocks) == 2
    assert len(set(rig.door.knocks)) == 1


async def two_acts_have_two_ids(rig: Rig) -> None:
    """Who presses twice, or types the same twice, did two things."""
    await _ana_has_a_button(rig)
    for _ in range(2):
        await rig.presses(rig.ana, "Done")
        await rig.types(rig.ana, "Hello")

    assert len(set(rig.door.knocks)) == 4


async def acts_arrive_in_order(rig: Rig) -> None:
    """What someone does first arrives first."""
    for text in ("one", "two", "three"):
        await rig.types(rig.ana, text)

    assert [event.text for event in rig.door.events if isinstance(event, TextReceived)] == [
        "one", "two", "three",
    ]  # fmt: skip


async def text_typed_while_away_is_read_later(rig: Rig) -> None:
    """A bot that comes back re-reads the places where it waits for words."""
    since = rig.now()
    await rig.disconnects()
    await rig.passes(timedelta(minutes=10))
    await rig.types_unheard(rig.ana, "Are you there?")
    rig.door.reread.append(OpenPlace(place=rig.ana, since=since))
    await rig.connects()
    await rig.door.knocked(1)

    (event,) = rig.door.events
    assert isinstance(event, TextReceived)
    assert event.text == "Are you there?"


async def text_heard_before_is_not_news(rig: Rig) -> None:
    """Re-reading a place gives what was heard already the id that it had."""
    since = rig.now()
    await rig.types(rig.ana, "Hello")
    await rig.disconnects()
    rig.door.reread.append(OpenPlace(place=rig.ana, since=since))
    await rig.connects()
    await rig.door.knocked(2)

    assert len(rig.door.events) == 1


ALL = (
    a_click_brings_back_token_and_key,
    a_click_names_its_message,
    a_click_on_an_answer_has_no_key,
    a_command_brings_its_values,
    typed_text_arrives_as_it_was_typed,
    a_form_is_asked_and_answered,
    problems_of_a_form_are_seen,
    problems_without_a_label_are_seen,
    an_answer_is_seen_in_private,
    a_replacement_takes_the_place_of_the_message,
    a_refusal_is_seen,
    choices_are_offered_while_typing,
    a_repeated_act_has_one_id,
    repeated_text_has_one_id,
    two_acts_have_two_ids,
    acts_arrive_in_order,
    text_typed_while_away_is_read_later,
    text_heard_before_is_not_news,
)
