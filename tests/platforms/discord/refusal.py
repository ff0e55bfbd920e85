"""A refusal is what Discord answers instead of doing what was asked: a status, a code and a sentence."""

from collections.abc import Sequence


class Refusal(Exception):
    """`code` is Discord's JSON error code; 0 where it gives none."""

    def __init__(self, status: int, code: int, message: str, *, breaches: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.breaches = tuple(breaches)

    def body(self) -> dict[str, object]:
        said: dict[str, object] = {"message": self.message, "code": self.code}
        if self.breaches:
            said["errors"] = {
                "_errors": [{"code": "INVALID_FORM_BODY", "message": breach} for breach in self.breaches]
            }
        return said


def unauthorized() -> Refusal:
    return Refusal(401, 0, "401: Unauthorized")


def not_found() -> Refusal:
    return Refusal(404, 0, "404: Not Found")


def unknown_channel() -> Refusal:
    return Refusal(404, 10003, "Unknown Channel")


def unknown_guild() -> Refusal:
    return Refusal(404, 10004, "Unknown Guild")


def unknown_member() -> Refusal:
    return Refusal(404, 10007, "Unknown Member")


def unknown_message() -> Refusal:
    return Refusal(404, 10008, "Unknown Message")


def unknown_user() -> Refusal:
    return Refusal(404, 10013, "Unknown User")


def unknown_webhook() -> Refusal:
    return Refusal(404, 10015, "Unknown Webhook")


def unknown_interaction() -> Refusal:
    return Refusal(404, 10062, "Unknown interaction")


def unknown_command() -> Refusal:
    return Refusal(404, 10063, "Unknown application command")


def quarantined() -> Refusal:
    return Refusal(403, 20026, "This bot has been flagged by our anti-spam system for abusive behavior.")


def too_many_commands() -> Refusal:
    return Refusal(400, 30034, "Max number of daily application command creates has been reached (200)")


def opening_too_fast() -> Refusal:
    return Refusal(400, 40003, "You are opening direct messages too fast")


def already_acknowledged() -> Refusal:
    return Refusal(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> Refusal:
    return Refusal(403, 50001, "Missing Access")


def not_in_a_dm() -> Refusal:
    return Refusal(403, 50003, "Cannot execute action on a DM channel")


def not_your_message() -> Refusal:
    return Refusal(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> Refusal:
    return Refusal(400, 50006, "Cannot send an empty message")


def cannot_send_to_user(status: int = 403) -> Refusal:
    return Refusal(status, 50007, "Cannot send messages to this user")


def missing_permissions() -> Refusal:
    return Refusal(403, 50013, "Missing Permissions")


def expired_webhook_token() -> Refusal:
    return Refusal(401, 50027, "Invalid Webhook Token")


def invalid_form(*breaches: str) -> Refusal:
    return Refusal(400, 50035, "Invalid Form Body", breaches=breaches)


def archived_thread() -> Refusal:
    return Refusal(400, 50083, "Thread is archived")


def no_mutual_guild() -> Refusal:
    return Refusal(403, 50278, "Cannot send messages to this user due to having no mutual guilds")


def locked_thread() -> Refusal:
    return Refusal(403, 160005, "This thread is locked")
