"""An act is told to the app, and what the person sees of it is awaited: first the ack, then what follows."""

from dataclasses import dataclass

from tests.platforms.changes import TookTooLong
from tests.platforms.slack import limits, seen, viewing, web_chat
from tests.platforms.slack.answer import Answer, AnswerKind
from tests.platforms.slack.desk import Desk, Shown
from tests.platforms.slack.hearing import Ack, Failure, Kind, Told
from tests.platforms.slack.modal import modal_of
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Channel, Json, User, View

FAILED = "operation_timeout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`since` is how much had been shown before; `home`: whether it was done in the Home."""

    desk: Desk
    user: User
    channel: Channel
    since: int
    patience: float
    home: bool = False

    def sees(self, shown: Shown) -> bool:
        """Whether this came onto this person's screen where they look."""
        if shown.user is not None:
            return shown.user == self.user.id and (self.home or shown.what != "home")
        message = shown.message
        places = (self.channel, self.desk.world.ims.get(self.user.id))
        return message is not None and message.author.is_bot and message.channel in places


async def acknowledged(act: Act, kind: Kind, payload: Json) -> Ack:
    """Tell, and wait for the acknowledgement; TookTooLong where a client would say that it failed."""
    told = act.desk.hearing.tell(kind, payload)

    def outcome(of: Told = told) -> Ack | Failure | None:
        return of.outcome

    what = f"an acknowledgement of {act.user.name}'s {kind.value}"
    found: Ack | Failure = await act.desk.changes.until(outcome, within=act.desk.within + 1, what=what)
    if isinstance(found, Failure):
        raise TookTooLong(f"{FAILED}: {what}: {found.reason}")
    return found


async def answered(act: Act, *, resting: AnswerKind = "acked") -> Answer:
    """The first thing seen since; `resting`, when nothing is within this person's patience."""
    try:
        return await following(act, act.since, within=act.patience)
    except TookTooLong:
        return Answer(kind=resting, channel_id=act.channel.id, _later=_later(act, len(act.desk.shown)))


async def following(act: Act, since: int, *, within: float) -> Answer:
    """The first thing seen after so many; TookTooLong when there is none."""
    at = since

    def found() -> int | None:
        nonlocal at
        while at < len(act.desk.shown):
            at += 1
            if act.sees(act.desk.shown[at - 1]):
                return at - 1
        return None

    what = f"what {act.user.name} would see"
    index = found() if within <= 0 else await act.desk.changes.until(found, within=within, what=what)
    if index is None:
        raise TookTooLong(what)
    return shown(act, act.desk.shown[index], index + 1)


def shown(act: Act, thing: Shown, then: int) -> Answer:
    """What came onto the screen, as an answer."""
    world = act.desk.world
    message = None if thing.message is None else seen.seen(thing.message, world)
    return Answer(
        kind=thing.what,
        channel_id=act.channel.id if message is None else message.channel_id,
        message=message,
        modal=modal_of(thing.view, world) if thing.view is not None and thing.what == "modal" else None,
        home=seen.home(thing.view, world) if thing.view is not None and thing.what == "home" else None,
        _later=_later(act, then),
    )


def _later(act: Act, since: int) -> "_Later":
    return _Later(act=act, since=since)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Later:
    act: Act
    since: int

    async def __call__(self) -> Answer:
        return await following(self.act, self.since, within=self.act.desk.within * 5)


def take_command(act: Act, ack: Ack) -> None:
    """An acknowledgement of a command may be a message itself."""
    said = ack.said
    if not isinstance(said, dict) or not (said.get("text") or said.get("blocks")):
        return
    breaches = limits.breaches_of("response_url", said) if act.desk.checks else []
    act.desk.breach(*(f"ack: {each.what}" for each in breaches))
    if not breaches:
        web_chat.answer(act.desk, act.channel, act.user.id, None, said)


def take_submission(act: Act, view: View, ack: Ack) -> Answer | None:
    """Do what the acknowledgement of a modal says: close, change, or keep it with errors."""
    said = ack.said if isinstance(ack.said, dict) else {}
    desk = act.desk
    try:
        match said.get("response_action"):
            case None:
                viewing.closed(desk, view, all_=False)
            case "clear":
                viewing.closed(desk, view, all_=True)
            case "update":
                viewing.updated(desk, view, _view(desk, said))
            case "push":
                viewing.pushed(desk, act.user.id, _view(desk, said))
            case "errors":
                return _errors(act, view, said)
            case unknown:
                raise Refusal("invalid_arguments", f"there is no response_action {unknown!r}")
    except Refusal as refused:
        # The client says that it had trouble connecting, and keeps the modal.
        raise TookTooLong(f"the modal stays open: {refused}") from refused
    return None


def _view(desk: Desk, said: Json) -> Json:
    view: Json = said.get("view") or {}
    if view.get("type") != "modal":
        desk.breach("ack: only a modal takes the place of a modal, or stands upon it")
        raise Refusal("invalid_arguments", "view.type must be modal")
    breaches = limits.breaches_of("views.update", {"view": view}) if desk.checks else []
    desk.breach(*(f"ack: {each.what}" for each in breaches))
    if breaches:
        raise Refusal(breaches[0].error, *(each.what for each in breaches))
    return view


def _errors(act: Act, view: View, said: Json) -> Answer:
    """The problems, each under its field; one of a block that is no question is an error of the app."""
    errors = said.get("errors") or {}
    inputs = {each["block_id"] for each in view.blocks if each["type"] == "input"}
    unknown = sorted(set(errors) - inputs)
    if unknown or not errors:
        act.desk.breach(f"ack: errors of {unknown} where the questions are {sorted(inputs)}")
        raise Refusal("invalid_arguments", "errors must be by block_id of input blocks")
    return Answer(
        kind="errors",
        channel_id=act.channel.id,
        modal=modal_of(view, act.desk.world),
        errors=errors,
        _later=_later(act, len(act.desk.shown)),
    )
