"""Pieces of work: links that creators share, and links that they typed and are asked about."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.event import FormSubmitted
from bot.chat.message import Button, Message
from bot.chat.quoting import quoted
from bot.chat.reply import Refuse, Replace, Reply, Say
from bot.chat.text import Text, When, joined, phrase, plain
from bot.chat.token import Token, key_of
from bot.domain.question import Question, QuestionKind
from bot.engine.answer import read_answer
from bot.engine.feature import CommandRoute, Feature, OfEnrolment, TokenRoute
from bot.engine.visit import Visit
from bot.features.safety import watch_words
from bot.store.tx import Tx
from bot.store.works import Work

WORD = "work"
YES, NO = "yes", "no"
SHOWN = 3
LINK = Question(id="link", kind=QuestionKind.LINK, text="", label="Link")

SHARE = Command(
    name="program share",
    summary=phrase("Log a piece of your work by its link"),
    params=(
        Param(name="link", summary=phrase("Its web address, one that begins with https://")),
        Param(name="words", summary=phrase("What it is, in your words"), kind="long_text", required=False),
    ),
)


def share(tx: Tx, visit: Visit) -> Reply:
    """Log a piece of work, and show what was logged."""
    values = visit.values()
    link = read_answer(LINK, values.get("link", ""), visit.say)
    if not isinstance(link, str):
        return _refused(link, "link", visit)
    words = values.get("words", "").strip()
    if isinstance(visit.event, FormSubmitted) and len(words) > limits.ANSWER_CHARACTERS:
        problem = visit.say("That is longer than {most} characters.", most=limits.ANSWER_CHARACTERS)
        return _refused(problem, "words", visit)
    key = _kept(tx, visit, link)
    if words:
        watch_words(tx, visit, (words,))
        tx.works.describe(key, words)
    new = tx.works.log(key, visit.now)
    if new:
        _audit(tx, visit)
    return Say(Message(text=_logged(tx, visit, new=new)))


def propose(tx: Tx, visit: Visit, link: str) -> Reply:
    """Ask a creator whether a link that they typed is a piece of their work.

    The link is kept until they say so; asked twice, it is the same question. A text that is no link
    is refused in words.
    """
    read = read_answer(LINK, link, visit.say)
    if not isinstance(read, str):
        return Refuse(read)
    key = _kept(tx, visit, read)
    work = tx.works.by_key(key)
    if work is not None and work.logged_at is not None:
        return Say(Message(text=_known(work, visit)))
    text = visit.say("Shall I log this as a piece of your work? {link}", link=quoted(read))
    yes = Button(label=plain(visit.say("Yes, log it")), token=Token(WORD, key, YES), style="primary")
    no = Button(label=plain(visit.say("No")), token=Token(WORD, key, NO))
    return Say(Message(text=text, buttons=(yes, no)))


def is_link(text: str) -> bool:
    """Whether a text is a web address and nothing else."""
    if len(text.split()) != 1:
        return False
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.netloc)


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A creator says whether a link is a piece of their work; the first Yes counts, whenever it comes."""
    work = tx.works.by_key(visit.token.subject)
    if work is None:
        raise LookupError("the engine let somebody press for a link that is not on record")
    if work.logged_at is not None:
        return Say(Message(text=_known(work, visit)))
    if visit.token.action != YES:
        return Replace(Message(text=visit.say("Fine, I left it out: {link}", link=quoted(work.link))))
    tx.works.log(work.key, visit.now)
    _audit(tx, visit)
    return Replace(Message(text=_logged(tx, visit, new=True)))


def owner(tx: Tx, key: str) -> OfEnrolment | None:
    """Whose link it is."""
    work = tx.works.by_key(key)
    return None if work is None else OfEnrolment(work.enrolment)


def _kept(tx: Tx, visit: Visit, link: str) -> str:
    """The key of a link, the same whenever its creator shares it."""
    key = key_of(WORD, visit.creator.enrolment.key, link)
    tx.works.offer(visit.creator.id, key, link, visit.now)
    return key


def _refused(problem: Text, param: str, visit: Visit) -> Reply:
    """What is wrong, beside its field where a form was filled in."""
    if isinstance(visit.event, FormSubmitted):
        return Refuse(visit.say("Almost: please look at these again."), {param: problem})
    return Refuse(problem)


def _logged(tx: Tx, visit: Visit, *, new: bool) -> Text:
    """That it is on record, and the newest ones."""
    if new:
        first = visit.say("It is logged. These are your newest pieces of work:")
    else:
        first = visit.say("You have logged this one before. These are your newest pieces of work:")
    newest = tx.works.newest(visit.creator.id, SHOWN)
    count = tx.works.count(visit.creator.id)
    rest = visit.say("You have logged {count} in all.", count=count) if count > len(newest) else ()
    return joined(first, _lines(newest), ("\n",) if rest else (), rest)


def _lines(works: Sequence[Work]) -> Text:
    return tuple(f"\n• {quoted(work.link)}{_said(work)}" for work in works)


def _said(work: Work) -> str:
    return f" · {quoted(work.words)}" if work.words else ""


def _known(work: Work, visit: Visit) -> Text:
    when = When(work.logged_at or work.at, visit.creator.enrolment.person.zone, "date")
    return visit.say(
        "This one is among your pieces of work since {when}: {link}", when=when, link=quoted(work.link)
    )


def _audit(tx: Tx, visit: Visit) -> None:
    enrolment = visit.creator.enrolment
    tx.audit.add(at=visit.now, actor=enrolment.person.key, action="share", subject=enrolment.key)


FEATURE = Feature(
    name="works",
    commands=(CommandRoute(command=SHARE, run=share),),
    tokens=(TokenRoute(word=WORD, about=owner, pressed=pressed),),
)
