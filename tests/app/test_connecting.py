"""The chats of a configuration become adapters; nothing is connected yet, and no secret is read in vain."""

from pathlib import Path

import pytest

from adapters.slack.adapter import SlackAdapter
from bot.app.connecting import DISCORD, SLACK, makers_of
from bot.config.load import load
from bot.config.starter import init
from bot.errors import InputError
from bot.pictures.drawing import Drawing

TOKENS = {"socket": "app_token", "http": "signing_secret"}


def configured(folder: Path, *lines: str) -> Path:
    """What `init` writes, with more at its end."""
    init(folder / "ours")
    path = folder / "ours" / "config.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(("", *lines, "")), encoding="utf-8")
    return path


@pytest.mark.parametrize("mode", TOKENS)
def test_a_slack_app_in_either_mode(tmp_path: Path, mode: str) -> None:
    """The key of the mode is enough."""
    secret = tmp_path / "secret"
    secret.write_text("xoxb-1-2", encoding="utf-8")
    path = configured(
        tmp_path,
        "[slack]",
        f'mode = "{mode}"',
        f'bot_token = "file:{secret}"',
        f'{TOKENS[mode]} = "file:{secret}"',
    )
    makers = makers_of(load(path))

    assert list(makers) == [SLACK]
    drawing = Drawing()
    adapter = makers[SLACK](drawing)
    drawing.close()
    assert isinstance(adapter, SlackAdapter)
    assert adapter.pace.pages is not None


def test_a_token_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With its key, before anything is connected; the other chat is made all the same."""
    path = configured(
        tmp_path,
        "[discord]",
        'token = "env:COHORTBOT_TEST_TOKEN"',
        "[slack]",
        'bot_token = "env:PATH"',
        'app_token = "env:COHORTBOT_TEST_TOKEN"',
    )
    makers = makers_of(load(path))
    drawing = Drawing()

    assert list(makers) == [DISCORD, SLACK]
    with pytest.raises(InputError, match=r"slack\.app_token: the environment variable COHORTBOT_TEST_TOKEN"):
        makers[SLACK](drawing)
    drawing.close()
