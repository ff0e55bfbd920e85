"""A file is fetched by whom it is for and by nobody else, and made when it is fetched."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from adapters.playground.board import Board
from adapters.playground.file_routes import file_address, file_routes
from adapters.playground.posted import Posted, Room
from bot.chat.adapter import Unmakeable
from bot.chat.message import File, Part
from bot.chat.place import PLAYGROUND, Account, Channel

NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
ANA, BEN = (Account(platform=PLAYGROUND, user=user) for user in ("ana", "ben"))
FILE = File(name="my-data ñ.json", media_type="application/json", kind="copy", ids=("ana",))


async def made(file: File) -> bytes:
    """What the core would make."""
    return f"{{}} of {file.ids[0]}".encode()


async def gone(file: File) -> bytes:
    """She was erased meanwhile."""
    raise Unmakeable("there is nothing any more to make the file from")


def posted(board: Board, room: Room = ANA, file: File | None = FILE) -> Posted:
    """A message to Ana with her file."""
    return board.post(room, Part(content="Here it is.", file=file), NOW, key="k")


@asynccontextmanager
async def browser(
    board: Board, who: Account | None = None, *, erased: bool = False
) -> AsyncIterator[httpx.AsyncClient]:
    """One in which somebody has signed in, or that of a demo."""
    site = Starlette(routes=file_routes(board, gone if erased else made))

    async def behind_the_gate(scope: Scope, receive: Receive, send: Send) -> None:
        state = {} if who is None else {"account": who}
        await site({**scope, "state": state}, receive, send)

    transport = httpx.ASGITransport(app=behind_the_gate)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        yield client


async def test_its_reader_downloads_it() -> None:
    """Under its name, as a download that no cache keeps."""
    board = Board()
    address = file_address(posted(board))
    assert address is not None
    async with browser(board, ANA) as client:
        answer = await client.get(address)

    assert (answer.status_code, answer.text) == (200, "{} of ana")
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''my-data%20%C3%B1.json"
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"


async def test_nobody_else_does() -> None:
    """Ben knows the address; to him there is nothing, whatever he writes behind it."""
    board = Board()
    address = file_address(posted(board))
    assert address is not None
    async with browser(board, BEN) as client:
        assert (await client.get(address)).status_code == 404
        assert (await client.get(address.partition("?")[0])).status_code == 404


async def test_in_the_demo_the_address_says_as_whom_one_reads() -> None:
    """Where nobody signs in, everybody may be anybody."""
    board = Board()
    address = file_address(posted(board))
    assert address is not None
    async with browser(board) as client:
        assert (await client.get(address)).status_code == 200
        assert (await client.get(address.partition("?")[0])).status_code == 404


async def test_of_who_was_erased_there_is_nothing() -> None:
    """Neither behind the address nor, soon, the message."""
    board = Board()
    address = file_address(posted(board))
    assert address is not None
    async with browser(board, ANA, erased=True) as client:
        assert (await client.get(address)).status_code == 410
        board.forget(ANA)
        assert (await client.get(address)).status_code == 404


@pytest.mark.parametrize("path", ["/files/board-7", "/files/", "/files/..%2F..%2Fetc"])
async def test_an_address_of_nothing(path: str) -> None:
    """There is no such message."""
    async with browser(Board(), ANA) as client:
        assert (await client.get(path)).status_code == 404


async def test_what_has_no_reader_of_its_own_has_no_address() -> None:
    """A channel's message, or one without a file."""
    board = Board()
    in_channel = posted(board, Channel(platform=PLAYGROUND, id="general"))
    assert file_address(in_channel) is None
    assert file_address(posted(board, file=None)) is None
    async with browser(board, ANA) as client:
        assert (await client.get(f"/files/{in_channel.id}")).status_code == 404
