"""Commands are used where the bot is no member: in other people's conversations, and in other channels."""

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.faults import Status
from tests.platforms.slack.hearing import Kind
from tests.platforms.slack.state import Channel
from tests.slack_world import Someone, Town, a_slack_world

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
THURSDAY = utc("2026-09-10 12:00")


async def two(town: Town) -> tuple[Someone, Someone, str]:
    """Ana, who takes part, Ben, and the conversation of the two."""
    ana, ben = await town.creator("Ana"), town.stranger("Ben")
    await ana.is_in()
    theirs = Channel(id="D0THEIRS", kind="im", members=[ana.hands.id, ben.hands.id])
    town.slack.world.channels[theirs.id] = theirs
    return ana, ben, theirs.id


async def test_an_answer_among_other_people_is_for_who_asked() -> None:
    """Ana looks at her progress in her conversation with Ben: he sees nothing of it."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana, ben, theirs = await two(town)
        assert "Week 1" in await ana.uses("program progress", at=theirs)

        assert ana.answer is not None
        assert ana.answer.ephemeral
        assert ben.hands.sees(theirs) == []


async def test_a_conversation_with_others_is_no_room_to_write_to() -> None:
    """What the bot has to say to Ana later still comes to her own conversation with it."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana, ben, theirs = await two(town)
        await ana.uses("program progress", at=theirs)
        await town.advance_to(utc("2026-09-11 19:00"))

        assert ana.sees("friday") == 1
        assert ben.hands.sees(theirs) == []


async def test_a_form_that_was_asked_there_is_answered_in_private() -> None:
    """A modal takes no answer, and the bot may not write there: it writes to Ana."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana, ben, theirs = await two(town)
        await ana.uses("program stuck", at=theirs)
        said = await ana.fills(**{next(iter(ana.present())): "The camera broke."})

        assert "team" in said
        assert said == ana.messages()[-1]
        assert ben.hands.sees(theirs) == []


async def test_a_form_that_was_asked_in_a_channel_without_the_bot_is_answered_in_private() -> None:
    """Slack lets it say nothing in there, not even to one reader: it writes to Ana."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        random = town.slack.channel("random", joined=False)
        await ana.uses("program stuck", at=random.id)
        said = await ana.fills(**{next(iter(ana.present())): "The camera broke."})

        assert "team" in said
        assert said == ana.messages()[-1]


async def test_a_click_whose_address_is_used_up_is_answered_in_another_way() -> None:
    """Slack takes five answers to a click in half an hour; what it refuses is said in the channel."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        town.slack.faults.last(Status(status=404), method="response_url")
        ana.answer = None
        await ana.joins()

        assert ana.answer is not None
        assert ana.answer.ephemeral


async def test_who_acts_is_who_they_are_whatever_workspace_is_named() -> None:
    """In an organisation Slack may name that, and no workspace: Ana's click is Ana's all the same."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.joins()
        joined = town.slack.hearing.told[-1].payload
        organisation = {
            "team": None,
            "enterprise": {"id": "E0ALL"},
            "user": {"id": ana.hands.id, "team_id": "E0ALL"},
        }
        again = {"actions": [joined["actions"][0] | {"action_ts": "1789041999.000100"}]}
        heard = len(town.bot.door.events)
        town.slack.hearing.tell(Kind.INTERACTIVE, joined | organisation | again)
        await town.told()

        (click,) = town.bot.door.events[heard:]
        assert click.account == town.bot.door.events[heard - 1].account


async def test_the_commands_of_another_workspace_change_nothing() -> None:
    """The same app may be in a workspace that this bot does not know: it leaves that alone."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await ana.uses("program goal A film")
        used = town.slack.hearing.told[-1].payload
        heard = len(town.bot.door.events)
        town.slack.hearing.tell(Kind.COMMAND, used | {"team_id": "T0OTHER", "trigger_id": "1.2.another"})
        await town.told()

        assert len(town.bot.door.events) == heard
        assert not town.slack.hearing.failures
