"""Manifesting: what Slack must be told of the app, as one JSON object to paste there."""

import json
from urllib.parse import urlsplit

from bot.app.connecting import declared, not_installed
from bot.config.setup import Checked
from bot.errors import InputError

NAME = "cohortbot"


def manifest_of(checked: Checked, *, url: str | None = None, name: str = NAME) -> str:
    """The manifest of the configured Slack app; `url` is where Slack reaches it, for mode http only.

    InputError without a table of Slack, and for what Slack would not take.
    """
    table = checked.config.slack
    if table is None:
        raise InputError(
            f"{checked.path}: there is no [slack] in it; add it, with where its tokens are found"
        )
    calls = table.mode == "http"
    if calls and url is None:
        raise InputError(
            f'{checked.path}: slack.mode is "http": name the address that Slack calls with --url'
        )
    if url is not None and not calls:
        raise InputError(
            f'{checked.path}: slack.mode is "socket", so Slack calls no address: leave --url out, '
            'or write mode = "http"'
        )
    if url is not None and (urlsplit(url).scheme != "https" or not urlsplit(url).hostname):
        raise InputError(f"--url: {url!r} is no address that Slack calls: it begins with https://")
    try:
        # slack-bolt is an extra.
        from adapters.slack.connection import PATH
        from adapters.slack.manifest import manifest
    except ModuleNotFoundError as missing:
        raise not_installed(checked, "slack") from missing
    if url is not None and urlsplit(url).path in ("", "/"):
        url = f"{url.rstrip('/')}{PATH}"
    try:
        made = manifest(declared(), name=name, prefix=table.prefix, socket_mode=not calls, request_url=url)
    except ValueError as refused:
        raise InputError(f"{checked.path}: slack: {refused}") from refused
    return json.dumps(made, indent=2, ensure_ascii=False)
