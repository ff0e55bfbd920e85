"""Control is the driver's hold on a Slack in another process: one address that takes acts as JSON."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from aiohttp import web

from tests.platforms.changes import TookTooLong
from tests.platforms.slack import faults
from tests.platforms.slack.answer import Answer
from tests.platforms.slack.driver import Slack
from tests.platforms.slack.filling import ClientRefused
from tests.platforms.slack.hearing import Kind
from tests.platforms.slack.load import load_of, typing_on
from tests.platforms.slack.modal import Modal
from tests.platforms.slack.seen import SeenBlocks, SeenHome

Said = dict[str, Any]
Act = Callable[[Slack, Said], Awaitable[object]]
PATH = "/control"


def plainly(seen: SeenBlocks) -> Said:
    """What is seen, without the bytes of pictures and without blocks."""
    said = asdict(seen)
    said["images"] = [{**each, "content": len(each["content"])} for each in said["images"]]
    del said["blocks"]
    return said | {"labels": seen.labels}


def shown(answer: Answer) -> Said:
    return {
        "kind": answer.kind,
        "channel": answer.channel_id,
        "content": answer.content,
        "ephemeral": answer.ephemeral,
        "buttons": answer.labels,
        "ts": None if answer.message is None else answer.message.ts,
        "modal": None if answer.modal is None else plainly(answer.modal),
        "fields": [] if answer.modal is None else [each.label for each in answer.modal.fields],
        "errors": dict(answer.errors),
    }


async def person(slack: Slack, said: Said) -> object:
    """The id of a person, who is made where there is none."""
    more = {key: said[key] for key in ("tz", "locale") if key in said}
    return slack.person(said["person"], **more).id


async def dm(slack: Slack, said: Said) -> object:
    return slack.dm(slack.person(said["person"]))


async def channel(slack: Slack, said: Said) -> object:
    return slack.channel(said["name"]).id


async def sees(slack: Slack, said: Said) -> object:
    """What a person sees in a channel, or with the bot."""
    return [plainly(each) for each in slack.person(said["person"]).sees(said.get("channel"))]


async def home(slack: Slack, said: Said) -> object:
    """What stands in a person's Home, looked at without opening it."""
    found = slack.person(said["person"]).home
    return None if found is None else plainly(found)


async def opens_home(slack: Slack, said: Said) -> object:
    return plainly(await slack.person(said["person"]).opens_home())


async def clicks(slack: Slack, said: Said) -> object:
    """In a message (channel, ts), in the modal that is open (modal), or in the Home."""
    clicker = slack.person(said["person"])
    if "ts" in said:
        return shown(await clicker.clicks(said.get("channel") or clicker.dm, said["ts"], said["button"]))
    place: Modal | SeenHome | None = clicker.modal if said.get("modal") else clicker.home
    if place is None:
        raise ClientRefused(f"{clicker.name} has nothing open to press in")
    return shown(await clicker.clicks_in(place, said["button"]))


async def selects(slack: Slack, said: Said) -> object:
    """In a message."""
    chooser = slack.person(said["person"])
    where = said.get("channel") or chooser.dm
    return shown(await chooser.selects(where, said["ts"], said["select"], *said["chosen"]))


async def uses(slack: Slack, said: Said) -> object:
    return shown(await slack.person(said["person"]).uses(said["command"], said.get("channel")))


async def submits(slack: Slack, said: Said) -> object:
    """Send the modal that is open."""
    sender = slack.person(said["person"])
    if sender.modal is None:
        raise ClientRefused(f"{sender.name} has no modal open")
    return shown(await sender.submits(sender.modal, said.get("values", {})))


async def closes(slack: Slack, said: Said) -> object:
    closer = slack.person(said["person"])
    if closer.modal is not None:
        await closer.closes(closer.modal, all_=True)
    return None


async def types(slack: Slack, said: Said) -> object:
    return slack.person(said["person"]).types(said["text"], said.get("channel")).ts


async def waits_for(slack: Slack, said: Said) -> object:
    """The newest message that holds a text, within so many real seconds."""
    more = {key: said[key] for key in ("after", "within") if key in said}
    return plainly(
        await slack.person(said["person"]).waits_for(said.get("channel"), said.get("text", ""), **more)
    )


async def changes(slack: Slack, said: Said) -> object:
    """Change a profile: `tz`, `locale`, `deleted`."""
    slack.person(said["person"]).changes(**said["what"])
    return None


async def advance(slack: Slack, said: Said) -> object:
    slack.advance(timedelta(seconds=said["seconds"]))
    return slack.now.isoformat()


async def load(slack: Slack, said: Said) -> object:
    """A command used so many times by so many at once: what bench measures, from where Slack stands."""
    measured = await load_of(slack, said["command"], times=said["times"], at_once=said["at_once"])
    return asdict(measured)


async def typing(slack: Slack, said: Said) -> object:
    """So many people type for so many real seconds: what bench measures of acknowledgements."""
    measured = await typing_on(slack, said["text"], seconds=said["seconds"], at_once=said["at_once"])
    return asdict(measured)


async def told(slack: Slack, said: Said) -> object:
    """What there is to know: breaches, how many calls and messages, acknowledgements, what went wrong.

    `busy` are the seconds of processor time that this Slack has spent.
    """
    channels = slack.world.channels.values()
    return {
        "now": slack.now.isoformat(),
        "breaches": slack.breaches,
        "calls": len(slack.calls),
        "errors": [outcome for _, outcome in slack.calls if outcome != "ok"],
        "messages": sum(len(each.messages) for each in channels),
        "connections": len(slack.socket.lines),
        "told": len(slack.hearing.told),
        "lost": [each.payload for each in slack.hearing.lost],
        "failures": dict(slack.hearing.failures),
        "acks": {kind.value: slack.hearing.p99(kind) for kind in Kind},
        "mischief": {twist.value: count for twist, count in slack.mischief.done.items()},
        "busy": time.process_time(),
        "faults": {repr(fault): count for fault, count in slack.faults.injected.items()},
    }


async def plan(slack: Slack, said: Said) -> object:
    """Let a share of all calls fail from now on, and play with a share of events."""
    kinds = faults.PASSING if said.get("passing") else faults.PLANNED
    slack.faults.plan(said["seed"], said["rate"], kinds)
    slack.mischief.plan(said["seed"], said.get("mischief", 0.0))
    return None


async def listens_at(slack: Slack, said: Said) -> object:
    """HTTP mode: tell everything to this address, and no longer to the one before."""
    before = slack.request_url
    slack.listens_at(said["url"])
    if before is not None:
        await before.close()
    return None


async def refresh(slack: Slack, said: Said) -> object:
    await slack.refresh()
    return None


async def drop(slack: Slack, said: Said) -> object:
    """Break all connections of Socket Mode."""
    slack.socket.drop()
    return None


async def ready(slack: Slack, said: Said) -> object:
    await slack.ready(said.get("connections", 1), within=said.get("within", 5.0))
    return None


ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (
        person,
        dm,
        channel,
        sees,
        home,
        opens_home,
        clicks,
        selects,
        uses,
        submits,
        closes,
        types,
        waits_for,
        changes,
        advance,
        load,
        typing,
        told,
        plan,
        listens_at,
        refresh,
        drop,
        ready,
    )
}


def answering(slack: Slack) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of control: {"do": act, ...} is answered with {"done": ...} or {"refused": why}."""

    async def control(request: web.Request) -> web.Response:
        said = json.loads(await request.read())
        try:
            done: Said = {"done": await ACTS[said["do"]](slack, said)}
        except (ClientRefused, TookTooLong) as refused:
            done = {"refused": str(refused)}
        return web.Response(body=json.dumps(done).encode(), content_type="application/json")

    return control
