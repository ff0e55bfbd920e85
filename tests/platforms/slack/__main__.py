"""A Slack in a process of its own: its addresses are its first line, and it ends with its input."""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime

from tests.platforms.slack.control import PATH
from tests.platforms.slack.ratelimits import Tiers
from tests.platforms.slack.rules import Rules
from tests.platforms.slack.server import START, serving


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.platforms.slack", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--no-checks", action="store_true", help="hold calls to no limits of content")
    parser.add_argument("--no-rate-limits", action="store_true", help="answer as fast as it is asked")
    parser.add_argument("--channel-window", type=float, default=0.0, help="seconds between messages there")
    parser.add_argument("--window", type=float, default=1.0, help="seconds that Slack's minute lasts")
    parser.add_argument("--restricted", action="store_true", help="little history, once in a window")
    parser.add_argument("--members", type=int, default=0, help="people in the workspace")
    parser.add_argument("--within", type=float, default=3.0, help="real seconds for an acknowledgement")
    parser.add_argument("--request-url", help="HTTP mode: where the app listens")
    parser.add_argument("--now", type=datetime.fromisoformat, default=START, help="the driver's time")
    return parser.parse_args()


def rules(asked: argparse.Namespace) -> Rules:
    tiers = Tiers(window=asked.window, channel_window=asked.channel_window, restricted=asked.restricted)
    return Rules(checks=not asked.no_checks, tiers=None if asked.no_rate_limits else tiers)


async def run(asked: argparse.Namespace) -> None:
    """Serve until the input ends."""
    now = asked.now if asked.now.tzinfo else asked.now.replace(tzinfo=UTC)
    async with serving(clock=lambda: now, within=asked.within, rules=rules(asked), port=asked.port) as there:
        for number in range(asked.members):
            there.person(f"member {number}")
        if asked.request_url is not None:
            there.listens_at(asked.request_url)
        addresses = {
            "api_url": there.api_url,
            "control": there.desk.site + PATH,
            "bot_token": there.bot_token,
            "app_token": there.app_token,
            "signing_secret": there.signing_secret,
            "team": there.team,
            "channel": there.channel("general").id,
        }
        sys.stdout.write(json.dumps(addresses) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


asyncio.run(run(options()))
