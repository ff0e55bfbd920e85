"""Stopping a cohort from chat: an admin holds it, releases it, or has the bot forget what was held back."""

from bot.chat.command import Command, Param
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Slash, Text, When, joined, phrase, plain
from bot.chat.token import Token
from bot.engine.feature import About, CommandRoute, Feature, TokenRoute, Who
from bot.engine.visit import Visit
from bot.features import holding
from bot.store.cohorts import CohortRow
from bot.store.tx import Tx

WORD = "hold"
RELEASE, FORGET = "release", "forget"
LONGEST_REASON = 300

HOLD = Command(
    name="cohort hold",
    summary=phrase("Stop the cohort: nothing is planned or sent until you release it"),
    params=(Param(name="reason", summary=phrase("Why, for the other admins")),),
)
RELEASE_IT = Command(
    name="cohort release", summary=phrase("Let the held cohort go on; you see first what leaves")
)
FORGET_IT = Command(
    name="cohort forget", summary=phrase("Skip what the hold kept back, and let the cohort go on")
)


def hold(tx: Tx, visit: Visit) -> Reply:
    """Stop the cohort at once: a stop that asks back comes too late."""
    say, plan, person = visit.say, visit.cohort_plan, visit.person.person
    reason = visit.values().get("reason", "").strip()
    if len(reason) > LONGEST_REASON:
        return Refuse(say("Please say why in at most {most} characters.", most=LONGEST_REASON))
    if tx.cohorts.by_name(plan.cohort.name) is None:
        return Refuse(_not_on_record(say))
    before = holding.hold(tx, plan, reason, person.name, visit.now, actor=person.key)
    if before is not None:
        return Say(
            Message(
                text=say(
                    "{cohort} is held already, since {when}, by {who}: {reason}. That hold stays.",
                    cohort=plan.cohort.title,
                    when=When(before.since, person.zone),
                    who=before.by,
                    reason=before.reason,
                )
            )
        )
    return Say(
        Message(
            text=say(
                "{cohort} is held: nothing is planned or sent until an admin uses {release} or {forget}.",
                cohort=plan.cohort.title,
                release=Slash("cohort release"),
                forget=Slash("cohort forget"),
            )
        )
    )


def release(tx: Tx, visit: Visit) -> Reply:
    """What would leave, and a button."""
    return _asked(tx, visit, RELEASE)


def forget(tx: Tx, visit: Visit) -> Reply:
    """What would be skipped, and a button."""
    return _asked(tx, visit, FORGET)


def pressed(tx: Tx, visit: Visit) -> Reply:
    """The admin is sure, unless it is another hold by now."""
    row, (action, _, since) = _row(tx, visit), visit.token.action.partition("-")
    if row is None or row.hold is None:
        return Say(Message(text=_not_held(visit)))
    if since != _since(row):
        text = visit.say(
            "That hold has ended, and the cohort was held again since. Nothing was changed; "
            "use {release} or {forget} to see what waits now.",
            release=Slash("cohort release"),
            forget=Slash("cohort forget"),
        )
        return Say(Message(text=text))
    return _released(tx, visit) if action == RELEASE else _forgotten(tx, visit)


def _released(tx: Tx, visit: Visit) -> Reply:
    person = visit.person.person
    holding.release(tx, visit.cohort_plan, person.name, visit.now, actor=person.key)
    return Say(Message(text=visit.say("{cohort} goes on. What waited leaves now.", cohort=_title(visit))))


def _forgotten(tx: Tx, visit: Visit) -> Reply:
    person = visit.person.person
    steps = messages = 0
    after: int | None = 0
    while after is not None:
        done = holding.forget(tx, visit.cohort_plan, person.name, visit.now, after=after, actor=person.key)
        steps, messages, after = steps + done.steps, messages + done.messages, done.after
    text = visit.say(
        "{cohort} goes on. Messages not sent any more: {messages}. Steps left out: {steps}.",
        cohort=_title(visit),
        messages=messages,
        steps=steps,
    )
    return Say(Message(text=text))


def _asked(tx: Tx, visit: Visit, action: str) -> Reply:
    row = _row(tx, visit)
    if row is None:
        return Refuse(_not_on_record(visit.say))
    if row.hold is None:
        return Say(Message(text=_not_held(visit)))
    since = visit.say(
        "{cohort} is held since {when}, by {who}: {reason}.",
        cohort=_title(visit),
        when=When(row.hold.since, visit.person.person.zone),
        who=row.hold.by,
        reason=row.hold.reason,
    )
    will, label = _what_happens(tx, visit, row, action)
    button = Button(label=label, token=Token(WORD, row.key, f"{action}-{_since(row)}"), style="danger")
    return Say(Message(text=joined(since, ("\n",), will), buttons=(button,)))


def _what_happens(tx: Tx, visit: Visit, row: CohortRow, action: str) -> tuple[Text, str]:
    say = visit.say
    leaving, creators = tx.held.messages(row.id, visit.now), tx.held.creators(row.id, visit.now)
    if action == RELEASE:
        return _sends(say, leaving, creators), plain(say("Release: send {count}", count=leaving))
    skipped = tx.held.forgettable(row.id, visit.now)
    return _skips(say, skipped, leaving - skipped, creators), plain(
        say("Forget: skip {count}", count=skipped)
    )


def _sends(say: Wording, leaving: int, creators: int) -> Text:
    if leaving == 0:
        text = say("No message waits, so Release sends none now.")
    elif leaving == 1:
        text = say("Release sends 1 message now; quiet hours still hold.")
    else:
        text = say("Release sends {count} messages now; quiet hours still hold.", count=leaving)
    if creators == 0:
        return text
    if creators == 1:
        more = say("For 1 creator the time of further steps has come: at most one catch-up message.")
    else:
        more = say(
            "For {count} creators the time of further steps has come: at most one catch-up message each.",
            count=creators,
        )
    return joined(text, (" ",), more)


def _skips(say: Wording, skipped: int, leaving: int, creators: int) -> Text:
    if skipped == 0:
        text = say("No message to a creator waits, so Forget skips none.")
    elif skipped == 1:
        text = say("Forget skips 1 message to creators for good.")
    else:
        text = say("Forget skips {count} messages to creators for good.", count=skipped)
    if creators == 1:
        text = joined(text, (" ",), say("1 creator is spared further steps whose time has come."))
    elif creators:
        spared = say("{count} creators are spared further steps whose time has come.", count=creators)
        text = joined(text, (" ",), spared)
    if leaving <= 0:
        return text
    if leaving == 1:
        others = say("1 other message is sent now: it goes to a channel or to the team, or has begun.")
    else:
        others = say(
            "{count} other messages are sent now: they go to channels or to the team, or have begun.",
            count=leaving,
        )
    return joined(text, (" ",), others)


def _row(tx: Tx, visit: Visit) -> CohortRow | None:
    return tx.cohorts.by_name(visit.cohort_plan.cohort.name)


def _since(row: CohortRow) -> str:
    """Which hold it is, so that a button of an earlier one does nothing to a later one."""
    return "" if row.hold is None else str(int(row.hold.since.timestamp()))


def _title(visit: Visit) -> str:
    return visit.cohort_plan.cohort.title


def _not_held(visit: Visit) -> Text:
    return visit.say("{cohort} is not held; nothing was changed.", cohort=_title(visit))


def _not_on_record(say: Wording) -> Text:
    return say("This cohort is not on record yet: its roster must be imported first.")


FEATURE = Feature(
    name="stopping",
    commands=(
        CommandRoute(command=HOLD, run=hold, who=Who.ADMIN),
        CommandRoute(command=RELEASE_IT, run=release, who=Who.ADMIN, reads=True),
        CommandRoute(command=FORGET_IT, run=forget, who=Who.ADMIN, reads=True),
    ),
    tokens=(TokenRoute(word=WORD, about=About.COHORT, pressed=pressed, who=Who.ADMIN),),
)
