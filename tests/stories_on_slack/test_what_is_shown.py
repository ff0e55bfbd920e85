"""Everything that the core can say reaches the reader as Slack shows it: parts, pictures, times, pages."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.programme import Lesson, Meeting, StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.faults import Refuse, Status
from tests.platforms.slack.seen import SeenMessage
from tests.slack_world import Someone, a_slack_world
from tests.slack_world.bot import DRAWN
from tests.slack_world.world import Mode

LONG = Lesson(
    body="# Title\n\n"
    + "\n\n".join(f"Paragraph {n}. " + "word " * 300 for n in range(20))
    + "\n\n```python\nfor ever in range(3):\n    print(ever)\n```"
)
WEEKLY = a_programme(
    weeks=6,
    steps=[
        step
        for n in range(1, 7)
        for step in (a_step(f"w{n}", title=f"Lesson {n}", week=n), a_step(f"c{n}", StepKind.CHECK_IN, week=n))
    ],
)
MORNING = utc("2026-09-07 13:01")
MARKDOWN, ALL = 12_000, 13_000
"""Slack: characters of markdown blocks in a message, and of a message in all."""


def markdown(message: SeenMessage) -> str:
    return "".join(block["text"] for block in message.blocks if block["type"] == "markdown")


async def test_a_long_lesson_comes_in_parts() -> None:
    """In order, each within Slack's limits, the code whole, and the buttons under the last one only."""
    programme = a_programme(steps=[a_step("long", title="A long one", content=LONG)])
    async with a_slack_world(programme=programme) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(MORNING)

        *first, last = ana.letters()[1:]
        assert len(first) >= 2
        assert all(0 < len(markdown(one)) < MARKDOWN for one in (*first, last))
        assert all(len(one.content) < ALL and len(one.text) < ALL for one in (*first, last))
        assert "Paragraph 0." in markdown(first[0])
        assert "Paragraph 19." in markdown(last)
        assert "```python\nfor ever in range(3):\n    print(ever)\n```" in markdown(last)
        assert last.labels == ["Done", "Later", "I'm stuck"]
        assert not any(letter.buttons for letter in first)
        assert "Well done!" in await ana.presses("Done")
        assert "Well done!" in ana.messages()[-1]


async def test_who_hears_messages_read_hears_all_of_them() -> None:
    """The top-level text of a lesson says what its blocks say: the heading, the words, and no marks."""
    lesson = Lesson(body="# Title\n\nListen to **five** people.\n\n- one\n- two")
    programme = a_programme(steps=[a_step("short", title="Listen first", content=lesson)])
    async with a_slack_world(programme=programme) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(MORNING)

        heard = ana.letters()[-1].text
        assert "Listen first" in heard
        assert "Listen to five people." in heard
        assert "one" in heard
        assert "**" not in heard


async def test_times_are_each_readers_own() -> None:
    """A meeting is announced with Slack's dates, which every client shows in its own zone."""
    content = Meeting(text="Bring one question.", length=timedelta(hours=1), notice=timedelta(hours=24))
    programme = a_programme(steps=[a_step("office", StepKind.MEETING, title="Office hours", content=content)])
    async with a_slack_world(programme=programme) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(days=8)

        told = next(letter for letter in ana.letters() if "Office hours" in letter.content)
        noon = int(utc("2026-09-08 16:00").timestamp())
        dates = [part for block in told.blocks for part in walk(block) if part.get("type") == "date"]
        assert noon in [one["timestamp"] for one in dates]
        assert all(one["fallback"] for one in dates)
        assert f"<!date^{noon}^" in told.text


def walk(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A block with all that is in it."""
    inner = [each for each in block.get("elements") or () if isinstance(each, dict)]
    return [block, *(found for each in inner for found in walk(each))]


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_page_has_its_picture_with_words(mode: Mode) -> None:
    """Progress is a page with a drawn picture; who can't see it hears the alt text."""
    async with a_slack_world(programme=WEEKLY, mode=mode) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(days=14)
        await ana.uses("program progress")
        assert ana.answer is not None

        (picture,) = ana.answer.images
        assert picture.content == DRAWN
        assert "week" in picture.alt.casefold()
        assert ana.answer.message is not None
        assert picture.alt in ana.answer.message.text
        assert ana.answer.ephemeral


async def test_a_picture_that_is_still_scanned() -> None:
    """Slack looks at files before it shows them: the answer waits for that."""
    async with a_slack_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(days=7)
        town.slack.world.scan = 2
        await ana.uses("program progress")
        assert ana.answer is not None

        assert [one.content for one in ana.answer.images] == [DRAWN]


async def test_a_copy_of_all_that_is_kept_is_uploaded() -> None:
    """One file in the conversation with the bot, made from the database as it is."""
    async with a_slack_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await ana.uses("program goal Ten evenings by the river")
        await ana.uses("program privacy")
        await ana.presses("Export")
        await town.advance(minutes=5)

        (copy,) = [one for one in town.slack.world.files.values() if one.name.endswith(".json")]
        assert copy.name in ana.messages()[-1]
        assert copy.content is not None
        assert [one["words"] for one in json.loads(copy.content)["goals"]] == ["Ten evenings by the river"]


async def test_a_metric_is_answered_with_a_picture() -> None:
    """The second number makes a line, drawn and in words."""
    async with a_slack_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await ana.uses("program metric followers 100")
        await town.advance(days=7)
        said = await ana.uses("program metric followers 140.5")
        assert ana.answer is not None

        assert "140.5" in said
        assert [bool(one.alt) for one in ana.answer.images] == [True]


async def test_pages_are_turned() -> None:
    """The status leads to the lists behind it, in the same message, which only Lena sees."""
    async with a_slack_world(programme=WEEKLY, admins=["Lena"]) as town:
        lena, ana = await town.staff("Lena"), await town.creator("Ana")
        await lena.joins()
        await ana.is_in()
        await town.advance(days=25)
        await lena.uses("cohort status")
        answer = lena.answer
        assert answer is not None
        assert answer.message is not None
        assert answer.ephemeral

        label = next(iter(answer.selects[0].options)) if answer.selects else answer.labels[0]
        turned = await (lena.chooses(label) if answer.selects else lena.presses(label))
        assert lena.answer is not None
        assert lena.answer.message is not None
        assert (lena.answer.kind, lena.answer.message.ts) == ("update", answer.message.ts)
        assert turned != answer.content
        assert answer.message not in ana.public()


async def test_home_is_shown_when_it_is_opened() -> None:
    """Ana finds her week in the Home tab; a stranger finds why there is nothing."""
    async with a_slack_world(programme=WEEKLY) as town:
        ana, eve = await town.creator("Ana"), town.stranger("Eve")
        await ana.is_in()
        await town.advance(days=8)
        mine = await ana.opens_home()
        theirs = await eve.opens_home()

        assert re.search(r"[Ww]eek 2", mine.content)
        assert "Ana" not in theirs.content
        assert theirs.content


async def test_the_messages_tab_is_no_home() -> None:
    """Who opens the other tab asks for no page."""
    async with a_slack_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        ana.hands.opens_messages()
        await town.told()

        assert ana.hands.home is None


async def test_an_announcement_stands_in_the_channel_once() -> None:
    """Lena sees it first as it will look; corrected, the same message reads anew; retracted, it is gone."""
    async with a_slack_world(programme=WEEKLY, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        before = len(town.stranger("Eve").public())
        await lena.uses('cohort announce text="We meet on Friday." to=channel')
        await lena.presses("Post it")
        await town.advance(seconds=2)
        assert [one.content for one in town.stranger("Eve").public()[before:]] == ["We meet on Friday."]
        await lena.presses("Correct")
        await lena.fills(**dict.fromkeys(lena.present(), "We meet on Monday."))
        await town.advance(seconds=2)
        assert [one.content for one in town.stranger("Eve").public()[before:]] == ["We meet on Monday."]
        await lena.presses("Retract")
        await town.advance(seconds=2)
        assert town.stranger("Eve").public()[before:] == []


async def test_a_picture_that_slack_does_not_show_is_told_in_words() -> None:
    """It took the file, and refuses the blocks with it: the message, the answer and Home come without."""
    async with a_slack_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(days=14)
        for method, status in (("response_url", 404), ("chat.postEphemeral", 0), ("views.publish", 0)):
            fault = Status(status=status) if status else Refuse(error="invalid_blocks")
            town.slack.faults.script(fault, method=method)
        said = await ana.uses("program progress")
        assert ana.answer is not None
        assert ana.answer.images == ()
        assert "Done" in said
        home = await ana.opens_home()

        assert home.images == ()
        assert re.search(r"[Ww]eek 2", home.content)


@pytest.mark.parametrize("error", ["file_uploads_disabled", "storage_limit_reached"])
async def test_a_workspace_that_takes_no_files_reads_pictures_in_words(error: str) -> None:
    """On Home, in a modal and in a message: nothing is left out but the drawing."""
    async with a_slack_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(days=14)
        town.slack.faults.last(Refuse(error=error), method="files.getUploadURLExternal")
        said = await ana.uses("program progress")
        home = await ana.opens_home()
        assert ana.answer is not None

        assert (ana.answer.images, home.images) == ((), ())
        assert re.search(r"[Ww]eek 2", home.content)
        assert "Done" in said


def drawn(someone: Someone) -> list[bytes]:
    """The pictures that they have in their Home."""
    home = someone.hands.home
    return [] if home is None else [one.content for one in home.images]


async def test_the_picture_of_home_is_uploaded_once() -> None:
    """Unless somebody deleted its file: then Home is told in words, and has its picture the next time."""
    async with a_slack_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(days=14)
        for _ in range(3):
            await ana.opens_home()
        await town.until(lambda: len(town.calls("views.publish")) == 3)
        assert town.calls("files.getUploadURLExternal") == ["ok"]
        town.slack.world.files.clear()
        await ana.opens_home()
        await town.until(lambda: town.calls("views.publish")[3:] == ["invalid_blocks", "ok"])
        assert drawn(ana) == []
        await ana.opens_home()
        await town.until(lambda: len(town.calls("views.publish")) == 6)

        assert drawn(ana) == [DRAWN]
        assert town.calls("files.getUploadURLExternal") == ["ok", "ok"]
