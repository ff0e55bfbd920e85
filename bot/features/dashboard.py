"""The dashboard: mentors and admins ask for a link that lets them in to the pages in their browser."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.chat.command import Command
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Link, joined, phrase, plain
from bot.domain.links import LASTS, PATH, digest_of, new_link
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.store.tx import Tx

MENTORS = Command(name="mentor dashboard", summary=phrase("A link to your creators as pages in your browser"))
ADMINS = Command(name="cohort dashboard", summary=phrase("A link to the cohort as pages in your browser"))


def link(tx: Tx, visit: Visit) -> Reply:
    """Make one, and show it once, to whoever asks; what it leads to is what they may see."""
    begins = visit.plans.pages
    if begins is None:
        return Refuse(
            visit.say(
                "I serve no pages at the moment, so there is no dashboard to open. Whoever runs me can "
                "switch them on in the configuration, with serve = true under [playground]."
            )
        )
    made, key = new_link(), visit.person.person.key
    digest = digest_of(made, tx.meta.secret())
    tx.links.replace(visit.person.id, visit.event.account, digest, visit.now + LASTS)
    tx.audit.add(at=visit.now, actor=key, action="dashboard link", subject=key)
    opens = Link(plain(visit.say("Open the dashboard")), f"{begins}/{PATH}/{made}")
    text = visit.say(
        "{link}. This works once, within 10 minutes, and lets whoever opens it in as you: show it to nobody.",
        link=opens,
    )
    if _is_here_only(begins):
        text = joined(text, (" ",), visit.say("It opens only on the machine that runs me."))
    return Say(Message(text=text))


def _is_here_only(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


FEATURE = Feature(
    name="the dashboard",
    commands=(
        CommandRoute(command=MENTORS, run=link, who=Who.MENTOR),
        CommandRoute(command=ADMINS, run=link, who=Who.ADMIN),
    ),
)
