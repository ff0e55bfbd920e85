"""Broken Discord adapters are caught: for each, at least one scenario of the contract fails."""

import pytest

from adapters.discord.adapter import DiscordAdapter
from tests.adapters.discord import broken_answers as answers
from tests.adapters.discord import broken_calls as calls
from tests.adapters.discord import broken_ears as ears
from tests.contract import acting, answering, failing, keeping, looking, sending
from tests.contract.discord_rig import in_discord, with_discord
from tests.contract.suite import Scenario, play

IMPATIENT = 0.3
"""Seconds that people wait for an answer of a broken adapter, instead of Discord's three."""

FAILS = (AssertionError, ValueError, *failing.FOUR, pytest.fail.Exception)
CAUGHT: tuple[tuple[type[DiscordAdapter], Scenario], ...] = (
    (calls.SendsNoNonce, sending.one_key_shows_one_message),
    (calls.SendsNewNonces, failing.a_hasty_repeat_after_a_time_out_shows_nothing_new),
    (calls.LetsMentionsRing, sending.a_mention_rings_for_nobody),
    (calls.ForgetsTheKey, acting.a_click_brings_back_token_and_key),
    (calls.ForgetsTheKey, failing.what_was_sent_is_found),
    (calls.SaysTooMuchOnButtons, sending.a_channel_gets_messages_too),
    (calls.NamesAnotherMessage, sending.a_message_is_shown_once),
    (calls.SaysNothingOfPictures, sending.a_picture_comes_with_its_words),
    (calls.TakesRefusalsForDoubt, failing.a_closed_place_is_undeliverable),
    (calls.TakesDoubtForRefusal, failing.a_time_out_after_showing_is_found),
    (calls.FindsByWordsAlone, failing.what_was_sent_is_found),
    (calls.NeverFinds, failing.a_time_out_after_showing_is_found),
    (calls.BreaksWhenBarred, failing.a_search_never_raises),
    (calls.DeletesOnce, sending.a_deletion_can_be_repeated),
    (calls.LetsMarkdownThrough, looking.typed_words_never_ping),
    (answers.NeverAcknowledges, answering.a_late_answer_reaches_who_acted),
    (answers.answering_by(answers.DefersInPublic), answering.a_late_answer_reaches_who_acted),
    (answers.answering_by(answers.DefersInPublic), answering.a_late_answer_to_a_click_is_private),
    (answers.answering_by(answers.FollowsUpInPublic), answering.a_long_answer_is_read_in_order),
    (answers.answering_by(answers.AnswersInPublic), answering.an_answer_in_a_channel_is_private),
    (answers.answering_by(answers.SaysTheBeginning), answering.a_long_answer_that_is_late_is_read_in_order),
    (answers.answering_by(answers.AsksTooLate), answering.a_form_that_comes_late_is_offered),
    (answers.answering_by(answers.AsksTooMuch), answering.a_full_form_is_asked_whole),
    (answers.KeepsFormsInMemory, answering.an_open_form_outlives_a_restart),
    (ears.RemembersItsButtons, answering.a_button_outlives_a_restart),
    (ears.hearing_by(ears.NumbersEnvelopes), acting.a_repeated_act_has_one_id),
    (ears.hearing_by(ears.NumbersWhatItReads), acting.text_heard_before_is_not_news),
    (ears.hearing_by(ears.GreetsOwners), keeping.it_approaches_nobody_by_itself),
)


@pytest.mark.parametrize(
    ("broken", "scenario"), CAUGHT, ids=lambda given: getattr(given, "__name__", str(given))
)
async def test_a_broken_adapter_is_caught(broken: type[DiscordAdapter], scenario: Scenario) -> None:
    """The scenario fails for the broken adapter, and holds for the sound one."""
    await play(scenario, in_discord())
    with pytest.raises(FAILS):
        await play(scenario, in_discord(broken, answer_within=IMPATIENT))


BREACHES: tuple[tuple[type[DiscordAdapter], Scenario, str], ...] = (
    (calls.LetsMentionsRing, sending.a_mention_rings_for_nobody, "allowed_mentions"),
    (calls.SaysTooMuchOnButtons, sending.a_channel_gets_messages_too, "custom_id"),
    (answers.answering_by(answers.AsksTooMuch), answering.a_full_form_is_asked_whole, "6 components"),
)


@pytest.mark.parametrize(("broken", "scenario", "rule"), BREACHES)
async def test_a_breach_is_noted(broken: type[DiscordAdapter], scenario: Scenario, rule: str) -> None:
    """What Discord does not take is told apart from what merely does not work."""
    with pytest.raises(FAILS):
        async with with_discord(broken, answer_within=IMPATIENT) as rig:
            await scenario(rig)

    assert any(rule in breach for breach in rig.discord.breaches), rig.discord.breaches


SOUND: tuple[tuple[type[DiscordAdapter], Scenario], ...] = (
    (calls.SendsByItself, sending.one_key_shows_one_message),
    (ears.RemembersItsButtons, acting.a_click_brings_back_token_and_key),
    (answers.KeepsFormsInMemory, acting.a_form_is_asked_and_answered),
)


@pytest.mark.parametrize(
    ("sound", "scenario"), SOUND, ids=lambda given: getattr(given, "__name__", str(given))
)
async def test_what_works_of_a_broken_adapter(sound: type[DiscordAdapter], scenario: Scenario) -> None:
    """It is broken in one way only: what it was made from keeps the contract."""
    await play(scenario, in_discord(sound))
