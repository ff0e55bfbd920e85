"""Help: what the bot can do for whoever asks, and the three buttons that lead to most of it."""

from bot.chat.command import Command
from bot.chat.message import Button, Message
from bot.chat.reply import Reply, Say
from bot.chat.text import Slash, Text, joined, phrase, plain
from bot.chat.token import Token
from bot.domain.people import EnrolmentState
from bot.engine.authority import not_known
from bot.engine.feature import About, CommandRoute, Feature, Intent, TokenRoute, Who
from bot.engine.subject import ENROLLED, led
from bot.engine.visit import Visit
from bot.features import asking_for_help
from bot.features.next_steps import WORD as NEXT
from bot.features.progress import WORD as PROGRESS
from bot.store.tx import Tx

WORD = "need-help"

HELP = Command(name="program help", summary=phrase("See what I can do for you"))


def ask_for_help(tx: Tx, visit: Visit) -> Reply:
    """Say what can be done, to anybody."""
    return Say(Message(text=_said(visit), buttons=main_buttons(visit)))


def main_buttons(visit: Visit) -> tuple[Button, ...]:
    """Progress, Next, I need help: for a creator; nobody else has any."""
    if visit.enrolled is None or not _is_creator(visit):
        return ()
    key, say = visit.enrolled.enrolment.key, visit.say
    return (
        Button(label=plain(say("Progress")), token=Token(PROGRESS, key), style="primary"),
        Button(label=plain(say("Next")), token=Token(NEXT, key)),
        Button(label=plain(say("I need help")), token=Token(WORD, key)),
    )


def usable(visit: Visit) -> tuple[CommandRoute, ...]:
    """The commands that the asker may use, in the order in which they are declared."""
    may = {Who.ANYBODY}
    if visit.known is not None:
        may.add(Who.PERSON)
    if _is_creator(visit):
        may.add(Who.CREATOR)
    may.update(who for who in (Who.MENTOR, Who.ADMIN) if led(visit, who))
    return tuple(route for route in visit.commands if route.who in may)


def _is_creator(visit: Visit) -> bool:
    enrolled = visit.enrolled
    return enrolled is not None and visit.plan is not None and enrolled.enrolment.state in ENROLLED


def _said(visit: Visit) -> Text:
    say = visit.say
    commands = usable(visit)
    lines = [_line(route.command, visit) for route in commands]
    return joined(_greeting(visit), ("\n\n",), say("This is what you can use:"), *lines)


def _greeting(visit: Visit) -> Text:
    """Who the asker is to the bot, and what comes first for them."""
    if visit.known is None:
        return not_known(visit.say)
    enrolled = visit.enrolled
    if enrolled is None or visit.plan is None:
        return visit.say("Hello {name}!", name=visit.known.person.name)
    match enrolled.enrolment.state:
        case EnrolmentState.INVITED:
            return visit.say("You aren't in yet. Press Join in the programme's channel, and we begin.")
        case EnrolmentState.WITHDRAWN:
            return visit.say("You are no longer in this programme. To come back, press Join in its channel.")
        case _:
            return visit.say(
                "I carry you through {programme}: lessons, check-ins, and answers to your questions. "
                "Just write to me, or use one of these.",
                programme=visit.plan.programme.title,
            )


def _line(command: Command, visit: Visit) -> Text:
    return joined(("\n", Slash(command.name), ": "), visit.say(command.summary))


FEATURE = Feature(
    name="help",
    commands=(CommandRoute(command=HELP, run=ask_for_help, who=Who.ANYBODY, reads=True),),
    tokens=(
        TokenRoute(
            word=WORD, about=About.ENROLMENT, pressed=asking_for_help.asked, filled=asking_for_help.used
        ),
    ),
    intents=(
        Intent(
            name="help",
            says=phrase("help; what can you do; menu; commands"),
            run=ask_for_help,
            who=Who.ANYBODY,
        ),
    ),
)
