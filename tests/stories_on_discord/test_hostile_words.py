"""What people type comes back as they typed it: it pings nobody, and means nothing to Discord."""

from bot.domain.programme import Questions, StepKind
from bot.domain.question import QuestionKind
from tests.builders import OPEN_FOR, a_programme, a_question, a_step, utc
from tests.discord_world import Town, a_discord_world

THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
TEXTS = Questions(questions=(a_question("week", QuestionKind.TEXT),), closes_after=OPEN_FOR)
PROGRAMME = a_programme(steps=[a_step("friday", StepKind.CHECK_IN, content=TEXTS)])
HOSTILE = (
    ("Hi @everyone and @here", "Hi @\u200beveryone and @\u200bhere"),
    ("Hi <@1544315889254400004>", "Hi \\<@\u200b1544315889254400004>"),
    ("Hi <@&1544315889254400004>", "Hi \\<@\u200b&1544315889254400004>"),
    ("Use </cmd:1>", r"Use \</cmd:1>"),
    ("Fine :wave: <:blob:123>", r"Fine \:wave: \<\:blob:123>"),
    ("**bold** _soft_ `code` ||hidden||", r"\*\*bold\*\* \_soft\_ \`code\` \|\|hidden\|\|"),
    ("[here](https://evil.example)", r"\[here\](https://evil.example)"),
    ("<t:0:F>", r"\<t:0:F>"),
)


def pings(town: Town) -> list[str]:
    """All messages that notify anybody."""
    channels = town.discord.world.channels.values()
    return [
        message.content
        for channel in channels
        for message in channel.messages.values()
        if town.discord.pings(message.id)
    ]


async def test_it_comes_back_escaped() -> None:
    """In an announcement, in words to the mentor, in a goal, and in an answer that is shown back."""
    typed, shown = ("; ".join(one[which] for one in HOSTILE) for which in (0, 1))
    async with a_discord_world(at=THURSDAY, programme=PROGRAMME, mentors=["Amara"], admins=["Lena"]) as town:
        amara, lena = await town.staff("Amara"), await town.staff("Lena")
        await amara.joins()
        await lena.joins()
        ana = await town.creator("Ana", mentor="Amara")
        await ana.is_in()
        assert shown in await lena.uses("cohort announce", text=typed, to="channel")
        await lena.presses("Post it")
        assert shown in ana.public()[-1].content
        assert shown in await ana.uses("program goal", goal=typed)
        await ana.uses("program stuck", words=typed)
        await town.advance(minutes=1)
        assert shown in amara.messages()[-1]
        await town.advance_to(FRIDAY)
        await ana.presses("Answer", on="friday")
        await ana.fills(week=typed)
        await amara.uses("mentor creator", creator="Ana")
        assert amara.answer is not None

        assert shown in amara.answer.content
        assert pings(town) == []


async def test_a_name_is_no_ping_either() -> None:
    """Somebody calls themselves @everyone; the thread and the letters carry the name as it is."""
    async with a_discord_world(at=THURSDAY, programme=PROGRAMME) as town:
        eve = await town.creator("@everyone <@1>")
        eve.hands.closes_dms()
        await eve.is_in()
        await town.advance(minutes=1)

        assert eve.sees("@\u200beveryone \\<@\u200b1>") == 1
        assert pings(town) == []


async def test_names_in_late_answers_ping_nobody() -> None:
    """Ana is mentioned in Amara's queue: in an answer that follows an acknowledgement, and in its changes."""
    async with a_discord_world(
        at=THURSDAY, programme=PROGRAMME, mentors=["Amara"], adapter={"patience": 0}
    ) as town:
        amara = await town.staff("Amara")
        await amara.joins()
        ana = await town.creator("Ana", mentor="Amara")
        await ana.is_in()
        await ana.uses("program stuck", words="The camera broke.")
        await town.advance(minutes=1)
        queue = await amara.uses("mentor queue")
        later = await amara.presses(0)
        mention = f"<@{ana.hands.id}>"

        assert mention in amara.messages()[-1]
        assert mention in queue
        assert later
        assert pings(town) == []
