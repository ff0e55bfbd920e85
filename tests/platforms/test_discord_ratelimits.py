"""Buckets fill and empty as Discord's do, and a bot that does not listen is banned."""

import json
from itertools import count
from math import inf

from tests.platforms.discord.ratelimits import Allowed, Buckets, Limited, cloudflare, limited

MESSAGES = "/channels/1/messages"


def taken(buckets: Buckets, times: int, method: str, path: str, at: float = 100.0) -> list[int]:
    """The statuses of so many requests at once, 200 for those that may go on."""
    found = [buckets.take(method, path, at) for _ in range(times)]
    return [each.status if isinstance(each, Limited) else 200 for each in found]


def test_a_bucket_is_empty_after_its_limit_and_full_again_after_its_window() -> None:
    """Five messages a channel and window, and the next window takes five more."""
    buckets = Buckets(window=0.2)

    assert taken(buckets, 6, "POST", MESSAGES) == [200, 200, 200, 200, 200, 429]
    assert taken(buckets, 1, "POST", MESSAGES, at=100.19) == [429]
    assert taken(buckets, 6, "POST", MESSAGES, at=100.2) == [200, 200, 200, 200, 200, 429]


def test_every_answer_says_what_is_left() -> None:
    """The headers that discord.py reads, the time to wait never rounded down."""
    buckets = Buckets(window=0.2, epoch=1_000_000.0)

    first, second = buckets.take("POST", MESSAGES, 100.0), buckets.take("POST", MESSAGES, 100.1)

    assert isinstance(first, Allowed)
    assert first.headers["X-RateLimit-Limit"] == "5"
    assert first.headers["X-RateLimit-Remaining"] == "4"
    assert first.headers["X-RateLimit-Reset"] == "1000100.200"
    assert second.headers["X-RateLimit-Remaining"] == "3"
    assert 0.1 <= float(second.headers["X-RateLimit-Reset-After"]) <= 0.102
    assert first.headers["X-RateLimit-Bucket"] == second.headers["X-RateLimit-Bucket"]


def test_channels_do_not_wait_for_each_other() -> None:
    """A bucket has the same name everywhere, but each channel, server and webhook its own."""
    buckets = Buckets()
    here = buckets.take("POST", MESSAGES, 100.0)
    taken(buckets, 5, "POST", MESSAGES)

    there = buckets.take("POST", "/channels/2/messages", 100.0)

    assert isinstance(there, Allowed)
    assert there.headers["X-RateLimit-Remaining"] == "4"
    assert there.headers["X-RateLimit-Bucket"] == here.headers["X-RateLimit-Bucket"]
    assert taken(buckets, 1, "PATCH", "/channels/1/messages/7") == [200]


def test_messages_share_a_bucket_and_tokens_do_not() -> None:
    """Which message is edited does not matter; which webhook token is used does."""
    buckets = Buckets()
    edits = [buckets.take("PATCH", f"/channels/1/messages/{each}", 100.0) for each in range(6)]
    follows = [buckets.take("POST", f"/webhooks/9/token-{each}", 100.0) for each in range(6)]

    assert isinstance(edits[-1], Limited)
    assert all(isinstance(each, Allowed) for each in follows)


def test_the_whole_bot_has_a_limit_from_which_interactions_are_free() -> None:
    """50 a second; answers and follow-ups are neither counted nor held."""
    buckets = Buckets(global_window=1.0)
    for channel in range(50):
        assert taken(buckets, 1, "POST", f"/channels/{channel}/messages") == [200]

    held = buckets.take("POST", "/channels/99/messages", 100.5)

    assert isinstance(held, Limited)
    assert held.headers["X-RateLimit-Global"] == "true"
    assert held.headers["X-RateLimit-Scope"] == "global"
    assert json.loads(held.body) == {
        "message": "You are being rate limited.",
        "retry_after": 0.5,
        "global": True,
    }
    assert taken(buckets, 1, "POST", "/interactions/5/token/callback") == [200]
    assert taken(buckets, 1, "PATCH", "/webhooks/9/token/messages/@original") == [200]
    assert taken(buckets, 1, "POST", "/channels/99/messages", at=101.0) == [200]


def test_interactions_do_not_use_up_the_bots_limit() -> None:
    """A hundred answers leave all fifty."""
    buckets = Buckets()
    for each in range(100):
        taken(buckets, 1, "POST", f"/interactions/{each}/token/callback")

    assert taken(buckets, 50, "GET", "/users/@me") == [200] * 10 + [429] * 40


def test_a_429_is_one_that_the_library_waits_for() -> None:
    """It comes through a proxy, is JSON, and says how long."""
    held = limited(0.2504)

    assert held.status == 429
    assert held.headers["Content-Type"] == "application/json"
    assert held.headers["Via"]
    assert held.headers["Retry-After"] == "1"
    assert json.loads(held.body)["retry_after"] == 0.251
    assert "X-RateLimit-Global" not in held.headers
    assert limited(1, scope="shared").headers["X-RateLimit-Scope"] == "shared"


def test_too_many_refused_requests_ban_the_address_for_a_while() -> None:
    """401, 403 and 429 count, those of a shared limit do not, and old ones are forgotten."""
    buckets = Buckets(ban_after=3, ban_window=600.0)
    buckets.answered(401, 100.0)
    buckets.answered(403, 200.0)
    buckets.answered(404, 200.0)
    buckets.answered(200, 200.0)
    buckets.answered(429, 200.0, scope="shared")

    assert buckets.invalid(200.0) == 2
    assert not buckets.banned(200.0)
    buckets.answered(429, 300.0)
    assert buckets.banned(300.0)
    refused = buckets.take("GET", "/users/@me", 300.0)
    assert refused == cloudflare(400.0)
    assert taken(buckets, 1, "GET", "/users/@me", at=701.0) == [200]


def test_the_answer_to_a_banned_address_is_not_discords() -> None:
    """No Via and no JSON, by which the library knows it."""
    answer = cloudflare(400.0)

    assert answer.status == 429
    assert "Via" not in answer.headers
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Retry-After"] == "400"


def test_old_buckets_are_forgotten() -> None:
    """Every interaction has a bucket of its own, so that a long run would gather them."""
    buckets = Buckets()
    for at, each in zip(count(100), range(10_000), strict=False):
        taken(buckets, 1, "POST", f"/interactions/{each}/token/callback", at=float(at))

    assert len(buckets._used) < 5_000


def test_a_run_without_limits_can_be_had() -> None:
    """A benchmark measures the bot, not the limits."""
    buckets = Buckets(window=0.0, global_limit=10**9)

    assert taken(buckets, 20, "POST", MESSAGES) == [200] * 20
    assert not Buckets(ban_after=10**9).banned(inf)
