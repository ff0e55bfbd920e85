"""The elements of blocks: buttons, selects and inputs, with every key and limit that Slack has for them."""

from collections.abc import Iterator

from tests.platforms.slack.shapes import (
    Check,
    Json,
    anything,
    boolean,
    by_type,
    items,
    obj,
    one_of,
    string,
    whole,
)

ID = string(255)
KIND: dict[str, Check] = {"type": anything}


def plain(most: int) -> Check:
    return by_type({"plain_text": obj(KIND | {"text": string(most)}, {"emoji": boolean})})


def text(most: int) -> Check:
    """Plain text or mrkdwn."""
    marked = obj(KIND | {"text": string(most)}, {"verbatim": boolean})
    return by_type({"plain_text": obj(KIND | {"text": string(most)}, {"emoji": boolean}), "mrkdwn": marked})


CONFIRM = obj(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = obj({"text": plain(75), "value": string(150)}, {"description": plain(75)})
MARKED_OPTION = obj({"text": text(75), "value": string(150)}, {"description": text(75)})
OVERFLOW_OPTION = obj(
    {"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)}
)
GROUP = obj({"label": plain(75), "options": items(OPTION, most=100)})
FILE = obj({}, {"id": string(255), "url": string(3000)})
DISPATCH = obj({}, {"trigger_actions_on": items(string(50), most=2)})

_ACTS: dict[str, Check] = {"action_id": ID}
_FOCUS: dict[str, Check] = {"focus_on_load": boolean}
_CONFIRMS: dict[str, Check] = {"confirm": CONFIRM}
_HINTS: dict[str, Check] = {"placeholder": plain(150)}
_PICKS = _ACTS | _FOCUS | _CONFIRMS | _HINTS
_MANY = _PICKS | {"max_selected_items": whole(1, 100)}
_TYPES = _ACTS | _FOCUS | _HINTS | {"dispatch_action_config": DISPATCH}


def _offered(element: Json) -> Iterator[str]:
    """Options or groups of them, and only these to begin with."""
    if ("options" in element) is ("option_groups" in element):
        yield ": wants options or option_groups, one of them"
        return
    yield from _begins(element)


def _begins(element: Json) -> Iterator[str]:
    groups = element.get("option_groups") or [element]
    everything = [each for group in groups for each in group["options"]]
    values = [each.get("value") for each in everything]
    if len(set(values)) < len(values):
        yield ": two options have the same value"
    first = element.get("initial_options") or [element.get("initial_option")]
    yield from (
        f": begins with {each!r}, which is no option" for each in first if each and each not in everything
    )


def _fits(element: Json) -> Iterator[str]:
    low, high = element.get("min_length", 0), element.get("max_length", 3000)
    if low > high:
        yield f": wants {low} to {high} characters"
    if len(element.get("initial_value", "")) > high:
        yield f": begins with more than {high} characters"


def pictured(element: Json) -> Iterator[str]:
    if ("image_url" in element) is ("slack_file" in element):
        yield ": wants image_url or slack_file, one of them"


_OPTIONS: dict[str, Check] = {
    "options": items(OPTION, most=100),
    "option_groups": items(GROUP, most=100),
}
_IDS = items(ID, least=0, most=100)
_FILTER: dict[str, Check] = {"default_to_current_conversation": boolean, "filter": anything}

IMAGE = obj(
    KIND | {"alt_text": string(2000)},
    {"image_url": string(3000), "slack_file": FILE},
    also=pictured,
)
BUTTON = obj(
    KIND | {"text": plain(75)},
    _ACTS
    | _CONFIRMS
    | {
        "url": string(3000),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
CHOICES: dict[str, Check] = {
    "static_select": obj(KIND, _PICKS | _OPTIONS | {"initial_option": OPTION}, also=_offered),
    "multi_static_select": obj(
        KIND, _MANY | _OPTIONS | {"initial_options": items(OPTION, most=100)}, also=_offered
    ),
    "external_select": obj(KIND, _PICKS | {"initial_option": OPTION, "min_query_length": whole(0, 100)}),
    "users_select": obj(KIND, _PICKS | {"initial_user": ID}),
    "multi_users_select": obj(KIND, _MANY | {"initial_users": _IDS}),
    "conversations_select": obj(
        KIND, _PICKS | _FILTER | {"initial_conversation": ID, "response_url_enabled": boolean}
    ),
    "multi_conversations_select": obj(KIND, _MANY | _FILTER | {"initial_conversations": _IDS}),
    "channels_select": obj(KIND, _PICKS | {"initial_channel": ID, "response_url_enabled": boolean}),
    "multi_channels_select": obj(KIND, _MANY | {"initial_channels": _IDS}),
    "checkboxes": obj(
        KIND | {"options": items(MARKED_OPTION, most=10)},
        _ACTS | _FOCUS | _CONFIRMS | {"initial_options": items(MARKED_OPTION, most=10)},
        also=_begins,
    ),
    "radio_buttons": obj(
        KIND | {"options": items(MARKED_OPTION, most=10)},
        _ACTS | _FOCUS | _CONFIRMS | {"initial_option": MARKED_OPTION},
        also=_begins,
    ),
    "datepicker": obj(KIND, _PICKS | {"initial_date": string(10, pattern=r"\d{4}-\d\d-\d\d")}),
    "timepicker": obj(
        KIND, _PICKS | {"initial_time": string(5, pattern=r"\d\d:\d\d"), "timezone": string(100)}
    ),
    "datetimepicker": obj(KIND, _ACTS | _FOCUS | _CONFIRMS | {"initial_date_time": whole(10**9, 10**10 - 1)}),
}
INPUTS: dict[str, Check] = CHOICES | {
    "plain_text_input": obj(
        KIND,
        _TYPES
        | {
            "initial_value": string(3000, least=0),
            "multiline": boolean,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        also=_fits,
    ),
    "email_text_input": obj(KIND, _TYPES | {"initial_value": string(3000)}),
    "url_text_input": obj(KIND, _TYPES | {"initial_value": string(3000)}),
    "number_input": obj(
        KIND | {"is_decimal_allowed": boolean},
        _TYPES | {"initial_value": string(50), "min_value": string(50), "max_value": string(50)},
    ),
    "rich_text_input": obj(KIND, _TYPES | {"initial_value": anything}),
    "file_input": obj(KIND, _ACTS | {"filetypes": items(string(20), most=50), "max_files": whole(1, 10)}),
}
OVERFLOW = obj(KIND | {"options": items(OVERFLOW_OPTION, most=5)}, _ACTS | _CONFIRMS)
ACTIONS: dict[str, Check] = CHOICES | {"button": BUTTON, "overflow": OVERFLOW}
ACCESSORIES: dict[str, Check] = ACTIONS | {"image": IMAGE}
CONTEXT: dict[str, Check] = {
    "image": IMAGE,
    "plain_text": plain(3000),
    "mrkdwn": text(3000),
}
