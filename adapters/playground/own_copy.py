"""Everybody's own copy of what the pages keep of them: a text file with all that an erasure would take."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters.playground.board import Board
from adapters.playground.posted import Posted
from bot.chat.place import Account

PATH = "/conversation.txt"


def copy_route(board: Board) -> Route:
    """The route; whoever signed in gets what is theirs."""

    async def give(request: Request) -> Response:
        account = request.scope["state"]["account"]
        said = "\n".join(line for one in board.of(account) for line in _lines(one, account))
        held = {"content-disposition": f'attachment; filename="{PATH[1:]}"'}
        return PlainTextResponse(said or "Nothing stands here yet.\n", headers=held)

    return Route(PATH, give, methods=["GET"])


def _lines(one: Posted, account: Account) -> Iterator[str]:
    where = "in your conversation" if isinstance(one.room, Account) else "in the channel"
    who = "you" if one.by == account else "the bot"
    yield f"{one.at:%Y-%m-%d %H:%M} UTC, {where}, {who}:"
    yield one.part.content
    if one.part.file is not None:
        yield f"File: {one.part.file.name}"
    if one.part.buttons:
        yield " ".join(f"[{button.label}]" for button in one.part.buttons)
    yield ""
