"""Flags in words: to the creator whom they are about, and to those who look after them."""

from collections.abc import Sequence
from typing import assert_never

from bot.chat.text import Say, Text, When, joined
from bot.domain.flag_facts import ByHand, Dropped, Fell, Missed, Silent, Waiting, read
from bot.domain.programme import Questions
from bot.engine.plans import CohortPlan
from bot.store.flags import Flag


def facts_in_words(flag: Flag, say: Say, *, plan: CohortPlan, zone: str) -> Text:
    """The facts behind a flag, as part of a sentence, with the reader's plan (for labels) and zone."""
    match read(flag.facts):
        case Missed(times=1, week=week):
            return say("a check-in without an answer, in week {week}", week=week)
        case Missed(times=times, week=week):
            return say(
                "{times} check-ins in a row without an answer, the last one in week {week}",
                times=times,
                week=week,
            )
        case Fell(question=question, values=values):
            fell = " → ".join(f"{value:g}" for value in values)
            return say("{question} {values}", question=_label(question, plan), values=fell)
        case Silent(since=since):
            return say("nothing heard since {day}", day=When(since, zone, "date"))
        case Dropped(metric=metric, before=before, after=after):
            label = _label(metric, plan)
            return say(
                "{metric} {before} → {after}", metric=label, before=f"{before:,.10g}", after=f"{after:,.10g}"
            )
        case Waiting(since=since):
            return say("help wanted since {day}, and none given yet", day=When(since, zone, "date"))
        case ByHand(reason=reason):
            return say("a mentor's note: “{reason}”", reason=reason)
        case never:
            assert_never(never)


def _label(question: str, plan: CohortPlan) -> str:
    """What a question is called where it is asked; its id, if nothing asks it."""
    labels = (
        asked.label
        for step in plan.programme.steps
        if isinstance(step.content, Questions)
        for asked in step.content.questions
        if asked.id == question
    )
    return next(labels, question)


def flags_in_words(flags: Sequence[Flag], say: Say, *, plan: CohortPlan, zone: str, title: Text = ()) -> Text:
    """What a creator reads of the flags that are up about them, on pages of their own; empty without any.

    Another `title` stands over them where somebody else reads.
    """
    if not flags:
        return ()
    lines = (
        joined(
            ("\n• ",),
            facts_in_words(flag, say, plan=plan, zone=zone),
            (" (",),
            say("first noticed {day}", day=When(flag.raised_at, zone, "date")),
            (")",),
        )
        for flag in flags
    )
    return joined(title or say("What was noticed, for you and those who look after you:"), *lines)
