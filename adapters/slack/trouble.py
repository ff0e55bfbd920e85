"""What Slack's errors mean for a message: come back, look for it, give the place up, or stop altogether."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import aiohttp
from slack_sdk.errors import (
    SlackApiError,
    SlackClientError,
    SlackObjectFormationError,
    SlackRequestError,
)

from bot.chat.adapter import Ambiguous, Halted, Retry, Scope, Undeliverable

Told = Retry | Ambiguous | Undeliverable | Halted

BROKEN: Final = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
"""What the library raises when a call goes wrong."""
GONE: Final = frozenset(("message_not_found", "no_item_specified"))
"""Slack: the message is not there."""

# The source of all names: Slack, the errors of chat.postMessage, chat.update, chat.delete,
# conversations.*, views.* and files.*.
LATER: Final[Mapping[str, tuple[timedelta, Scope]]] = {
    "ratelimited": (timedelta(seconds=30), "place"),
    "rate_limited": (timedelta(seconds=30), "place"),
    "message_limit_exceeded": (timedelta(minutes=10), "lane"),
    "service_unavailable": (timedelta(minutes=1), "lane"),
    "team_added_to_org": (timedelta(minutes=5), "lane"),  # The workspace is being moved.
    "org_login_required": (timedelta(minutes=5), "lane"),  # As above.
    "accesslimited": (timedelta(minutes=10), "lane"),
    "external_channel_migrating": (timedelta(minutes=5), "place"),
}
"""When to come back, and for whom the pause is; nothing was shown."""

UNSURE: Final = frozenset(
    ("fatal_error", "internal_error", "request_timeout", "update_failed", "file_update_failed")
)
"""Something may have been shown before it went wrong."""

CLOSED: Final[Mapping[str, str]] = {
    "channel_not_found": "the channel is gone, or the bot may not see it",
    "is_archived": "the channel is archived",
    "is_inactive": "the channel is archived, or frozen",
    "not_in_channel": "the bot is not in the channel; somebody must invite it",
    "user_not_found": "the account is gone",
    "users_not_found": "the account is gone",
    "user_disabled": "the account is deactivated",
    "user_not_visible": "the account can't be seen by the bot",
    "cannot_dm_bot": "the account is a bot's",
    "invalid_user_combination": "the account is of another workspace, and in no channel with the bot",
    "messages_tab_disabled": "the Messages tab of the app is switched off",
    "restricted_action": "a setting of the workspace forbids to post there",
    "restricted_action_read_only_channel": "only some may post in the channel",
    "posting_to_channel_denied": "only some may post in the channel",
    "restricted_action_thread_only_channel": "in that channel only threads may be answered",
    "restricted_action_non_threadable_channel": "threads can't be answered in that channel",
    "restricted_action_thread_locked": "the thread is locked",
    "no_permission": "the bot lacks a permission there",
    "not_allowed": "Slack does not allow it there",
    "cant_post_message": "the account takes no messages of apps",
    "message_not_found": "it was posted before, and somebody took that copy away",
    "no_item_specified": "it was posted before, and somebody took that copy away",
    "thread_not_found": "the thread is gone",
    "cannot_reply_to_message": "such a message can't be answered",
    "cant_update_message": "the message is not the bot's own",
    "cant_delete_message": "the message is not the bot's own",
    "edit_window_closed": "it is too late to change the message",
    "as_user_not_supported": "Slack does not take the message as it is (as_user_not_supported)",
    "no_text": "the message was empty (no_text)",
    "msg_too_long": "the message was too long (msg_too_long)",
    "msg_blocks_too_long": "the message was too long (msg_blocks_too_long)",
    "invalid_blocks": "Slack does not take the message as it is (invalid_blocks)",
    "invalid_blocks_format": "Slack does not take the message as it is (invalid_blocks_format)",
    "invalid_arguments": "Slack does not take the message as it is (invalid_arguments)",
    "block_mismatch": "Slack does not take the message as it is (block_mismatch)",
    "metadata_too_large": "Slack does not take the message as it is (metadata_too_large)",
    "invalid_metadata_format": "Slack does not take the message as it is (invalid_metadata_format)",
    "invalid_metadata_schema": "Slack does not take the message as it is (invalid_metadata_schema)",
    "too_many_attachments": "Slack does not take the message as it is (too_many_attachments)",
    "attachment_payload_limit_exceeded": "the message was too long (attachment_payload_limit_exceeded)",
    "expired_trigger_id": "the answer came too late for the click",
    "trigger_expired": "the answer came too late for the click",
    "exchanged_trigger_id": "the click was answered already",
    "trigger_exchanged": "the click was answered already",
    "invalid_trigger_id": "the answer came too late for the click",
    "expired_url": "the answer came too late for the click",
    "used_url": "no more answers to this click are allowed",
    "not_found": "it was closed meanwhile",
    "view_too_large": "the view was too large for Slack (view_too_large)",
    "hash_conflict": "it was shown anew meanwhile",
    "push_limit_reached": "too many views are open",
    "file_upload_size_restricted": "the picture or file is too large for the workspace",
    "file_uploads_disabled": "the workspace takes no files",
    "storage_limit_reached": "the workspace has no room for further files; old ones must be deleted",
    "file_uploads_except_images_disabled": "the workspace takes no files but pictures",
    "slack_connect_file_upload_sharing_blocked": "files are blocked in that channel",
    "slack_connect_file_link_sharing_blocked": "files are blocked in that channel",
    "not_enabled": "App Home is switched off for the app",
    "team_access_not_granted": "the app is not installed in that workspace",
    "ekm_access_denied": "an administrator of the workspace forbids to post there",
}
"""Why this place can't be reached, or this message not be shown; nothing was."""

STOPPED: Final[Mapping[str, str]] = {
    "invalid_auth": "Slack does not accept the bot's token",
    "not_authed": "Slack got no token from the bot",
    "account_inactive": "the app was removed from the workspace, or switched off",
    "token_revoked": "the bot's token was revoked",
    "token_expired": "the bot's token has run out",
    "app_uninstalled": "the app was removed from the workspace",
    "not_allowed_token_type": "the bot was given a token of another kind; it must begin with xoxb-",
    "enterprise_is_restricted": "the organisation does not let the app act here",
    "two_factor_setup_required": "the workspace wants two-factor authentication to be set up",
    "access_denied": "the workspace does not let the app act",
    "org_login_required_for_app": "the workspace wants a login of its organisation",
    "team_not_found": "the workspace is gone",
    "forbidden_team": "Socket Mode is switched off for the app, or its workspace may not use it",
}
"""Why nothing can be sent at all."""

_SCOPES: Final = ("missing_scope", "no_scopes", "scope_not_allowed")
PLACES: Final = frozenset(("chat.postMessage", "chat.postEphemeral", "chat.scheduleMessage"))
"""Slack, Rate Limits: what is counted for each channel; other methods are for the whole workspace."""
_SECOND: Final = timedelta(seconds=1)
_LONGEST: Final = timedelta(hours=1)
"""Slack never asks for so much; who is asked for more by something else comes back, and asks again."""
_PROXY: Final = timedelta(minutes=1)


def told(error: BaseException) -> Told:
    """What the core is told of an error; its words hold no secret, and nothing of the message."""
    match error:
        case Retry() | Ambiguous() | Undeliverable() | Halted():
            return error
        case SlackApiError():
            return _refused(error.response)
        case SlackObjectFormationError():
            return Undeliverable("the message is not within Slack's limits")
        case TimeoutError() | asyncio.CancelledError():
            return Ambiguous("Slack did not answer in time")
        case aiohttp.ClientConnectorError():
            return Retry(timedelta(seconds=15), "lane")
        case aiohttp.ClientError() | OSError() | SlackRequestError():
            return Ambiguous("the connection to Slack broke")
        case SlackClientError():
            return Ambiguous("Slack's answer was not understood")
        case _:
            return Ambiguous(f"something unforeseen went wrong ({type(error).__name__})")


def code_of(error: BaseException) -> str:
    """Slack's own name of the error; empty where it is none of Slack's."""
    return _code(error.response) if isinstance(error, SlackApiError) else ""


def is_gone(error: BaseException) -> bool:
    """Whether the message is not there: to delete it twice is as good as once."""
    return code_of(error) in GONE


def scope_of(method: str) -> Scope:
    """For what a pause is that Slack asks for when this method is used."""
    return "place" if method in PLACES else "method"


def method_of(response: Any) -> str:
    """The method whose answer this is: "chat.postMessage"."""
    return str(getattr(response, "api_url", "") or "").rstrip("/").rpartition("/")[2]


def _refused(response: Any) -> Told:
    code, status = _code(response), _status(response)
    if status == 429 or code in ("ratelimited", "rate_limited"):
        after = _seconds(_header(response, "Retry-After")) or LATER["ratelimited"][0]
        return Retry(min(max(after, _SECOND), _LONGEST), scope_of(method_of(response)))
    if code in _SCOPES:
        return Halted(_lacking(response))
    if code in STOPPED:
        return Halted(STOPPED[code])
    if code in LATER:
        return Retry(*LATER[code])
    if code in CLOSED:
        return Undeliverable(CLOSED[code])
    if not code and 400 <= status < 500:
        # Slack's own refusals have a name: this one stood before it.
        return Retry(_PROXY, "lane")
    if code in UNSURE or status >= 500 or not code:
        return Ambiguous(f"Slack had trouble of its own ({code or f'status {status}'})")
    return Undeliverable(f"Slack refused it ({_word(code)})")


def _lacking(response: Any) -> str:
    """Which permission is wanted, as Slack names it."""
    wanted = _word(str(_body(response).get("needed") or ""))
    return f"the app lacks the scope {wanted}" if wanted else "the app lacks a scope"


def _body(response: Any) -> Mapping[str, Any]:
    body = response if isinstance(response, Mapping) else getattr(response, "data", None)
    return body if isinstance(body, Mapping) else {}


def _code(response: Any) -> str:
    return str(_body(response).get("error") or "")


def _word(code: str) -> str:
    """A name of Slack's, and nothing else that may stand in its place."""
    return "".join(letter for letter in code if letter.isalnum() or letter in "_:.,-")[:60]


def _status(response: Any) -> int:
    """The library gives its own answer, or that of aiohttp where it could not read it."""
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 200)


def _header(response: Any, name: str) -> str:
    headers = getattr(response, "headers", None) or {}
    found = next((value for key, value in headers.items() if str(key).lower() == name.lower()), "")
    return str(found[0] if isinstance(found, list) and found else found)


def _seconds(written: str) -> timedelta:
    try:
        return timedelta(seconds=float(written or 0))
    except (ValueError, OverflowError):
        return timedelta(0)
