"""Whatever people write is stored whole, shown without harm, and exported so that it runs nowhere."""

import csv
import re
from itertools import chain
from pathlib import Path

import pytest

from adapters.terminal.safe import safe
from bot.domain.programme import Questions, StepKind
from bot.domain.question import QuestionKind
from bot.store.archive import export_to
from tests.builders import OPEN_FOR, a_programme, a_question, a_step, utc
from tests.world import Someone, Team, a_team

TEXTS = Questions(
    questions=(a_question("week", QuestionKind.TEXT), a_question("more", QuestionKind.TEXT)),
    closes_after=OPEN_FOR,
)
PROGRAMME = a_programme(
    steps=[
        a_step("listen"),
        a_step("friday", StepKind.CHECK_IN, content=TEXTS),
        a_step("next", StepKind.CHECK_IN, content=TEXTS, week=2),
    ]
)
FRIDAY, MONDAY = utc("2026-09-11 19:05"), utc("2026-09-14 14:00")
HOSTILE = {
    "long": "A word of many. " * 624 + "and an end",
    "right to left": "أنا بخير \u202eشكرا\u2066 جزيلا",
    "emoji": "👩🏾‍🏫🎉 \U0001f1f0\U0001f1ea",
    "pings": "@everyone @here <@123> <@&456> <!channel>",
    "markdown": "# **bold** `code` [link](https://evil.example) ||spoiler||\n```\n> quote",
    "control": "a\x00b\x07c\x1b[2Jd\x9be",
    "formula": '=HYPERLINK("https://evil.example","click")',
    "at sum": "@SUM(1+1)*cmd|' /C calc'!A0",
}
_PING = re.compile(r"@(?!\u200b)(?:everyone|here)|(?<!\\)<[@!#](?!ana>|amara>|tom>|lena>)")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


async def writes_everywhere(team: Team, words: str) -> list[str]:
    """Whatever can be written in words, by Ana, her mentor and the admin; all that they were answered."""
    world, amara, lena, ana = team.world, team.amara, team.lena, team.ana
    short = words[:3000]
    answers = [
        await uses(ana, "program goal", goal=words),
        await uses(ana, "program share", link="https://example.org/film", words=words),
        await uses(ana, "program lessons", words=words),
        await uses(ana, "program join", code=words),
        await uses(ana, "program zone", zone=words),
        await uses(ana, "program metric", name=words, value="5"),
        await uses(ana, "program stuck", words=words),
        await uses(amara, "mentor note", creator="Ana", words=words),
        await uses(amara, "mentor note", creator=words, words="Who?"),
        await uses(amara, "mentor reply", creator="Ana", words=words),
        await uses(amara, "mentor flag", creator="Ana", words=short),
        await uses(lena, "cohort announce", text=short),
        await uses(lena, "cohort audit", words=words),
    ]
    await lena.uses("cohort announce", text=short)
    answers.append(await presses(lena, "Post it"))
    await ana.presses("Answer")
    answers.append(await fills(ana, words=short))
    await world.advance_to(FRIDAY)
    await ana.types("check-in")
    await ana.types(words)
    await ana.presses("Answer", on="friday")
    answers.append(await fills(ana, more=short))
    return answers


async def looks_everywhere(team: Team) -> list[str]:
    """Every page and command that shows what somebody wrote."""
    amara, lena, ana = team.amara, team.lena, team.ana
    await team.world.advance_to(MONDAY)
    return [
        *[await uses(ana, f"program {name}") for name in ("progress", "goal", "why", "next", "privacy")],
        await presses(ana, "Export"),
        await uses(amara, "mentor creator", creator="Ana"),
        await uses(amara, "mentor queue"),
        await uses(amara, "mentor queue", item="1"),
        await uses(amara, "mentor creators"),
        await uses(lena, "cohort status"),
        await uses(lena, "cohort export"),
        await uses(lena, "cohort audit"),
        await uses(lena, "cohort deliveries"),
    ]


async def uses(someone: Someone, command: str, **values: str) -> str:
    """What the chat was given to show."""
    await someone.uses(command, **values)
    return raw(someone)


async def fills(someone: Someone, **values: str) -> str:
    await someone.fills(**values)
    return raw(someone)


async def presses(someone: Someone, label: str) -> str:
    await someone.presses(label)
    return raw(someone)


def raw(someone: Someone) -> str:
    """The last answer as the chat got it, Markdown and all."""
    return "\n".join(someone.contents())


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_words_do_no_harm_anywhere(words: str, tmp_path: Path) -> None:
    """No ping, nothing that steers a screen; stored to the letter; a formula runs nowhere."""
    async with a_team(programme=PROGRAMME) as team:
        answered = await writes_everywhere(team, words)
        pages = await looks_everywhere(team)
        seen = [*answered, *pages, *(one.part.content for one in team.world.shown)]
        export_to(team.world.file, tmp_path / "export")

        assert [one[:300] for one in seen if _PING.search(one)] == []
        assert [one[:200] for one in seen if _STEERING.search(one)] == []
        assert not any(_STEERING.search(safe(one)) for one in seen)
        tables = team.world.tables()
        for table in ("answers", "goals", "works", "matters", "notes"):
            assert words in chain.from_iterable(tables[table]), table
        assert words[:3000] in chain.from_iterable(tables["announcements"])
        for file in (tmp_path / "export").glob("*.csv"):
            with file.open(encoding="utf-8", newline="") as rows:
                assert not any(
                    cell.startswith(("=", "+", "-", "@")) for row in csv.reader(rows) for cell in row
                )
