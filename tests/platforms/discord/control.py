"""Control is the driver's hold on a Discord in another process: one address that takes acts as JSON."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from aiohttp import web

from tests.platforms.changes import TookTooLong
from tests.platforms.discord import faults
from tests.platforms.discord.answer import Answer
from tests.platforms.discord.driver import Discord
from tests.platforms.discord.modal import ClientRefused

Said = dict[str, Any]
Act = Callable[[Discord, Said], Awaitable[object]]
PATH = "/control"


def shown(answer: Answer) -> Said:
    return {
        "kind": answer.kind,
        "content": answer.content,
        "ephemeral": answer.ephemeral,
        "buttons": answer.labels,
        "interaction": answer.interaction_id,
        "message": None if answer.message is None else answer.message.id,
        "fields": [] if answer.modal is None else [each.label for each in answer.modal.fields],
        "choices": list(answer.choices),
    }


async def person(discord: Discord, said: Said) -> object:
    """The id of a person, who is made where there is none."""
    return discord.person(said["person"]).id


async def dm(discord: Discord, said: Said) -> object:
    return discord.dm(discord.person(said["person"]))


async def channel(discord: Discord, said: Said) -> object:
    return discord.channel(said["name"]).id


async def sees(discord: Discord, said: Said) -> object:
    """What a person sees in a channel, without the bytes of attachments."""
    seen = [asdict(each) for each in discord.person(said["person"]).sees(said["channel"])]
    for message in seen:
        message["attachments"] = [
            {"filename": each["filename"], "description": each["description"], "size": len(each["content"])}
            for each in message["attachments"]
        ]
    return seen


async def clicks(discord: Discord, said: Said) -> object:
    clicker = discord.person(said["person"])
    return shown(await clicker.clicks(said["channel"], said["message"], said["button"]))


async def uses(discord: Discord, said: Said) -> object:
    user = discord.person(said["person"])
    return shown(await user.uses(said["command"], said["channel"], **said.get("options", {})))


async def types(discord: Discord, said: Said) -> object:
    return discord.person(said["person"]).types(said["channel"], said["text"]).id


async def advance(discord: Discord, said: Said) -> object:
    discord.advance(timedelta(seconds=said["seconds"]))
    return discord.now.isoformat()


async def told(discord: Discord, said: Said) -> object:
    """What there is to know: breaches, how many requests and messages, and what has gone wrong."""
    channels = discord.world.channels.values()
    return {
        "now": discord.now.isoformat(),
        "breaches": discord.breaches,
        "requests": len(discord.requests),
        "statuses": [status for _, _, status in discord.requests if status >= 400 or not status],
        "messages": sum(len(each.messages) for each in channels),
        "dms_opened": len(discord.world.dms_opened),
        "repeated": discord.desk.counted["nonce"],
        "identified": len(discord.credential.identified),
        "faults": {repr(fault): count for fault, count in discord.faults.injected.items()},
    }


async def plan(discord: Discord, said: Said) -> object:
    """Let a share of all requests fail from now on."""
    kinds = faults.PASSING if said.get("passing") else faults.PLANNED
    discord.faults.plan(said["seed"], said["rate"], kinds)
    return None


async def close_gateway(discord: Discord, said: Said) -> object:
    discord.close_gateway(said.get("code", 4000))
    return None


ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (person, dm, channel, sees, clicks, uses, types, advance, told, plan, close_gateway)
}


def answering(discord: Discord) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of control: {"do": act, ...} is answered with {"done": ...} or {"refused": why}."""

    async def control(request: web.Request) -> web.Response:
        said = json.loads(await request.read())
        try:
            done: Said = {"done": await ACTS[said["do"]](discord, said)}
        except (ClientRefused, TookTooLong) as refused:
            done = {"refused": str(refused)}
        return web.Response(body=json.dumps(done).encode(), content_type="application/json")

    return control
