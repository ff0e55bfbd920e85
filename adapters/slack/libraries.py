"""The libraries would tell whole requests in the log, with what people write: they tell of troubles only."""

import logging

from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped

CALLS = "slack_sdk.web.calls"
SOCKET = "slack_sdk.socket_mode.connection"
BOLT = "slack_bolt"


def calls() -> logging.Logger:
    """For who calls Slack. Below INFO each call and each answer is worded."""
    return _telling(CALLS, logging.INFO)


def socket() -> logging.Logger:
    """For who hears by a socket. Below INFO each event is worded, and at INFO each try to connect."""
    return _telling(SOCKET, logging.WARNING)


def bolt() -> logging.Logger:
    """For Bolt, which at INFO words each request whose signature is wrong: all of them, where a clock is."""
    logger = _telling(BOLT, logging.WARNING)
    logger.addFilter(_of_use)
    return logger


def _of_use(record: logging.LogRecord) -> bool:
    """Bolt takes SLACK_BOT_TOKEN for its own, and warns that the token which it finds there is not used."""
    return record.getMessage() != warning_client_prioritized_and_token_skipped()


def _telling(name: str, level: int) -> logging.Logger:
    """The logger of this name, which tells nothing below this level, nor below what is told elsewhere."""
    logger = logging.getLogger(name)
    logger.setLevel(max(level, logging.getLogger().level))
    return logger
