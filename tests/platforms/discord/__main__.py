"""A Discord in a process of its own: its addresses are its first line, and it ends with its input."""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime

from tests.platforms.discord.control import PATH
from tests.platforms.discord.ratelimits import Buckets
from tests.platforms.discord.rules import Rules
from tests.platforms.discord.server import START, serving


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.platforms.discord", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--no-checks", action="store_true", help="hold requests to no document and no limits")
    parser.add_argument("--no-rate-limits", action="store_true", help="answer as fast as it is asked")
    parser.add_argument("--guilds", type=int, default=1, help="how many guilds the bot is in")
    parser.add_argument("--members", type=int, default=0, help="people, spread over the guilds")
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--granted", type=int, default=0, help="the privileged intents, as a number")
    parser.add_argument("--now", type=datetime.fromisoformat, default=START, help="the driver's time")
    return parser.parse_args()


async def run(asked: argparse.Namespace) -> None:
    """Serve until the input ends."""
    buckets = None if asked.no_rate_limits else Buckets()
    now = asked.now if asked.now.tzinfo else asked.now.replace(tzinfo=UTC)
    async with serving(
        clock=lambda: now,
        granted=asked.granted,
        shards=asked.shards,
        rules=Rules(checks=not asked.no_checks, buckets=buckets),
        port=asked.port,
    ) as there:
        guilds = [there.guild, *(there.new_guild(f"Guild {number}") for number in range(1, asked.guilds))]
        for number in range(asked.members):
            user = there.world.new_user(f"member {number}")
            there.world.join(guilds[number % len(guilds)], user)
        addresses = {
            "api_url": there.api_url,
            "gateway_url": there.gateway_url,
            "control": there.desk.site + PATH,
            "token": there.token,
            "guild": str(there.guild.id),
            "channel": str(there.channel("general").id),
        }
        sys.stdout.write(json.dumps(addresses) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


asyncio.run(run(options()))
