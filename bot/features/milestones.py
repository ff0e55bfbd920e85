"""Milestones: what a creator can show at the end of a stage."""

from bot.chat.message import Button, Message
from bot.chat.reply import Replace, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import joined, plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Milestone
from bot.engine.feature import About, Feature, TokenRoute
from bot.engine.visit import Visit
from bot.features.heading import heading
from bot.store.tx import Tx

WORD = "milestone"


def words(entry: LedgerEntry, milestone: Milestone, say: Wording) -> Message:
    """The milestone with its criteria."""
    criteria = "".join(f"\n• {criterion}" for criterion in milestone.criteria)
    return Message(
        text=joined(
            heading(entry, say("Milestone of week {week}", week=entry.week)),
            ("\n",),
            say("You have reached it when you can say yes to each of these:"),
            (criteria,),
        ),
        buttons=(
            Button(
                label=plain(say("I have reached it")), token=Token(WORD, entry.key, "done"), style="primary"
            ),
        ),
    )


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A creator says that all criteria are met."""
    entry = visit.occurrence
    if not tx.occurrences.done(entry.key, visit.now):
        return Say(Message(text=visit.say("You had reached “{title}” already.", title=entry.title)))
    return Replace(
        Message(text=visit.say("★ You have reached “{title}”. Congratulations!", title=entry.title))
    )


FEATURE = Feature(
    name="milestones",
    tokens=(TokenRoute(word=WORD, about=About.OCCURRENCE, pressed=pressed),),
)
