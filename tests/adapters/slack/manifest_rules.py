"""The rules that Slack has for a manifest: each key that it knows, and how much fits into it."""

from typing import Any

Json = dict[str, Any]


def _object(**keys: Json) -> Json:
    """These keys, and no other one."""
    return {"type": "object", "properties": keys, "additionalProperties": False}


def _text(most: int, begins: str = "", least: int = 1) -> Json:
    return {"type": "string", "minLength": least, "maxLength": most, "pattern": f"^{begins}"}


def _list(of: Json, most: int) -> Json:
    return {"type": "array", "items": of, "maxItems": most, "uniqueItems": True}


SWITCH: Json = {"type": "boolean"}
NUMBER: Json = {"type": "integer"}
WEB = r"https?:\/\/"
COMMAND: Json = _object(
    command=_text(32, "/", least=2),
    description=_text(2000),
    usage_hint=_text(1000),
    url=_text(3000, WEB),
    should_escape=SWITCH,
) | {"required": ["command", "description"]}
RULES: Json = _object(
    _metadata=_object(major_version={"enum": [1, 2]}, minor_version=NUMBER),
    display_information=_object(name=_text(35), description=_text(140)) | {"required": ["name"]},
    features=_object(
        app_home=_object(
            home_tab_enabled=SWITCH, messages_tab_enabled=SWITCH, messages_tab_read_only_enabled=SWITCH
        ),
        bot_user=_object(display_name=_text(80), always_online=SWITCH) | {"required": ["display_name"]},
        slash_commands=_list(COMMAND, 50) | {"minItems": 1},
    ),
    oauth_config=_object(scopes=_object(bot=_list(_text(50), 255))),
    settings=_object(
        event_subscriptions=_object(request_url=_text(3500, WEB), bot_events=_list(_text(50), 100)),
        interactivity=_object(is_enabled=SWITCH, request_url=_text(3500, WEB)) | {"required": ["is_enabled"]},
        org_deploy_enabled=SWITCH,
        socket_mode_enabled=SWITCH,
        token_rotation_enabled=SWITCH,
    ),
) | {"required": ["display_information"]}
"""Of what Slack's schema has, the keys that this app may need; the source is Slack's manifest-schema."""
