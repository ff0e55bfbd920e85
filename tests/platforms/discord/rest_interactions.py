"""Answers to interactions: the callback, the original answer and follow-ups."""

from typing import Any

from tests.platforms.discord import posting, refusal, wire
from tests.platforms.discord.call import Call, Route
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.interaction import Callback, Interaction
from tests.platforms.discord.state import EPHEMERAL, LOADING, Message
from tests.platforms.discord.wire import Json


def _interaction(desk: Desk, call: Call) -> Interaction:
    """By the token of a webhook path, while it lives."""
    found = desk.by_token.get(call.within["token"])
    if found is None or call.id("application") != desk.world.application_id:
        raise refusal.unknown_webhook()
    found.check_token(desk.world.clock())
    return found


def callback(desk: Desk, call: Call) -> Json | None:
    """The first answer, within 3 real seconds, once."""
    found = desk.interactions.get(call.id("interaction"))
    if found is None or found.token != call.within["token"]:
        raise refusal.unknown_interaction()
    body = call.object()
    kind = next((each for each in Callback if each == body.get("type")), None)
    if kind is None:
        raise refusal.invalid_form("type: unknown")
    said = body.get("data") or {}
    _check(kind, said, call)
    found.acknowledge(kind, said, at=call.at, within=desk.answer_within)
    _perform(desk, found, kind, said, call)
    desk.changes.happened()
    return _told(desk, found, kind) if call.query.get("with_response") in ("1", "true") else None


def _check(kind: Callback, said: dict[str, Any], call: Call) -> None:
    if kind is Callback.MESSAGE:
        posting.check_not_empty(said, call)
    if kind is Callback.DEFERRED and set(said) - {"flags"}:
        raise refusal.invalid_form("a deferred answer carries nothing but flags")
    if kind is Callback.CHOICES and len(said.get("choices") or ()) > 25:
        raise refusal.invalid_form("choices: Must be 25 or fewer in length.")
    if kind is Callback.MODAL and not said.get("components"):
        raise refusal.invalid_form("components: a modal needs some")


def _perform(desk: Desk, of: Interaction, kind: Callback, said: dict[str, Any], call: Call) -> None:
    match kind:
        case Callback.MESSAGE | Callback.DEFERRED:
            of.original = _new(desk, of, ephemeral=bool((said.get("flags") or 0) & EPHEMERAL))
            of.waiting = kind is Callback.DEFERRED
            posting.fill(desk.world, of.original, {} if of.waiting else said, call)
            of.original.flags |= LOADING if of.waiting else 0
            desk.post(of.original)
        case Callback.UPDATE | Callback.DEFERRED_UPDATE:
            of.original = of.source
            of.waiting = kind is Callback.DEFERRED_UPDATE
            if kind is Callback.UPDATE and of.source is not None:
                posting.fill(desk.world, of.source, said, call)
                desk.edited(of.source)
        case Callback.CHOICES | Callback.MODAL:
            pass


def _new(desk: Desk, of: Interaction, *, ephemeral: bool) -> Message:
    return Message(
        id=desk.world.ids.new(),
        channel=of.channel,
        author=desk.world.bot,
        at=desk.world.clock(),
        flags=EPHEMERAL if ephemeral else 0,
        only_for=of.user.id if ephemeral else None,
        by_interaction=of.id,
    )


def _told(desk: Desk, of: Interaction, kind: Callback) -> Json:
    interaction: Json = {"id": str(of.id), "type": of.kind.value}
    resource: Json = {"type": kind.value}
    if of.original is not None:
        interaction |= {
            "response_message_id": str(of.original.id),
            "response_message_loading": bool(of.original.flags & LOADING),
            "response_message_ephemeral": of.original.only_for is not None,
        }
        if kind in (Callback.MESSAGE, Callback.UPDATE):
            resource["message"] = _written(desk, of.original)
    return {"interaction": interaction, "resource": resource}


def _written(desk: Desk, message: Message) -> Json:
    return wire.message(message, desk.world, site=desk.site)


def _message(desk: Desk, of: Interaction, call: Call) -> Message:
    named = call.within["message"]
    if named == "@original":
        found = of.original
    else:
        found = next((each for each in of.followups if each.id == call.id("message")), None)
    if found is None or found.id not in found.channel.messages:
        raise refusal.unknown_message()
    return found


def read(desk: Desk, call: Call) -> Json:
    return _written(desk, _message(desk, _interaction(desk, call), call))


def edit(desk: Desk, call: Call) -> Json:
    of = _interaction(desk, call)
    return _edited(desk, of, _message(desk, of, call), call)


def _edited(desk: Desk, of: Interaction, message: Message, call: Call) -> Json:
    posting.fill(desk.world, message, call.object(), call)
    message.flags &= ~LOADING
    if message is of.original:
        of.waiting = False
    of.edits += 1
    desk.edited(message)
    return _written(desk, message)


def delete(desk: Desk, call: Call) -> None:
    of = _interaction(desk, call)
    desk.delete(_message(desk, of, call))
    of.waiting = False


def follow_up(desk: Desk, call: Call) -> Json:
    """The first after a deferral takes its place, and is as ephemeral as the deferral was."""
    of, body = _interaction(desk, call), call.object()
    posting.check_not_empty(body, call)
    if of.callback is Callback.DEFERRED and of.waiting and of.original is not None:
        return _edited(desk, of, of.original, call)
    message = _new(desk, of, ephemeral=bool((body.get("flags") or 0) & EPHEMERAL))
    posting.fill(desk.world, message, body, call)
    of.followups.append(message)
    of.waiting = False
    desk.post(message)
    return _written(desk, message)


_HOOK = "/webhooks/{application}/{token}"
_ONE = _HOOK + "/messages/{message}"
ROUTES = (
    Route(
        method="POST", path="/interactions/{interaction}/{token}/callback", handler=callback, by_token=True
    ),
    Route(method="POST", path=_HOOK, handler=follow_up, by_token=True),
    Route(method="GET", path=_ONE, handler=read, by_token=True),
    Route(method="PATCH", path=_ONE, handler=edit, by_token=True),
    Route(method="DELETE", path=_ONE, handler=delete, by_token=True),
)
