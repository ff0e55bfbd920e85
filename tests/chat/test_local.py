"""Where a chat can't show times by itself, they are written out, in the language of the reader."""

import pytest

from bot.chat.text import When, local, plain
from bot.engine.wording import wording
from tests.builders import utc

AT = utc("2026-09-16 13:04")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Wed 16 Sep 15:04 (Europe/Madrid)"),
        ("es", "mié, 16 sept 15:04 (Europe/Madrid)"),
        ("es-MX", "mié 16 de sep 15:04 (Europe/Madrid)"),
        ("es-LA", "mié, 16 sept 15:04 (Europe/Madrid)"),
        ("tlh", "Wed 16 Sep 15:04 (Europe/Madrid)"),
        ("../etc", "Wed 16 Sep 15:04 (Europe/Madrid)"),
    ],
)
def test_a_day_is_written_in_its_language(language: str, written: str) -> None:
    """A language that nobody knows is written as English."""
    assert local(When(AT, "Europe/Madrid", language=language)) == written


def test_a_text_writes_its_days_in_its_own_language() -> None:
    """Whoever says it need not say so."""
    said = wording("es")("Week 1 begins {when}.", when=When(AT, "Europe/Madrid", "date"))

    assert plain(said).endswith(" mié, 16 sept.")
