"""views.*: modals within a trigger's life, and Homes at any time."""

from tests.platforms.slack import viewing, wire
from tests.platforms.slack.call import Call, Method
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Json, View


def _sent(call: Call, kind: str) -> Json:
    view = call.said.get("view")
    if not isinstance(view, dict):
        raise Refusal("invalid_arguments", "missing required field: view")
    if view.get("type") != kind:
        raise Refusal("invalid_arguments", f"view.type must be {kind}")
    return view


def open_(desk: Desk, call: Call) -> Json:
    sent = _sent(call, "modal")
    trigger = desk.trigger(call.text("trigger_id"))
    return {"view": wire.view(viewing.opened(desk, trigger.user, sent), desk.world)}


def push(desk: Desk, call: Call) -> Json:
    """Only out of a modal that is open."""
    sent = _sent(call, "modal")
    trigger = desk.trigger(call.text("trigger_id"))
    if trigger.view is None:
        raise Refusal("invalid_trigger_id", "the trigger is of no modal")
    return {"view": wire.view(viewing.pushed(desk, trigger.user, sent), desk.world)}


def _asked(desk: Desk, call: Call) -> View:
    if (external := call.optional("external_id")) is None:
        return desk.world.view(call.text("view_id"))
    found = [each for each in desk.world.views.values() if each.sent.get("external_id") == external]
    if not found:
        raise Refusal("not_found")
    return found[0]


def _check_hash(call: Call, view: View) -> None:
    if call.optional("hash") not in (None, view.hash):
        raise Refusal("hash_conflict")


def update(desk: Desk, call: Call) -> Json:
    view, sent = _asked(desk, call), _sent(call, "modal")
    _check_hash(call, view)
    return {"view": wire.view(viewing.updated(desk, view, sent), desk.world)}


def publish(desk: Desk, call: Call) -> Json:
    """One Home for each person."""
    sent, world = _sent(call, "home"), desk.world
    user = world.user(call.text("user_id"))
    if user.deleted:
        raise Refusal("user_disabled")
    home = world.homes.get(user.id)
    if home is None:
        home = world.homes[user.id] = viewing.made(desk, user.id, sent)
        desk.show("home", user.id, view=home)
    else:
        _check_hash(call, home)
        viewing.updated(desk, home, sent)
    return {"view": wire.view(home, world)}


METHODS = (
    Method(name="views.open", handler=open_, tier=4),
    Method(name="views.push", handler=push, tier=4),
    Method(name="views.update", handler=update, tier=4),
    Method(name="views.publish", handler=publish, tier=4),
)
