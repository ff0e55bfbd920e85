"""The headers of every answer: what a browser may do with our pages, and what it may keep."""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders

_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; "
)
# NiceGUI's pages hold scripts and styles of their own, and compile templates in the browser.
_LIVE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; "
)
_EVERYWHERE = "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
_FIXED: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: with it a browser sends a form of ours with "Origin: null".
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_MAY_BE_KEPT = ("text/css", "text/javascript", "application/javascript", "font/", "image/")


def harden(headers: MutableHeaders, *, live: bool) -> None:
    """Put them on an answer, in the place of its own; `live` is a page that NiceGUI carries."""
    for name, value in _FIXED.items():
        headers[name] = value
    headers["content-security-policy"] = (_LIVE if live else _STRICT) + _EVERYWHERE
    kind = headers.get("content-type", "")
    if not kind.startswith(_MAY_BE_KEPT):
        headers["cache-control"] = "no-store"
    elif "cache-control" not in headers:
        # A browser asks whether it is still the same.
        headers["cache-control"] = "private, no-cache"
