"""A secret is found when it is needed, and never shown."""

from pathlib import Path

import pytest

from bot.config.secret import parse_secret
from bot.errors import InputError


def test_a_secret_of_a_file_is_found(tmp_path: Path) -> None:
    """Without the line end that editors add."""
    (tmp_path / "token").write_text("xoxb-1\n", encoding="utf-8")
    secret = parse_secret(f"file:{tmp_path}/token")

    assert secret.resolve() == "xoxb-1"
    assert "xoxb" not in f"{secret!r} {secret}"


def test_a_secret_of_the_environment_is_found() -> None:
    """By the name of its variable."""
    assert parse_secret("env:PATH").resolve()


def test_a_secret_that_is_not_there_is_named() -> None:
    """With what to do about it."""
    with pytest.raises(InputError, match="NO_SUCH_VARIABLE is empty or not there; set NO_SUCH_VARIABLE"):
        parse_secret("env:NO_SUCH_VARIABLE").resolve()


def test_a_secret_that_is_no_text_is_not_shown(tmp_path: Path) -> None:
    """Not even as the cause of the error."""
    (tmp_path / "token").write_bytes(b"\xff\xfe")

    with pytest.raises(InputError) as refused:
        parse_secret(f"file:{tmp_path}/token").resolve()

    assert refused.value.__cause__ is None
    assert "cannot be read" in str(refused.value)
