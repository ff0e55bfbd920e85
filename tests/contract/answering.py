"""What an answer may be, and when it may come: late, long, behind a restart, or a page to go on from."""

from bot.chat.event import ButtonPressed, FormSubmitted, PageOpened
from bot.chat.form import Field, Form, reopening
from bot.chat.page import Figure, FiguresSection, Page, TextSection
from bot.chat.reply import Ask, Say, Show
from bot.chat.token import Token
from tests.contract.acting import FORM
from tests.contract.rig import Rig, Saw
from tests.contract.words import LONG, STEP, key, says

FULL = Form(
    token=Token("checkin", STEP, "full"),
    title="How was week 4?",
    fields=tuple(Field(key=f"field{at}", label=f"Question {at}", kind="text") for at in range(1, 6)),
)


async def an_answer_in_a_channel_is_private(rig: Rig) -> None:
    """Where others read along, only the one who acted reads the answer."""
    rig.door.answers.append(Say(says("Week 3 of 26.", "More")))
    saw = await rig.uses(rig.channel, "program progress")

    assert saw is not None
    assert (saw.text, saw.buttons, saw.private) == ("Week 3 of 26.", ("More",), True)
    assert not await rig.reads(rig.channel)


async def a_late_answer_reaches_who_acted(rig: Rig) -> None:
    """An answer that takes its time is read nevertheless, and by nobody else."""
    await rig.lingers()
    rig.door.answers.append(Say(says("Week 3 of 26.", "More")))
    saw = await rig.uses(rig.channel, "program progress")

    assert saw is not None
    assert (saw.text, saw.buttons, saw.private) == ("Week 3 of 26.", ("More",), True)


async def a_late_answer_to_a_click_is_private(rig: Rig) -> None:
    """What follows a click on what everybody reads is for the one who clicked."""
    (part,) = rig.adapter.layout(says("Welcome, everybody.", "Join"))
    await rig.adapter.send(rig.channel, part, key=key())
    await rig.lingers()
    rig.door.answers.append(Say(says("Welcome, Ana.")))
    saw = await rig.presses(rig.channel, "Join")

    assert saw is not None
    assert (saw.text, saw.private) == ("Welcome, Ana.", True)
    assert [seen.content for seen in await rig.reads(rig.channel)] == [part.content]


async def a_long_answer_is_read_in_order(rig: Rig) -> None:
    """All of a long answer comes, from its beginning to its end, and in private."""
    rig.door.answers.append(Say(LONG))
    saw = await rig.uses(rig.channel, "program progress")

    assert _reads_whole(saw)


async def a_long_answer_that_is_late_is_read_in_order(rig: Rig) -> None:
    """Nor is anything lost or shown to others when it comes late."""
    await rig.lingers()
    rig.door.answers.append(Say(LONG))
    saw = await rig.uses(rig.channel, "program progress")

    assert _reads_whole(saw)


def _reads_whole(saw: Saw | None) -> bool:
    assert saw is not None
    assert LONG.body is not None
    assert saw.text.split() == ["Hello", "Ana.", *LONG.body.split()]
    return saw.private and saw.buttons == ("Done", "Later")


async def a_form_that_comes_late_is_offered(rig: Rig) -> None:
    """A chat that can't show a form any more offers it by a button, which brings it back to the core."""
    (part,) = rig.adapter.layout(says("Are you done?", "Done"))
    await rig.adapter.send(rig.ana, part, key=key())
    await rig.lingers()
    rig.door.answers.append(Ask(FORM))
    saw = await rig.presses(rig.ana, "Done")
    assert saw is not None
    if saw.form is None:
        rig.door.answers.append(Ask(FORM))
        (label,) = saw.buttons
        saw = await rig.presses_in_answer(rig.ana, label)
        event = rig.door.events[-1]
        assert isinstance(event, ButtonPressed)
        assert event.token == reopening(FORM.token)

    assert saw is not None
    assert (saw.form, saw.fields) == ("How was week 3?", ("What went well?",))
    await rig.submits(rig.ana, str(FORM.token), well="Everything")
    assert isinstance(rig.door.events[-1], FormSubmitted)


async def a_full_form_is_asked_whole(rig: Rig) -> None:
    """Five questions are asked at once, and all their answers come back."""
    rig.door.answers.append(Ask(FULL))
    saw = await rig.uses(rig.ana, "program progress")
    values = {field.key: f"answer {field.key}" for field in FULL.fields}
    assert saw is not None
    assert saw.form == FULL.title
    await rig.submits(rig.ana, str(FULL.token), **values)

    event = rig.door.events[-1]
    assert isinstance(event, FormSubmitted)
    assert dict(event.values) == values


async def a_button_outlives_a_restart(rig: Rig) -> None:
    """What can be pressed carries all that is needed: the bot remembers nothing of it."""
    (part,) = rig.adapter.layout(says("Are you done?", "Done"))
    await rig.adapter.send(rig.ana, part, key=key())
    await rig.disconnects()
    await rig.connects()
    await rig.presses(rig.ana, "Done")

    (event,) = rig.door.events
    assert isinstance(event, ButtonPressed)
    assert (event.token, event.key) == (Token("checkin", STEP, "done"), key())


async def an_open_form_outlives_a_restart(rig: Rig) -> None:
    """Who was filling in a form while the bot restarted loses nothing."""
    rig.door.answers.append(Ask(FORM))
    await rig.uses(rig.ana, "program progress")
    await rig.disconnects()
    await rig.connects()
    await rig.submits(rig.ana, str(FORM.token), well="Everything")

    event = rig.door.events[-1]
    assert isinstance(event, FormSubmitted)
    assert (event.token, event.values) == (FORM.token, (("well", "Everything"),))


async def a_page_leads_further(rig: Rig) -> None:
    """Behind a figure stands a page, which is opened from there."""
    await _goes_on(rig, behind=1)


async def a_page_of_many_leads_further(rig: Rig) -> None:
    """So it is where more pages stand behind one than there is room for buttons."""
    await _goes_on(rig, behind=12)


async def _goes_on(rig: Rig, *, behind: int) -> None:
    weeks = tuple(Figure(label=f"Week {at}", value="done", path=f"week/{at}") for at in range(1, behind + 1))
    rig.door.answers.append(Show(Page(title="Your progress", sections=(FiguresSection(figures=weeks),))))
    saw = await rig.uses(rig.ana, "program progress")
    assert saw is not None
    assert "Your progress" in saw.text
    page = Page(title="A week", sections=(TextSection(text=("You met two people.",)),))
    rig.door.answers.append(Show(page))
    saw = await rig.opens(rig.ana, f"week/{behind}")

    event = rig.door.events[-1]
    assert isinstance(event, PageOpened)
    assert event.path == f"week/{behind}"
    assert saw is not None
    assert "You met two people." in saw.text


ALL = (
    an_answer_in_a_channel_is_private,
    a_late_answer_reaches_who_acted,
    a_late_answer_to_a_click_is_private,
    a_long_answer_is_read_in_order,
    a_long_answer_that_is_late_is_read_in_order,
    a_form_that_comes_late_is_offered,
    a_full_form_is_asked_whole,
    a_button_outlives_a_restart,
    an_open_form_outlives_a_restart,
    a_page_leads_further,
    a_page_of_many_leads_further,
)
