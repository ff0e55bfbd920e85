"""What people type stands for itself wherever it comes back, and calls nobody."""

import json
import re

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.mentions import marked_up
from tests.slack_world import Someone, Town, a_slack_world

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
THURSDAY = utc("2026-09-10 12:00")
HOSTILE = [
    "<!channel> come all",
    "<!here> <!everyone> <!subteam^S123>",
    "<@U000000001> look",
    "*bold* _it_ ~no~ `code`",
    "a &lt;!channel&gt; b &amp; c",
    "<https://evil.example|https://bank.example>",
    "<!date^0^{date}|never>",
    "> quoted\n> twice",
    "http://example.org and mail@example.org",
]
MARKS = re.compile(r"<@[^>]*>|<![a-ce-z][^>]*>")
ELEMENTS = re.compile(r'"user_id": "[^"]*"|"type": "(?:broadcast|usergroup)"')
"""How Slack calls people: in texts that it reads for marks, and by elements of rich text."""
TYPED = [
    ("Come @channel", "Come @channel"),
    ("Come <!here> <!subteam^S123|designers>", "Come @here designers"),
    ("*bold* _it_ ~no~ `code` & <b>", "*bold* _it_ ~no~ `code` & <b>"),
    ("a &lt;!channel&gt; b", "a &lt;!channel&gt; b"),
    ("See <https://evil.example|https://bank.example>", "See https://bank.example (https://evil.example)"),
]
"""What is typed, and what is read of it afterwards."""


async def two(town: Town) -> tuple[Someone, Someone]:
    """Amara, and Ana, whose mentor she is."""
    amara = await town.staff("Amara")
    ana = await town.creator("Ana", mentor="Amara")
    await amara.joins()
    await ana.is_in()
    return amara, ana


def called(town: Town) -> set[str]:
    """Whom the messages of the bot call, and what in them is not escaped."""
    channels = town.slack.world.channels.values()
    messages = [each for channel in channels for each in channel.messages.values() if each.author.is_bot]
    found = {call for each in messages for text in marked_up(each) for call in MARKS.findall(text)}
    found |= {call for each in messages for call in ELEMENTS.findall(json.dumps(each.blocks))}
    return found | {text for each in messages for text in town.slack.unescaped(each.ts)}


@pytest.mark.parametrize("words", HOSTILE)
async def test_words_that_a_creator_files_stand_for_themselves(words: str) -> None:
    """Ana is stuck, and says so in such words in a modal; Amara reads just these, and nobody is called."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mentors=["Amara"]) as town:
        amara, ana = await two(town)
        await ana.uses("program stuck")
        await ana.fills(**{next(iter(ana.present())): words})
        await town.advance(minutes=10)

        told = amara.letters()[-1]
        assert words in told.content
        assert called(town) <= {f"<@{ana.hands.id}>", f'"user_id": "{ana.hands.id}"'}


async def test_words_that_a_creator_types_stand_for_themselves() -> None:
    """In a slash command Slack marks what it knows: a mention of all comes back as words that call nobody."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, admins=["Lena"]) as town:
        lena, ana = await town.staff("Lena"), await town.creator("Ana")
        await lena.joins()
        await ana.is_in()
        for words, shown in TYPED:
            assert shown in await ana.uses(f"program goal {words}")
            assert shown in await lena.uses(f'cohort announce text="{words}" to=channel')
            await lena.presses("Post it")
            await town.advance(seconds=2)
            assert lena.public()[-1].content == shown

        assert called(town) == set()


async def test_a_name_of_marks() -> None:
    """Somebody's name on the roster is no markup either."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await town.creator("*Ana* <!channel> & `co`")
        welcome = await ana.joins()

        assert "*Ana* <!channel> & `co`" in welcome
        assert called(town) == set()
