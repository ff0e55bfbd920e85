"""The addresses of the core's pages: each is asked for through the door, by the account that looks."""

from collections.abc import Awaitable, Callable, Sequence
from typing import assert_never
from urllib.parse import unquote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.playground import outbound
from adapters.playground.company import Someone
from adapters.playground.leads import PAGES
from adapters.playground.markdown import markdown
from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.pages import page
from adapters.playground.programme_routes import Shell
from adapters.playground.visiting import Visits
from bot.chat.message import Message
from bot.chat.place import Account
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show

AS = "as"
"""The parameter that says, in the demo, as whom somebody comes to the chats."""
READ_AS = "/read-as"
"""Where somebody chooses, in the demo, as whom they read."""


class Readers:
    """As whom a request reads the pages. In the demo that is anybody, by a cookie; `first` to begin with."""

    COOKIE = "cohortbot-reader"

    def __init__(
        self,
        people: Callable[[], Awaitable[Sequence[Someone]]],
        first: Callable[[Sequence[Someone]], Someone],
    ) -> None:
        self._people = people
        self._first = first

    async def of(self, request: Request) -> tuple[Account, Html]:
        """The account, and the way to another one."""
        account = request.scope.get("state", {}).get("account")
        if isinstance(account, Account):
            return account, NOTHING
        people = await self._people()
        wanted = unquote(request.cookies.get(self.COOKIE, ""))
        found = next((one for one in people if key_of(one.account) == wanted), None) or self._first(people)
        return found.account, _chooser(people, found, request.url.path)

    async def choose(self, request: Request) -> Response:
        """Keep the choice, and go back to where it was made."""
        form = await request.form()
        wanted = str(form.get("who", ""))
        if all(key_of(one.account) != wanted for one in await self._people()):
            return Response("There is nobody like that.", status_code=400, media_type="text/plain")
        back = str(form.get("back", ""))
        answer = RedirectResponse(back if back.startswith(PAGES) else PAGES, status_code=303)
        answer.set_cookie(self.COOKIE, quote_key(wanted), httponly=True, samesite="strict")
        return answer


def page_routes(
    visits: Visits, readers: Readers, shell: Shell, *, start: str, may_chat: Callable[[Account], bool]
) -> list[Route]:
    """The routes. `start` is the path of the first page; what only a chat can show is shown there."""

    async def show(request: Request) -> Response:
        path = request.path_params["path"] or start
        account, chooser = await readers.of(request)
        reply = await visits.looks(account, path)
        if may_chat(account) and isinstance(reply, Ask | Say | Replace):
            await visits.bring(account, reply)
            return RedirectResponse(f"/?{urlencode({AS: key_of(account)})}", status_code=303)
        title, inside, status = _shown(reply)
        return HTMLResponse(shell(request, title, joined(chooser, inside)), status_code=status)

    return [
        Route(f"{PAGES}{{path:path}}", show, methods=["GET"]),
        Route(READ_AS, readers.choose, methods=["POST"]),
    ]


def _shown(reply: Reply | None) -> tuple[str, Html, int]:
    """Title, inside and status of what was answered."""
    match reply:
        case Show(page=shown):
            return shown.title, page(shown), 200
        case Say(message=message) | Replace(message=message):
            return _headed("What I say", _words(message), 200)
        case Refuse(text=text):
            return _headed("Not for you to see", _words(Message(text=text)), 403)
        case Ask():
            said = "This is a form. Fill it in where you chat with me: use the same command there."
            return _headed("A form", tag("p", esc(said)), 200)
        case Offer() | None:
            return _headed("Nothing here", tag("p", esc("There is nothing at this address.")), 404)
        case _:
            assert_never(reply)


def _headed(title: str, inside: Html, status: int) -> tuple[str, Html, int]:
    return title, joined(tag("h1", esc(title)), inside), status


def _words(message: Message) -> Html:
    return tag("div", *(markdown(part.content) for part in outbound.layout(message)), class_="words")


def _chooser(people: Sequence[Someone], chosen: Someone, back: str) -> Html:
    options = (
        tag(
            "option",
            esc(f"{one.name}, {one.role}"),
            value=key_of(one.account),
            selected=one.account == chosen.account,
        )
        for one in people
    )
    return tag(
        "form",
        tag("label", esc("You read this as"), for_="who"),
        tag("select", *options, id="who", name="who"),
        tag("input", type="hidden", name="back", value=back),
        tag("button", esc("Read"), type="submit", class_="press small"),
        class_="row read-as",
        method="post",
        action=READ_AS,
    )


def key_of(account: Account) -> str:
    """An account in one word, as pages name it."""
    return f"{account.platform}/{account.workspace}/{account.user}"


def quote_key(key: str) -> str:
    """The word as a cookie holds it."""
    return key.replace("/", "%2F")
