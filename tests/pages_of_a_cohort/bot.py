"""A bot that runs without a chat: a process of its own on a small cohort whose first lesson is due."""

import asyncio
import os
import signal
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from httpx import AsyncClient, Response

from adapters.playground.web_server import bound
from bot.engine.clock import SystemClock
from tests.config.desk import Desk

ROOT = Path(__file__).parents[2]
PATIENCE = 60
SERVED = "pages are served at "
ADMIN, CREATOR, ELSEWHERE = "Ada Admin", "Ana Ruiz", "Otto Olsen"
PASSWORDS = {
    ADMIN: "a password of Ada's",
    CREATOR: "a password of Ana's",
    ELSEWHERE: "a password of Otto's",
}
"""The last one is in no cohort, unless there is another one."""
ZONES = (
    *("Pacific/Majuro", "Pacific/Guadalcanal", "Australia/Brisbane", "Asia/Tokyo", "Asia/Singapore"),
    *("Asia/Bangkok", "Asia/Dhaka", "Asia/Karachi", "Asia/Dubai", "Africa/Nairobi", "Africa/Johannesburg"),
    *("Africa/Lagos", "Africa/Abidjan", "Atlantic/Cape_Verde", "America/Noronha", "America/Montevideo"),
    *("America/Puerto_Rico", "America/Lima", "America/Costa_Rica", "America/Phoenix", "Pacific/Pitcairn"),
    *("Pacific/Gambier", "Pacific/Honolulu", "Pacific/Pago_Pago"),
)
"""Where it is noon, by the hour in UTC; none of them changes its clock."""
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_CONFIG = """\
[[cohorts]]
name = "spring"
title = "Spring"
program = "program"
roster = "roster.csv"
start = {start}
zone = "Europe/London"
mentors = ["Mo Mentor"]
admins = ["Ada Admin"]

[playground]
listen = "127.0.0.1:{port}"
{url}
[[playground.accounts]]
name = "Ada Admin"
password = "env:PASSWORD_OF_ADA"

[[playground.accounts]]
name = "Ana Ruiz"
password = "env:PASSWORD_OF_ANA"
"""
_ROSTER = """\
name,discord,slack,zone,language,working_days,track,non_profit,mentor
Ada Admin,,,Europe/Berlin,en,mon-fri,,,
Mo Mentor,100000000000000002,,Africa/Lagos,,,,,
Ana Ruiz,,,{zone},en,mon-sun,health,Casa,Mo Mentor
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherCohort:
    """What stands in the configuration for it, and its roster."""

    config: str
    roster: str


def a_cohort(
    folder: Path, now: datetime, port: int, *, url: str | None = None, other: AnotherCohort | None = None
) -> Desk:
    """A cohort in its first week; for Ana, who has no chat account at all, it is about noon."""
    desk = Desk(folder)
    zone, today = _noon(now)
    start = today - timedelta(days=today.weekday())
    address = f'url = "{url}"\n' if url else ""
    config = _CONFIG.format(start=start, port=port, url=address)
    desk.writes("config.toml", config + (other.config.format(start=start) if other else ""))
    desk.writes("roster.csv", _ROSTER.format(zone=zone))
    if other:
        desk.writes("other.csv", other.roster.format(zone=zone))
    return desk


def a_free_port() -> int:
    """One that nobody listens on; no test runs beside another on the port that was free a moment ago."""
    with bound("127.0.0.1", 0) as free:
        port: int = free.getsockname()[1]
        return port


def _noon(now: datetime) -> tuple[str, date]:
    """A zone where it is about noon, so that nothing waits for the night to pass; and the day there."""
    zone = ZONES[now.hour]
    return zone, now.astimezone(ZoneInfo(zone)).date()


@dataclass(slots=True)
class Bot:
    """The process while it runs; it can be killed and begun again."""

    config: Path
    trusts: ssl.SSLContext = _NO_TLS
    """What its browsers trust."""
    process: asyncio.subprocess.Process | None = None
    said: list[str] = field(default_factory=list)
    address: str = ""

    async def begins(self) -> None:
        """Run until the pages are served."""
        names = {f"PASSWORD_OF_{name.split()[0].upper()}": word for name, word in PASSWORDS.items()}
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "run", str(self.config)),
            cwd=ROOT,
            env={**os.environ, **names},
            stderr=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
        )
        assert self.process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            while line := (await self.process.stderr.readline()).decode():
                self.said.append(line)
                if SERVED in line:
                    self.address = line.split(SERVED)[1].strip()
                    return
        raise AssertionError("".join(self.said))

    async def dies(self) -> None:
        """Of kill -9."""
        await self._ends(signal.SIGKILL)

    async def stops(self) -> int:
        """As a service is told to; the exit code."""
        return await self._ends(signal.SIGTERM)

    async def _ends(self, by: signal.Signals) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(by)
        async with asyncio.timeout(PATIENCE):
            _, rest = await self.process.communicate()
        self.said.append(rest.decode())
        assert self.process.returncode is not None
        return self.process.returncode

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[AsyncClient]:
        """One that keeps cookies, and says where its forms come from."""
        headers = {"accept": "text/html", "origin": self.address, "sec-fetch-site": "same-origin"}
        async with AsyncClient(base_url=self.address, headers=headers, verify=self.trusts) as client:
            yield client


async def signs_in(client: AsyncClient, name: str, password: str | None = None) -> Response:
    """Send the form off."""
    form = {"name": name, "password": PASSWORDS[name] if password is None else password, "next": "/"}
    return await client.post("/sign-in", data=form)


@asynccontextmanager
async def a_bot(
    folder: Path,
    *,
    port: int | None = None,
    url: str | None = None,
    other: AnotherCohort | None = None,
    trusts: ssl.SSLContext = _NO_TLS,
) -> AsyncIterator[Bot]:
    """It runs until the story ends, and must end well."""
    desk = a_cohort(folder, SystemClock().now(), port or a_free_port(), url=url, other=other)
    bot = Bot(desk.config, trusts)
    await bot.begins()
    try:
        yield bot
    finally:
        code = await bot.stops()
    assert code == 0, "".join(bot.said)
    assert "Traceback" not in "".join(bot.said), "".join(bot.said)
