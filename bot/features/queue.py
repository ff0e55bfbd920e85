"""The queue: what a mentor owes, oldest first, each with its age and what can be done about it."""

from collections.abc import Sequence

from bot.chat.command import Command, Param
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Slash, Text, joined, phrase, plain
from bot.chat.token import Token
from bot.domain.wall import local_day
from bot.engine.feature import About, CommandRoute, Feature, Intent, TokenRoute, Who
from bot.engine.guiding import stood_in_for
from bot.engine.visit import Visit
from bot.features import matter_words
from bot.store.matters import Matter
from bot.store.tx import Tx

WORD = "queue"
AT_ONCE = 6
"""Four buttons each, and one for more, are as many as a message has."""
WORDS_SHOWN = 240
SHOWN = 20
"""So many characters are repeated of what is no number."""
COMMAND = Command(
    name="mentor queue",
    summary=phrase("What waits for you: help wanted, overdue and flags"),
    params=(
        Param(
            name="item",
            summary=phrase("The number of one that you want to read whole"),
            kind="number",
            required=False,
        ),
    ),
)


def owed_by(tx: Tx, visit: Visit) -> list[Matter]:
    """What whoever came owes in the cohort: their own, and that of those in whose place they act."""
    plan, me = visit.cohort_plan, visit.person
    row = tx.cohorts.by_name(plan.cohort.name)
    if row is None:
        return []
    owners = stood_in_for(tx, me.id, local_day(visit.now, me.person.zone)) | {me.id}
    return tx.matters.queue(row.id, owners, visit.now, with_nobodys=me.person.name in plan.admins)


def used(tx: Tx, visit: Visit) -> Reply:
    """The oldest items, or a single one whole."""
    queue, wanted = owed_by(tx, visit), visit.values().get("item", "").strip()
    if not wanted:
        return Say(_page(tx, visit, queue, 0))
    if not (wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted) <= len(queue)):
        return Refuse(visit.say("Your queue has no number {number}.", number=wanted[:SHOWN]))
    text, buttons = _item(tx, visit, queue[int(wanted) - 1], int(wanted), alone=True)
    return Say(Message(text=text, buttons=buttons))


def pressed(tx: Tx, visit: Visit) -> Reply:
    """The items after those that were shown."""
    passed = visit.token.action
    return Say(_page(tx, visit, owed_by(tx, visit), int(passed) if passed.isdecimal() else 0))


def _page(tx: Tx, visit: Visit, queue: Sequence[Matter], passed: int) -> Message:
    """Some items with their buttons, under a line that says how many there are."""
    shown = queue[passed : passed + AT_ONCE]
    if not shown:
        return Message(text=how_many(visit, 0))
    lines: list[Text] = [how_many(visit, len(queue))]
    if len(queue) > 1 and any(len(matter.words) > WORDS_SHOWN for matter in shown):
        lines.append(
            (" ", *visit.say("With its number {command} shows you one whole.", command=Slash("mentor queue")))
        )
    buttons: list[Button] = []
    for number, matter in enumerate(shown, passed + 1):
        text, own = _item(tx, visit, matter, number, alone=len(queue) == 1)
        lines.append(("\n\n", *text))
        buttons.extend(own)
    left = len(queue) - passed - len(shown)
    if left:
        token = Token(WORD, _cohort_key(tx, visit), str(passed + AT_ONCE))
        buttons.append(Button(label=plain(visit.say("{count} more", count=left)), token=token))
    return Message(text=joined(*lines), buttons=tuple(buttons))


def how_many(visit: Visit, count: int) -> Text:
    """How long the queue is."""
    if not count:
        return visit.say("Nothing waits for you. Thank you!")
    if count == 1:
        return visit.say("One thing waits for you.")
    return visit.say("{count} things wait for you, the oldest first.", count=count)


def _item(
    tx: Tx, visit: Visit, matter: Matter, number: int, *, alone: bool
) -> tuple[Text, tuple[Button, ...]]:
    """One item: a single one is shown whole."""
    enrolled = tx.enrolments.by_id(matter.enrolment)
    if enrolled is None:
        raise LookupError(f"the matter {matter.key} is about no enrolment")
    most = None if alone else WORDS_SHOWN
    text = matter_words.about(tx, matter, enrolled, visit.cohort_plan, visit.say, visit.now, most)
    buttons = matter_words.buttons(matter, enrolled, visit.say, None if alone else number)
    return (text if alone else (f"{number}. ", *text)), buttons


def _cohort_key(tx: Tx, visit: Visit) -> str:
    row = tx.cohorts.by_name(visit.cohort_plan.cohort.name)
    return "" if row is None else row.key


FEATURE = Feature(
    name="the mentors' queue",
    commands=(CommandRoute(command=COMMAND, run=used, who=Who.MENTOR, reads=True),),
    tokens=(TokenRoute(word=WORD, about=About.COHORT, pressed=pressed, who=Who.MENTOR),),
    intents=(Intent(name="queue", says=phrase("queue; my queue; who needs me"), run=used, who=Who.MENTOR),),
)
