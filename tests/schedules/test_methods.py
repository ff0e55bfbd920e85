"""What a chat limits by itself rests by itself."""

from datetime import timedelta

import pytest

from bot.chat.adapter import Retry, Scope
from bot.chat.message import Part, Picture
from schedules.methods import Method, Methods, method_of
from tests.builders import utc

NOW = utc("2026-09-07 13:00")
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("method", "waits"), [("post", "lane"), ("upload", "place"), ("change", "method")])
def test_a_limited_method_is_not_asked_for_again(method: Method, waits: Scope) -> None:
    """Who is limited, and who asks before the time, hears what waits with it; a minute later all is well."""
    methods = Methods()
    with pytest.raises(Retry) as limited, methods.using(method, NOW):
        raise Retry(MINUTE, "method")
    with pytest.raises(Retry) as early, methods.using(method, NOW + MINUTE / 2):
        raise AssertionError("the chat was asked in vain")
    with methods.using(method, NOW + MINUTE):
        pass

    assert (limited.value.after, limited.value.scope) == (MINUTE, waits)
    assert (early.value.after, early.value.scope) == (MINUTE / 2, waits)


def test_other_methods_go_on() -> None:
    """Uploads are limited, and words are not; a limit of a place is no limit of a method."""
    methods = Methods()
    with pytest.raises(Retry), methods.using("upload", NOW):
        raise Retry(MINUTE, "method")
    with methods.using("post", NOW), methods.using("change", NOW):
        pass
    with pytest.raises(Retry, match="place"), methods.using("post", NOW):
        raise Retry(MINUTE, "place")
    with methods.using("post", NOW):
        pass


def test_what_takes_an_upload() -> None:
    """A picture does, words do not."""
    drawn = Part(content="x", picture=Picture(kind="bars", title="t", alt="a", columns=(), rows=()))
    assert (method_of(Part(content="x")), method_of(drawn)) == ("post", "upload")
