"""Uses: each command, page, parameter and typed wish of the bot, by somebody who may."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bench.community import Community, Creator
from bot.chat.event import ChoicesAsked, CommandUsed, Event, PageOpened, TextReceived
from bot.chat.place import Place
from bot.domain.keys import cohort_key, enrolment_key, person_key
from bot.engine.feature import About, CommandRoute, PageRoute, Who
from bot.features import ALL

GIVEN: Mapping[str, str] = {
    "goal": "Reach five hundred families by June",
    "link": "https://example.org/a-new-film",
    "name": "followers",
    "value": "1340",
    "weeks": "1",
    "text": "Office hours are on Tuesday. Bring one question.",
    "to": "everyone",
    "reason": "We look at something first",
    "words": "community",
    "zone": "Africa/Nairobi",
    "stand-in": "Mentor 2",
    "mentor": "Mentor 3",
    "from": "2027-07-05",
    "until": "2027-07-09",
    "code": "ABCD-EFGH",
    "days": "2",
    "lesson": "Listen",
}
"""What is given for a parameter of this name; others are left out, and asked for in a form."""
SAID = (
    "progress",
    "what's next",
    "I'm stuck with the budget",
    "my goal is to listen",
    "thanks",
    "hlep",
    "done",
)
ADMIN = "Lena Fischer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose turn it is, at what time, under what id, and in which community."""

    community: Community
    creator: Creator
    secret: bytes
    id: str
    at: datetime

    def by(self, who: Who) -> dict[str, Any]:
        """What all events of somebody who may do such things have."""
        match who:
            case Who.MENTOR:
                account = self.community.accounts[self.creator.mentor]
            case Who.ADMIN:
                account = self.community.accounts[ADMIN]
            case _:
                account = self.creator.account
        return {"id": self.id, "at": self.at, "account": account, "place": Place(at=account)}

    def key(self, about: About) -> str:
        """The key of the creator, of their place in the cohort, or of the cohort."""
        cohort, person = (
            cohort_key(self.community.plan.cohort.name),
            person_key(self.secret, self.creator.name),
        )
        match about:
            case About.COHORT:
                return cohort
            case About.PERSON:
                return person
            case _:
                return enrolment_key(cohort, person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One thing that people do."""

    name: str
    happens: Callable[[Turn], Event]


def every_use() -> Iterator[Use]:
    """All of them; a feature that is added is measured without being named here."""
    for feature in ALL:
        for command in feature.commands:
            yield _command(command)
            yield from _offers(command)
        for page in feature.pages:
            if page.about is None or isinstance(page.about, About):
                yield _page(page)
    if any(feature.typed is not None for feature in ALL):
        yield from map(_typed, SAID)


def _command(route: CommandRoute) -> Use:
    def happens(turn: Turn) -> Event:
        names = [param.name for param in route.command.params]
        known = {name: GIVEN[name] for name in names if name in GIVEN}
        named = {route.creator: turn.creator.name} if route.creator else {}
        values = tuple({**known, **named}.items())
        return CommandUsed(**turn.by(route.who), command=route.command.name, values=values)

    return Use(name=f"/{route.command.name}", happens=happens)


def _offers(route: CommandRoute) -> Iterator[Use]:
    for param in (*(name for name, _ in route.offers), *((route.creator,) if route.creator else ())):
        yield Use(name=f"/{route.command.name} {param}: ...", happens=_typing(route, param))


def _typing(route: CommandRoute, param: str) -> Callable[[Turn], Event]:
    return lambda turn: ChoicesAsked(
        **turn.by(route.who), command=route.command.name, param=param, typed=turn.creator.name[:1]
    )


def _page(route: PageRoute) -> Use:
    def happens(turn: Turn) -> Event:
        path = f"{route.word}/{turn.key(route.about)}" if isinstance(route.about, About) else route.word
        return PageOpened(**turn.by(route.who), path=path)

    return Use(name=f"page {route.word}", happens=happens)


def _typed(text: str) -> Use:
    return Use(name=f"typed “{text}”", happens=lambda turn: TextReceived(**turn.by(Who.CREATOR), text=text))
