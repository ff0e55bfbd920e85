"""`run`: the bot by the real clock."""

from bot.cli.arguments import ConfigFile


def run(config: ConfigFile) -> None:
    """Run the bot until it is told to stop."""
    from bot.app.running import run as serve
    from bot.cli.stopping import log_to_stderr, until_stopped
    from bot.config.load import load

    checked = load(config)
    log_to_stderr()
    until_stopped(lambda stop: serve(checked, stop))
