"""What no page may do: complain on the console, fail, ask another machine for anything, or open a dialog."""

from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Dialog, Request, Route, WebSocket

OWN = ("data:", "blob:", "about:")
"""Addresses that lead nowhere else."""


class Strictness:
    """Watches all pages of a context, and remembers what they should not have done."""

    host = ""
    """The only machine to ask."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def begins(self, address: str) -> None:
        """Somebody comes to this address, and nothing has been done yet."""
        self.host = urlsplit(address).netloc
        self.faults = []

    async def watch(self, context: BrowserContext) -> None:
        """From now on; a request to another machine does not leave."""
        await context.route(lambda url: not self._is_own(url), self._stop)
        context.on("request", self._requested)
        context.on("requestfailed", self._failed)
        context.on("console", lambda said: self._said(said.type, said.text))
        context.on("weberror", lambda failed: self.faults.append(f"error on the page: {failed.error}"))
        context.on("dialog", self._opened)
        context.on("page", lambda page: page.on("websocket", self._connected))

    def _is_own(self, url: str) -> bool:
        return url.startswith(OWN) or urlsplit(url).netloc == self.host

    async def _stop(self, route: Route) -> None:
        await route.abort()

    def _requested(self, request: Request) -> None:
        if not self._is_own(request.url):
            self.faults.append(f"a request to another machine: {request.url}")

    def _connected(self, socket: WebSocket) -> None:
        if not self._is_own(socket.url):
            self.faults.append(f"a socket to another machine: {socket.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left while it still loads something gives that up, which harms nobody.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.url} failed: {request.failure}")

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"console {kind}: {text}")

    async def _opened(self, dialog: Dialog) -> None:
        self.faults.append(f"a dialog: {dialog.message}")
        await dialog.dismiss()
