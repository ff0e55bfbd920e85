"""A view is made, replaced, or put upon another; at most three stand upon each other."""

from tests.platforms.slack import posting
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Json, View

DEEPEST = 3


def made(desk: Desk, user: str, sent: Json, *, below: View | None = None) -> View:
    """A new view of this person."""
    world = desk.world
    _check_external(desk, sent, None)
    view_id = world.ids.new("V")
    view = View(
        id=view_id,
        person=user,
        sent=_numbered(desk, sent),
        hash=world.new_hash(),
        root=view_id if below is None else below.root,
        previous=None if below is None else below.id,
    )
    world.views[view.id] = view
    return view


def opened(desk: Desk, user: str, sent: Json) -> View:
    """A modal that begins a stack; one that stood there is gone."""
    for each in desk.world.stacks.get(user, ()):
        desk.world.views.pop(each.id, None)
    view = made(desk, user, sent)
    desk.world.stacks[user] = [view]
    desk.show("modal", user, view=view)
    return view


def pushed(desk: Desk, user: str, sent: Json) -> View:
    """A modal upon the one that stands there."""
    stack = desk.world.stacks.get(user)
    if not stack:
        raise Refusal("view_not_found")
    if len(stack) >= DEEPEST:
        desk.breach(f"views.push: {DEEPEST} views stand upon each other already")
        raise Refusal("push_limit_reached")
    view = made(desk, user, sent, below=stack[-1])
    stack.append(view)
    desk.show("modal", user, view=view)
    return view


def updated(desk: Desk, view: View, sent: Json) -> View:
    """Another content; what was filled in stays where block and action are the same."""
    _check_external(desk, sent, view)
    view.sent = _numbered(desk, sent)
    view.hash = desk.world.new_hash()
    kept = {(block["block_id"], _action(block)) for block in view.blocks}
    view.entered = {key: value for key, value in view.entered.items() if key in kept}
    desk.show("home" if view.sent["type"] == "home" else "modal", view.person, view=view)
    return view


def closed(desk: Desk, view: View, *, all_: bool) -> None:
    """Close this modal, or all of its stack."""
    stack = desk.world.stacks.get(view.person, [])
    left = [] if all_ or view not in stack else stack[: stack.index(view)]
    for each in stack[len(left) :]:
        desk.world.views.pop(each.id, None)
    desk.world.stacks[view.person] = left
    desk.changes.happened()


def _action(block: Json) -> str:
    element: Json = block.get("element") or {}
    return str(element.get("action_id"))


def _numbered(desk: Desk, sent: Json) -> Json:
    posting.files_of(desk.world, sent["blocks"])
    return {**sent, "blocks": posting.numbered(desk.world, sent["blocks"])}


def _check_external(desk: Desk, sent: Json, own: View | None) -> None:
    external = sent.get("external_id")
    if external and any(
        each.sent.get("external_id") == external and each is not own for each in desk.world.views.values()
    ):
        desk.breach(f"view: the external_id {external!r} is not unique")
        raise Refusal("duplicate_external_id")
