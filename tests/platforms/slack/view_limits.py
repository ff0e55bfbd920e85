"""Views: the keys and limits of modals and Homes."""

from collections.abc import Iterator

from tests.platforms.slack import block_limits
from tests.platforms.slack.element_limits import KIND, plain
from tests.platforms.slack.shapes import Check, Json, boolean, by_type, obj, string

_BOTH: dict[str, Check] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}


def _sends(view: Json) -> Iterator[str]:
    """What can be answered can be sent."""
    blocks = view["blocks"] if isinstance(view["blocks"], list) else []
    asks = any(isinstance(each, dict) and each.get("type") == "input" for each in blocks)
    if asks and "submit" not in view:
        yield "/submit: is missing, with input blocks"


of = by_type(
    {
        "modal": obj(
            KIND | {"title": plain(24), "blocks": block_limits.in_view},
            _BOTH
            | {
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
            also=_sends,
        ),
        "home": obj(KIND | {"blocks": block_limits.in_view}, _BOTH),
    }
)
