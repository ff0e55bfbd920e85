"""Everybody's copy holds what is theirs, and nothing of anybody else."""

import httpx
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from adapters.playground.board import Board
from adapters.playground.own_copy import PATH, copy_route
from bot.chat.message import Button, File, Part
from bot.chat.place import PLAYGROUND, Account, Channel
from bot.chat.token import Token
from tests.builders import utc

NOW = utc("2026-09-07 14:00")
ANA, BEN = (Account(platform=PLAYGROUND, user=name) for name in ("ana", "ben"))
CHANNEL = Channel(platform=PLAYGROUND, id="spring")
FILE = File(name="my-data.json", media_type="application/json", kind="copy")


async def copy_of(board: Board, account: Account) -> httpx.Response:
    """What somebody gets who has signed in."""
    site = Starlette(routes=[copy_route(board)])

    async def behind_the_gate(scope: Scope, receive: Receive, send: Send) -> None:
        await site({**scope, "state": {"account": account}}, receive, send)

    transport = httpx.ASGITransport(app=behind_the_gate)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        return await client.get(PATH)


async def test_what_is_theirs() -> None:
    """As it was said, with its buttons and the names of its files, and their own words in the channel."""
    board = Board()
    board.post(BEN, Part(content="For Ben alone"), NOW)
    done = Button(label="Done", token=Token("done", "x" * 24), style="primary")
    board.post(ANA, Part(content="A lesson", buttons=(done,)), NOW)
    board.post(CHANNEL, Part(content="Hello"), NOW, by=ANA)
    board.post(CHANNEL, Part(content="Hello, Ana"), NOW, by=BEN)
    board.post(ANA, Part(content="Here it is.", file=FILE), NOW)
    answer = await copy_of(board, ANA)

    assert answer.headers["content-disposition"] == 'attachment; filename="conversation.txt"'
    assert answer.text == (
        "2026-09-07 14:00 UTC, in your conversation, the bot:\nA lesson\n[Done]\n\n"
        "2026-09-07 14:00 UTC, in the channel, you:\nHello\n\n"
        "2026-09-07 14:00 UTC, in your conversation, the bot:\nHere it is.\nFile: my-data.json\n"
    )


async def test_whoever_has_said_and_heard_nothing() -> None:
    """Is told so."""
    assert (await copy_of(Board(), ANA)).text == "Nothing stands here yet.\n"
