"""Broken Slack adapters are caught: for each, at least one scenario of the contract fails."""

from collections.abc import Awaitable, Callable

import pytest

from adapters.slack.adapter import SlackAdapter
from tests.adapters.slack import broken_answers as answers
from tests.adapters.slack import broken_calls as calls
from tests.adapters.slack import broken_ears as ears
from tests.adapters.slack.broken_answers import answering_by
from tests.adapters.slack.broken_calls import sending_by
from tests.adapters.slack.broken_ears import hearing_by
from tests.contract import acting, answering, failing, keeping, looking, sending, slack_only
from tests.contract.slack_rig import SlackRig, with_slack
from tests.platforms.changes import TookTooLong

IMPATIENT = 0.3
"""Seconds that people wait for an answer of a broken adapter, instead of Slack's three."""

Scenario = Callable[[SlackRig], Awaitable[None]]
FAILS = (AssertionError, ValueError, IndexError, TookTooLong, *failing.FOUR, pytest.fail.Exception)
CAUGHT: tuple[tuple[type[SlackAdapter], Scenario], ...] = (
    (calls.PostsAgain, failing.a_dropped_connection_is_ambiguous),
    (calls.RemembersNothing, sending.one_key_shows_one_message),
    (calls.RemembersNothing, failing.a_hasty_repeat_after_a_time_out_shows_nothing_new),
    (sending_by(calls.SendsNoMetadata), failing.what_was_sent_is_found),
    (sending_by(calls.SendsNoMetadata), failing.a_hasty_repeat_after_a_time_out_shows_nothing_new),
    (sending_by(calls.ForgetsTheKey), acting.a_click_brings_back_token_and_key),
    (sending_by(calls.LetsMentionsRing), sending.a_mention_rings_for_nobody),
    (sending_by(calls.SaysNothingToListeners), slack_only.notifications_say_it_all),
    (sending_by(calls.EscapesNothing), slack_only.what_was_typed_calls_nobody),
    (sending_by(calls.SharesFilesBeside), sending.a_file_comes_with_the_message),
    (calls.NamesAnotherMessage, sending.a_message_is_shown_once),
    (calls.LetsMarkupThrough, looking.typed_words_never_ping),
    (calls.TakesRefusalsForDoubt, failing.a_closed_place_is_undeliverable),
    (calls.TakesDoubtForRefusal, failing.a_time_out_after_showing_is_found),
    (calls.FindsByWordsAlone, failing.what_was_sent_is_found),
    (calls.LooksForNoMetadata, failing.a_time_out_after_showing_is_found),
    (calls.NeverFinds, failing.a_time_out_after_showing_is_found),
    (calls.BreaksWhenBarred, failing.a_search_never_raises),
    (calls.DeletesOnce, sending.a_deletion_can_be_repeated),
    (answering_by(answers.AnswersInPublic), answering.an_answer_in_a_channel_is_private),
    (answering_by(answers.SaysTheBeginning), answering.a_long_answer_is_read_in_order),
    (answering_by(answers.NeverAcknowledges), answering.a_late_answer_reaches_who_acted),
    (answering_by(answers.NeverAcknowledges), slack_only.a_slow_answer_is_acknowledged_at_once),
    (answering_by(answers.AsksTooLate), answering.a_form_that_comes_late_is_offered),
    (answering_by(answers.NamesProblemsByLabel), acting.problems_of_a_form_are_seen),
    (answering_by(answers.ClosesWhatIsRefused), acting.problems_of_a_form_are_seen),
    (answering_by(answers.AsksBesideTheModal), slack_only.a_form_goes_on_in_the_modal_that_is_open),
    (answering_by(answers.AsksBesideTheModal), slack_only.a_form_that_answers_a_form_takes_its_place),
    (answering_by(answers.PutsModalsUponModals), slack_only.a_form_goes_on_in_the_modal_that_is_open),
    (answering_by(answers.PutsModalsUponModals), slack_only.a_form_that_answers_a_form_takes_its_place),
    (answering_by(answers.KeepsWhatStoodThere), slack_only.a_form_goes_on_in_the_modal_that_is_open),
    (answering_by(answers.LeavesTheOldMessage), acting.a_replacement_takes_the_place_of_the_message),
    (answering_by(answers.KeepsFormsInMemory), answering.an_open_form_outlives_a_restart),
    (hearing_by(ears.NumbersEnvelopes), acting.a_repeated_act_has_one_id),
    (hearing_by(ears.TrustsEventIds), acting.repeated_text_has_one_id),
    (hearing_by(ears.TrustsEventIds), acting.text_heard_before_is_not_news),
    (hearing_by(ears.ReadsNothingAgain), slack_only.nor_when_they_are_read_again),
    (hearing_by(ears.NumbersWhatItReads), acting.text_heard_before_is_not_news),
    (hearing_by(ears.HearsItself), slack_only.nor_when_they_are_read_again),
    (hearing_by(ears.ThinksBeforeItNods), slack_only.what_is_kept_is_acknowledged_at_once),
    (hearing_by(ears.GreetsEverybody), keeping.it_approaches_nobody_by_itself),
)


async def play(scenario: Scenario, kind: type[SlackAdapter], *, within: float = 3.0) -> None:
    """Play it on a rig of this adapter."""
    async with with_slack(kind, within=within) as rig:
        await scenario(rig)


@pytest.mark.parametrize(
    ("broken", "scenario"), CAUGHT, ids=lambda given: getattr(given, "__name__", str(given))
)
async def test_a_broken_adapter_is_caught(broken: type[SlackAdapter], scenario: Scenario) -> None:
    """The scenario fails for the broken adapter; that it holds for the sound one is the contract's test."""
    with pytest.raises(FAILS):
        await play(scenario, broken, within=IMPATIENT)


BREACHES: tuple[tuple[type[SlackAdapter], Scenario, str], ...] = (
    (sending_by(calls.SaysNothingToListeners), sending.a_message_is_shown_once, "text is missing"),
    (answering_by(answers.NamesProblemsByLabel), acting.problems_of_a_form_are_seen, "errors of"),
)


@pytest.mark.parametrize(("broken", "scenario", "rule"), BREACHES)
async def test_a_breach_is_noted(broken: type[SlackAdapter], scenario: Scenario, rule: str) -> None:
    """What Slack does not take is told apart from what merely does not work."""
    with pytest.raises(FAILS):
        async with with_slack(broken, within=IMPATIENT) as rig:
            await scenario(rig)

    assert any(rule in breach for breach in rig.slack.breaches), rig.slack.breaches


SOUND: tuple[tuple[type[SlackAdapter], Scenario], ...] = (
    (sending_by(calls.SendsByItself), sending.one_key_shows_one_message),
    (sending_by(calls.SendsByItself), sending.a_mention_rings_for_nobody),
    (sending_by(calls.SendsByItself), failing.what_was_sent_is_found),
    (answering_by(answers.KeepsFormsInMemory), acting.an_answer_is_seen_in_private),
    (hearing_by(ears.TrustsEventIds), acting.typed_text_arrives_as_it_was_typed),
)


@pytest.mark.parametrize(
    ("sound", "scenario"), SOUND, ids=lambda given: getattr(given, "__name__", str(given))
)
async def test_what_works_of_a_broken_adapter(sound: type[SlackAdapter], scenario: Scenario) -> None:
    """It is broken in one way only: what it was made from keeps the contract."""
    await play(scenario, sound)
