"""The addresses of files: each is made when its one reader fetches it, and nothing of it is kept here."""

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.playground.board import Board
from adapters.playground.page_routes import AS, key_of
from adapters.playground.posted import Posted
from bot.chat.adapter import Fill, Undeliverable
from bot.chat.place import Account

FILES = "/files/"
HEADERS = {"Cache-Control": "no-store"}


def file_address(posted: Posted) -> str | None:
    """Where the file of a message is fetched; None for what has no file, or no reader of its own."""
    if posted.part.file is None or not isinstance(posted.room, Account):
        return None
    return f"{FILES}{quote(posted.id)}?{urlencode({AS: key_of(posted.room)})}"


def file_routes(board: Board, fill: Fill) -> list[Route]:
    """The route. Who signed in gets their own files only; in the demo, the address says as whom one reads."""

    async def fetch(request: Request) -> Response:
        posted = board.posted(request.path_params["id"])
        if posted is None or posted.part.file is None or not _reads(request, posted):
            return _nothing("There is no such file here.", 404)
        try:
            made = await fill(posted.part.file)
        except Undeliverable as gone:
            return _nothing(f"This file can't be had: {gone.why}.", 410)
        named = f"attachment; filename*=utf-8''{quote(posted.part.file.name, safe='')}"
        headers = {**HEADERS, "Content-Disposition": named}
        return Response(made, media_type=posted.part.file.media_type, headers=headers)

    return [Route(f"{FILES}{{id}}", fetch, methods=["GET"])]


def _reads(request: Request, posted: Posted) -> bool:
    """Whether the request is by whom the file is for."""
    account = request.scope.get("state", {}).get("account")
    if isinstance(account, Account):
        return account == posted.room
    return isinstance(posted.room, Account) and key_of(posted.room) == request.query_params.get(AS)


def _nothing(why: str, status: int) -> Response:
    return Response(why, status_code=status, media_type="text/plain", headers=HEADERS)
