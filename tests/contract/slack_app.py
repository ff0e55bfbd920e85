"""The app that a rig of Slack has: its commands, how Slack reaches it, and its adapter."""

import socket
from collections.abc import Callable
from datetime import datetime
from enum import Enum

from adapters.slack.adapter import SlackAdapter
from adapters.slack.connection import PATH
from adapters.slack.manifest import manifest
from bot.chat.command import Command, Param
from bot.chat.message import File, Picture
from bot.chat.place import Place
from bot.engine.wording import ENGLISH, wording
from tests.platforms.slack.server import Slack

COMMANDS = (
    Command(name="program progress", summary="Where you are"),
    Command(name="program leave", summary="Leave"),
    Command(name="program pause", summary="Pause", params=(Param(name="weeks", summary="How long"),)),
    Command(name="mentor queue", summary="What you owe"),
    Command(name="mentor note", summary="Note", params=(Param(name="creator", summary="Whom"),)),
)


class Way(Enum):
    """How Slack reaches the app."""

    SOCKET = "Socket Mode"
    HTTP = "signed requests"


def installed(
    slack: Slack, kind: type[SlackAdapter], way: Way, *, channel: Place, clock: Callable[[], datetime]
) -> SlackAdapter:
    """The adapter of an app that was made of its own manifest, and knows this channel."""
    listen, address = None, None
    if way is Way.HTTP:
        listen = ("127.0.0.1", _free_port())
        address = f"http://{listen[0]}:{listen[1]}{PATH}"
        slack.listens_at(address)
    slack.install(manifest(COMMANDS, socket_mode=address is None, request_url=address))
    return kind(
        slack.bot_token,
        draw=_drawn,
        fill=_filled,
        words=lambda language: wording(language or ENGLISH),
        clock=clock,
        app_token=slack.app_token if way is Way.SOCKET else None,
        signing_secret=slack.signing_secret if way is Way.HTTP else None,
        listen=listen,
        api_url=slack.api_url,
        channels=(channel,),
        commands=COMMANDS,
        patience=0,
    )


async def _drawn(picture: Picture) -> bytes:
    return f"a picture of {picture.title}".encode()


async def _filled(file: File) -> bytes:
    return f"what stands in {file.name}".encode()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
