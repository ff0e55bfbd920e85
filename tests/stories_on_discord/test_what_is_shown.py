"""Everything that the core can say reaches the reader as Discord shows it: parts, pictures, times, pages."""

import json
import re
from datetime import timedelta

from bot.domain.programme import Lesson, Meeting, StepKind
from tests.builders import a_programme, a_step, utc
from tests.discord_world import a_discord_world
from tests.discord_world.bot import DRAWN
from tests.platforms.discord.faults import RateLimit

LONG = Lesson(
    body="# Title\n\n"
    + "\n\n".join(f"Paragraph {n}. " + "word " * 150 for n in range(6))
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


async def test_a_long_lesson_comes_in_parts() -> None:
    """In order, each under 2,000 characters, the code whole, and the buttons under the last one only."""
    programme = a_programme(steps=[a_step("long", title="A long one", content=LONG)])
    async with a_discord_world(programme=programme) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(MORNING)

        *first, last = ana.letters()[1:]
        assert len(first) >= 2
        assert "Paragraph 0." in first[0].content
        assert "Paragraph 5." in last.content
        assert "```python\nfor ever in range(3):\n    print(ever)\n```" in last.content
        assert [button.label for button in last.buttons] == ["Done", "Later", "I'm stuck"]
        assert not any(letter.buttons for letter in first)
        assert "Well done!" in await ana.presses("Done")
        assert "Well done!" in ana.messages()[-1]


async def test_times_are_each_readers_own() -> None:
    """A meeting is announced with Discord's timestamps, which every client shows in its own zone."""
    content = Meeting(text="Bring one question.", length=timedelta(hours=1), notice=timedelta(hours=24))
    programme = a_programme(steps=[a_step("office", StepKind.MEETING, title="Office hours", content=content)])
    async with a_discord_world(programme=programme) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(days=2)

        told = next(message for message in ana.messages() if "Office hours" in message)
        (instant, *_) = re.findall(r"<t:(\d+):[tfFDR]>", told)
        assert int(instant) == int(utc("2026-09-08 16:00").timestamp())


async def test_a_page_has_its_picture_with_words() -> None:
    """Progress is a page with a drawn picture; who can't see it hears the alt text."""
    async with a_discord_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance(days=2)
        await ana.uses("program progress")
        assert ana.answer is not None

        (picture,) = ana.answer.attachments
        assert picture.filename.endswith(".png")
        assert picture.content == DRAWN
        assert picture.description
        assert "week" in picture.description.casefold()


async def test_a_metric_is_answered_with_a_picture() -> None:
    """The second number makes a line, drawn and in words."""
    async with a_discord_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await ana.uses("program metric", name="followers", value=100)
        await town.advance(days=1)
        said = await ana.uses("program metric", name="followers", value=140.5)
        assert ana.answer is not None

        assert "140.5" in said
        assert [one.description is not None for one in ana.answer.attachments] == [True]


async def test_a_copy_of_all_that_is_kept_is_attached() -> None:
    """One file in the direct messages, made from the database as it is."""
    async with a_discord_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await ana.uses("program goal", goal="Ten evenings by the river")
        await ana.uses("program privacy")
        await ana.presses("Export")
        await town.advance(minutes=5)

        (copy,) = ana.letters()[-1].attachments
        assert copy.filename.endswith(".json")
        assert [one["words"] for one in json.loads(copy.content)["goals"]] == ["Ten evenings by the river"]


async def test_a_file_that_can_not_be_made_any_more() -> None:
    """Lena leads no more when her table is to leave: it does not, and other ways to her are not tried."""
    async with a_discord_world(programme=WEEKLY, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        town.discord.faults.script(RateLimit(after=60), method="POST", path="/channels/*/messages")
        await lena.uses("cohort export")
        town.admins = frozenset()
        await town.restarts(minutes=5)
        await town.advance(minutes=5)

        assert town.deliveries("roll/") == [("dead", "there is nothing any more to make the file from")]
        assert not town.requests("POST", "/threads")


async def test_pages_are_turned() -> None:
    """The status leads to the lists behind it, from a select or by buttons, in the same message."""
    async with a_discord_world(programme=WEEKLY, admins=["Lena"]) as town:
        lena, ana = await town.staff("Lena"), await town.creator("Ana")
        await lena.joins()
        await ana.is_in()
        await town.advance(days=9)
        await lena.uses("cohort status")
        answer = lena.answer
        assert answer is not None
        assert answer.message is not None
        paths = [button.custom_id for button in answer.buttons]
        paths += [value for select in answer.selects for value in select.options.values()]
        assert paths

        label = next(iter(answer.selects[0].options)) if answer.selects else answer.labels[0]
        turned = await (lena.chooses(label) if answer.selects else lena.presses(label))
        assert lena.answer is not None
        assert (lena.answer.kind, lena.answer.message and lena.answer.message.id) == (
            "update",
            answer.message.id,
        )
        assert turned != answer.content


async def test_nobody_turns_the_pages_of_others() -> None:
    """Ana presses on the page that Lena was shown, with the path that stands on it."""
    async with a_discord_world(programme=WEEKLY, admins=["Lena"]) as town:
        lena, ana = await town.staff("Lena"), await town.creator("Ana")
        await lena.joins()
        await ana.is_in()
        await lena.uses("cohort status", at=town.channel.id)
        assert lena.answer is not None
        assert lena.answer.ephemeral
        assert lena.answer.message not in ana.public()
        (select,) = lena.answer.selects
        path = next(iter(select.options.values()))

        assert "for the admins" in await ana.forges(f">{path}")


async def test_commands_that_are_named_can_be_clicked() -> None:
    """Each command in the help is a mention with the id under which Discord lists it."""
    async with a_discord_world(programme=WEEKLY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await ana.uses("program help")
        listed = {each["name"]: each["id"] for each in town.discord.world.commands[None]}
        said = "\n".join(letter.content for letter in ana.hands.sees(ana.rooms()[0]))
        named = set(re.findall(r"</([\w -]+):(\d+)>", said))

        assert {"program progress", "program stuck", "program check-in"} <= {name for name, _ in named}
        assert all(id == listed[name.split(" ")[0]] for name, id in named)
        assert not re.search(r"(?<!<)/(program|mentor|cohort) ", said)


async def test_commands_are_listed_in_the_readers_language() -> None:
    """Discord is given names and summaries in Spanish; who reads Spanish is answered in it."""
    programme = a_programme(steps=[a_step("listen")])
    async with a_discord_world(programme=programme) as town:
        group = next(each for each in town.discord.world.commands[None] if each["name"] == "program")
        progress = next(each for each in group["options"] if each["name"] == "progress")
        assert progress["description_localizations"]["es-ES"] != progress["description"]

        ana = await town.creator("Ana", language="es")
        ana.hands.user.locale = "es-ES"
        said = await ana.joins()
        assert "Welcome" not in said


async def test_an_announcement_stands_in_the_channel_once() -> None:
    """Lena sees it first as it will look; corrected, the same message reads anew; retracted, it is gone."""
    async with a_discord_world(programme=WEEKLY, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        before = len(town.stranger("Eve").public())
        await lena.uses("cohort announce", text="We meet on Friday.", to="channel")
        await lena.presses("Post it")
        assert [one.content for one in town.stranger("Eve").public()[before:]] == ["We meet on Friday."]
        await lena.presses("Correct")
        await lena.fills(**dict.fromkeys(lena.present(), "We meet on Monday."))
        assert [one.content for one in town.stranger("Eve").public()[before:]] == ["We meet on Monday."]
        await lena.presses("Retract")
        assert town.stranger("Eve").public()[before:] == []
