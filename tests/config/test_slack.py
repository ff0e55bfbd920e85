"""The Slack app's table: what it says by itself, and what it has to be told."""

import pytest

from bot.config.address import Address
from bot.config.slack import Slack
from tests.config.desk import Desk

TOKEN = 'bot_token = "env:PATH"\n'


def slack(desk: Desk, *lines: str) -> Slack:
    """The table with these lines."""
    desk.adds("config.toml", "[slack]\n" + TOKEN + "".join(f"{line}\n" for line in lines))
    found = desk.loads().config.slack
    assert found is not None
    return found


def test_the_bot_calls_slack_unless_told_otherwise(desk: Desk) -> None:
    """No address of its own is needed, and the commands have their own names."""
    table = slack(desk, 'app_token = "env:PATH"')

    assert (table.mode, table.prefix, table.signing_secret) == ("socket", "", None)


def test_calls_arrive_on_this_machine_only(desk: Desk) -> None:
    """Unless another address is named."""
    table = slack(desk, 'mode = "http"', 'signing_secret = "env:PATH"')

    assert table.listen == Address("127.0.0.1", 3000)


@pytest.mark.parametrize(
    ("written", "host", "port", "own"),
    [
        ("localhost:80", "localhost", 80, True),
        ("[::1]:3000", "::1", 3000, True),
        ("127.9.9.9:1", "127.9.9.9", 1, True),
        ("10.1.2.3:3000", "10.1.2.3", 3000, False),
        ("bot.example:8443", "bot.example", 8443, False),
        ("[::]:3000", "::", 3000, False),
    ],
)
def test_addresses(desk: Desk, written: str, host: str, port: int, own: bool) -> None:
    """A name or a number, and a port; whether other machines reach it is known."""
    address = slack(desk, 'mode = "http"', 'signing_secret = "env:PATH"', f'listen = "{written}"').listen

    assert (address.host, address.port, address.is_loopback) == (host, port, own)
    assert str(address) == written


@pytest.mark.parametrize("written", ["127.0.0.1", ":3000", "a b:1", "host:0", "host:65536", "::1:80", "h:-1"])
def test_what_is_no_address(desk: Desk, written: str) -> None:
    """It is said, with one that is."""
    lines = f'[slack]\n{TOKEN}mode = "http"\nsigning_secret = "env:PATH"\nlisten = "{written}"\n'
    desk.adds("config.toml", lines)

    assert desk.reads()[0].endswith(
        f'slack.listen: {written!r} is not an address to listen on; write a host and a port: "127.0.0.1:3000"'
    )
